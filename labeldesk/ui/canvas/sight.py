"""A widget that looks at a picture: zoom at the cursor, pan, fit, any device pixel ratio."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.turn import Turn
from labeldesk.ui.canvas.picture_layer import PictureLayer
from labeldesk.ui.canvas.view import View, fitted, shown

ZOOM_STEP = 1.25
_NOTCH = 120.0


class Sight(QWidget):
    """Moves the view of `picture`. `zoom_changed` gives logical pixels per image pixel (1.0 is
    100 %); `view_moved` tells that something else is seen, `turn_changed` gives how it lies now.
    """

    zoom_changed = Signal(float)
    view_moved = Signal()
    turn_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(64, 64)
        self.picture = PictureLayer()
        self.view = View()
        self._is_fitted = True
        self._anchor: tuple[XY, XY, View] | None = None

    def fit(self) -> None:
        """Show the whole picture, also after the widget changes its size."""
        self._is_fitted = True
        self._go(fitted(self._measured(), self.picture.size))

    def fit_width(self) -> None:
        """As wide as the widget, at the height that is seen."""
        (width, height), middle = self.picture.size, self.view.seen.centre
        across = Rect(0, middle.y, width, middle.y)
        if self.view.turn.swaps:
            across = Rect(middle.x, 0, middle.x, height)
        self.show_rect(across, share=1.0)

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

    def zoom_notches(self, turned: float, at: QPointF | None = None) -> None:
        """Zoom as the wheel says (eighths of a degree), about a position or the middle."""
        if turned:
            self.zoom_by(ZOOM_STEP ** (turned / _NOTCH), at)

    def centre_on(self, p: XY) -> None:
        """Bring an image position into the middle; the zoom stays."""
        view, at = self.view, self.view.to_device(p)
        self.pan_by((view.width / 2 - at.x) / view.dpr, (view.height / 2 - at.y) / view.dpr)

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the picture by logical pixels."""
        self._is_fitted = False
        dpr = self.view.dpr
        self._go(self.view.panned(dx * dpr, dy * dpr).clamped(self.picture.size))

    def show_rect(self, rect: Rect, *, share: float = 0.5) -> None:
        """Bring a part of the image (image pixels) into the middle, over a share of the widget."""
        self._is_fitted = False
        self._go(shown(self.view, self.picture.size, rect, share))

    def reveal(self, rect: Rect) -> None:
        """Move as little as needed so that the part is in sight; the zoom stays."""
        seen = self.view.seen
        if seen.contains(XY(rect.x0, rect.y0)) and seen.contains(XY(rect.x1, rect.y1)):
            return
        self.centre_on(rect.centre)

    def turn_to(self, turn: Turn) -> None:
        """Show the picture turned or flipped; the middle stays, and what was fitted is again."""
        if turn != self.view.turn:
            view, size = self.view.turned(turn), self.picture.size
            self._go(fitted(view, size) if self._is_fitted else view.clamped(size))
            self.turn_changed.emit(turn)

    def view_changed(self) -> None:
        """For subclasses: the view is another now."""

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
        self.zoom_notches(event.angleDelta().y(), event.position())
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
        self.view_moved.emit()
        self.update()
        if zoomed:
            self.zoom_changed.emit(view.screen_scale)
