"""Attributes of a class under new names: the annotations that hold values get new versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, insert, literal, select, update

from labeldesk.domain.changes import renamed_values
from labeldesk.domain.ids import ChangeId, ClassId
from labeldesk.storage.connection import pick
from labeldesk.storage.edits import EVERY_ANNOTATION
from labeldesk.storage.rows import ANNOTATION_COLUMNS, from_json, to_json
from labeldesk.storage.schema import annotation, picked

_a = annotation.c
_WRITE = (
    update(annotation).where(_a.version == bindparam("at")).values(attributes=bindparam("text"))
)


def rename_values(
    connection: Connection,
    class_id: ClassId,
    names: Mapping[str, str],
    change: ChangeId,
    *where: ColumnElement[bool],
) -> int:
    """Let the change end and make anew every annotation of the class that fits and whose values
    go by other names now; gives how many. Author and times stay: nobody edited the object itself.
    """
    held = select(_a.version, _a.attributes)
    here = held.where(_a.class_id == class_id, _a.live == 1, _a.attributes.is_not(None), *where)
    found = [v for v, text in connection.execute(here) if renamed(text, names) != text]
    pick(connection, found)
    among = _a.version.in_(select(picked.c.id))
    connection.execute(EVERY_ANNOTATION.where(among).values(live=0, died=change))
    values: dict[str, Any] = {name: _a[name] for name in ANNOTATION_COLUMNS}
    values |= {"born": literal(change), "live": literal(1)}
    copies = select(*values.values()).where(among)
    connection.execute(insert(annotation).from_select(list(values), copies))
    made = held.where(_a.born == change, _a.class_id == class_id)
    rows = [{"at": v, "text": renamed(text, names)} for v, text in connection.execute(made)]
    if rows:
        connection.execute(_WRITE, rows)
    return len(rows)


def renamed(text: str | None, names: Mapping[str, str]) -> str | None:
    """The values of an annotation, as JSON, under their new names."""
    if text is None:
        return None
    values = from_json(text)
    moved = renamed_values(values, names)
    return text if moved is values else to_json(moved)
