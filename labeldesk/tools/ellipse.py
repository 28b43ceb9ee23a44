"""The Ellipse tool: drawn like a box, which it fills."""

from __future__ import annotations

from dataclasses import dataclass

from labeldesk.domain.geometry import Rect
from labeldesk.domain.shapes import Ellipse, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.tools.box import FROM_CENTRE, BoxReady

CIRCLE = ("Ctrl", QT_TRANSLATE_NOOP("Tools", "Circle"))


@dataclass(frozen=True, slots=True)
class EllipseReady(BoxReady):
    """Waiting, with a crosshair once the pointer is over the picture."""

    tool = "ellipse"
    hint = QT_TRANSLATE_NOOP("Tools", "Drag to draw an ellipse")
    keys = (CIRCLE, FROM_CENTRE)
    title = QT_TRANSLATE_NOOP("History", "Draw ellipse")

    def made(self, rect: Rect) -> Shape:
        centre = rect.centre
        return Ellipse(centre.x, centre.y, rect.width / 2, rect.height / 2)
