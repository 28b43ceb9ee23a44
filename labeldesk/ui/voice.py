"""How the program speaks to its user: short words, notices that stay, rows of problems."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.widgets.notice import NoticeRow

TOAST_MS = 6_000
_BUG = QT_TRANSLATE_NOOP("Voice", "Something unexpected happened")
_BUG_DETAIL = QT_TRANSLATE_NOOP("Voice", "Details are in the log: {error}")
_BUG_SAVED = QT_TRANSLATE_NOOP(
    "Voice", "Everything done so far is saved. Details are in the log: {error}"
)
_BUG_UNSAVED = QT_TRANSLATE_NOOP(
    "Voice", "The last changes are not on the disk yet. Details are in the log: {error}"
)
COPY = QT_TRANSLATE_NOOP("Voice", "Copy details")
_MOST_PROBLEMS = 10_000
_LONGEST_NAME = 48


class Voice(QObject):
    """Signals: `toasted(Text or None)`, `noticed(NoticeRow)`, `taken_back(key)` and
    `problems_changed`.

    What a notice offers is answered by the callables given with it. `is_saved` says whether the
    disk has every edit, None where nothing can be edited.
    """

    toasted = Signal(object)
    noticed = Signal(object)
    taken_back = Signal(str)
    problems_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problems: list[Problem] = []
        self.is_saved: Callable[[], bool | None] = lambda: None
        self._answers: dict[tuple[str, str], Callable[[], None]] = {}
        self._details: dict[str, str] = {}
        self._said: Text | None = None
        self._toast = QTimer(self)
        self._toast.setSingleShot(True)
        self._toast.setInterval(TOAST_MS)
        self._toast.timeout.connect(self._unsaid)

    def toast(self, text: Text) -> None:
        """A short word in the status line, gone after some seconds."""
        self._said = text
        self.toasted.emit(text)
        self._toast.start()

    def hush(self, text: Text | None = None) -> None:
        """What was said is old: the hint of what begins now is what counts. With a text only if
        that was said last.
        """
        if text is None or text == self._said:
            self._toast.stop()
            self._unsaid()

    def _unsaid(self) -> None:
        self._said = None
        self.toasted.emit(None)

    def notice(
        self,
        row: NoticeRow,
        answers: dict[str, Callable[[], None]] | None = None,
        details: str = "",
    ) -> None:
        """A notice that stays until it is answered or closed."""
        for name, answer in (answers or {}).items():
            self._answers[row.key, name] = answer
        self._details[row.key] = details
        self.noticed.emit(row)

    def take_back(self, key: str) -> None:
        """The notice no longer holds."""
        self.taken_back.emit(key)

    def answered(self, key: str, action: str) -> str | None:
        """The user chose an action of a notice; gives the details if they were asked for."""
        if action == "copy":
            return self._details.get(key, "")
        self.take_back(key)
        answer = self._answers.pop((key, action), None)
        if answer is not None:
            answer()
        return None

    def error(self, error: BaseException) -> None:
        """What went wrong, politely if it is of the world, as our fault if it is not."""
        if isinstance(error, UserError):
            for problem in (error.problem, *error.found):
                self.problem(problem)
            self.notice(_row_of(error), details=str(error))
            return
        detail = _OF_BUG[self.is_saved()].filled(error=f"{type(error).__name__}: {error}")
        row = NoticeRow("bug", Severity.ERROR, _BUG, detail, (("copy", COPY),))
        self.notice(row, details=repr(error))

    def problem(self, problem: Problem) -> None:
        """A row for the Problems panel; of very many the first are kept."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(problem)
            self.problems_changed.emit()


_OF_BUG = {True: _BUG_SAVED, False: _BUG_UNSAVED, None: _BUG_DETAIL}
_WITH_PATH = QT_TRANSLATE_NOOP("Voice", "{path}: {text}")
_BOTH = QT_TRANSLATE_NOOP("Voice", "{kept}. {advice}")


def _short(name: str) -> str:
    """A name that leaves room for what is said of it; the details have it in full."""
    if len(name) <= _LONGEST_NAME:
        return name
    half = _LONGEST_NAME // 2
    return f"{name[:half]}…{name[-half:]}"


def _row_of(error: UserError) -> NoticeRow:
    title = error.text
    if error.path:
        name = _short(error.path.replace("\\", "/").rsplit("/", 1)[-1])
        title = _WITH_PATH.filled(path=name, text=error.text)
    detail = error.kept or error.advice
    if error.kept is not None and error.advice is not None:
        detail = _BOTH.filled(kept=error.kept, advice=error.advice)
    return NoticeRow(f"error:{error.path}", Severity.ERROR, title, detail, (("copy", COPY),))
