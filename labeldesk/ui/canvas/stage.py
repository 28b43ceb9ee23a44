"""What the live layer is made from, and the pieces it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.ids import AnnotationId
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Mark
from labeldesk.ui.canvas import adorn
from labeldesk.ui.canvas.ink import Ink
from labeldesk.ui.canvas.style import ClassColours, ClassStyle, Look, Showing
from labeldesk.ui.canvas.view import View
from labeldesk.ui.theme.metrics import scale as ui_scale


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """Something to paint and where, in logical pixels."""

    rect: QRectF
    paint: Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """What the live layer is made from."""

    view: View
    env: Env
    colours: ClassColours
    marks: tuple[Mark, ...]
    leaving: frozenset[AnnotationId]
    held: tuple[AnnotationId, ...]
    lifted: frozenset[AnnotationId]
    flashing: tuple[AnnotationId, ...] = ()
    showing: Showing = field(default_factory=Showing)
    patterns: bool = False
    taken: tuple[QRectF, ...] = ()
    groups: tuple[Rect, ...] = ()

    @property
    def k(self) -> float:
        """Device pixels per px of LOOK at 100 %."""
        return self.view.dpr * ui_scale()

    @property
    def whole(self) -> QRectF:
        """The widget."""
        return QRectF(0, 0, self.view.width / self.view.dpr, self.view.height / self.view.dpr)

    def ink(self, style: ClassStyle, look: Look, *, fills: bool = True) -> Ink:
        """How to draw a shape that is told apart so."""
        pattern = style.order if self.patterns else None
        fill = self.showing.strength
        return Ink(style.colour, look, self.k, fills, style.lined, pattern, fill, style.skeleton)

    @property
    def drawing_ink(self) -> Ink:
        """How to draw what is becoming a shape."""
        return self.ink(self.colours.style(self.env.next_class), Look.DRAWING)

    def point(self, p: XY) -> QPointF:
        """An image position in logical pixels."""
        return adorn.logical(self.view, p)
