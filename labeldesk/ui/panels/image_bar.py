"""The bar over the image: where we are, what it is called, its state, how far the work is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.numbers import grouped
from labeldesk.ui.paint import BODY, NAME, Fit
from labeldesk.ui.panels.frame_stepper import FrameStepper
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import px, theme
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
MARK_TO_DO = QT_TRANSLATE_NOOP("ImageBar", "Mark to do")
DONE = QT_TRANSLATE_NOOP("ImageBar", "{n} done")
LOOK = QT_TRANSLATE_NOOP("ImageBar", "Look and guides")
FILTER = QT_TRANSLATE_NOOP("ImageBar", "Filter")
ALL = QT_TRANSLATE_NOOP("ImageBar", "All images")
RESET = QT_TRANSLATE_NOOP("ImageBar", "Reset display")
_NAME, _NAME_WANTED = 72, 220
"""Of a file's name so much is always to be read, and so much before other things, px at 100 %."""


@dataclass(frozen=True, slots=True)
class ImageBarRow:
    """`position` counts from 1 within the filter of `total` images, 0 for one outside of it;
    `size` as ``(w, h)``.
    """

    position: int
    total: int
    name: str
    size: tuple[int, int] | None = None
    mark: Mark = Mark.TODO
    done: int = 0
    of: int = 0
    is_done: bool = False


class ImageBar(Ground):
    """40 px, never two lines. Signals: `previous_wanted`, `next_wanted`, `done_wanted`,
    `state_menu_wanted`, `filter_chosen(id)`, `look_wanted`, `display_reset`, those of `frames`.
    """

    previous_wanted = Signal()
    next_wanted = Signal()
    done_wanted = Signal()
    state_menu_wanted = Signal()
    filter_chosen = Signal(str)
    look_wanted = Signal()
    display_reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.previous = IconButton(PREVIOUS, "previous")
        self.next = IconButton(NEXT, "next")
        self._at = Label("", "t1", NAME)
        self._of = Label("", "t2")
        self._name = Label("", "t1", NAME, Fit.MIDDLE)
        self._size = Label("", "t2")
        self.frames = FrameStepper()
        self.display = Button(RESET, Kind.GHOST, icon="brightness")
        self.state = StateChip()
        self.done = Button(MARK_DONE, Kind.GHOST, keys="Space")
        self.done.action = "image.mark-done"
        self._progress = ProgressBar("success", 96)
        self._count = Label("", "t2", BODY)
        self.look = IconButton(LOOK, "look")
        self.filter = DropDown(FILTER, (Option("all", ALL),), icon="filter", fixed=True)
        self._line = Line(upright=True)
        self._is_changed = False
        self._gaps: dict[QWidget, tuple[QSpacerItem, int]] = {}
        self._lay_out()
        self.previous.clicked.connect(self.previous_wanted)
        self.next.clicked.connect(self.next_wanted)
        self.done.clicked.connect(self.done_wanted)
        self.state.clicked.connect(self.state_menu_wanted)
        self.filter.chosen.connect(self.filter_chosen)
        self.look.clicked.connect(self.look_wanted)
        self.display.clicked.connect(self.display_reset)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(px(4), 0, px(8), 1)
        row.setSpacing(0)
        self._name.setMinimumWidth(px(_NAME))
        self._add(
            (
                (self.previous, 0),
                (self.next, 8),
                (self._at, 5),
                (self._of, 16),
                (self._line, 16),
                (self._name, 10),
                (self._size, 12),
                (self.frames, 12),
                (self.state, 0),
                (self.done, 8),
                (self.display, 8),
            )
        )
        row.addStretch(1)
        self._add(((self._progress, 10), (self._count, 10), (self.filter, 4), (self.look, 0)))

    def _add(self, parts: Sequence[tuple[QWidget, int]]) -> None:
        for widget, gap in parts:
            spacer = QSpacerItem(px(gap), 0)
            self._row.addWidget(widget)
            self._row.addItem(spacer)
            self._gaps[widget] = (spacer, px(gap))

    def set_row(self, row: ImageBarRow) -> None:
        """Show the open image and the progress of the project."""
        self._at.set_words(grouped(row.position) if row.position else "–")
        self._of.set_words(f"/ {grouped(row.total)}")
        self._name.set_words(row.name)
        self._name.setToolTip(plain_tip(row.name))
        self._size.set_words(f"{row.size[0]} × {row.size[1]}" if row.size else "")
        self.state.set_mark(row.mark)
        self.done.set_words(MARK_TO_DO if row.is_done else MARK_DONE)
        self._progress.set_share(row.done / row.of if row.of else 0.0)
        self._count.set_words(DONE.filled(n=row.done))
        self._fit()

    def set_frame(self, frame: int, frames: int) -> None:
        """Which frame is shown, from 0; hidden where there is only one."""
        self.frames.set_frame(frame, frames)
        self._fit()

    def set_changed(self, *, is_changed: bool) -> None:
        """Whether images are shown otherwise than they are."""
        self._is_changed = is_changed
        self._fit()

    def set_filters(self, options: Sequence[Option], current: str) -> None:
        """The filters to choose from; says nothing."""
        self.filter.set_options(options, current)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(px(800), max(px(40), self._row.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(320), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """What is said elsewhere too goes first when it gets narrow; nothing is ever clipped."""
        self._name.setMinimumWidth(px(_NAME))
        shortened = (self.filter, self.display, self.frames)
        for short in shortened:
            short.show_words(shown=True)
        more = max(min(self._name.sizeHint().width(), px(_NAME_WANTED)) - px(_NAME), 0)
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        needed = sum(self._needs(widget) for widget in self._gaps) + more
        needed -= self._show(self.frames, shown=self.frames.frames > 1)
        needed -= self._show(self.display, shown=self._is_changed)
        for first in (self._progress, self._size, self._count, self.done):
            needed -= self._show(first, shown=needed <= room)
        for short in shortened:
            before = self._needs(short)
            short.show_words(shown=needed <= room)
            needed -= before - self._needs(short) if not short.isHidden() else 0
        for last in (self._line, self._of):
            needed -= self._show(last, shown=needed <= room)
        # The progress gives way, not the name; with nothing left to give way, the name is cut.
        spare = more if needed <= room else min(room - needed + more, 0)
        self._name.setMinimumWidth(px(_NAME) + spare)
        self._row.invalidate()
        self._row.activate()  # a paint may come before the event that would do it

    def _show(self, widget: QWidget, *, shown: bool) -> int:
        """Show it or not, with the gap behind it; how much room that gives."""
        spacer, gap = self._gaps[widget]
        gained = 0 if shown else self._needs(widget)
        spacer.changeSize(gap if shown else 0, 0)
        widget.setVisible(shown)
        return gained

    def _needs(self, widget: QWidget) -> int:
        least = max(widget.minimumSizeHint().width(), widget.minimumWidth())
        return least + self._gaps[widget][1]

    def set_slim(self, *, is_slim: bool) -> None:
        """In a window under 1280 px "Mark done" loses its words, the key stays."""
        self.done.show_words(shown=not is_slim)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:  # the parts hear of it after this
            QTimer.singleShot(0, self, self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as p:
            p.fillRect(0, self.height() - 1, self.width(), 1, theme().line)
