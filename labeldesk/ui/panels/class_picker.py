"""The field at the pointer: type a class, Enter takes or makes it, Escape leaves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from labeldesk.domain.classes import folded
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import CAPTION, STRONG, Fit, paint_box
from labeldesk.ui.panels.classes import ClassDelegate, ClassModel, ClassRow
from labeldesk.ui.theme import px, theme
from labeldesk.ui.widgets.field import FilterBox
from labeldesk.ui.widgets.label import Label
from labeldesk.ui.widgets.rows import RowTable

NAME = QT_TRANSLATE_NOOP("ClassPicker", "Class")
PROMPT = QT_TRANSLATE_NOOP("ClassPicker", "Class name")
WILL_MAKE = QT_TRANSLATE_NOOP("ClassPicker", "Enter adds the class {name}")
WILL_TAKE = QT_TRANSLATE_NOOP("ClassPicker", "Enter chooses {name}")
NONE = QT_TRANSLATE_NOOP("ClassPicker", "No class has this name")
EMPTY_IS = QT_TRANSLATE_NOOP("ClassPicker", "Enter without a name: {name}")
_ROWS = 6
_WIDE = 260


def ranked(rows: Sequence[ClassRow], typed: str) -> list[ClassRow]:
    """The classes that hold what was typed: same name, then beginning, then anywhere."""
    wanted = folded(typed)
    if not wanted:
        return list(rows)

    def rank(row: ClassRow) -> int:
        name = folded(row.name)
        if name == wanted:
            return 0
        return 1 if name.startswith(wanted) else 2

    return sorted((row for row in rows if wanted in folded(row.name)), key=rank)


class ClassPicker(QFrame):
    """A child of the window, opened by `open_at`.

    Signals: `chosen(class id)`, `created(name)` (empty where an empty name is allowed),
    `cancelled`. Exactly one of them is emitted per opening. While a shape waits for its name the
    field stays until there is one, or Esc.
    """

    chosen = Signal(object)
    created = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("class-picker")
        self._rows: tuple[ClassRow, ...] = ()
        self._may_create = True
        self._default = ""
        self._takes = WILL_TAKE
        self._title = Label("", "t1", STRONG, Fit.CUT)
        self._model = ClassModel()
        self.field = FilterBox(NAME, PROMPT)
        self.view = RowTable(NAME)
        self.view.use(self._model, ClassDelegate(self.view))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._take)
        self._hint = Label("", "t2", CAPTION, Fit.CUT)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(5), px(5), px(5), px(7))
        column.setSpacing(px(2))
        head = self._head = QHBoxLayout()
        head.setContentsMargins(px(5), 0, px(5), 0)
        head.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self.view)
        column.addWidget(self._hint)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.hide()

    def set_classes(self, rows: Sequence[ClassRow]) -> None:
        """The classes to choose from."""
        self._rows = tuple(rows)

    def open_at(
        self,
        at: QPoint,
        *,
        may_create: bool = True,
        default: str = "",
        title: Text | None = None,
        takes: Text = WILL_TAKE,
    ) -> None:
        """Open near `at` (in the parent) and take the keys.

        `title` says what is asked where it is not plain, `takes` what Enter does with the class
        {name}. Without `may_create` only existing classes can be chosen. With `default` a shape is
        being named: Enter takes a class only if it has just this name (or was reached by an arrow),
        makes one otherwise, and an empty field stands for `default` ("object"). Without it Enter
        takes the first row. Ctrl+Enter always makes what was typed.
        """
        self._may_create, self._default, self._takes = may_create, default, takes
        self._title.set_words(title or "")
        self._title.setVisible(title is not None)
        self.field.clear()
        self._search("")
        self._resize()
        inside = self._window.rect()
        x = min(max(at.x(), 0), inside.width() - self.width())
        y = at.y() if at.y() + self.height() <= inside.height() else at.y() - self.height()
        self.move(max(x, 0), max(y, 0))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _resize(self) -> None:
        count = min(len(self._rows), _ROWS)
        self.view.setVisible(count > 0)
        self.view.setFixedHeight(max(count, 1) * self.view.row_height())
        self.setFixedWidth(px(_WIDE))
        self._head.invalidate()  # it remembers its size from when there was another title, or none
        self.adjustSize()

    def _search(self, typed: str) -> None:
        rows = ranked(self._rows, typed)
        self._model.set_rows(rows)
        # While a new shape is being named, "cat" must not become the "cattle" that is there.
        is_same = bool(rows) and folded(rows[0].name) == folded(typed)
        if rows and (is_same or not self._default):
            self.view.setCurrentIndex(self._model.index(0, 0))
        else:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
        self._say(typed.strip())

    def _say(self, typed: str) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self._hint.set_words(self._takes.filled(name=self._model.rows[index.row()].name))
        elif not typed and self._default:
            self._hint.set_words(EMPTY_IS.filled(name=self._default))
        elif typed:
            self._hint.set_words(WILL_MAKE.filled(name=typed) if self._may_create else NONE)
        else:
            self._hint.set_words("")

    def _take(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()]
        self.hide()
        self.chosen.emit(row.id)

    def _enter(self, *, makes: bool) -> None:
        typed = self.field.text().strip()
        index = self.view.currentIndex()
        is_there = any(folded(row.name) == folded(typed) for row in self._rows)
        if index.isValid() and not (makes and typed and self._may_create and not is_there):
            self._take(index)
        elif self._may_create and (typed or self._default):
            self.hide()
            self.created.emit(typed or self._default)

    def _left(self) -> None:
        """The keyboard went elsewhere: a shape gets the name that was typed, or goes on asking."""
        if not self._default:
            self._cancel()
        elif self.field.text().strip() or self.view.currentIndex().isValid():
            self._enter(makes=False)

    def _cancel(self) -> None:
        if self.isVisible():
            self.hide()
            self.cancelled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and self.isVisible():
            self._left()
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        match event.key():
            case Qt.Key.Key_Escape:
                self._cancel()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                control = Qt.KeyboardModifier.ControlModifier
                self._enter(makes=bool(event.modifiers() & control))
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                return False
        return True

    def _step(self, by: int) -> None:
        if self._model.rows:
            at = (self.view.currentIndex().row() + by) % len(self._model.rows)
            self.view.setCurrentIndex(self._model.index(at, 0))
            self._say(self.field.text().strip())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            paint_box(p, QRectF(self.rect()), theme().panel, theme().line_raised, px(8))
