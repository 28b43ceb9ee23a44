"""The demo's last words: what was made, where it lies, how many."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from devtools.inside.making import PROJECT, SURE, Exported, Proposed
from labeldesk.storage.project import Project
from labeldesk.work.looking import stats

Row = tuple[str, str, str]


def lines(
    folder: Path, project: Project, proposed: Proposed, written: Sequence[Exported]
) -> list[str]:
    """The table, and what the formats could not keep."""
    found = stats(project)
    total = f"{found.images} images, {found.annotations} objects"
    run = f"{_proposed(proposed)}, {proposed.accepted} accepted from {SURE:.2f} on"
    rows: list[Row] = [
        ("what", "where", "how many"),
        ("project", _place(folder / PROJECT), total),
        (f"model {proposed.model}", f"{proposed.device}, {proposed.seconds:.1f} s", run),
        *map(_row, written),
    ]
    counts = [f"{name} {number}" for name, number in found.classes.items() if number]
    return [*table(rows), "", f"classes: {', '.join(counts)}", "", *_lost(written)]


def _proposed(proposed: Proposed) -> str:
    return f"{proposed.found} suggestion{'' if proposed.found == 1 else 's'}"


def table(rows: Sequence[Row]) -> list[str]:
    """The rows in columns, the first as a heading over a line."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    made = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return [made[0], "  ".join("-" * width for width in widths), *made[1:]]


def _row(one: Exported) -> Row:
    done = one.done
    files = f"{len(done.files)} file{'' if len(done.files) == 1 else 's'}"
    number = f"{done.images} images, {one.objects} objects read back, {files}"
    return one.title, _place(done.out) + os.sep, number


def _lost(written: Sequence[Exported]) -> list[str]:
    """What the formats cannot hold, with how often, in the words of the export dialog."""
    made = ["what the formats cannot hold:"]
    for one in written:
        texts = Counter(str(problem.text) for problem in one.done.report.rows)
        for text, count in texts.items():
            made.append(f"  {one.done.format:<5}  {count} x  {text}")
    return made


def _place(path: Path) -> str:
    """Relative to where dev.py was started from, if it lies below."""
    return os.path.relpath(path)
