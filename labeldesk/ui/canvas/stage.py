"""What the live layer is made from, and the pieces it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from labeldesk.domain.geometry import XY
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.tools.env import Env
from labeldesk.tools.marks import Mark
from labeldesk.ui.canvas import adorn
from labeldesk.ui.canvas.ink import Ink
from labeldesk.ui.canvas.style import ClassColours, Look, Showing
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
    hidden: frozenset[ClassId] = frozenset()
    flashing: tuple[AnnotationId, ...] = ()
    showing: Showing = field(default_factory=Showing)
    patterns: bool = False
    taken: tuple[QRectF, ...] = ()

    @property
    def k(self) -> float:
        """Device pixels per px of LOOK at 100 %."""
        return self.view.dpr * ui_scale()

    @property
    def whole(self) -> QRectF:
        """The widget."""
        return QRectF(0, 0, self.view.width / self.view.dpr, self.view.height / self.view.dpr)

    def ink(self, class_id: ClassId | None, look: Look, *, fills: bool = True) -> Ink:
        """How to draw a shape of a class."""
        style = self.colours.style(class_id)
        pattern = style.order if self.patterns else None
        return Ink(style.colour, look, self.k, fills, style.lined, pattern, style.skeleton)

    def point(self, p: XY) -> QPointF:
        """An image position in logical pixels."""
        return adorn.logical(self.view, p)
