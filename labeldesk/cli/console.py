"""What the command line says: results on stdout, progress and problems on stderr."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

from labeldesk.domain.problem import Problem, Severity, UsageError, UserError
from labeldesk.domain.progress import Cancel, Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.report import Report

if TYPE_CHECKING:
    from labeldesk.domain.annotation import Json

DONE, PROBLEMS, USAGE, FAILED, MISTAKE = 0, 1, 2, 3, 70
"""Exit codes: done, done with reported problems, wrong usage, failed with nothing changed, a
mistake of the program (as `sysexits.h` has it), of which nothing is known.
"""

_MISTAKE = QT_TRANSLATE_NOOP("Work", "A mistake of Labeldesk came between ({error})")
_SHOWN = 5  # rows of one kind; --json has more


def many(n: int, noun: str) -> str:
    """So many of them: "1 file", "2 files", "2 classes"."""
    ending = "es" if noun.endswith("s") else "s"
    return f"{n:,} {noun}{'' if n == 1 else ending}"


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
        with _while_heard(self.out):
            if self.as_json:
                self._json({**result, **_problems(report)})
            for line in () if self.as_json else lines:
                print(line, file=self.out)
        if not self.as_json:
            self._say(report)
        return PROBLEMS if report.has_problems else DONE

    def fail(self, error: UserError) -> int:
        """Says what went wrong, and what led to it; wrong usage has its own exit code."""
        self._clear()
        report = Report()
        for problem in error.found:
            report.add(problem)
        self._refuse(error, _problems(report) if error.found else {})
        self._say(report)
        return USAGE if isinstance(error, UsageError) else FAILED

    def stumble(self, error: Exception) -> int:
        """Says that a mistake of the program came between, with what a report of it needs."""
        self._clear()
        with _while_heard(self.err):
            traceback.print_exception(error, file=self.err)
        self._refuse(UserError(_MISTAKE.filled(error=f"{type(error).__name__}: {error}")), {})
        return MISTAKE

    def _refuse(self, error: UserError, more: Mapping[str, Json]) -> None:
        if self.as_json:
            with _while_heard(self.out):
                told: dict[str, Json] = {"error": _row(error.problem), "message": str(error)}
                self._json({**told, **more})
        with _while_heard(self.err):
            print(f"labeldesk: {error}", file=self.err)

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
            with _while_heard(self.err):
                if shown[kind] <= _SHOWN:
                    print(f"{row.severity}: {row}", file=self.err)
                elif shown[kind] == _SHOWN + 1:
                    more = f"  ... and {report.counts[kind] - _SHOWN:,} more like it"
                    print(more, file=self.err)


@contextmanager
def _while_heard(stream: TextIO) -> Iterator[None]:
    """What is written into a pipe that nobody reads any more is lost, and nothing else is."""
    try:
        yield
        stream.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)  # else the interpreter's own flush complains
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


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
