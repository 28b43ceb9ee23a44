"""What an import meets: objects that are there already in the place of staged ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, delete, func, select, update

from labeldesk.domain.changes import Merge
from labeldesk.domain.ids import ChangeId
from labeldesk.storage.connection import pick
from labeldesk.storage.records import Met
from labeldesk.storage.schema import annotation, picked

SAME_PLACE = 0.5
"""From this overlap of their boxes on two objects are in one place."""
_PAIRS = 1_000_000  # looked at in one go
_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
_a = annotation.c
_Ints = NDArray[np.int64]
_Floats = NDArray[np.float64]
_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Boxes:
    """Rows by their image: versions, images, classes, locked (n,); corners (n, 4)."""

    versions: _Ints
    images: _Ints
    classes: _Ints
    locked: _Flags
    corners: _Floats

    @staticmethod
    def of(connection: Connection, rows: Select[tuple[int]]) -> _Boxes:
        """Those with a place of what is selected."""
        columns = (_a.version, _a.image_id, _a.class_id, _a.locked, _a.x0, _a.y0, _a.x1, _a.y1)
        wanted = rows.with_only_columns(*columns).where(_a.x0.is_not(None)).order_by(_a.image_id)
        found = connection.execute(wanted).all()
        numbers = np.array([row[:4] for row in found], np.int64).reshape(-1, 4)
        corners = np.array([row[4:] for row in found], np.float64).reshape(-1, 4)
        versions, images, classes, locked = numbers.T
        return _Boxes(versions, images, classes, locked != 0, corners)


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Which staged rows meet one of their class, one of another alone, a locked one; which rows
    of the project are met by a staged one that meets no locked one. Versions.
    """

    changed: _Ints
    conflicting: _Ints
    barred: _Ints
    given_way: _Ints


def met(connection: Connection, batch: int) -> Met:
    """How many staged objects are new, how many change one that is there, how many say that it is
    of another class.
    """
    total = connection.execute(
        select(func.count()).select_from(annotation).where(_a.born == batch)
    ).scalar_one()
    if connection.execute(select(_a.version).where(_a.live == 1).limit(1)).first() is None:
        return Met(new=total)  # nothing to meet: no need to look at each
    found = _meetings(connection, batch)
    changed, conflicting = len(found.changed), len(found.conflicting)
    return Met(new=total - changed - conflicting, changed=changed, conflicting=conflicting)


def settle(connection: Connection, change: ChangeId, merge: Merge) -> None:
    """Before staged rows become live: those that give way go for good, so that no undo and redo
    brings them; those of the project that give way end with this change. Locked objects never do.
    """
    if merge is Merge.BOTH:
        return
    found = _meetings(connection, change)
    is_mine = merge is Merge.MINE
    gone = np.concatenate((found.changed, found.conflicting)) if is_mine else found.barred
    pick(connection, gone.tolist())
    connection.execute(delete(annotation).where(_a.version.in_(select(picked.c.id))))
    if not is_mine:
        pick(connection, found.given_way.tolist())
        ended = update(annotation).where(_a.version.in_(select(picked.c.id)))
        connection.execute(ended.values(live=0, died=change))


def _meetings(connection: Connection, batch: int) -> _Meetings:
    offered = select(_a.version).where(_a.born == batch, _a.live == 0)
    images = offered.with_only_columns(_a.image_id).distinct()
    staged = _Boxes.of(connection, offered)
    there = _Boxes.of(connection, select(_a.version).where(_a.live == 1, _a.image_id.in_(images)))
    alike, other, barred = np.zeros((3, len(staged.versions)), bool)
    way = np.zeros(len(there.versions), bool)
    shared = np.intersect1d(staged.images, there.images)
    ends = [np.searchsorted(one.images, shared, side) for one in (staged, there) for side in _SIDES]
    for a, b, c, d in zip(*(end.tolist() for end in ends), strict=True):
        step = max(_PAIRS // (d - c), 1)
        for first in range(a, b, step):
            rows = slice(first, min(first + step, b))
            together = _together(staged.corners[rows], there.corners[c:d])
            same = staged.classes[rows, None] == there.classes[None, c:d]
            alike[rows] = (together & same).any(axis=1)
            other[rows] = together.any(axis=1)
            barred[rows] = together[:, there.locked[c:d]].any(axis=1)
            way[c:d] |= together[~barred[rows]].any(axis=0)
    return _Meetings(
        staged.versions[alike],
        staged.versions[other & ~alike],
        staged.versions[barred],
        there.versions[way],
    )


def _together(one: _Floats, other: _Floats) -> _Flags:
    """Whether boxes (n, 4) and boxes (m, 4) are in one place, (n, m)."""
    a, b = one[:, None, :], other[None, :, :]
    width = np.minimum(a[..., 2], b[..., 2]) - np.maximum(a[..., 0], b[..., 0])
    height = np.minimum(a[..., 3], b[..., 3]) - np.maximum(a[..., 1], b[..., 1])
    shared = np.maximum(width, 0.0) * np.maximum(height, 0.0)
    both = _area(a) + _area(b)
    found: _Flags = (shared > 0) & (shared >= SAME_PLACE * (both - shared))
    return found


def _area(corners: _Floats) -> _Floats:
    found: _Floats = (corners[..., 2] - corners[..., 0]) * (corners[..., 3] - corners[..., 1])
    return found
