"""What comparing labels with predictions asks of a project: both as columns, of some images."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Select, and_, literal, or_, select

from labeldesk.domain.annotation import Origin
from labeldesk.domain.ids import ImageId
from labeldesk.domain.shapes import Caption, Tag
from labeldesk.storage.bulk import runs_of
from labeldesk.storage.connection import pick
from labeldesk.storage.rows import ACCEPTED, WITHDRAWN, from_json
from labeldesk.storage.schema import annotation, picked, run, suggestion

_a, _s = annotation.c, suggestion.c
_COLUMNS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Things:
    """Labels or predictions, (n,) each, by image: `boxes` float64 (n, 4), not finite for tags.

    Of labels `other` is the suggestion they come from and `flag` whether they are as a model made
    them; of predictions `other` is the label that is left of them and `flag` whether nobody has
    turned them down. `classes` are those of labels, `names` those of predictions.
    """

    ids: NDArray[np.int64]
    images: NDArray[np.int64]
    classes: NDArray[np.int64]
    boxes: NDArray[np.float64]
    is_tag: NDArray[np.bool_]
    other: NDArray[np.int64]
    flag: NDArray[np.bool_]
    scores: NDArray[np.float64]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """Labels of some images, and all that a model ever said of them."""

    labels: Things
    predictions: Things


def evidence(connection: Connection, model_digest: str, images: Collection[ImageId]) -> Evidence:
    """Tags and shapes with an area on these images; what went with its run is left out."""
    pick(connection, images)
    here = select(picked.c.id)
    labels = _rows(connection, _labels().where(_a.image_id.in_(here)))
    found = _predictions(model_digest).where(_s.image_id.in_(here))
    return Evidence(labels, _rows(connection, found))


def model_classes(connection: Connection, model_digest: str) -> frozenset[str]:
    """What the model can say: as it tells itself, and what it has said."""
    mine = runs_of(model_digest)
    said = select(_s.class_name).where(_s.run_id.in_(mine)).distinct()
    names = set(connection.execute(said).scalars())
    for recipe in connection.execute(select(run.c.recipe).where(run.c.id.in_(mine))).scalars():
        listed = from_json(recipe).get("classes")
        if isinstance(listed, list):
            names.update(name for name in listed if isinstance(name, str))
    return frozenset(names)


def _labels() -> Select[Any]:
    is_models = _a.origin == Origin.MODEL.value
    columns = (_a.id, _a.image_id, _a.class_id, literal(""), *_corners(_a), _a.kind == Tag.kind)
    rows = select(*columns, _a.suggestion_id, is_models, literal(1.0))
    return rows.where(_a.live == 1, _is_thing(_a)).order_by(_a.image_id, _a.id)


def _predictions(model_digest: str) -> Select[Any]:
    left = _a.id
    here = and_(_a.image_id == _s.image_id, _a.live == 1, _a.suggestion_id == _s.id)
    is_open = or_(_s.state <= 0, and_(_s.state == ACCEPTED, left.is_not(None)))
    columns = (_s.id, _s.image_id, literal(0), _s.class_name, *_corners(_s), _s.kind == Tag.kind)
    rows = select(*columns, left, is_open, _s.score).select_from(
        suggestion.outerjoin(annotation, here)
    )
    chosen = rows.where(_s.run_id.in_(runs_of(model_digest)), _is_thing(_s))
    return chosen.where(_s.state < WITHDRAWN).order_by(_s.image_id, _s.id)


def _corners(c: Any) -> tuple[ColumnElement[Any], ...]:  # noqa: ANN401 (columns of either table)
    return c.x0, c.y0, c.x1, c.y1


def _is_thing(c: Any) -> ColumnElement[bool]:  # noqa: ANN401
    has_area = and_(c.x1 > c.x0, c.y1 > c.y0, c.kind != Caption.kind)
    return or_(c.kind == Tag.kind, has_area)


def _rows(connection: Connection, chosen: Select[Any]) -> Things:
    rows = [tuple(row) for row in connection.execute(chosen)]
    columns: list[Any] = list(zip(*rows, strict=True)) if rows else [()] * _COLUMNS
    ids, images, classes, names, x0, y0, x1, y1, is_tag, other, flag, scores = columns
    corners = np.array([x0, y0, x1, y1], np.float64).reshape(4, -1)  # None becomes NaN
    return Things(
        ids=np.array(ids, np.int64),
        images=np.array(images, np.int64),
        classes=np.array(classes, np.int64),
        boxes=corners.T.copy(),
        is_tag=np.array(is_tag, bool),
        other=np.array([one or 0 for one in other], np.int64),
        flag=np.array(flag, bool),
        scores=np.array(scores, np.float64),
        names=tuple(names),
    )
