"""Fields for one attribute of some objects, whose values may differ: what is set is set on all.

Each has `show_value(attribute)`, which says nothing, and the signal `entered(value or None)`.
"""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from labeldesk.domain.classes import AttributeKind
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.attributes import Attribute, typed, written
from labeldesk.ui.theme import Role
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.check_box import MIXED, CheckBox
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.field import Field

NOTHING = QT_TRANSLATE_NOOP("Values", "Not set")
NUMBER = QRegularExpression(r"[+-]?\d*[.,]?\d*([eE][+-]?\d*)?")
"""What may be typed on the way to a number."""


class ValueChoice(DropDown):
    """One of the options, or none. A value that is no option any more is shown as one."""

    entered = Signal(object)
    _is_mixed = False

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.chosen.connect(lambda text: self.entered.emit(text or None))

    def show_value(self, attribute: Attribute) -> None:
        """Show what the objects have."""
        now = written(attribute.value)
        names = dict.fromkeys((*attribute.options, *([now] if now else [])))
        self._is_mixed = attribute.is_mixed
        options = [Option("", "", NOTHING), *(Option(name, name) for name in names)]
        self.set_options(options)
        self.choose(_NO_OPTION if attribute.is_mixed else now)

    def _shown(self) -> Option:
        return Option(_NO_OPTION, "", MIXED) if self._is_mixed else super()._shown()

    def _take(self, name: str) -> None:
        self._is_mixed = False
        super()._take(name)


_NO_OPTION = "\0"


_YES = ("true", "yes", "1")


class ValueBox(CheckBox):
    """Yes or no."""

    entered = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent, may_cut=True)
        self.clicked.connect(self._turned)

    def show_value(self, attribute: Attribute) -> None:
        """Show what the objects have."""
        said = written(attribute.value).lower()  # text formats give back words
        self.show_state(None if attribute.is_mixed else said in _YES)

    def _turned(self, on: bool) -> None:
        self.entered.emit(on)


class ValueField(Field):
    """A number or words. `left` after Enter or Escape: the keyboard is no longer needed here.

    What was typed holds on Enter, on Tab and when a click goes elsewhere; Escape takes it back.
    """

    entered = Signal(object)
    left = Signal()
    low = 22
    line: Role = "line_raised"

    def __init__(self, name: str, kind: AttributeKind, parent: QWidget | None = None) -> None:
        super().__init__(name, None, parent)
        self._kind, self._before = kind, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if kind is AttributeKind.NUMBER:
            self.setValidator(QRegularExpressionValidator(NUMBER, self))

    def show_value(self, attribute: Attribute) -> None:
        """Show what the objects have; what is being typed stays."""
        now = written(attribute.value)
        if self.text() == self._before and now != self._before:
            self.setText(now)
        self._before = now
        self.setPlaceholderText(tr(MIXED if attribute.is_mixed else NOTHING))

    def settle(self) -> None:
        """Take what was typed for the value, if it is another."""
        text = self.text()
        if text == self._before:
            return
        value = typed(self._kind, text)
        if value is None and text.strip():
            self.setText(self._before)  # no number
            return
        self._before = written(value)
        self.setText(self._before)
        self.entered.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.settle()
