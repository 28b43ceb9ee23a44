"""Panel Classes: swatch, name, count and key of every class; the current one is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QWidget

from labeldesk.domain.ids import ClassId
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.numbers import grouped
from labeldesk.ui.paint import BODY, STRONG, Fit, paint_box, paint_text, width
from labeldesk.ui.panels.class_table import ClassTable
from labeldesk.ui.panels.panel import Empty, Panel, show_page
from labeldesk.ui.theme import px, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.key_cap import caps_width, paint_caps
from labeldesk.ui.widgets.rows import RowDelegate, RowModel
from labeldesk.ui.widgets.swatch import paint_swatch

TITLE = QT_TRANSLATE_NOOP("Classes", "Classes")
FIND = QT_TRANSLATE_NOOP("Classes", "Find a class")
ADD = QT_TRANSLATE_NOOP("Classes", "Add a class")
NONE = QT_TRANSLATE_NOOP("Classes", "No classes yet. The first shape asks for its name.")
SPOKEN = QT_TRANSLATE_NOOP("Classes", "{name}, {n} objects, key {key}")
SPOKEN_KEYLESS = QT_TRANSLATE_NOOP("Classes", "{name}, {n} objects")


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class: `count` objects in the project; `mark` as `ClassList.second_mark` says."""

    id: ClassId
    name: str
    colour: str
    count: int = 0
    key: str = ""
    mark: int = 0
    hidden: bool = False


class ClassModel(RowModel[ClassRow]):
    """The rows and which of them is the current class."""

    current: ClassId | None = None

    def spoken(self, row: ClassRow) -> str:
        said = SPOKEN if row.key else SPOKEN_KEYLESS
        return tr(said.filled(name=row.name, n=row.count, key=row.key))

    def set_current(self, class_id: ClassId | None) -> None:
        """Mark another class as the one the next shape gets."""
        self.current = class_id
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))


class ClassDelegate(RowDelegate[ClassRow]):
    """Swatch, name, count, key; the current class grey with a bar in its colour."""

    def full(self, row: ClassRow) -> str:
        return row.name

    def draw(
        self, p: QPainter, place: QRectF, row: ClassRow, *, is_hot: bool, is_chosen: bool
    ) -> None:
        model = self._view.model()
        is_current = isinstance(model, ClassModel) and model.current == row.id
        if is_current:
            paint_box(p, place, theme().press, None, px(4))
            bar = QRectF(place.left(), place.top() + px(4), px(3), place.height() - px(8))
            p.fillRect(bar, QColor(row.colour))
        inner = place.adjusted(px(10), 0, -px(9), 0)
        swatch = QRectF(inner.left(), place.top(), px(12), place.height())
        paint_swatch(p, swatch, row.colour, row.mark)
        right = inner.right()
        caps = max(caps_width(row.key), px(16))
        paint_caps(p, right, place.center().y(), row.key)
        number = grouped(row.count)
        right -= caps + px(20)
        wide = width(number)
        count = QRectF(right - wide, place.top(), wide, place.height())
        paint_text(p, count, number, "t2" if is_current else "t3", BODY, Fit.RIGHT)
        name = QRectF(inner.left() + px(22), place.top(), 0, place.height())
        name.setRight(count.left() - px(8))
        ink = theme().t3 if row.hidden and not is_current else theme().t1
        if row.hidden:
            eye = QRectF(name.right() - px(16), place.top(), px(16), place.height())
            paint_icon(p, eye, "eye-off", "t2")
            name.setRight(eye.left() - px(4))
        paint_text(p, name, row.name, ink, STRONG if is_current else BODY, Fit.CUT)


class ClassesPanel(Panel):
    """Signals: `class_chosen(id)` on a click or Enter, `class_opened(id)` on a double click,
    `class_moved(id, place)` when its row was dragged, `menu_wanted(id, global point)`,
    `add_wanted`, `find_wanted`.
    """

    class_chosen = Signal(object)
    class_opened = Signal(object)
    class_moved = Signal(object, int)
    menu_wanted = Signal(object, QPoint)
    add_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, grows=True, parent=parent)
        self.header.add_icon(FIND, "search").clicked.connect(self.find_wanted)
        self.header.add_icon(ADD, "plus").clicked.connect(self.add_wanted)
        self._model = ClassModel()
        self.view = ClassTable(TITLE)
        self.view.setObjectName("class-list")
        self.view.use(self._model, ClassDelegate(self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.clicked.connect(lambda i: self.class_chosen.emit(self._id(i)))
        self.view.activated.connect(lambda i: self.class_chosen.emit(self._id(i)))
        self.view.doubleClicked.connect(lambda i: self.class_opened.emit(self._id(i)))
        self.view.row_moved.connect(self._moved)
        self.view.customContextMenuRequested.connect(self._menu)
        self._empty = Empty(NONE, ADD, "/", keys_of="class.pick")
        self._empty.acted.connect(self.add_wanted)
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self.fill_with(inner)
        self.view.setMinimumHeight(2 * self.view.row_height())
        self.set_classes(())

    def set_classes(self, rows: Sequence[ClassRow]) -> None:
        """Show these classes, in this order."""
        self._model.set_rows(rows)
        self.header.set_count(len(rows))
        show_page(self._stack, 0 if rows else 1)

    def set_current(self, class_id: ClassId | None) -> None:
        """Mark the class the next shape gets and scroll to it."""
        self._model.set_current(class_id)
        for at, row in enumerate(self._model.rows):
            if row.id == class_id:
                self.view.scrollTo(self._model.index(at, 0))

    def _moved(self, row: int, to: int) -> None:
        self.class_moved.emit(self._model.rows[row].id, to)

    def _id(self, index: QModelIndex) -> ClassId:
        return self._model.rows[index.row()].id

    def _menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        if index.isValid():
            row = self._model.rows[index.row()]
            self.menu_wanted.emit(row.id, self.view.viewport().mapToGlobal(at))
