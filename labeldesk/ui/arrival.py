"""What is said of a folder that was just opened: where its project is, what is odd about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.imaging.listing import NO_UTF8
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.work.opening import Opened

_ELSEWHERE = QT_TRANSLATE_NOOP(
    "Opening", "This folder cannot be written to: its project is elsewhere"
)
_ELSEWHERE_AT = QT_TRANSLATE_NOOP("Opening", "Annotations are kept in {path}")
_COPY = QT_TRANSLATE_NOOP("Opening", "Copy path")
_LEFT_OUT_ONE = QT_TRANSLATE_NOOP("Opening", "{n} image is not listed: its name is not UTF-8")
_LEFT_OUT = QT_TRANSLATE_NOOP("Opening", "{n} images are not listed: their names are not UTF-8")
_RENAME = QT_TRANSLATE_NOOP("Opening", "Rename the files, then open the folder again")
_PROBLEMS = QT_TRANSLATE_NOOP("Opening", "Show problems")


def tell_of(
    source: Opened, voice: Voice, projects: Path, show_problems: Callable[[], None]
) -> None:
    """`projects` is where projects of folders lie that cannot be written to."""
    if source.project_path.parent == projects:
        path = str(source.project_path)
        words = _ELSEWHERE_AT.filled(path=path)
        row = NoticeRow("elsewhere", Severity.INFO, _ELSEWHERE, words, (("copy", _COPY),))
        voice.notice(row, details=path)
    for problem in source.problems:
        voice.problem(problem)
    voice.take_back("names")  # of the folder before
    n = sum(problem.text == NO_UTF8 for problem in source.problems)
    if n:  # else whoever counts the images would wonder
        title = counted(n, _LEFT_OUT_ONE, _LEFT_OUT).filled(n=Grouped(n))
        row = NoticeRow("names", Severity.WARNING, title, _RENAME, (("problems", _PROBLEMS),))
        voice.notice(row, {"problems": show_problems})
