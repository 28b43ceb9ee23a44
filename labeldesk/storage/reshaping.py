"""Objects that a change has made, in the shape that is wanted of them."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update

from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import decode_many
from labeldesk.domain.ids import ChangeId
from labeldesk.domain.suggestion import Shaping
from labeldesk.storage.rows import SHAPE_COLUMNS, shape_row
from labeldesk.storage.schema import annotation, image

_a, _i = annotation.c, image.c
_CHUNK = 500
_KINDS = ("box", "rotated-box", "polygon", "mask", "ellipse")
_SHAPE = (
    update(annotation)
    .where(_a.version == bindparam("of_version"))
    .values({name: bindparam(f"new_{name}") for name in SHAPE_COLUMNS})
)


def reshape(connection: Connection, change: ChangeId, shaping: Shaping) -> None:
    """Give what the change made the shape that is wanted; some rows are held at a time."""
    from labeldesk.raster.shaping import shaped

    names = tuple(f"new_{name}" for name in SHAPE_COLUMNS)
    last = 0
    while True:
        rows = connection.execute(
            select(_a.version, _a.geometry, _i.width, _i.height)
            .join_from(annotation, image, _i.id == _a.image_id)
            .where(_a.born == change, _a.version > last, _a.kind.in_(_KINDS))
            .order_by(_a.version)
            .limit(_CHUNK)
        ).all()
        if not rows:
            return
        last = rows[-1].version
        became = []
        for row, shape in zip(rows, decode_many([row.geometry for row in rows]), strict=True):
            size = None if row.width is None else Size(row.width, row.height)
            other = shaped(shape, shaping, size)
            if other != shape:
                values = zip(names, shape_row(other), strict=True)
                became.append({"of_version": row.version, **dict(values)})
        if became:
            connection.execute(_SHAPE, became)
