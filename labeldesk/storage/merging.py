"""What an import meets: objects that are there already in the place of staged ones."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, select, update

from labeldesk.domain.changes import Merge
from labeldesk.domain.ids import ChangeId
from labeldesk.storage.records import Met
from labeldesk.storage.rivals import overlap
from labeldesk.storage.schema import annotation

SAME_PLACE = 0.5
"""From this overlap of their boxes on two objects are in one place."""
_staged, _there = annotation.alias("offered"), annotation.alias("there")
_s, _t, _a = _staged.c, _there.c, annotation.c


def met(connection: Connection, batch: int) -> Met:
    """How many staged objects are new, how many change one that is there, how many say that it is
    of another class.
    """
    total = connection.execute(
        select(func.count()).select_from(_staged).where(_s.born == batch)
    ).scalar_one()
    if connection.execute(select(_t.version).where(_t.live == 1).limit(1)).first() is None:
        return Met(new=total)  # nothing to meet: no need to look at each
    alike = _pairs(batch).where(_t.class_id == _s.class_id)
    changed = _many(connection, alike)
    either = _many(connection, _pairs(batch))
    return Met(new=total - either, changed=changed, conflicting=either - changed)


def settle(connection: Connection, change: ChangeId, merge: Merge) -> None:
    """Before staged rows become live: those that give way go for good, so that no undo and redo
    brings them; those of the project that give way end with this change. Locked objects never do.
    """
    if merge is Merge.BOTH:
        return
    yields = _pairs(change)
    if merge is Merge.THEIRS:
        yields = yields.where(_t.locked == 1)
    gone = delete(annotation).where(_a.version.in_(yields))
    connection.execute(gone)
    if merge is Merge.THEIRS:
        given_way = _pairs(change).with_only_columns(_t.version)
        ended = update(annotation).where(_a.version.in_(given_way))
        connection.execute(ended.values(live=0, died=change))


def _pairs(batch: int) -> Select[tuple[int]]:
    """The versions of the staged rows in the place of one that is there."""
    return select(_s.version).where(_s.born == batch, _s.live == 0, _is_met())


def _is_met() -> ColumnElement[bool]:
    """As a join of both, staged rows first."""
    return and_(_t.image_id == _s.image_id, _t.live == 1, overlap(_s, _t, SAME_PLACE))


def _many(connection: Connection, found: Select[tuple[int]]) -> int:
    count: int = connection.execute(
        select(func.count()).select_from(found.distinct().subquery())
    ).scalar_one()
    return count
