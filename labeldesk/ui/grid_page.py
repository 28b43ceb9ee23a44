"""The view "Grid" (F6): all images to look over and tag; bare, one image and its keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.numbers import grouped
from labeldesk.ui.paint import NAME, Fit
from labeldesk.ui.panels.grid import GridView
from labeldesk.ui.panels.image_rows import MARKS
from labeldesk.ui.panels.key_row import KeyRow, TagKey
from labeldesk.ui.panels.preview import Preview, PreviewRow
from labeldesk.ui.panels.tile_table import SIZES, ground
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.check_box import CheckBox
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.label import Ground, Label, Line
from labeldesk.ui.widgets.score_slider import ScoreSlider
from labeldesk.ui.widgets.state_mark import WORDS
from labeldesk.ui.widgets.tool_button import IconButton

ALL = QT_TRANSLATE_NOOP("Grid", "{n} images")
FOUND = QT_TRANSLATE_NOOP("Grid", "{n} of {total} images")
GO_ON = QT_TRANSLATE_NOOP("Grid", "Go on after tagging")
ONE_TAG = QT_TRANSLATE_NOOP("Grid", "One tag per image")
SMALLER = QT_TRANSLATE_NOOP("Grid", "Smaller thumbnails")
LARGER = QT_TRANSLATE_NOOP("Grid", "Larger thumbnails")
SIZE = QT_TRANSLATE_NOOP("Grid", "Size of the thumbnails")
FILTER = QT_TRANSLATE_NOOP("Grid", "Filter")
_LARGEST = len(SIZES) - 1
_NARROWEST = 320


class SizeSlider(ScoreSlider):
    """The size of the thumbnails, 0 the smallest and 1 the largest."""

    plain = True

    def sizeHint(self) -> QSize:
        return QSize(px(96), px(24))


class Room(QWidget):
    """What lies around the cells, in their ground colour."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.fillRect(event.rect(), ground())


def _strip(edge: int, gap: int) -> tuple[Ground, QHBoxLayout]:
    """A bar as wide as the page, with room above and below its row, and between what is in it."""
    made = Ground("panel")
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    row = QHBoxLayout(made)
    row.setContentsMargins(px(16), edge, px(16), edge)
    row.setSpacing(gap)
    return made, row


class GridPage(Ground):
    """The bar, the grid and the keys; bare (F11): the current image as large as possible.

    Signals: `auto_advance_toggled(bool)`, `one_tag_toggled(bool)` when the user turns them,
    `key_pressed(str)` when a key is clicked: do as if it had been struck, `filter_chosen(id)`,
    `bared` when the preview came into view. What concerns images goes in and out through `grid`,
    `foot` holds the keys.
    """

    auto_advance_toggled = Signal(bool)
    one_tag_toggled = Signal(bool)
    key_pressed = Signal(str)
    filter_chosen = Signal(str)
    bared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self.setObjectName("grid-page")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to what is on it
        self.grid = GridView()
        self.keys = KeyRow()
        self._preview = Preview()
        self._found = Label("", "t1", NAME)
        self._one_tag = CheckBox(ONE_TAG)
        self._go_on = CheckBox(GO_ON)
        self._filter = DropDown(FILTER, icon="filter", fixed=True)
        self._smaller = IconButton(SMALLER, "minus")
        self._larger = IconButton(LARGER, "plus")
        self._size = SizeSlider(SIZE)
        self._where = Label("", "t1", NAME)
        self._name = Label("", "t2", fit=Fit.MIDDLE)
        self._state = Label("", "t2")
        self._is_bare = self._has_picture = False
        self._lay_out()
        self._one_tag.clicked.connect(self.one_tag_toggled)
        self._go_on.clicked.connect(self.auto_advance_toggled)
        self._filter.chosen.connect(self.filter_chosen)
        self._size.score_changed.connect(lambda share: self.grid.set_size(round(share * _LARGEST)))
        self.grid.size_changed.connect(lambda size: self._size.set_score(size / _LARGEST))
        self._size.set_score(self.grid.size_step() / _LARGEST)
        self._smaller.clicked.connect(lambda: self._resize_cells(-1))
        self._larger.clicked.connect(lambda: self._resize_cells(+1))
        self.keys.key_pressed.connect(self.key_pressed)
        self.grid.current_changed.connect(self._other_image)
        self.grid.current_touched.connect(self._touched)
        self.bare(is_bare=False)

    def _lay_out(self) -> None:
        self._lay_out_bar()
        self.foot, foot = _strip(px(3), px(12))
        foot.addWidget(self._where)
        foot.addWidget(self._name)
        foot.addWidget(self.keys, 1)
        foot.addWidget(self._state)
        self._room = Room()
        room = QHBoxLayout(self._room)
        room.setContentsMargins(px(12), 0, px(2), 0)
        room.addWidget(self.grid)
        self._rule = Line()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._bar)
        page.addWidget(self._rule)
        page.addWidget(self._room, 1)
        page.addWidget(self._preview, 1)
        page.addWidget(Line())
        page.addWidget(self.foot)

    def set_counts(self, found: int, total: int) -> None:
        """How many images the filter found of how many."""
        words: Text = FOUND.filled(n=found, total=total) if found != total else ALL.filled(n=total)
        self._found.set_words(words)

    def _lay_out_bar(self) -> None:
        self._bar, row = _strip(px(8), px(16))
        self._bar_row = row
        self._bar.setMinimumWidth(px(_NARROWEST))
        row.addWidget(self._filter)
        row.addWidget(self._found)
        row.addStretch(1)
        for widget in (self._one_tag, self._go_on, Line(upright=True)):
            row.addWidget(widget)
        self._sizes = QWidget()
        sizes = QHBoxLayout(self._sizes)
        sizes.setContentsMargins(0, 0, 0, 0)
        sizes.setSpacing(px(4))
        for one in (self._smaller, self._size, self._larger):
            sizes.addWidget(one)
        row.addWidget(self._sizes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ctrl and the wheel do what the slider does: where it is narrow it goes first."""
        super().resizeEvent(event)
        optional = (self._sizes, self._found)
        for one in optional:
            one.show()
        for one in optional:
            one.setVisible(self._bar_row.minimumSize().width() <= self.width())
        self._bar_row.activate()  # a paint may come before the event that would do it

    def set_filters(self, options: Sequence[Option], current: str) -> None:
        """The filters to choose from; says nothing."""
        self._filter.set_options(options, current)

    def set_toggles(self, *, auto_advance: bool, one_tag: bool) -> None:
        """How the two stand; says nothing."""
        self._go_on.setChecked(auto_advance)
        self._one_tag.setChecked(one_tag)

    def set_keys(self, rows: Sequence[TagKey]) -> None:
        """The keys that tag."""
        self.keys.set_keys(rows)
        self._tell()

    def set_preview(self, image: QImage | None) -> None:
        """The picture of the current image, of about `preview_size`; after `grid.set_current`.

        Until it comes, and with None, the thumbnail stands in, so that no tag is ever given to
        one image while another is seen.
        """
        self._has_picture = image is not None
        self._preview.set_image(image if image is not None else self._thumb())

    def preview_size(self) -> tuple[int, int]:
        """Width and height of the preview in device pixels: more in a picture is not seen."""
        ratio = self.devicePixelRatioF()
        area = self.rect()
        return round(area.width() * ratio), round(area.height() * ratio)

    def bare(self, is_bare: bool) -> None:
        """With True only the current image and the keys, for F11; with False the grid."""
        self._is_bare = is_bare
        if is_bare:
            self.grid.pick_current()  # what is not seen is not tagged
        has_keys = self.window().focusWidget() in (self, *self.findChildren(QWidget))
        for widget in (self._bar, self._rule, self._room):
            widget.setVisible(not is_bare)
        for one in (self._preview, self._where, self._name, self._state):
            one.setVisible(is_bare)
        if has_keys:
            (self if is_bare else self.grid).setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()
        if is_bare:
            self.bared.emit()

    @property
    def is_bare(self) -> bool:
        """Whether only the current image is shown."""
        return self._is_bare

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The grid takes the keys wherever it is seen."""
        super().focusInEvent(event)
        if not self._is_bare:
            self.grid.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Bare, the arrows move through the images as they do in the grid."""
        if self._is_bare:
            self.grid.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _other_image(self) -> None:
        self.set_preview(None)
        self._tell()

    def _touched(self) -> None:
        if not self._has_picture:
            self.set_preview(None)
        self._tell()

    def _thumb(self) -> QImage | None:
        at, tiles = self.grid.current(), self.grid.tiles
        return tiles.thumb(at) if 0 <= at < len(tiles.names) else None

    def _tell(self) -> None:
        """State and tags of the current image, on the preview and on the keys."""
        at, tiles = self.grid.current(), self.grid.tiles
        if not 0 <= at < len(tiles.names):
            self._preview.set_row(None)
            self.keys.set_on(())
            return
        tags = tuple(tiles.tags(at))
        self.keys.set_on({name for name, _ in tags})
        mark = MARKS[tiles.marks[at]]
        self._preview.set_row(PreviewRow(mark, int(tiles.waiting[at]), tags))
        self._state.set_words(WORDS[mark])
        self._where.set_words(f"{grouped(at + 1)} / {grouped(len(tiles.names))}")
        self._name.set_words(tiles.names[at].rpartition("/")[2])

    def _resize_cells(self, by: int) -> None:
        self.grid.set_size(self.grid.size_step() + by)
