"""What all our buttons share: hover, focus ring after the keyboard, a reason when greyed."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.paint import paint_ring
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import look, px
from labeldesk.ui.translate import tr

RING = 3
"""Room that every control leaves around its body for the focus ring, px at 100 %."""

KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
"""Reasons of a focus that came from the keyboard."""

_FADE_MS = 90


class Control(QAbstractButton):
    """A button that paints a body inside its ring margin; a click never takes the focus.

    `words` is what it says and its accessible name. Subclasses give `body_hint` and `draw`.
    """

    radius = 5
    edge = RING

    def __init__(self, words: Text | str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._reason: Text | str | None = None
        self._hint: Text | str | None = None
        self._by_keyboard = False
        self._heat = 0.0
        self._fade: QVariantAnimation | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._speak()

    @property
    def words(self) -> str:
        """What it says, in the language in use."""
        return tr(self._words)

    def set_words(self, words: Text | str) -> None:
        """Say something else from now on."""
        self._words = words
        self._speak()
        self.updateGeometry()
        self.update()

    def set_hint(self, hint: Text | str | None) -> None:
        """The tooltip while it can be used, for a control without visible words."""
        self._hint = hint
        self._speak()

    def set_reason(self, reason: Text | str | None) -> None:
        """Grey it and say why, or with None make it usable."""
        self._reason = reason
        self.setEnabled(reason is None)
        self._speak()

    def _speak(self) -> None:
        said = tr(self._reason) if self._reason is not None else ""
        self.setAccessibleName(self.words)
        self.setAccessibleDescription(said)
        self.setToolTip(plain_tip(said or tr(self._hint or "")))

    @property
    def heat(self) -> float:
        """How far the hover look has faded in, 0..1."""
        return self._heat

    @property
    def has_ring(self) -> bool:
        """Whether the focus came by keyboard and is still here."""
        return self._by_keyboard and self.hasFocus()

    def body(self) -> QRectF:
        """Where the control itself is painted, inside the room for its ring."""
        edge = px(self.edge)
        return QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)

    def body_hint(self) -> QSize:
        """The size the body wants."""
        raise NotImplementedError

    def draw(self, p: QPainter, body: QRectF) -> None:
        """Paint the body."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        edge = 2 * px(self.edge)
        return self.body_hint() + QSize(edge, edge)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            body = self.body()
            self.draw(p, body)
            if self.has_ring:
                paint_ring(p, body, px(self.radius), self.edge)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._fade_to(1.0)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._fade_to(0.0)
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
            self.updateGeometry()
        super().changeEvent(event)

    def _fade_to(self, heat: float) -> None:
        if not look().motion:
            self._warm(heat)
            return
        if self._fade is None:
            self._fade = QVariantAnimation(self)
            self._fade.setDuration(_FADE_MS)
            self._fade.setEasingCurve(QEasingCurve.Type.OutQuad)
            self._fade.valueChanged.connect(self._warm)
        self._fade.stop()
        self._fade.setStartValue(self._heat)
        self._fade.setEndValue(heat)
        self._fade.start()

    def _warm(self, heat: object) -> None:
        self._heat = heat if isinstance(heat, float) else 0.0
        self.update()
