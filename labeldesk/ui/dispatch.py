"""Every key press goes through here: text field, tool in the hand, then the keymap by scope."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from labeldesk.actions.action import Action
from labeldesk.actions.facts import Facts
from labeldesk.actions.keymap import Chord, Keymap
from labeldesk.domain.text import Text
from labeldesk.ui.canvas.overview_map import OverviewMap
from labeldesk.ui.keys import chord_of
from labeldesk.ui.widgets.drop_down import DropDown

TAP_MS = 250
QUIT = "program.quit"
_SPACE = Chord("Space")
_ARROWS = frozenset({"Left", "Right", "Up", "Down"})
_TEXT_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
_WORKED_BY_KEYS = (QAbstractButton, QAbstractSlider, QComboBox, *_TEXT_FIELDS)
_OF_WIDGETS = frozenset(
    {"Tab", "Enter", "Space", "Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown"}
)


class Hand(Protocol):
    """The canvas as the dispatcher sees it."""

    def tool_key(self, chord: Chord) -> bool:
        """Offer a key to the gesture under way; True if it was taken."""
        ...

    def space_down(self) -> None:
        """Space is held: dragging pans now."""
        ...

    def space_up(self, *, tapped: bool = False) -> bool:
        """Space was let go; True if something was dragged meanwhile, or is in hand."""
        ...


class Answering(Protocol):
    """Whoever carries out what a key means."""

    def is_covered(self) -> bool:
        """Whether a sheet lies over the window and has all keys but one for itself."""
        ...

    def uncover(self) -> None:
        """Take the sheet away, as Esc does."""
        ...

    def facts(self) -> Facts:
        """What is so right now."""
        ...

    def run(self, action: Action) -> None:
        """Do it; it may run now."""
        ...

    def let_go(self, action: Action) -> None:
        """The key of an action that lasts while held came up."""
        ...

    def refuse(self, reason: Text) -> None:
        """Say why a key does nothing."""
        ...


def is_typing(widget: QWidget | None) -> bool:
    """Whether the widget with the keyboard focus takes text."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, _TEXT_FIELDS)


class Dispatcher(QObject):
    """An event filter on the application that turns key events into actions."""

    def __init__(self, window: QWidget, canvas: QWidget, hand: Hand, desk: Answering) -> None:
        super().__init__(window)
        self.keymap = Keymap(())
        self._window = window
        self._canvas = canvas
        self._hand = hand
        self._desk = desk
        self._held: dict[int, Action] = {}
        self._space = QElapsedTimer()

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        """Take the key presses and releases that mean something here."""
        kind = event.type()
        if kind == QEvent.Type.WindowDeactivate and target is self._window:
            self._let_go()  # whoever has the keys now hears of their release
            return False
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            self._let_go(event)
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            return False
        if not isinstance(event, QKeyEvent) or not self._is_ours(target):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return False
        if self._desk.is_covered():
            return kind == QEvent.Type.KeyPress and self._leaves(event)
        if kind == QEvent.Type.KeyRelease:
            return self._released(event)
        return self._pressed(event)

    def _is_ours(self, target: QObject) -> bool:
        popup = QApplication.activePopupWidget()
        if not isinstance(target, QWidget) or popup is not None:
            return False
        return target.window() is self._window and target is QApplication.focusWidget()

    def _leaves(self, event: QKeyEvent) -> bool:
        """The end of the program is reached from every sheet."""
        chord = chord_of(event)
        resolved = self.keymap.resolve(chord, self._desk.facts()) if chord is not None else None
        if resolved is None or resolved.action.id != QUIT or resolved.reason is not None:
            return False
        self._desk.uncover()
        self._desk.run(resolved.action)
        return True

    def _pressed(self, event: QKeyEvent) -> bool:
        chord = chord_of(event)
        if chord is None or self._belongs_to_widget(chord):
            return False
        facts = self._desk.facts()
        if not facts.typing and self._hand_takes(chord, repeated=event.isAutoRepeat()):
            return True
        resolved = self.keymap.resolve(chord, facts)
        if resolved is None:
            return False
        if resolved.reason is not None:
            self._desk.refuse(resolved.reason)
        elif not event.isAutoRepeat() or resolved.action.repeats:
            if resolved.action.release:
                self._held[event.key()] = resolved.action
            self._desk.run(resolved.action)
        return True

    def _hand_takes(self, chord: Chord, *, repeated: bool) -> bool:
        if chord == _SPACE:
            if not repeated:
                self._space.start()
                self._hand.space_down()
            return True
        return (not repeated or chord.key in _ARROWS) and self._hand.tool_key(chord)

    def _released(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return event.key() == Qt.Key.Key_Space and self._space.isValid()
        if event.key() != Qt.Key.Key_Space or not self._space.isValid():
            return False
        tapped = self._space.elapsed() < TAP_MS
        self._space.invalidate()
        if not self._hand.space_up(tapped=tapped) and tapped:
            self._tapped()
        return True

    def _let_go(self, event: QKeyEvent | None = None) -> None:
        """End what lasts while the key of the event is held, or all of it, whoever has the focus
        by now: a sheet, a menu, another window.
        """
        if event is not None and event.isAutoRepeat():
            return
        keys = list(self._held) if event is None else [event.key()]
        for held in [self._held.pop(key) for key in keys if key in self._held]:
            self._desk.let_go(held)

    def _tapped(self) -> None:
        resolved = self.keymap.resolve(_SPACE, self._desk.facts())
        if resolved is None:
            return
        if resolved.reason is None:
            self._desk.run(resolved.action)
        else:
            self._desk.refuse(resolved.reason)

    def _belongs_to_widget(self, chord: Chord) -> bool:
        """Panels keep the keys by which lists and buttons are worked; the canvas gives all."""
        widget = QApplication.focusWidget()
        if widget is None or widget is self._canvas or widget is self._window:
            return False
        if isinstance(widget, (QMenu, QMenuBar)):
            return True
        if chord.key not in _OF_WIDGETS or "Ctrl" in chord.modifiers or "Alt" in chord.modifiers:
            return False
        if isinstance(widget, QAbstractItemView):
            return chord.key != "Space"  # marks the image done, wherever a list has the keys
        if isinstance(widget, QAbstractSlider | DropDown | OverviewMap):
            return True
        if isinstance(widget, QAbstractButton) and widget.group() is not None:
            return True  # of buttons of which one is on, arrows reach the others
        return chord.key in ("Tab", "Enter", "Space") and isinstance(widget, _WORKED_BY_KEYS)
