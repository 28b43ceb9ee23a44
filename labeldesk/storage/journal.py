"""The journal: every change in one order, its two ends in memory, all of it in the file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from labeldesk.domain.classes import ImageClass
from labeldesk.domain.ids import ChangeId, ClassId, ImageId, SuggestionId
from labeldesk.domain.image import ImageState
from labeldesk.storage.records import HistoryStep, Kind
from labeldesk.storage.rows import (
    class_of,
    class_row,
    state_from,
    state_row,
    text_json,
    text_of,
    to_json,
)
from labeldesk.storage.schema import change

APPLIED, UNDONE, DROPPED = "applied", "undone", "dropped"
PAGE = 1_000
ClassStep = tuple[ImageClass | None, ImageClass | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """What a change did beside annotations and suggestions, whose rows know it themselves."""

    classes: tuple[ClassStep, ...] = ()
    order: tuple[tuple[ClassId, ...], tuple[ClassId, ...]] = ((), ())
    states: Mapping[ImageId, tuple[ImageState, ImageState]] = field(default_factory=dict)
    rejected: tuple[SuggestionId, ...] = ()

    def inverted(self) -> Payload:
        """What leads back; the rejected suggestions are the same ones."""
        return Payload(
            classes=tuple((after, before) for before, after in self.classes),
            order=(self.order[1], self.order[0]),
            states={i: (after, before) for i, (before, after) in self.states.items()},
            rejected=self.rejected,
        )

    def text(self) -> str:
        """As JSON."""
        classes = [[one and class_row(one) for one in step] for step in self.classes]
        states = [[i, state_row(a), state_row(b)] for i, (a, b) in self.states.items()]
        parts = {
            "classes": classes,
            "order": self.order if any(self.order) else None,
            "states": states,
            "rejected": self.rejected,
        }
        return to_json({name: part for name, part in parts.items() if part})

    @staticmethod
    def of(text: str) -> Payload:
        """From what `text` gave."""
        data = json.loads(text)
        before, after = data.get("order", ((), ()))
        return Payload(
            classes=tuple(
                (a and class_of(a), b and class_of(b)) for a, b in data.get("classes", ())
            ),
            order=(tuple(before), tuple(after)),
            states={i: (state_from(a), state_from(b)) for i, a, b in data.get("states", ())},
            rejected=tuple(data.get("rejected", ())),
        )


class Journal:
    """Both ends of the journal. Changed on the writer's thread, after the disk has the change.

    Looking (`peek_undo`, `peek_redo`) is for any thread and never waits.
    """

    def __init__(self, connection: Connection) -> None:
        numbers = select(func.max(change.c.id), func.max(change.c.position))
        last_id, last_position = connection.execute(numbers).one()
        self._next_id = (last_id or 0) + 1
        self._next_position = (last_position or 0) + 1
        undone = select_steps().where(change.c.state == UNDONE).order_by(change.c.position.desc())
        self._undone = [step_of(row) for row in connection.execute(undone)]
        self._applied: list[HistoryStep] = []
        self._first_position = self._next_position
        self._has_more = True
        self._ends: tuple[HistoryStep | None, HistoryStep | None] = (None, None)
        self._load_older(connection)
        self._show_ends()

    def peek_undo(self) -> HistoryStep | None:
        """What an undo would take back."""
        return self._ends[0]

    def peek_redo(self) -> HistoryStep | None:
        """What a redo would bring back."""
        return self._ends[1]

    def next_id(self) -> ChangeId:
        """A fresh number for a change."""
        self._next_id += 1
        return ChangeId(self._next_id - 1)

    def write(self, connection: Connection, step: HistoryStep, payload: Payload) -> None:
        """Put the step at the end; what was undone can no longer be redone."""
        if self._undone:
            dropped = update(change).where(change.c.state == UNDONE).values(state=DROPPED)
            connection.execute(dropped)
        connection.execute(insert(change), _values(step, payload, APPLIED, self._next_position))
        self._next_position += 1

    def reserve(self, connection: Connection, step: HistoryStep, payload: Payload) -> None:
        """Keep the number of a change that is being prepared; it counts as dropped till then."""
        connection.execute(insert(change), _values(step, payload, DROPPED, None))

    @staticmethod
    def reserved(connection: Connection, change_id: ChangeId) -> Payload | None:
        """Take the reservation out to write it for real; None if there is none."""
        where = (change.c.id == change_id, change.c.position.is_(None))
        text = connection.execute(select(change.c.payload).where(*where)).scalar()
        connection.execute(delete(change).where(*where))
        return None if text is None else Payload.of(text)

    def mark(self, connection: Connection, step: HistoryStep, *, is_undone: bool) -> Payload:
        """Note in the file that the step was taken back or brought back; gives what it did."""
        here = change.c.id == step.id
        state = UNDONE if is_undone else APPLIED
        connection.execute(update(change).where(here).values(state=state))
        if is_undone and len(self._applied) <= 1:
            self._load_older(connection)
        return Payload.of(connection.execute(select(change.c.payload).where(here)).scalar_one())

    def pushed(self, step: HistoryStep) -> None:
        """The disk has a new step."""
        self._applied.append(step)
        self._undone.clear()
        self._show_ends()

    def moved(self, step: HistoryStep, *, is_undone: bool) -> None:
        """The disk has an undo or a redo of the step."""
        source, target = self._applied, self._undone
        if not is_undone:
            source, target = target, source
        source.pop()
        target.append(replace(step, is_undone=is_undone))
        self._show_ends()

    def _show_ends(self) -> None:
        # One assignment, so that no other thread sees half of a move.
        applied, undone = self._applied, self._undone
        self._ends = (applied[-1] if applied else None, undone[-1] if undone else None)

    def _load_older(self, connection: Connection) -> None:
        if not self._has_more:
            return
        older = (
            select_steps()
            .where(change.c.state == APPLIED, change.c.position < self._first_position)
            .order_by(change.c.position.desc())
            .limit(PAGE)
        )
        rows = connection.execute(older).all()
        self._has_more = len(rows) == PAGE
        if rows:
            self._first_position = rows[-1].position
        self._applied[:0] = map(step_of, reversed(rows))


def select_steps() -> Select[Any]:
    """The columns of a step, and its position."""
    c = change.c
    return select(c.id, c.kind, c.title, c.author, c.time, c.image_id, c.state, c.position)


def step_of(row: Row[Any]) -> HistoryStep:
    """From a row of `select_steps`."""
    return HistoryStep(
        id=row.id,
        kind=Kind(row.kind),
        title=text_of(json.loads(row.title)),
        author=row.author,
        time=row.time,
        image_id=row.image_id,
        is_undone=row.state == UNDONE,
    )


def _values(
    step: HistoryStep, payload: Payload, state: str, position: int | None
) -> Sequence[dict[str, Any]]:
    return [
        {
            "id": step.id,
            "position": position,
            "state": state,
            "kind": step.kind.value,
            "title": to_json(text_json(step.title)),
            "author": step.author,
            "time": step.time,
            "image_id": step.image_id,
            "payload": payload.text(),
        }
    ]
