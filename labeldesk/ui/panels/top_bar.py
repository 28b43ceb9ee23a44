"""The menu row: menus at the left, the four views in the middle, the action search at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, Fit, height, paint_box, paint_text, width
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.key_cap import caps_width, paint_caps
from labeldesk.ui.widgets.label import Ground
from labeldesk.ui.widgets.menu import MenuBar
from labeldesk.ui.widgets.segmented import Choice, Segmented

SEARCH = QT_TRANSLATE_NOOP("TopBar", "Search actions")
VIEWS = (
    Choice("annotate", QT_TRANSLATE_NOOP("TopBar", "Annotate"), "F5"),
    Choice("grid", QT_TRANSLATE_NOOP("TopBar", "Grid"), "F6"),
)


class SearchButton(Control):
    """Looks like a search field; a click opens the palette. It shows the key of its `action`."""

    action = "program.palette"

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(SEARCH, parent)
        self._keys, self._is_short = keys, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_keys(self, keys: str) -> None:
        self._keys = keys
        self.updateGeometry()
        self.update()

    def show_words(self, *, shown: bool) -> None:
        """Without words the lens stays, and what it is for as tooltip."""
        self._is_short = not shown
        self.set_hint(None if shown else SEARCH)
        self.update()

    def body_hint(self) -> QSize:
        if self._is_short:
            return QSize(px(32), max(px(26), height(BODY) + px(6)))
        wanted = px(54) + width(self.words) + caps_width(self._keys)
        return QSize(max(px(220), wanted), max(px(26), height(BODY) + px(6)))

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        paint_box(p, body, mixed(t.field, t.hover, self.heat), t.line_raised, px(5))
        lens = QRectF(body.left() + px(8), body.top(), px(16), body.height())
        paint_icon(p, lens, "search", "t2")
        if self._is_short:
            return
        right = paint_caps(p, body.right() - px(6), body.center().y(), self._keys)
        place = body.adjusted(px(30), 0, 0, 0)
        place.setRight(right - px(8))
        paint_text(p, place, self.words, "t2", BODY, Fit.CUT)


class TopBar(Ground):
    """36 px. Signals: `view_chosen(id)` of annotate, grid, objects, insights; `search_wanted`.

    `menus` is the menu bar to fill; `show_views(False)` on the start page.
    """

    view_chosen = Signal(str)
    search_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self.menus = MenuBar(self)
        self.views = Segmented(VIEWS, self)
        self.search = SearchButton("Ctrl+K", self)
        self.views.chosen.connect(self.view_chosen)
        self.search.clicked.connect(self.search_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_views(self, shown: bool) -> None:
        """Whether the views can be chosen: not before something is open."""
        self.views.setVisible(shown)
        self.settle()

    def choose_view(self, name: str) -> None:
        """Show that view as the one that is on; says nothing."""
        self.views.choose(name)

    def sizeHint(self) -> QSize:
        tall = max(px(36), self.menus.sizeHint().height() + px(4)) + 1
        return QSize(px(760), tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(560), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.settle()

    def settle(self) -> None:
        """Take places anew, also after the menus were filled or renamed.

        Views stand in the middle of the window, moved aside where the menus need the room. In a
        narrow window the search keeps its lens, then the last menus go behind a ">>".
        """
        high, wide = self.height() - 1, self.width()
        menu, views = self.menus.sizeHint(), self.views.sizeHint()
        taken = px(16) + (0 if self.views.isHidden() else views.width() + px(8))
        self.search.show_words(shown=True)
        menus = menu.width() + px(8)
        self.search.show_words(shown=menus + taken + self.search.sizeHint().width() <= wide)
        search = self.search.sizeHint()
        menus = min(menus, wide - taken - search.width())
        self.menus.setGeometry(px(4), (high - menu.height()) // 2, menus, menu.height())
        search_x = wide - search.width() - px(5)
        views_x = max((wide - views.width()) // 2, self.menus.geometry().right() + px(4))
        views_x = min(views_x, max(search_x - views.width() - px(4), 0))
        self.search.setGeometry(
            search_x, (high - search.height()) // 2, search.width(), search.height()
        )
        self.views.setGeometry(views_x, (high - views.height()) // 2, views.width(), views.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as p:
            p.fillRect(0, self.height() - 1, self.width(), 1, theme().line)
