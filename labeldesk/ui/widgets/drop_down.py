"""A choice out of several, opened by a click: fields of dialogs and filters of bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.icons import icon as small_icon
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, BUTTON, Fit, height, paint_box, paint_text, width
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import Role, px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.menu import Menu


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: `detail` stands after the words in grey."""

    id: str
    words: Text | str
    detail: Text | str = ""


class DropDown(Control):
    """Shows the chosen option; `chosen(id)` when the user takes another.

    `words` is the spoken name. `fixed` keeps its width to what is shown (bars); otherwise it
    stretches (dialogs, panels).
    """

    chosen = Signal(str)

    def __init__(
        self,
        words: Text | str,
        options: Sequence[Option] = (),
        *,
        icon: str = "",
        fixed: bool = False,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._options = tuple(options)
        self._current = self._options[0].id if self._options else ""
        self._icon, self._fixed, self._tall = icon, fixed, tall
        self._is_short = False
        across = QSizePolicy.Policy.Fixed if fixed else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self._speak()

    def set_options(self, options: Sequence[Option], current: str = "") -> None:
        """Other choices; says nothing."""
        self._options = tuple(options)
        self.choose(current or (self._options[0].id if self._options else ""))

    def choose(self, name: str) -> None:
        """Show that option as chosen; says nothing."""
        self._current = name
        self._speak()
        self.updateGeometry()
        self.update()

    def current(self) -> str:
        """The id of the chosen option."""
        return self._current

    def show_words(self, *, shown: bool) -> None:
        """Without words the icon stays, and the option as tooltip."""
        if shown == self._is_short:
            self._is_short = not shown
            self._speak()
            self.updateGeometry()
            self.update()

    def _shown(self) -> Option:
        found = next((o for o in self._options if o.id == self._current), None)
        return found or Option("", self._words if not self._options else "")

    def _speak(self) -> None:
        super()._speak()
        if hasattr(self, "_options"):
            shown = self._shown()
            said = f"{self.words}: {tr(shown.words or shown.detail)}"
            self.setAccessibleName(said)
            if self._is_short and self.isEnabled():
                self.setToolTip(plain_tip(said))

    def body_hint(self) -> QSize:
        low = max(px(32 if self._tall else 24), height(BUTTON) + px(6))
        wide = px(120)
        if self._fixed:
            option = self._shown()
            words = "" if self._is_short else tr(option.words)
            wide = width(words, BUTTON) + px(38) + (px(20) if self._icon else 0)
        return QSize(wide, low)

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        ground = t.panel if self._fixed else t.field
        edge: Role = "control" if self._tall else "line_raised"
        paint_box(p, body, mixed(ground, t.hover, self.heat), t.colour(edge), px(5))
        inner = body.adjusted(px(10 if self._tall else 8), 0, -px(26), 0)
        ink = t.t1 if self.isEnabled() else t.disabled
        if self._icon:
            paint_icon(p, QRectF(inner.left(), body.top(), px(16), body.height()), self._icon, ink)
            inner.adjust(px(20), 0, 0, 0)
        self._paint_words(p, inner, ink)
        chevron = QRectF(body.right() - px(22), body.top(), px(14), body.height())
        paint_icon(p, chevron, "chevron-down", ink, 14)

    def _paint_words(self, p: QPainter, inner: QRectF, ink: QColor) -> None:
        if self._is_short:
            return
        option = self._shown()
        words = tr(option.words)
        paint_text(p, inner, words, ink, BUTTON, Fit.CUT)
        if option.detail:
            beside = width(words, BUTTON) + px(8) if words else 0
            inner.adjust(min(beside, inner.width()), 0, 0, 0)
            if inner.width() > px(24):
                paint_text(p, inner, tr(option.detail), "t3", BODY, Fit.CUT)

    def _open(self) -> None:
        menu = Menu(parent=self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in self._options:
            row = "   ".join(filter(None, (tr(option.words), tr(option.detail))))
            action = menu.addAction(row.replace("&", "&&"))
            if option.id == self._current:
                action.setIcon(small_icon("check", "accent"))
            action.triggered.connect(lambda _=False, name=option.id: self._take(name))
        menu.setMinimumWidth(round(self.body().width()))
        menu.popup(self.mapToGlobal(QPoint(px(self.edge), self.height())))

    def _take(self, name: str) -> None:
        if name != self._current:
            self.choose(name)
            self.chosen.emit(name)

    def _step(self, by: int) -> None:
        names = [option.id for option in self._options]
        if self._current in names:
            at = min(max(names.index(self._current) + by, 0), len(names) - 1)
            self._take(names[at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down if not event.modifiers():
                self._step(1)
            case Qt.Key.Key_Up if not event.modifiers():
                self._step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.click()
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that passes by changes nothing: it scrolls what lies behind."""
        event.ignore()
