"""Taking in what a model found on one image, without touching what a person has decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select

from labeldesk.domain.classes import folded
from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import ImageId
from labeldesk.domain.shapes import Tag
from labeldesk.domain.suggestion import Run, Suggestion
from labeldesk.storage.connection import insert_rows
from labeldesk.storage.rivals import TWIN_IOU
from labeldesk.storage.rows import (
    OPEN,
    RUN_COLUMNS,
    SUGGESTION_COLUMNS,
    WITHDRAWN,
    WITHDRAWN_ACCEPTED,
    run_row,
    suggestion_row,
)
from labeldesk.storage.schema import image, run, suggestion

_s = suggestion.c


def write_run(connection: Connection, new: Run) -> None:
    """Note the run, once."""
    if connection.execute(select(run.c.id).where(run.c.id == new.id)).scalar() is None:
        values = dict(zip(RUN_COLUMNS, run_row(new), strict=True))
        connection.execute(insert(run).values(values))


def write_suggestions(
    connection: Connection, by: Run, image_id: ImageId, found: Sequence[Suggestion]
) -> int:
    """Put `found` in the place of what the same model proposed for the image; gives how many.

    Only untouched ones are replaced. What was decided about one of this model (accepted,
    rejected, even if that was undone) stays, and keeps its like from coming back: the same
    class name and, by the boxes around both, an IoU of at least TWIN_IOU. What went with its whole
    run may come back. Nothing is written for an image that is gone.
    """
    here = connection.execute(select(image.c.id).where(image.c.id == image_id, image.c.live == 1))
    if here.scalar() is None:
        return 0
    write_run(connection, by)
    same_model = select(run.c.id).where(run.c.model_digest == by.model_digest)
    mine = and_(_s.image_id == image_id, _s.run_id.in_(same_model))
    gone = (OPEN, WITHDRAWN, -WITHDRAWN)
    connection.execute(delete(suggestion).where(mine, _s.state.in_(gone)))
    columns = (_s.class_name, _s.kind, _s.x0, _s.y0, _s.x1, _s.y1)
    answered = select(*columns).where(mine, _s.state != WITHDRAWN_ACCEPTED)
    decided = connection.execute(answered).all()
    fresh = [one for one in found if not any(_is_like(one, row) for row in decided)]
    insert_rows(connection, suggestion, SUGGESTION_COLUMNS, [*map(suggestion_row, fresh)])
    return len(fresh)


def _is_like(one: Suggestion, row: Sequence[Any]) -> bool:
    name, kind, *corners = row
    if folded(name) != folded(one.class_name):
        return False
    bounds = one.shape.bounds
    if bounds is None or corners[0] is None:
        return kind == Tag.kind and one.shape.kind == Tag.kind
    return Rect(*corners).iou(bounds) >= TWIN_IOU
