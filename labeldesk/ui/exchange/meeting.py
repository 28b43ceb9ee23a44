"""Before an import is done: what it would bring, and what is to become of objects in one place."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from labeldesk.domain.changes import Merge
from labeldesk.domain.problem import Severity
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.widgets.notice import NoticeRow

if TYPE_CHECKING:
    from labeldesk.storage.records import Met
    from labeldesk.ui.program import Program

KEY = "meeting"
_TITLE = QT_TRANSLATE_NOOP("Exchange", "{name} meets objects that are here already")
_DETAIL = QT_TRANSLATE_NOOP(
    "Exchange", "{new} new, {changed} changed, {conflicting} of another class in the same place"
)
_MINE = QT_TRANSLATE_NOOP("Exchange", "Keep mine")
_THEIRS = QT_TRANSLATE_NOOP("Exchange", "Take theirs")
_BOTH = QT_TRANSLATE_NOOP("Exchange", "Keep both")
_ACTIONS: tuple[tuple[str, Text], ...] = (
    ("mine", _MINE),
    ("theirs", _THEIRS),
    ("both", _BOTH),
)
_NOT = "not"
_LOOK_S = 0.1


class Meeting:
    """Asks with a notice, from the thread of the job, which waits; nothing is asked where nothing
    meets.
    """

    def __init__(self, program: Program) -> None:
        self._voice = program.voice
        self._deliver = program.deliver
        program.window.notices.closed.connect(self.closed)
        self._answer: Callable[[str], None] | None = None

    def closed(self, key: str) -> None:
        """A notice was closed: whoever does not answer does not import."""
        answer, self._answer = self._answer, None
        if key == KEY and answer is not None:
            answer(_NOT)

    def ask(self, name: str, met: Met, cancel: Cancel) -> Merge:
        """The answer; `Cancelled` where the import is not wanted or the job is stopped."""
        if met.is_clear:
            return Merge.BOTH
        answered = threading.Event()
        answers: list[str] = []

        def answer(value: str) -> None:
            answers.append(value)
            answered.set()

        self._deliver(lambda: self._show(name, met, answer))
        try:
            while not answered.wait(_LOOK_S):
                cancel.check()
        finally:
            self._deliver(lambda: self._voice.take_back(KEY))
        if answers[0] == _NOT:
            raise Cancelled
        return Merge(answers[0])

    def _show(self, name: str, met: Met, answer: Callable[[str], None]) -> None:
        self._answer = answer
        detail = _DETAIL.filled(
            new=Grouped(met.new),
            changed=Grouped(met.changed),
            conflicting=Grouped(met.conflicting),
        )
        row = NoticeRow(KEY, Severity.WARNING, _TITLE.filled(name=name), detail, _ACTIONS)
        self._voice.notice(row, {key: partial(answer, key) for key, _ in _ACTIONS})
