"""The bar over the image: where we are, what it is called, its state, how far the work is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.numbers import grouped
from labeldesk.ui.paint import BODY, NAME, Fit
from labeldesk.ui.theme import px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.chip import StateChip
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.label import Ground, Label, Line
from labeldesk.ui.widgets.progress import ProgressBar
from labeldesk.ui.widgets.state_mark import Mark
from labeldesk.ui.widgets.tool_button import IconButton

PREVIOUS = QT_TRANSLATE_NOOP("ImageBar", "Previous image")
NEXT = QT_TRANSLATE_NOOP("ImageBar", "Next image")
MARK_DONE = QT_TRANSLATE_NOOP("ImageBar", "Mark done")
DONE = QT_TRANSLATE_NOOP("ImageBar", "{n} done")
FILTER = QT_TRANSLATE_NOOP("ImageBar", "Filter")
ALL = QT_TRANSLATE_NOOP("ImageBar", "All images")
_NARROW, _SLIM = 900, 700


@dataclass(frozen=True, slots=True)
class ImageBarRow:
    """`position` counts from 1 within the filter of `total` images; `size` as ``(w, h)``."""

    position: int
    total: int
    name: str
    size: tuple[int, int] | None = None
    mark: Mark = Mark.TODO
    done: int = 0
    of: int = 0


class ImageBar(Ground):
    """40 px, never two lines. Signals: `previous_wanted`, `next_wanted`, `done_wanted`,
    `state_menu_wanted`, `filter_chosen(id)`.
    """

    previous_wanted = Signal()
    next_wanted = Signal()
    done_wanted = Signal()
    state_menu_wanted = Signal()
    filter_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.previous = IconButton(PREVIOUS, "previous")
        self.next = IconButton(NEXT, "next")
        self._at = Label("", "t1", NAME)
        self._of = Label("", "t2")
        self._name = Label("", "t1", NAME, Fit.MIDDLE)
        self._size = Label("", "t2")
        self.state = StateChip()
        self.done = Button(MARK_DONE, Kind.GHOST, keys="Space")
        self._progress = ProgressBar("success", 96)
        self._count = Label("", "t2", BODY)
        self.filter = DropDown(FILTER, (Option("all", ALL),), icon="filter", fixed=True)
        self._lay_out()
        self.previous.clicked.connect(self.previous_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.done.clicked.connect(self.done_wanted)
        self.state.clicked.connect(self.state_menu_wanted)
        self.filter.chosen.connect(self.filter_chosen)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(px(4), 0, px(8), 1)
        row.setSpacing(0)
        place: tuple[tuple[QWidget, int], ...] = (
            (self.previous, 0),
            (self.next, 8),
            (self._at, 5),
            (self._of, 16),
            (Line(upright=True), 16),
            (self._name, 10),
            (self._size, 12),
            (self.state, 0),
            (self.done, 0),
        )
        for widget, gap in place:
            row.addWidget(widget)
            row.addSpacing(px(gap))
        row.addStretch(1)
        for widget, gap in ((self._progress, 10), (self._count, 10), (self.filter, 0)):
            row.addWidget(widget)
            row.addSpacing(px(gap))

    def set_row(self, row: ImageBarRow) -> None:
        """Show the open image and the progress of the project."""
        self._at.set_words(grouped(row.position))
        self._of.set_words(f"/ {grouped(row.total)}")
        self._name.set_words(row.name)
        self._name.setToolTip(row.name)
        self._size.set_words(f"{row.size[0]} × {row.size[1]}" if row.size else "")
        self.state.set_mark(row.mark)
        self._progress.set_share(row.done / row.of if row.of else 0.0)
        self._count.set_words(DONE.filled(n=row.done))

    def set_filters(self, options: Sequence[Option], current: str) -> None:
        """The filters to choose from; says nothing."""
        self.filter.set_options(options, current)

    def sizeHint(self) -> QSize:
        return QSize(px(800), max(px(40), self._row.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(320), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said elsewhere too goes first when it gets narrow."""
        wide = self.width()
        self._progress.setVisible(wide >= px(_NARROW))
        self._size.setVisible(wide >= px(_SLIM))
        self._count.setVisible(wide >= px(_SLIM))
        super().resizeEvent(event)

    def set_slim(self, is_slim: bool) -> None:
        """In a window under 1280 px "Mark done" loses its words, the key stays."""
        self.done.set_words("" if is_slim else MARK_DONE)
        self.done.setAccessibleName(tr(MARK_DONE))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as p:
            p.fillRect(0, self.height() - 1, self.width(), 1, theme().line)
