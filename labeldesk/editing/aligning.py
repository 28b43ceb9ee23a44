"""Objects brought into line with the one selected last."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.operations import By, free, kept_within, revised

IN_LINE = QT_TRANSLATE_NOOP("Editing", "They are in line already")
NO_PLACE = QT_TRANSLATE_NOOP("Editing", "The object selected last has no place to align with")


class Edge(StrEnum):
    """What of their frames comes into one line."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


def aligned(
    document: Document, ids: tuple[AnnotationId, ...], edge: Edge, by: By, size: Size
) -> ChangeSet | Text:
    """The objects moved so that an edge or the middle of their frames is where that of the last
    one is, which stays, as locked ones do. Masks move by whole pixels, nothing out of the image.
    """
    last = document.get(ids[-1]) if ids else None
    frame = last.shape.bounds if last is not None else None
    if frame is None:
        return NO_PLACE

    def revision(one: Annotation) -> Mapping[str, Any]:
        bounds = one.shape.bounds
        if bounds is None:
            return {}
        dx, dy = kept_within(bounds, size, *_way(bounds, frame, edge))
        return {"shape": one.shape.moved(dx, dy)} if dx or dy else {}

    return revised(free(document, ids[:-1]), revision, by) or IN_LINE


def _way(one: Rect, to: Rect, edge: Edge) -> tuple[float, float]:
    match edge:
        case Edge.LEFT:
            return to.x0 - one.x0, 0.0
        case Edge.CENTRE:
            return (to.x0 + to.x1 - one.x0 - one.x1) / 2, 0.0
        case Edge.RIGHT:
            return to.x1 - one.x1, 0.0
        case Edge.TOP:
            return 0.0, to.y0 - one.y0
        case Edge.MIDDLE:
            return 0.0, (to.y0 + to.y1 - one.y0 - one.y1) / 2
        case Edge.BOTTOM:
            return 0.0, to.y1 - one.y1
