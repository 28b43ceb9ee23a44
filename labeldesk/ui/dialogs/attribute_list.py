"""The attributes of a class as rows: name, kind, choices, default, order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from labeldesk.domain.annotation import Value
from labeldesk.domain.classes import AttributeKind, AttributeSpec
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.attributes import typed, written
from labeldesk.ui.paint import CAPTION, Fit
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.label import Label
from labeldesk.ui.widgets.tool_button import IconButton
from labeldesk.ui.widgets.values import NOTHING

KINDS = {
    AttributeKind.SELECT: QT_TRANSLATE_NOOP("ClassEditor", "Choices"),
    AttributeKind.CHECKBOX: QT_TRANSLATE_NOOP("ClassEditor", "Check box"),
    AttributeKind.NUMBER: QT_TRANSLATE_NOOP("ClassEditor", "Number"),
    AttributeKind.TEXT: QT_TRANSLATE_NOOP("ClassEditor", "Text"),
}
NAME = QT_TRANSLATE_NOOP("ClassEditor", "Name")
KIND = QT_TRANSLATE_NOOP("ClassEditor", "Kind")
CHOICES = QT_TRANSLATE_NOOP("ClassEditor", "Choices, with commas between")
DEFAULT = QT_TRANSLATE_NOOP("ClassEditor", "New objects have")
ADD = QT_TRANSLATE_NOOP("ClassEditor", "Add attribute")
UP = QT_TRANSLATE_NOOP("ClassEditor", "Move up")
DOWN = QT_TRANSLATE_NOOP("ClassEditor", "Move down")
REMOVE = QT_TRANSLATE_NOOP("ClassEditor", "Remove attribute")
YES = QT_TRANSLATE_NOOP("ClassEditor", "Checked")
NO = QT_TRANSLATE_NOOP("ClassEditor", "Not checked")
NAMELESS = QT_TRANSLATE_NOOP("ClassEditor", "An attribute needs a name")
TWICE = QT_TRANSLATE_NOOP("ClassEditor", "Two attributes are called {name}")
NO_CHOICES = QT_TRANSLATE_NOOP("ClassEditor", "{name} needs something to choose from")
NO_NUMBER = QT_TRANSLATE_NOOP("ClassEditor", "What new objects have as {name} is no number")
_NAME_WIDE, _KIND_WIDE, _DEFAULT_WIDE, _BUTTONS_WIDE = 150, 118, 136, 84
_COMMA = re.compile(r"[,;，；、\n]")
_BOOLS = {"yes": True, "no": False}

Fault = tuple[Text, QWidget]


def parted(text: str) -> tuple[str, ...]:
    """What stands between commas, each once."""
    return tuple(dict.fromkeys(part for piece in _COMMA.split(text) if (part := piece.strip())))


def begin_part(field: Field) -> None:
    """Enter in a field of parts with commas between is the next comma."""
    before = field.text()[: field.cursorPosition()].rstrip()
    if before and not _COMMA.match(before[-1]):
        field.insert(", ")


class DefaultField(QWidget):
    """What new objects begin with, asked for as the kind wants it."""

    def __init__(self, value: Value | None) -> None:
        super().__init__()
        self._value = value
        self.choice, self.field = DropDown(DEFAULT, tall=True), Field(DEFAULT, NOTHING)
        self.field.setText(written(value))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.choice)
        self._stack.addWidget(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(px(_DEFAULT_WIDE))

    def follow(self, kind: AttributeKind, options: Sequence[str]) -> None:
        """Another kind or other choices; what was chosen stays where it can."""
        if kind in (AttributeKind.NUMBER, AttributeKind.TEXT):
            self._stack.setCurrentWidget(self.field)
            return
        self._stack.setCurrentWidget(self.choice)
        if kind is AttributeKind.CHECKBOX:
            now = next((key for key, on in _BOOLS.items() if on is self._value), "")
            rows = [Option("yes", YES), Option("no", NO)]
        else:
            now = written(self._value)
            rows = [Option(name, name) for name in options]
        now = self.choice.current() or now
        found = now if any(row.id == now for row in rows) else ""
        self.choice.set_options([Option("", NOTHING), *rows])
        self.choice.choose(found)

    def value(self, kind: AttributeKind) -> Value | None:
        """The default; None for none, and for what is no number."""
        if kind is AttributeKind.CHECKBOX:
            return _BOOLS.get(self.choice.current())
        if kind is AttributeKind.SELECT:
            return self.choice.current() or None
        return typed(kind, self.field.text())


class AttributeRow(QWidget):
    """One attribute. `before` is what it was, None for a new one."""

    def __init__(self, before: AttributeSpec | None) -> None:
        super().__init__()
        self.before = before
        spec = before or AttributeSpec("", AttributeKind.SELECT)
        self.name, self.choices = Field(NAME), Field(CHOICES)
        self.name.setText(spec.name)
        self.choices.setText(", ".join(spec.options))
        self.choices.on_enter = lambda: begin_part(self.choices)
        self._choices_before = self.choices.text()
        self.kind = DropDown(KIND, [Option(k, words) for k, words in KINDS.items()], tall=True)
        self.kind.choose(spec.kind)
        self.default = DefaultField(spec.default)
        self.up, self.down = IconButton(UP, "chevron-up"), IconButton(DOWN, "chevron-down")
        self.cross = IconButton(REMOVE, "close")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(2))
        self.name.setFixedWidth(px(_NAME_WIDE))
        self.kind.setFixedWidth(px(_KIND_WIDE))
        keeps = self.choices.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.choices.setSizePolicy(keeps)
        fields = (self.name, self.kind, self.choices, self.default)
        for widget in (*fields, self.up, self.down, self.cross):
            row.addWidget(widget)
        self.kind.chosen.connect(lambda _: self._follow())
        self.choices.textEdited.connect(lambda _: self._follow())
        self._follow()

    def _kind(self) -> AttributeKind:
        return AttributeKind(self.kind.current())

    def _options(self) -> tuple[str, ...]:
        if self._kind() is not AttributeKind.SELECT:
            return ()
        if self.before is not None and self.choices.text() == self._choices_before:
            return self.before.options
        return parted(self.choices.text())

    def _follow(self) -> None:
        self.choices.setVisible(self._kind() is AttributeKind.SELECT)
        self.default.follow(self._kind(), self._options())

    def spec(self) -> AttributeSpec:
        """The attribute as it stands here."""
        kind = self._kind()
        return AttributeSpec(
            self.name.text().strip(), kind, self._options(), self.default.value(kind)
        )

    def fault(self) -> Fault | None:
        """What is missing, and where."""
        spec = self.spec()
        if not spec.name:
            return NAMELESS, self.name
        if spec.kind is AttributeKind.SELECT and not spec.options:
            return NO_CHOICES.filled(name=spec.name), self.choices
        is_number = spec.kind is AttributeKind.NUMBER
        if is_number and spec.default is None and self.default.field.text().strip():
            return NO_NUMBER.filled(name=spec.name), self.default.field
        return None


class AttributeList(QWidget):
    """All rows, and a button for one more. `resized()` when there are more or fewer."""

    resized = Signal()

    def __init__(self, specs: Sequence[AttributeSpec]) -> None:
        super().__init__()
        self.rows: list[AttributeRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        self._head = _heads()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.add = Button(ADD, icon="plus", high=32)
        self.add.clicked.connect(self._more)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch()
        column.addWidget(self._head)
        column.addLayout(self._column)
        column.addLayout(foot)
        for spec in specs:
            self._insert(AttributeRow(spec))
        self._order()

    def specs(self) -> tuple[AttributeSpec, ...]:
        """The attributes in their order."""
        return tuple(row.spec() for row in self.rows)

    def renamed(self) -> dict[str, str]:
        """Old names and new ones of attributes that go by another name now."""
        pairs = ((row.before.name, row.spec().name) for row in self.rows if row.before is not None)
        return {old: new for old, new in pairs if old != new}

    def fault(self) -> Fault | None:
        """The first thing that is missing, and where."""
        seen: set[str] = set()
        for row in self.rows:
            found = row.fault()
            name = row.spec().name
            if found is None and name in seen:
                found = TWICE.filled(name=name), row.name
            if found is not None:
                return found
            seen.add(name)
        return None

    def _more(self) -> None:
        row = AttributeRow(None)
        self._insert(row)
        self._order()
        row.name.setFocus()

    def _insert(self, row: AttributeRow) -> None:
        self.rows.append(row)
        row.up.clicked.connect(self._mover(row, -1))
        row.down.clicked.connect(self._mover(row, 1))
        row.cross.clicked.connect(lambda: self._drop(row))

    def _mover(self, row: AttributeRow, by: int) -> Callable[[], None]:
        def move() -> None:
            at = self.rows.index(row)
            self.rows.insert(min(max(at + by, 0), len(self.rows) - 1), self.rows.pop(at))
            self._order()

        return move

    def _drop(self, row: AttributeRow) -> None:
        at = self.rows.index(row)
        self.rows.remove(row)
        self._column.removeWidget(row)
        near = self.rows[min(at, len(self.rows) - 1)].cross if self.rows else self.add
        near.setFocus()
        row.hide()
        row.deleteLater()
        self._order()

    def _order(self) -> None:
        """Rows, and the keyboard's way through them, as they stand in the list."""
        last: QWidget | None = None
        for at, row in enumerate(self.rows):
            self._column.insertWidget(at, row)
            row.up.setEnabled(at > 0)
            row.down.setEnabled(at < len(self.rows) - 1)
            for stop in _stops(row):
                if last is not None:
                    QWidget.setTabOrder(last, stop)
                last = stop
        if last is not None:
            QWidget.setTabOrder(last, self.add)
        self._head.setVisible(bool(self.rows))
        self.resized.emit()


def _stops(row: AttributeRow) -> tuple[QWidget, ...]:
    default = (row.default.choice, row.default.field)
    return (row.name, row.kind, row.choices, *default, row.up, row.down, row.cross)


def _heads() -> QWidget:
    head = QWidget()
    line = QHBoxLayout(head)
    line.setContentsMargins(px(4), 0, px(_BUTTONS_WIDE), 0)
    line.setSpacing(px(2))
    for words, wide in (
        (NAME, _NAME_WIDE),
        (KIND, _KIND_WIDE),
        (CHOICES, 0),
        (DEFAULT, _DEFAULT_WIDE),
    ):
        label = Label(words, "t3", CAPTION, Fit.CUT)
        if wide:
            label.setFixedWidth(px(wide))
        line.addWidget(label, 0 if wide else 1)
    return head
