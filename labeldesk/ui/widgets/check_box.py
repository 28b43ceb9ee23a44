"""A box to tick, with its words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, Fit, height, paint_box, paint_text, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.control import Control

MIXED = QT_TRANSLATE_NOOP("Values", "Mixed")
_NARROWEST = 64


class CheckBox(Control):
    """Checked or not; `clicked(bool)` when the user turns it. `key` stands after the words; it is
    that of `action`, if that is set.

    It can be mixed: so for some and not for others; the next click checks it for all. Words
    that come from the user `may_cut`: what finds no room stands in the tooltip.
    """

    radius = 3
    action = ""

    def __init__(
        self,
        words: Text | str,
        key: str = "",
        parent: QWidget | None = None,
        *,
        may_cut: bool = False,
    ) -> None:
        self._key, self._may_cut, self._is_mixed = key, may_cut, False
        super().__init__(words, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if may_cut:
            self.set_hint(words)

    @property
    def is_mixed(self) -> bool:
        """Whether it is so for some and not for others."""
        return self._is_mixed

    def show_state(self, state: bool | None) -> None:
        """Checked, not, or with None mixed; says nothing."""
        self._is_mixed = state is None
        self.setChecked(state is True)
        self._speak()
        self.update()

    def set_keys(self, keys: str) -> None:
        """Show another key."""
        self._key = keys
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        self._is_mixed = False
        super().nextCheckState()
        self._speak()

    def _speak(self) -> None:
        super()._speak()
        if self._is_mixed:
            self.setAccessibleDescription(tr(MIXED))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        wide = min(hint.width(), px(_NARROWEST)) if self._may_cut else hint.width() - self._beside()
        return QSize(wide, hint.height())

    def _beside(self) -> int:
        """The room for its key, which is left out where there is none."""
        return width(self._key) + px(8) if self._key else 0

    def body_hint(self) -> QSize:
        return QSize(px(22) + width(self.words) + self._beside(), max(px(18), height()))

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        box = QRectF(body.left(), body.center().y() - px(8), px(16), px(16))
        if self.isChecked() or self._is_mixed:
            ground = mixed(t.fill, t.fill_hover, self.heat)
            paint_box(p, box, ground if self.isEnabled() else t.track, None, px(3))
            icon = "minus" if self._is_mixed else "check"
            paint_icon(p, box, icon, t.on_fill if self.isEnabled() else t.disabled, 14)
        else:
            ground = mixed(t.field, t.hover, self.heat)
            paint_box(p, box, ground, t.control if self.isEnabled() else t.line, px(3))
        ink = t.t1 if self.isEnabled() else t.disabled
        fit = Fit.CUT if self._may_cut else Fit.LEFT
        paint_text(p, body.adjusted(px(22), 0, 0, 0), self.words, ink, BODY, fit)
        if self._key and body.width() >= self.body_hint().width():
            paint_text(p, body, self._key, "t3", BODY, Fit.RIGHT)
