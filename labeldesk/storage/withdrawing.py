"""Runs of models: what each brought, where it is, and taking it back."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select, update

from labeldesk.domain.annotation import Origin
from labeldesk.domain.changes import WithdrawRun
from labeldesk.domain.ids import ImageId, RunId, SuggestionId
from labeldesk.storage.edits import answer_again, retire_where
from labeldesk.storage.records import Applied, RunTally
from labeldesk.storage.refitting import Stamp
from labeldesk.storage.rows import REJECTED, RUN_COLUMNS, WITHDRAWN, run_of
from labeldesk.storage.schema import annotation, image, run, suggestion

_a, _s, _i = annotation.c, suggestion.c, image.c
_MODELS = _a.origin == Origin.MODEL.value
_EDITED = _a.origin == Origin.MODEL_EDITED.value


def withdraw(connection: Connection, change: WithdrawRun, stamp: Stamp) -> Applied:
    """Take back what a run brought."""
    ended = waiting = 0
    if change.accepted:
        mine = select(_s.id).where(_s.run_id == change.run_id)
        where = [_MODELS, _a.suggestion_id.in_(mine)]
        if not change.finished:
            where.append(~_is_done(_a.image_id))
        ended = retire_where(connection, stamp.change, *where)
        answer_again(connection, stamp.change, is_undone=False)
    if change.open:
        chosen = [_s.run_id == change.run_id, _s.state <= 0]
        if not change.finished:
            chosen.append(~_is_done(_s.image_id))
        gone = update(suggestion).where(*chosen)
        waiting = connection.execute(gone.values(state=WITHDRAWN, decided=stamp.change)).rowcount
    return Applied(id=stamp.change, annotations=ended, suggestions=waiting)


def _is_done(image_id: ColumnElement[int]) -> ColumnElement[bool]:
    return exists().where(_i.id == image_id, _i.done == 1)


def _how_many(where: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((where, 1), else_=0))


def run_tallies(connection: Connection) -> list[RunTally]:
    """Every run with what is left of it, the newest first."""
    suggested, accepted = _suggested(connection), _accepted(connection)
    places = select(_s.run_id, _s.image_id).where(_is_left()).distinct().subquery()
    counted = select(places.c.run_id, func.count()).group_by(places.c.run_id)
    images: dict[int, int] = {row[0]: row[1] for row in connection.execute(counted)}
    columns = (run.c[name] for name in RUN_COLUMNS)
    rows = connection.execute(select(*columns).order_by(run.c.started.desc(), run.c.id.desc()))
    found = []
    for one in map(run_of, rows):
        waiting, aside, rejected = suggested.get(one.id, (0, 0, 0))
        untouched, finished, edited = accepted.get(one.id, (0, 0, 0))
        found.append(
            RunTally(
                one,
                open=waiting,
                set_aside=aside,
                rejected=rejected,
                untouched=untouched,
                finished=finished,
                edited=edited,
                images=images.get(one.id, 0),
            )
        )
    return found


def _suggested(connection: Connection) -> dict[int, tuple[int, int, int]]:
    """By run, suggestions that wait, are set aside, were rejected."""
    waits, done = _s.state <= 0, _i.done == 1
    sums = map(_how_many, (and_(waits, ~done), and_(waits, done), _s.state == REJECTED))
    rows = (
        select(_s.run_id, *sums)
        .join_from(suggestion, image, _i.id == _s.image_id)
        .where(_i.live == 1)
        .group_by(_s.run_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(rows)}


def _accepted(connection: Connection) -> dict[int, tuple[int, int, int]]:
    """By run, objects as the model made them, those of them that are done, those edited since."""
    sums = map(_how_many, (_MODELS, and_(_MODELS, _i.done == 1), _EDITED))
    rows = (
        select(_s.run_id, *sums)
        .join_from(annotation, suggestion, _s.id == _a.suggestion_id)
        .join(image, _i.id == _a.image_id)
        .where(_a.live == 1, _i.live == 1)
        .group_by(_s.run_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in connection.execute(rows)}


def _is_left() -> ColumnElement[bool]:
    """Whether something is left of a suggestion: it waits, or its object is there."""
    object_ = exists().where(_a.image_id == _s.image_id, _a.live == 1, _a.suggestion_id == _s.id)
    return or_(_s.state <= 0, object_)


def images_of_run(connection: Connection, run_id: RunId) -> list[ImageId]:
    """The images that have something of a run, those with the most of it first."""
    rows = (
        select(_s.image_id)
        .where(_s.run_id == run_id, _is_left())
        .group_by(_s.image_id)
        .order_by(func.count().desc(), _s.image_id)
    )
    return [ImageId(number) for number in connection.execute(rows).scalars()]


def images_by_origin(connection: Connection, origin: Origin) -> list[ImageId]:
    """The images that have an object of that origin."""
    rows = select(_a.image_id).where(_a.live == 1, _a.origin == origin.value).distinct()
    return [ImageId(number) for number in connection.execute(rows).scalars()]


def sources(connection: Connection, image_id: ImageId) -> dict[SuggestionId, RunId]:
    """The run that each suggestion of an image is from."""
    rows = connection.execute(select(_s.id, _s.run_id).where(_s.image_id == image_id))
    return {SuggestionId(number): RunId(by) for number, by in rows}
