"""A widget that shows a picture: zoom at the cursor, pan, fit, any device pixel ratio."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.ui.canvas.picture_layer import Level, PictureLayer
from labeldesk.ui.canvas.refining import Refining
from labeldesk.ui.canvas.view import View, fitted, shown
from labeldesk.ui.theme import look, theme

if TYPE_CHECKING:
    from labeldesk.imaging.adjustment import Adjustment
    from labeldesk.imaging.deep import Deep

ZOOM_STEP = 1.25
_NOTCH = 120.0


class PictureView(QWidget):
    """Shows one picture; `zoom_changed` gives logical pixels per image pixel (1.0 is 100 %),
    `picture_set` the levels and the size of another or a sharper picture.
    """

    zoom_changed = Signal(float)
    picture_set = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(64, 64)
        self.picture = PictureLayer()
        self.refining = Refining(self.picture, self.update, self)
        self.destroyed.connect(self.refining.close)
        self.view = View()
        self._is_fitted = True
        self._anchor: tuple[XY, XY, View] | None = None
        self._ground = "theme"
        look().changed.connect(self._dress)
        self._dress()

    def set_picture(
        self, levels: Sequence[Level] | None, size: Size, deep: Deep | None = None
    ) -> None:
        """Show a picture, or none; another picture of the same size keeps zoom and place."""
        same = size == self.picture.size
        self.picture.set_picture(levels or (), size, deep)
        self.picture_set.emit(levels or (), size)
        if not same:
            self.fit()
        self.update()

    def adjust(self, adjustment: Adjustment) -> None:
        """Show pictures otherwise than they are; what tools and models see stays the same."""
        self.picture.adjust(adjustment)
        self.update()

    def fit(self) -> None:
        """Show the whole picture, also after the widget changes its size."""
        self._is_fitted = True
        self._go(fitted(self._measured(), self.picture.size))

    def set_zoom(self, screen_scale: float) -> None:
        """That many logical pixels per image pixel, about the middle of the widget."""
        self.zoom_by(screen_scale / self.view.screen_scale)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom about a position of the widget, the middle by default."""
        if at is None:
            at = QPointF(self.rect().center())
        self._is_fitted = False
        place = XY(at.x() * self.view.dpr, at.y() * self.view.dpr)
        # The same position through all steps of one zoom, or rounding would add up to a drift.
        known = self._anchor
        is_same = known is not None and (known[0], known[2]) == (place, self.view)
        fixed = known[1] if known is not None and is_same else self.view.to_image(place)
        size = self.picture.size
        zoomed = self.view.zoomed(factor, place, size, fixed)
        self._anchor = place, fixed, zoomed
        self._go(zoomed.clamped(size))

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the picture by logical pixels."""
        self._is_fitted = False
        dpr = self.view.dpr
        self._go(self.view.panned(dx * dpr, dy * dpr).clamped(self.picture.size))

    def show_rect(self, rect: Rect) -> None:
        """Bring a part of the image (image pixels) into the middle, large enough to see."""
        self._is_fitted = False
        self._go(shown(self.view, self.picture.size, rect))

    def reveal(self, rect: Rect) -> None:
        """Move as little as needed so that the part is in sight; the zoom stays."""
        seen = self.view.seen
        if seen.contains(XY(rect.x0, rect.y0)) and seen.contains(XY(rect.x1, rect.y1)):
            return
        self._is_fitted = False
        middle, now = rect.centre, seen.centre
        scale = self.view.scale
        moved = self.view.panned((now.x - middle.x) * scale, (now.y - middle.y) * scale)
        self._go(moved.clamped(self.picture.size))

    def view_changed(self) -> None:
        """For subclasses: the view is another now."""

    def paint_over(self, p: QPainter, event: QPaintEvent) -> None:
        """For subclasses: what lies over the picture, in logical pixels."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.drawPixmap(0, 0, self.picture.pixmap(self.view))
            self.paint_over(p, event)
        self.refining.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._remeasure()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._remeasure()
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom_by(math.exp(event.value()), event.position())
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _NOTCH
        if notches:
            self.zoom_by(ZOOM_STEP**notches, event.position())
        event.accept()

    def _measured(self) -> View:
        """The view for the widget's size in device pixels as it is now."""
        dpr = self.devicePixelRatioF()
        width = max(round(self.width() * dpr), 1)
        height = max(round(self.height() * dpr), 1)
        return self.view.resized(width, height, dpr)

    def _remeasure(self) -> None:
        view = self._measured()
        size = self.picture.size
        self._go(fitted(view, size) if self._is_fitted else view.clamped(size))

    def _go(self, view: View) -> None:
        if view == self.view:
            return
        zoomed = view.screen_scale != self.view.screen_scale
        self.view = view
        self.view_changed()
        self.update()
        if zoomed:
            self.zoom_changed.emit(view.screen_scale)

    def set_ground(self, name: str) -> None:
        """What lies around the picture: theme, black, grey (18 %) or white."""
        self._ground = name
        self._dress()

    def _dress(self) -> None:
        fixed = {"black": 0.0, "grey": 0.466, "white": 1.0}  # 18 % of the light is 46.6 % of sRGB
        value = fixed.get(self._ground)
        ground = theme().canvas if value is None else QColor.fromRgbF(value, value, value)
        self.picture.set_ground(ground)
        self.update()
