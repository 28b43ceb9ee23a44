"""A slider with our looks: a track, a thumb, a ring after the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import paint_box, paint_ring
from labeldesk.ui.theme import px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.control import KEYBOARD

THUMB = 14


def paint_thumb(p: QPainter, area: QRectF, at: QPointF, *, enabled: bool, ring: bool) -> None:
    """The disc at `at`, moved to where all of it is inside `area`."""
    t = theme()
    thumb = QRectF(0, 0, px(THUMB), px(THUMB))
    half = thumb.width() / 2 + 1
    thumb.moveCenter(QPointF(min(max(at.x(), half), area.width() - half), at.y()))
    paint_box(p, thumb, t.t1 if enabled else t.disabled, t.panel, px(THUMB // 2))
    if ring:
        paint_ring(p, thumb, px(THUMB // 2))


class Slider(QSlider):
    """`words` is its spoken name. A press anywhere takes the thumb there."""

    def __init__(self, words: Text, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._words = words
        self._by_keyboard = False
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr(words))

    def track(self) -> QRectF:
        """Where the thumb goes along."""
        return QRectF(0, self.height() / 2 - px(2), self.width(), px(4))

    def caught(self, value: int) -> int:
        """The value that a pointer at `value` means."""
        return value

    def share(self) -> float:
        """How far along the thumb is, 0..1."""
        return (self.value() - self.minimum()) / max(self.maximum() - self.minimum(), 1)

    def show_value(self, value: int) -> None:
        """Move the thumb; says nothing."""
        self.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
        self.setValue(value)
        self.blockSignals(False)  # noqa: FBT003 (Qt's own signature)
        self.update()

    def paint_thumb(self, p: QPainter) -> None:
        """The thumb over what was painted of the track."""
        track = self.track()
        at = QPointF(track.left() + track.width() * self.share(), track.center().y())
        ring = self._by_keyboard and self.hasFocus()
        paint_thumb(p, QRectF(self.rect()), at, enabled=self.isEnabled(), ring=ring)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def _follow(self, event: QMouseEvent) -> None:
        track = self.track()
        share = (event.position().x() - track.left()) / max(track.width(), 1)
        reach = self.maximum() - self.minimum()
        self.setValue(self.caught(self.minimum() + round(min(max(share, 0.0), 1.0) * reach)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(self._words))
        super().changeEvent(event)


_REACH = 100
_CATCHES = 4


class BalanceSlider(Slider):
    """-1.00 to 1.00 about none in the middle, where it catches. `balance_changed(float)`."""

    balance_changed = Signal(float)

    def __init__(self, words: Text, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setRange(-_REACH, _REACH)
        self.valueChanged.connect(lambda value: self.balance_changed.emit(value / _REACH))

    def set_balance(self, balance: float) -> None:
        """Move the thumb; says nothing."""
        self.show_value(round(balance * _REACH))

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(24))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to none."""
        self.setValue(0)

    def caught(self, value: int) -> int:
        return 0 if abs(value) < _CATCHES else value

    def paintEvent(self, event: QPaintEvent) -> None:
        t, track = theme(), self.track()
        with QPainter(self) as p:
            middle, at = track.center().x(), track.left() + track.width() * self.share()
            paint_box(p, track, t.track, None, px(2))
            lit = QRectF(
                QPointF(min(middle, at), track.top()), QPointF(max(middle, at), track.bottom())
            )
            paint_box(p, lit, t.fill if self.isEnabled() else t.disabled, None, px(2))
            notch = QRectF(middle - px(1) / 2, track.top() - px(3), px(1), track.height() + px(6))
            p.fillRect(notch, t.t3)
            self.paint_thumb(p)
