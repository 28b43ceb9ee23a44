"""Two models that propose the same thing: the surer suggestion stands for both."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, distinct, false, func, or_, select

from labeldesk.domain.changes import SuggestionQuery
from labeldesk.domain.shapes import Tag
from labeldesk.storage.schema import named, run, suggestion

TWIN_IOU = 0.7
"""From this overlap on, what is of one class is the same thing."""
_s = suggestion.c


def has_rival(
    connection: Connection, query: SuggestionQuery, class_id: ColumnElement[int | None]
) -> ColumnElement[bool]:
    """Whether another model proposes the same and is surer. A query of one model has no rivals.

    The connection's table of classes is filled for the names of the query.
    """
    if query.run_id is not None or query.model_digest is not None:
        return false()
    models = connection.execute(select(func.count(distinct(run.c.model_digest)))).scalar()
    if not models or models <= 1:
        return false()
    other, names = suggestion.alias(), named.alias()
    theirs = select(names.c.class_id).where(names.c.name == other.c.class_name).scalar_subquery()
    is_better = or_(other.c.score > _s.score, and_(other.c.score == _s.score, other.c.id < _s.id))
    is_there = or_(
        overlap(_s, other.c, TWIN_IOU), and_(other.c.kind == Tag.kind, _s.kind == Tag.kind)
    )
    parts = [
        other.c.image_id == _s.image_id,
        other.c.run_id != _s.run_id,
        is_better,
        is_there,
        other.c.state <= 0,
        or_(other.c.class_name == _s.class_name, theirs == class_id),
    ]
    if query.class_scores:  # else what is surer reaches the threshold too
        parts.append(reaches(other.c, query))
    return select(other.c.id).where(*parts).exists()


def reaches(c: Any, query: SuggestionQuery) -> ColumnElement[bool]:  # noqa: ANN401 (columns)
    """Whether the score of a suggestion reaches the threshold of its class."""
    own = [(c.class_name == name, score) for name, score in query.class_scores.items()]
    high: ColumnElement[bool] = c.score >= (
        case(*own, else_=query.min_score) if own else query.min_score
    )
    return high


def overlap(one: Any, other: Any, least: float) -> ColumnElement[bool]:  # noqa: ANN401 (columns)
    """Whether the boxes around both overlap by at least that IoU."""
    width = func.min(one.x1, other.x1) - func.max(one.x0, other.x0)
    height = func.min(one.y1, other.y1) - func.max(one.y0, other.y0)
    shared = func.max(width, 0.0) * func.max(height, 0.0)
    both = (one.x1 - one.x0) * (one.y1 - one.y0) + (other.x1 - other.x0) * (other.y1 - other.y0)
    return and_(shared > 0, shared >= least * (both - shared))
