"""The edit of one image in SQL, and how any change is taken back: rows flip, nothing is copied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    func,
    insert,
    select,
    union,
    update,
)

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit, StaleChangeError, Step
from labeldesk.domain.ids import AnnotationId, ChangeId, ClassId, ImageId
from labeldesk.domain.image import ImageState
from labeldesk.storage.connection import insert_rows
from labeldesk.storage.image_rows import hold_image
from labeldesk.storage.journal import ClassStep, Payload
from labeldesk.storage.records import HistoryStep, Kind, Reverted
from labeldesk.storage.rows import (
    ACCEPTED,
    ANNOTATION_COLUMNS,
    ANNOTATION_READ,
    CLASS_COLUMNS,
    REJECTED,
    STATE_COLUMNS,
    WITHDRAWN_ACCEPTED,
    annotation_row,
    annotations_of,
    class_row,
    state_row,
)
from labeldesk.storage.schema import annotation, class_, image, suggestion

_a, _s = annotation.c, suggestion.c
ANNOTATION_SELECT = select(*(_a[name] for name in ANNOTATION_READ))
# For many rows. To undo such a statement alone, should it fail, SQLite would keep every page that
# it touches in memory; OR FAIL leaves that to the transaction, which ends with the error anyway.
EVERY_ANNOTATION = update(annotation).prefix_with("OR FAIL", dialect="sqlite")
_BORN_COLUMNS = (*ANNOTATION_COLUMNS, "born", "live")
# Class and time of the last edit tell a stale document cheaply: comparing shapes would read them.
_RETIRE = (
    update(annotation)
    .where(
        _a.image_id == bindparam("of_image"),
        _a.id == bindparam("of_id"),
        _a.live == 1,
        _a.class_id == bindparam("of_class"),
        _a.edited == bindparam("of_time"),
    )
    .values(live=0, died=bindparam("change"))
)
_ANSWER = (
    update(suggestion)
    .where(_s.id == bindparam("of_id"), _s.state <= 0)
    .values(state=bindparam("verdict"), decided=bindparam("change"))
)
_STATE = (
    update(image)
    .where(image.c.id == bindparam("of_image"))
    .values({name: bindparam(f"new_{name}") for name in STATE_COLUMNS})
)


def write_edit(connection: Connection, edit: Edit, change: ChangeId) -> Payload:
    """Make the edit; raises `StaleChangeError` if an annotation is not what it began from, and
    `UnknownImageError` if the image is not there.
    """
    hold_image(connection, edit.image_id)
    steps = edit.changes.steps.values()
    retire(connection, edit.image_id, [old for old, _ in steps if old], change)
    fresh = [new for _, new in steps if new]
    rows = [(*annotation_row(new, edit.image_id), change, 1) for new in fresh]
    insert_rows(connection, annotation, _BORN_COLUMNS, rows)
    accepted = [
        new.suggestion_id
        for old, new in steps
        if new and new.suggestion_id and (not old or old.suggestion_id != new.suggestion_id)
    ]
    _answer(connection, accepted, ACCEPTED, change)
    _answer(connection, edit.rejected, REJECTED, change)
    payload = Payload(
        classes=tuple(edit.classes.values()),
        states={edit.image_id: edit.state} if edit.state else {},
        rejected=edit.rejected,
    )
    write_classes(connection, payload.classes, change)
    write_states(connection, ((i, after) for i, (_, after) in payload.states.items()))
    return payload


def retire(
    connection: Connection, image_id: ImageId, old: Sequence[Annotation], change: ChangeId
) -> None:
    """End the live versions of these annotations."""
    if not old:
        return
    rows = [
        {
            "of_image": image_id,
            "of_id": one.id,
            "of_class": one.class_id,
            "of_time": one.edited,
            "change": change,
        }
        for one in old
    ]
    if connection.execute(_RETIRE, rows).rowcount != len(old):
        raise StaleChangeError(f"image {image_id} is not what the change began from")


def retire_where(connection: Connection, change: ChangeId, *where: ColumnElement[bool]) -> int:
    """End every live annotation that fits; gives how many."""
    ended = EVERY_ANNOTATION.where(_a.live == 1, *where).values(live=0, died=change)
    return connection.execute(ended).rowcount


def write_classes(
    connection: Connection, steps: Iterable[ClassStep], change: ChangeId | None
) -> int:
    """Make the classes what they are after the steps; gives how many annotations went along.

    `change` ends the annotations of removed classes; None where they flip by themselves.
    """
    ended = 0
    for before, after in steps:
        if after is not None:
            values = dict(zip(CLASS_COLUMNS, class_row(after), strict=True))
            here = update(class_).where(class_.c.id == after.id).values(**values, live=1)
            if not connection.execute(here).rowcount:
                last = select(func.coalesce(func.max(class_.c.position), -1) + 1)
                connection.execute(insert(class_).values(**values, position=last.scalar_subquery()))
        elif before is not None:
            gone = update(class_).where(class_.c.id == before.id).values(live=0)
            connection.execute(gone)
            if change is not None:
                ended += retire_where(connection, change, _a.class_id == before.id)
    return ended


def write_order(connection: Connection, order: Sequence[ClassId]) -> None:
    """Put the classes into this order."""
    moved = update(class_).where(class_.c.id == bindparam("of_id"))
    moved = moved.values(position=bindparam("at"))
    if order:
        connection.execute(moved, [{"of_id": i, "at": n} for n, i in enumerate(order)])


def write_states(connection: Connection, states: Iterable[tuple[ImageId, ImageState]]) -> int:
    """Set the states of images; gives how many there were."""
    names = tuple(f"new_{name}" for name in STATE_COLUMNS)
    rows: list[dict[str, Any]] = [
        {"of_image": number, **dict(zip(names, state_row(state), strict=True))}
        for number, state in states
    ]
    return connection.execute(_STATE, rows).rowcount if rows else 0


def _answer(connection: Connection, ids: Iterable[int], verdict: int, change: ChangeId) -> None:
    rows = [{"of_id": one, "verdict": verdict, "change": change} for one in ids]
    if rows:
        connection.execute(_ANSWER, rows)


def flip(connection: Connection, step: HistoryStep, payload: Payload, *, back: bool) -> Reverted:
    """Take a change back, or bring it back: the same statements for one row or a million."""
    made, ended = _a.born == step.id, _a.died == step.id
    if not back:
        made, ended = ended, made
    connection.execute(EVERY_ANNOTATION.where(made).values(live=0))
    connection.execute(EVERY_ANNOTATION.where(ended).values(live=1))
    connection.execute(update(suggestion).where(_s.decided == step.id).values(state=-_s.state))
    if step.kind is Kind.WITHDRAW:
        answer_again(connection, step.id, is_undone=back)
    if step.kind is Kind.IMPORT:
        brought = update(image).where(image.c.born == step.id)
        connection.execute(brought.values(live=0 if back else 1))
    led = payload.inverted() if back else payload
    write_classes(connection, led.classes, None)
    write_order(connection, led.order[1])
    write_states(connection, ((i, after) for i, (_, after) in led.states.items()))
    return Reverted(
        step=step,
        edit=_edit(connection, step, payload, back=back) if step.image_id else None,
        images=touched(connection, step.id) | frozenset(payload.states),
        has_classes=bool(payload.classes or any(payload.order)),
    )


def answer_again(connection: Connection, change: ChangeId, *, is_undone: bool) -> None:
    """What was accepted goes with its objects, which the change ended, or is accepted again."""
    gone = select(_a.suggestion_id).where(_a.died == change, _a.suggestion_id.is_not(None))
    was, now = (WITHDRAWN_ACCEPTED, ACCEPTED) if is_undone else (ACCEPTED, WITHDRAWN_ACCEPTED)
    answered = update(suggestion).where(_s.id.in_(gone), _s.state == was)
    connection.execute(answered.values(state=now))


def touched(connection: Connection, change: ChangeId) -> frozenset[ImageId]:
    """The images whose annotations or suggestions a change concerns."""
    found = union(
        select(_a.image_id).where(_a.born == change),
        select(_a.image_id).where(_a.died == change),
        select(_s.image_id).where(_s.decided == change),
    )
    return frozenset(connection.execute(found).scalars())


def _edit(connection: Connection, step: HistoryStep, payload: Payload, *, back: bool) -> Edit:
    assert step.image_id is not None
    here = _a.image_id == step.image_id
    made = _by_id(connection, here, _a.born == step.id)
    ended = _by_id(connection, here, _a.died == step.id)
    ids = dict.fromkeys((*ended, *made))
    steps: dict[AnnotationId, Step] = {i: (ended.get(i), made.get(i)) for i in ids}
    changes = ChangeSet(steps)
    led = payload.inverted() if back else payload
    classes = {ClassId((a or b).id): (a, b) for a, b in led.classes if (a or b)}  # type: ignore[union-attr]  # one of them is there
    return Edit(
        step.image_id,
        changes.inverted() if back else changes,
        classes,
        () if back else led.rejected,
        led.states.get(step.image_id),
    )


def _by_id(connection: Connection, *where: ColumnElement[bool]) -> dict[AnnotationId, Annotation]:
    rows = connection.execute(ANNOTATION_SELECT.where(*where)).all()
    return {one.id: one for one in annotations_of(rows)}
