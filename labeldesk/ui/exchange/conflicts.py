"""Files changed by somebody else that wait for an answer, and the notices that ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.mirror import Conflict
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.panels.notice_bar import MOST
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.notice import NoticeRow

_KEPT = QT_TRANSLATE_NOOP("Exchange", "Your edit is safe in the project, the file was not written")
_MINE = QT_TRANSLATE_NOOP("Exchange", "Write mine")
_THEIRS = QT_TRANSLATE_NOOP("Exchange", "Take theirs")
_MANY = QT_TRANSLATE_NOOP("Exchange", "{n} files cannot be brought in step without you")
_ALL_KEPT = QT_TRANSLATE_NOOP(
    "Exchange", "Your edits are safe in the project, the files were not written"
)
_ALL_MINE = QT_TRANSLATE_NOOP("Exchange", "Write all of mine")
_ALL_THEIRS = QT_TRANSLATE_NOOP("Exchange", "Take all of theirs")
_COPY = QT_TRANSLATE_NOOP("Exchange", "Copy details")
_ALL = "in-step"
Answer = Callable[[Conflict], None]


class Conflicts:
    """At most one for each file; `mine` and `theirs` are what the user answered."""

    def __init__(self, voice: Voice, mine: Answer, theirs: Answer) -> None:
        self._voice = voice
        self._mine = mine
        self._theirs = theirs
        self._waiting: dict[str, Conflict] = {}

    @property
    def images(self) -> frozenset[str]:
        """The paths of the images whose files they are."""
        return frozenset(conflict.image for conflict in self._waiting.values())

    def follow(self, settled: Iterable[str], found: Iterable[Conflict]) -> None:
        """These files are in step, those are in conflict."""
        before, fresh = dict(self._waiting), {conflict.file: conflict for conflict in found}
        for file in settled:
            self._waiting.pop(file, None)
        self._waiting |= fresh
        if fresh or self._waiting != before:
            self._take_back(before)
            self._ask()

    def drop(self, file: str) -> None:
        """It was answered."""
        self._waiting.pop(file, None)

    def clear(self) -> None:
        """The project is left; the files stay as they are."""
        self._take_back(self._waiting)
        self._waiting.clear()

    def _take_back(self, files: Iterable[str]) -> None:
        for file in files:
            self._voice.take_back(_key(file))
        self._voice.take_back(_ALL)

    def _ask(self) -> None:
        """A notice for each file, or one for all where they would push each other out."""
        if len(self._waiting) > MOST:
            self._ask_for_all()
            return
        actions = (("mine", _MINE), ("theirs", _THEIRS), ("copy", _COPY))
        for file, conflict in self._waiting.items():
            row = NoticeRow(_key(file), Severity.WARNING, conflict.text, _KEPT, actions)
            answers: dict[str, Callable[[], None]] = {
                "mine": partial(self._answer, [file], self._mine),
                "theirs": partial(self._answer, [file], self._theirs),
            }
            self._voice.notice(row, answers, details=str(conflict.text))

    def _ask_for_all(self) -> None:
        files = sorted(self._waiting)
        title = _MANY.filled(n=Grouped(len(files)))
        actions = (("mine", _ALL_MINE), ("theirs", _ALL_THEIRS), ("copy", _COPY))
        row = NoticeRow(_ALL, Severity.WARNING, title, _ALL_KEPT, actions)
        answers: dict[str, Callable[[], None]] = {
            "mine": partial(self._answer, files, self._mine),
            "theirs": partial(self._answer, files, self._theirs),
        }
        self._voice.notice(row, answers, details="\n".join(files))

    def _answer(self, files: list[str], answer: Answer) -> None:
        for file in files:
            conflict = self._waiting.get(file)
            if conflict is not None:
                answer(conflict)


def _key(file: str) -> str:
    return f"in-step:{file}"
