"""A folder is left, and the window closes, when the disk has everything or the user said so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.voice import COPY, Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Workspace
from labeldesk.work.recorder import Unsaved

KEY = "unsaved"
_ONE = QT_TRANSLATE_NOOP("Leaving", "Not closed: {n} change is not saved")
_MANY = QT_TRANSLATE_NOOP("Leaving", "Not closed: {n} changes are not saved")
_WHY = QT_TRANSLATE_NOOP("Leaving", "{why}. Not saved: {what}. Everything saved before is kept")
_BOTH = QT_TRANSLATE_NOOP("Leaving", "{one}, {other}")
_MORE = QT_TRANSLATE_NOOP("Leaving", "{what} and {n} more")
_GONE = QT_TRANSLATE_NOOP("Leaving", "Not closed: the project file is gone")
_ANEW = QT_TRANSLATE_NOOP(
    "Leaving", "{why}. All of it is still here: trying again writes the file anew"
)
_AGAIN = QT_TRANSLATE_NOOP("Leaving", "Try again")
_ANYWAY = QT_TRANSLATE_NOOP("Leaving", "Close anyway")
_UNEXPECTED = QT_TRANSLATE_NOOP("Leaving", "Something unexpected happened ({error})")
_NAMED = 3


class Leaving:
    """`may_leave(go)` says whether the folder can be left now; if not, the user is told what is
    not saved, and `go` is called once it is, or when the user gives it up.
    """

    def __init__(self, workspace: Workspace, voice: Voice) -> None:
        self._workspace = workspace
        self._voice = voice
        workspace.may_leave = self.may_leave
        workspace.closed.connect(lambda: voice.take_back(KEY))

    def may_leave(self, go: Callable[[], None]) -> bool:
        """Waits until the disk has answered what was handed over."""
        self._workspace.shown.settle()
        unsaved = self._workspace.recorder.finish()
        if unsaved is None:
            return True
        self._tell(unsaved, go)
        return False

    def close(self) -> None:
        """Leave the folder, back to the start page."""
        if self.may_leave(self.close):
            self._workspace.close()

    def _tell(self, unsaved: Unsaved, go: Callable[[], None]) -> None:
        error = unsaved.error
        why = error.text if isinstance(error, UserError) else _UNEXPECTED.filled(error=repr(error))
        row = NoticeRow(
            KEY,
            Severity.ERROR,
            _title(unsaved),
            _WHY.filled(why=why, what=_listed(unsaved.titles))
            if unsaved.count
            else _ANEW.filled(why=why),
            (("again", _AGAIN), ("leave", _ANYWAY), ("copy", COPY)),
        )
        answers: dict[str, Callable[[], None]]
        answers = {"again": partial(self._again, go), "leave": partial(self._anyway, go)}
        self._voice.notice(row, answers, details=str(error))

    def _again(self, go: Callable[[], None]) -> None:
        self._workspace.recorder.try_again()
        if self.may_leave(go):
            go()

    def _anyway(self, go: Callable[[], None]) -> None:
        self._workspace.recorder.give_up()
        go()


def _title(unsaved: Unsaved) -> Text:
    if not unsaved.count:
        return _GONE
    return counted(unsaved.count, _ONE, _MANY).filled(n=Grouped(unsaved.count))


def _listed(titles: tuple[Text, ...]) -> Text | str:
    """The first few by name; the same name once."""
    names = [*dict.fromkeys(titles)]
    shown: Text | str = names[0]
    for name in names[1:_NAMED]:
        shown = _BOTH.filled(one=shown, other=name)
    rest = len(names) - _NAMED
    return _MORE.filled(what=shown, n=Grouped(rest)) if rest > 0 else shown
