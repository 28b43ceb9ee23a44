"""Two thumbs on one track: from where to where."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import paint_box
from labeldesk.ui.theme import px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.slider import THUMB, paint_thumb

_LEAST_SHARE = 0.005


class RangeSlider(QWidget):
    """`range_changed(low, high)` while a thumb is dragged, or the part between: then both move.

    Fields with the same numbers belong beside it: they are what the keyboard uses.
    """

    range_changed = Signal(float, float)

    def __init__(self, words: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = 0.0, 1.0
        self._low, self._high = 0.0, 1.0
        self._words = words
        self._held: str | None = None
        self._from = 0.0, 0.0, 0.0
        self.setAccessibleName(tr(words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_reach(self, least: float, most: float) -> None:
        """The ends of the track."""
        self._least, self._most = least, max(most, least + 1e-12)
        self.update()

    def set_range(self, low: float, high: float) -> None:
        """Where the thumbs are, maybe beyond the ends; says nothing."""
        self._low, self._high = low, high
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), px(24))

    def _track(self) -> QRectF:
        inset = px(THUMB) / 2 + 1
        return QRectF(inset, self.height() / 2 - px(2), self.width() - 2 * inset, px(4))

    def _x(self, value: float) -> float:
        track = self._track()
        share = (value - self._least) / (self._most - self._least)
        return track.left() + min(max(share, 0.0), 1.0) * track.width()

    def _value(self, x: float) -> float:
        track = self._track()
        share = (x - track.left()) / max(track.width(), 1)
        return self._least + share * (self._most - self._least)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, track = theme(), self._track()
        low, high = self._x(self._low), self._x(self._high)
        with QPainter(self) as p:
            paint_box(p, track, t.track, None, px(2))
            lit = QRectF(QPointF(low, track.top()), QPointF(high, track.bottom()))
            paint_box(p, lit, t.fill, None, px(2))
            for x in (low, high):
                at = QPointF(x, track.center().y())
                paint_thumb(p, QRectF(self.rect()), at, enabled=self.isEnabled(), ring=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        low, high, reach = self._x(self._low), self._x(self._high), px(THUMB) / 2
        if low + reach < x < high - reach:
            self._held = "both"
        else:
            self._held = "low" if abs(x - low) < abs(x - high) or x < low else "high"
        self._from = x, self._low, self._high

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            return
        began, low, high = self._from
        moved = self._value(event.position().x()) - self._value(began)
        gap = (self._most - self._least) * _LEAST_SHARE
        if self._held != "high":
            low += moved
        if self._held != "low":
            high += moved
        if self._held == "low":
            low = min(max(low, self._least), high - gap)
        if self._held == "high":
            high = max(min(high, self._most), low + gap)
        self.set_range(low, high)
        self.range_changed.emit(low, high)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(self._words))
        super().changeEvent(event)
