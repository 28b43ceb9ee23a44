"""Below the list of objects: flags and attributes of those that are selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from labeldesk.domain.classes import AttributeKind
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.attributes import FLAGS, Attribute
from labeldesk.ui.paint import BODY, Fit, width
from labeldesk.ui.panels.panel import MARGIN
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.check_box import CheckBox
from labeldesk.ui.widgets.label import Ground, Label
from labeldesk.ui.widgets.scroll_bar import thin
from labeldesk.ui.widgets.tool_button import IconButton
from labeldesk.ui.widgets.values import ValueBox, ValueChoice, ValueField

NAME = QT_TRANSLATE_NOOP("Objects", "Attributes of the selected objects")
WORDS: Mapping[str, Text] = {
    "difficult": QT_TRANSLATE_NOOP("Objects", "Difficult"),
    "truncated": QT_TRANSLATE_NOOP("Objects", "Truncated"),
    "occluded": QT_TRANSLATE_NOOP("Objects", "Occluded"),
    "crowd": QT_TRANSLATE_NOOP("Objects", "Crowd"),
}
REMOVE = QT_TRANSLATE_NOOP("Objects", "Remove {name}")
SELECT_ONE = QT_TRANSLATE_NOOP("Objects", "Select an object first")
_LABEL, _ROW = 86, 28
_MOST_ROWS = 5
_COLUMNS = 2

Editor = ValueChoice | ValueBox | ValueField


class Rows(QWidget):
    """One row per attribute. `set_value(ids, name, value or None)`, `left()` as in
    `ObjectDetails`.
    """

    set_value = Signal(tuple, str, object)
    left = Signal()

    def __init__(self, before: QWidget) -> None:
        super().__init__()
        self._before = before
        self._attributes: tuple[Attribute, ...] = ()
        self.editors: dict[str, Editor] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(6))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, px(_LABEL))
        self._grid.setColumnStretch(1, 1)

    def show_all(self, attributes: Sequence[Attribute]) -> None:
        """Show these; what was being typed goes to the objects that it was typed for."""
        if _subject(attributes) != _subject(self._attributes):
            self.settle()
        is_same = _form(attributes) == _form(self._attributes)
        self._attributes = tuple(attributes)
        if not is_same:
            self._make()
        for one in attributes:
            self.editors[one.name].show_value(one)

    def settle(self) -> None:
        """Take what is being typed."""
        for editor in self.editors.values():
            if isinstance(editor, ValueField):
                editor.settle()

    def _make(self) -> None:
        held = any(editor.hasFocus() for editor in self.editors.values())
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.editors = {}
        last = self._before
        for at, one in enumerate(self._attributes):
            for widget in self._add(at, one):
                QWidget.setTabOrder(last, widget)
                last = widget
        if held:
            self.left.emit()  # the keyboard was in a field that is gone

    def _add(self, at: int, one: Attribute) -> list[QWidget]:
        editor = self.editors[one.name] = _editor(one)
        editor.entered.connect(lambda value, name=one.name: self._entered(name, value))
        if isinstance(editor, ValueField):
            editor.left.connect(self.left)
        if isinstance(editor, ValueBox):
            self._grid.addWidget(editor, at, 0, 1, _COLUMNS)
        else:
            label = Label(one.name, "t3" if one.is_free else "t2", BODY, Fit.CUT)
            if width(one.name) > px(_LABEL):
                label.setToolTip(plain_tip(one.name))
            self._grid.addWidget(label, at, 0)
            label.show()
            self._grid.addWidget(editor, at, 1)
        editor.show()
        if not one.is_free:
            return [editor]
        cross = IconButton(REMOVE.filled(name=one.name), "close")
        cross.clicked.connect(lambda _=False, name=one.name: self._entered(name, None))
        self._grid.addWidget(cross, at, 2)
        return [editor, cross]

    def _entered(self, name: str, value: object) -> None:
        ids = next((one.ids for one in self._attributes if one.name == name), ())
        self.set_value.emit(ids, name, value)


class ObjectDetails(QScrollArea):
    """Always as high as the classes of the project can need, so that the list above stays where
    it is whatever is selected.

    Signals: `flag_set(ids, name, bool)`, `value_set(ids, name, value or None)`, `left()` when
    the keyboard is no longer needed here.
    """

    flag_set = Signal(tuple, str, bool)
    value_set = Signal(tuple, str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("object-details")
        self.setAccessibleName(tr(NAME))
        self._ids: tuple[AnnotationId, ...] = ()
        self._room = 0
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thin(self)
        inner = Ground("panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(MARGIN), px(4), px(MARGIN - 4), 0)
        column.setSpacing(px(2))
        self.flags = {name: CheckBox(words) for name, words in WORDS.items()}
        column.addLayout(self._flag_grid())
        self.rows = Rows(self.flags[FLAGS[-1]])
        self.rows.set_value.connect(self.value_set)
        self.rows.left.connect(self.left)
        column.addWidget(self.rows)
        column.addStretch()
        self.setWidget(inner)
        self.show_nothing()

    def _flag_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(0)
        for at, (name, box) in enumerate(self.flags.items()):
            box.action = f"object.{name}"
            box.clicked.connect(lambda on, flag=name: self.flag_set.emit(self._ids, flag, on))
            grid.addWidget(box, *divmod(at, _COLUMNS))
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid

    def show_nothing(self) -> None:
        """Nothing is selected."""
        self.rows.show_all(())
        self._ids = ()
        for box in self.flags.values():
            box.show_state(state=False)
            box.set_reason(SELECT_ONE)

    def show_objects(
        self,
        ids: Sequence[AnnotationId],
        flags: Mapping[str, bool | None],
        attributes: Sequence[Attribute],
    ) -> None:
        """Show what these objects have in common; None is a flag that only some have."""
        self.rows.show_all(attributes)
        inner = self.widget()
        if inner is not None:  # now: a paint may come before the event that is waiting
            QCoreApplication.sendEvent(inner, QEvent(QEvent.Type.LayoutRequest))
        self._ids = tuple(ids)
        for name, box in self.flags.items():
            box.set_reason(None)
            box.show_state(flags[name])

    def set_room(self, rows: int) -> None:
        """So many attributes the classes have at most."""
        if rows != self._room:
            self._room = rows
            self.updateGeometry()

    def first_focus(self) -> QWidget:
        """Where the keyboard goes first: the attributes, else the flags."""
        return next(iter(self.rows.editors.values()), None) or self.flags[FLAGS[0]]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(NAME))
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        flags = 2 * self.flags[FLAGS[0]].sizeHint().height()
        return QSize(px(200), flags + px(_ROW) * min(self._room, _MOST_ROWS) + px(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(120), min(self.sizeHint().height(), px(3 * _ROW)))


def _editor(one: Attribute) -> Editor:
    match one.kind:
        case AttributeKind.SELECT:
            return ValueChoice(one.name)
        case AttributeKind.CHECKBOX:
            return ValueBox(one.name)
        case _:
            return ValueField(one.name, one.kind)


def _form(attributes: Sequence[Attribute]) -> list[tuple[object, ...]]:
    return [(one.name, one.kind, one.is_free) for one in attributes]


def _subject(attributes: Sequence[Attribute]) -> list[tuple[object, ...]]:
    return [(one.name, one.ids) for one in attributes]
