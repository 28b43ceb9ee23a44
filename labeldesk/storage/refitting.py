"""Keypoints of a class under another template: the annotations get new versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from labeldesk.domain.geometry_bytes import decode
from labeldesk.domain.ids import ChangeId, ClassId
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeleton import JointMap
from labeldesk.storage.connection import insert_rows
from labeldesk.storage.edits import retire_where
from labeldesk.storage.renaming import renamed
from labeldesk.storage.rows import ANNOTATION_COLUMNS, SHAPE_COLUMNS, shape_row
from labeldesk.storage.schema import annotation

_a = annotation.c
IS_OF_JOINTS = _a.kind == Keypoints.kind
CHUNK = 1_000  # rows that are held at a time


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which change, by whom, when."""

    change: ChangeId
    author: str
    time: int


def refit(
    connection: Connection,
    class_id: ClassId,
    joints: JointMap,
    stamp: Stamp,
    titles: Mapping[str, str],
) -> int:
    """Let the keypoints of a class follow its template, and their values go by the new names;
    gives how many there are.
    """
    ended = retire_where(connection, stamp.change, _a.class_id == class_id, IS_OF_JOINTS)
    made_anew(connection, class_id, joints, stamp, titles)
    return ended


def made_anew(
    connection: Connection,
    of: ClassId,
    joints: JointMap,
    stamp: Stamp,
    titles: Mapping[str, str] | None = None,
    class_id: ClassId | None = None,
) -> None:
    """Bring back the keypoints of a class that the change ended, as they are now and of another
    class if one is given. A set that comes to another class and of which no joint would be left
    stays as it is.

    Geometry cannot be changed by the database: rows come out in chunks and go in again.
    """
    columns = select(_a.version, *(_a[name] for name in ANNOTATION_COLUMNS))
    mine = columns.where(_a.died == stamp.change, _a.class_id == of, IS_OF_JOINTS)
    fresh = {"author": stamp.author, "edited": stamp.time, "born": stamp.change, "live": 1}
    if class_id is not None:
        fresh["class_id"] = class_id
    last, names = 0, (*ANNOTATION_COLUMNS, "born", "live")
    while (
        rows := connection.execute(mine.where(_a.version > last).order_by(_a.version).limit(CHUNK))
        .mappings()
        .all()
    ):
        last = rows[-1]["version"]
        made = []
        for row in rows:
            shape = decode(row["geometry"])
            assert isinstance(shape, Keypoints)
            now = joints.applied_to(shape) if class_id is None else joints.carried(shape) or shape
            geometry = dict(zip(SHAPE_COLUMNS, shape_row(now), strict=True))
            text = renamed(row["attributes"], titles or {})
            values = {**row, **geometry, **fresh, "attributes": text}
            made.append(tuple(values[name] for name in names))
        insert_rows(connection, annotation, names, made)
