"""The frame of a panel: header, body that opens and closes, a line below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from labeldesk.domain.text import Text
from labeldesk.ui.paint import STRONG
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.label import Ground, Line, Paragraph
from labeldesk.ui.widgets.panel_header import PanelHeader

MARGIN = 12


class Panel(Ground):
    """One panel of the right column. `opened(bool)` when the user opens or closes it.

    `sized` tells the column that it wants another share of the height; panels that `grows` share
    the free height while they are open, each by its `share`.
    """

    share = 2

    opened = Signal(bool)
    sized = Signal()

    def __init__(self, title: Text, *, grows: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.grows = grows
        self.header = PanelHeader(title, self)
        self.body = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.body, 1)
        column.addWidget(Line(self))
        self.header.clicked.connect(self._turned)
        self._size()

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return self.header.isChecked()

    def open(self, is_open: bool) -> None:
        """Open or close it; says nothing."""
        self.header.setChecked(is_open)
        self.body.setVisible(is_open)
        self._size()

    def _turned(self) -> None:
        self.open(self.header.isChecked())
        self.opened.emit(self.is_open)

    def _size(self) -> None:
        can_grow = self.grows and self.is_open
        down = QSizePolicy.Policy.Expanding if can_grow else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, down)
        self.sized.emit()

    def fill(self, *, spacing: int = 4) -> QVBoxLayout:
        """A column for the body with the usual margins."""
        column = QVBoxLayout(self.body)
        column.setContentsMargins(px(MARGIN), 0, px(MARGIN), px(8))
        column.setSpacing(px(spacing))
        return column

    def fill_with(self, view: QWidget, *below: QWidget) -> None:
        """One view from edge to edge as the body, and what is as high as it wants below it."""
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, px(6))
        column.setSpacing(0)
        column.addWidget(view, 1)
        for part in below:
            column.addWidget(part)


def show_page(pages: QStackedLayout, index: int) -> None:
    """Turn to a page; the others claim no height meanwhile."""
    for page in filter(None, map(pages.widget, range(pages.count()))):
        policy = page.sizePolicy()
        is_shown = page is pages.widget(index)
        policy.setVerticalPolicy(
            QSizePolicy.Policy.Preferred if is_shown else QSizePolicy.Policy.Ignored
        )
        policy.setHeightForWidth(is_shown and page.hasHeightForWidth())
        page.setSizePolicy(policy)
    pages.setCurrentIndex(index)


class Empty(QWidget):
    """What an empty panel says: one sentence, and one action with its key (LOOK 9) if any helps.

    `acted` when the action's button is clicked.
    """

    acted = Signal()

    def __init__(
        self,
        sentence: Text,
        action: Text | None = None,
        keys: str = "",
        *,
        icon: str = "",
        keys_of: str = "",
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(MARGIN), px(4), px(MARGIN), px(4))
        column.setSpacing(px(4))
        self._said = Paragraph(sentence, "t1", STRONG, centred=True)
        column.addWidget(self._said)
        if action is not None:
            button = Button(action, Kind.NORMAL if icon else Kind.GHOST, keys=keys, icon=icon)
            button.action = keys_of
            button.clicked.connect(self.acted)
            column.addLayout(centred(button))
        column.addStretch()

    def say(self, sentence: Text) -> None:
        """Another sentence."""
        self._said.set_words(sentence)


def centred(*widgets: QWidget) -> QHBoxLayout:
    """Widgets in the middle of a row."""
    row = QHBoxLayout()
    row.addStretch()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row
