"""Panel Image: tags, state, size and attributes of the open image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import CAPTION, Fit
from labeldesk.ui.panels.captions import Captions
from labeldesk.ui.panels.panel import Panel
from labeldesk.ui.panels.reasons import Reasons
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.chip import Chip
from labeldesk.ui.widgets.label import Label

TITLE = QT_TRANSLATE_NOOP("Image", "Image")
MORE = QT_TRANSLATE_NOOP("Image", "More")
ADD_TAG = QT_TRANSLATE_NOOP("Image", "Add tag")
ADD_CAPTION = QT_TRANSLATE_NOOP("Image", "Add caption")


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag of the image: the class it is, its colour and second mark."""

    id: object
    name: str
    colour: str = ""
    mark: int = 0


class FlowLayout(QLayout):
    """Things side by side that go on in the next line, like words."""

    def __init__(self, parent: QWidget | None = None, gap: int = 4) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = px(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, across: int) -> int:
        return self._arrange(QRect(0, 0, across, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, moves=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def _arrange(self, rect: QRect, *, moves: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            hint = item.sizeHint()
            hint.setWidth(min(hint.width(), rect.width()))
            if x + hint.width() > rect.right() + 1 and line:
                x, y, line = rect.x(), y + line + self._gap, 0
            if moves:
                item.setGeometry(QRect(x, y, hint.width(), hint.height()))
            x += hint.width() + self._gap
            line = max(line, hint.height())
        return y + line - rect.y()


class ImagePanel(Panel):
    """Signals: `tag_removed(id)`, `tag_wanted`, `caption_wanted`, `more_wanted`. `captions` and
    `reasons` tell of themselves.
    """

    tag_removed = Signal(object)
    tag_wanted = Signal()
    caption_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent=parent)
        self.header.add_icon(MORE, "more").clicked.connect(self.more_wanted)
        column = self.fill(spacing=3)
        self._tags = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._tags.setSizePolicy(policy)
        self._flow = FlowLayout(self._tags)
        add_tag = Button(ADD_TAG, Kind.GHOST, icon="plus", high=24)
        add_tag.clicked.connect(self.tag_wanted)
        add_caption = Button(ADD_CAPTION, Kind.GHOST, icon="plus", high=24)
        self.captions = Captions(add_caption)
        add_caption.clicked.connect(self.caption_wanted)
        self._buttons = (add_tag, add_caption)
        self.reasons = Reasons()
        column.addWidget(self.reasons)
        column.addWidget(self._tags)
        column.addWidget(self.captions)
        self._about = Label("", "t3", CAPTION, Fit.CUT)
        column.addWidget(self._about)
        self._shown_tags: tuple[TagRow, ...] | None = None
        self.set_tags(())
        self.set_about("")

    def set_tags(self, tags: Sequence[TagRow]) -> None:
        """Show these tags as chips."""
        rows = tuple(tags)
        if rows == self._shown_tags:
            return
        self._shown_tags = rows
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in self._buttons:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            chip = Chip(row.name, row.colour, row.mark)
            chip.removed.connect(lambda name=row.id: self.tag_removed.emit(name))
            self._flow.addWidget(chip)
        for button in self._buttons:
            self._flow.addWidget(button)
        self._tags.updateGeometry()

    def set_about(self, words: Text | str) -> None:
        """A line about the file, e.g. its size and depth; empty hides it."""
        self._about.set_words(words)
        self._about.setVisible(bool(words))
