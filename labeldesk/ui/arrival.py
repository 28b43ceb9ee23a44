"""What is said of a folder that was just opened: what is odd about it."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.imaging.listing import NO_UTF8
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.work.opening import Opened

_LEFT_OUT_ONE = QT_TRANSLATE_NOOP("Opening", "{n} image is not listed: its name is not UTF-8")
_LEFT_OUT = QT_TRANSLATE_NOOP("Opening", "{n} images are not listed: their names are not UTF-8")
_RENAME = QT_TRANSLATE_NOOP("Opening", "Rename the files, then open the folder again")
_PROBLEMS = QT_TRANSLATE_NOOP("Opening", "Show problems")


def tell_of(source: Opened, voice: Voice, show_problems: Callable[[], None]) -> None:
    """Every problem, and in a notice how many images are not listed."""
    for problem in source.problems:
        voice.problem(problem)
    voice.take_back("names")  # of the folder before
    n = sum(problem.text == NO_UTF8 for problem in source.problems)
    if n:  # else whoever counts the images would wonder
        title = counted(n, _LEFT_OUT_ONE, _LEFT_OUT).filled(n=Grouped(n))
        row = NoticeRow("names", Severity.WARNING, title, _RENAME, (("problems", _PROBLEMS),))
        voice.notice(row, {"problems": show_problems})
