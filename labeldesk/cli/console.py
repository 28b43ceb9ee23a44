"""What the command line says: results on stdout, progress and problems on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.progress import Cancel, Progress
from labeldesk.formats.report import Report

if TYPE_CHECKING:
    from labeldesk.domain.annotation import Json

DONE, PROBLEMS, USAGE, FAILED = 0, 1, 2, 3
"""Exit codes: done, done with reported problems, wrong usage, failed with nothing changed."""

_SHOWN = 5  # rows of one kind; --json has more


@dataclass
class Console:
    """Where a command speaks, and the wish of whoever listens to stop it.

    With `as_json` stdout gets exactly one JSON object.
    """

    as_json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    cancel: Cancel = field(default_factory=Cancel)
    _width: int = 0

    def progress(self, progress: Progress) -> None:
        """One line that is written over, when somebody watches."""
        if not self.err.isatty():
            return
        of = f" / {progress.total:,}" if progress.total else ""
        unit = f" {progress.unit}" if progress.unit else ""
        line = f"{progress.done:,}{of}{unit}"
        self.err.write(f"\r{line:<{self._width}}")
        self.err.flush()
        self._width = len(line)

    def finish(self, result: Mapping[str, Json], lines: list[str], report: Report) -> int:
        """Says what was done; the exit code tells whether there were problems."""
        self._clear()
        if self.as_json:
            self._json({**result, **_problems(report)})
        else:
            for line in lines:
                print(line, file=self.out)
            self._say(report)
        return PROBLEMS if report.has_problems else DONE

    def fail(self, error: UserError) -> int:
        """Says what went wrong, and what led to it."""
        self._clear()
        report = Report()
        for problem in error.found:
            report.add(problem)
        if self.as_json:
            told: dict[str, Json] = {"error": _row(error.problem), "message": str(error)}
            self._json({**told, **(_problems(report) if error.found else {})})
        print(f"labeldesk: {error}", file=self.err)
        self._say(report)
        return FAILED

    def _clear(self) -> None:
        if self._width:
            self.err.write(f"\r{'':<{self._width}}\r")
            self._width = 0

    def _json(self, value: Mapping[str, Json]) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=1)
        try:
            text.encode(self.out.encoding or "utf-8")
        except UnicodeEncodeError:  # a terminal of few letters, a file name that is no text
            text = json.dumps(value, indent=1)
        self.out.write(f"{text}\n")

    def _say(self, report: Report) -> None:
        """The first rows of every kind of problem, and how many more there are of it."""
        shown: dict[str, int] = {}
        rows = [row for row in report.rows if row.severity is not Severity.INFO]
        for row in rows:
            kind = row.text.source
            shown[kind] = shown.get(kind, 0) + 1
            if shown[kind] <= _SHOWN:
                print(f"{row.severity}: {row}", file=self.err)
            elif shown[kind] == _SHOWN + 1:
                print(f"  ... and {report.counts[kind] - _SHOWN:,} more like it", file=self.err)


def _row(problem: Problem) -> dict[str, Json]:
    return {
        "severity": str(problem.severity),
        "text": str(problem.text),
        "path": problem.path,
        "place": problem.place,
    }


def _problems(report: Report) -> dict[str, Json]:
    counts: dict[str, Json] = {str(severity): n for severity, n in report.severities.items()}
    return {"problems": [_row(row) for row in report.rows], "problem_counts": counts}
