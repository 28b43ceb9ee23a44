"""Qt's events as the tools hear them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from labeldesk.actions.keymap import Chord
from labeldesk.domain.geometry import XY
from labeldesk.tools.pointer import Button, Key, Modifiers, Pointer
from labeldesk.tools.state import Cursor
from labeldesk.ui.canvas.view import View

BUTTONS = {
    Qt.MouseButton.LeftButton: Button.LEFT,
    Qt.MouseButton.MiddleButton: Button.MIDDLE,
    Qt.MouseButton.RightButton: Button.RIGHT,
}
CURSORS = {
    Cursor.ARROW: Qt.CursorShape.ArrowCursor,
    Cursor.CROSS: Qt.CursorShape.CrossCursor,
    Cursor.MOVE: Qt.CursorShape.SizeAllCursor,
    Cursor.HAND: Qt.CursorShape.OpenHandCursor,
    Cursor.GRABBED: Qt.CursorShape.ClosedHandCursor,
    Cursor.POINT: Qt.CursorShape.PointingHandCursor,
    Cursor.NONE: Qt.CursorShape.BlankCursor,
    Cursor.SLASH: Qt.CursorShape.SizeBDiagCursor,
    Cursor.BACKSLASH: Qt.CursorShape.SizeFDiagCursor,
    Cursor.HORIZONTAL: Qt.CursorShape.SizeHorCursor,
    Cursor.VERTICAL: Qt.CursorShape.SizeVerCursor,
    Cursor.TURN: Qt.CursorShape.PointingHandCursor,
}
_FLAGS = {
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
}
_KEYS = {
    "Enter": Key.ENTER,
    "Escape": Key.ESCAPE,
    "Backspace": Key.BACKSPACE,
    "Delete": Key.DELETE,
    "Left": Key.LEFT,
    "Right": Key.RIGHT,
    "Up": Key.UP,
    "Down": Key.DOWN,
    "Q": Key.OCCLUDED,
}


def pointer_of(event: QMouseEvent, view: View) -> Pointer:
    """The pointer in image pixels."""
    at = event.position()
    x, y = view.to_image(XY(at.x() * view.dpr, at.y() * view.dpr))
    button = BUTTONS.get(event.button(), Button.LEFT)
    return Pointer(x, y, modifiers_of(event.modifiers()), button)


def modifiers_of(held: Qt.KeyboardModifier) -> Modifiers:
    """What is held while the pointer moves."""
    kinds = Qt.KeyboardModifier
    return Modifiers(
        bool(held & kinds.ShiftModifier),
        bool(held & kinds.ControlModifier),
        bool(held & kinds.AltModifier),
    )


def held_with(event: QKeyEvent) -> Modifiers | None:
    """What is held once a modifier went down or up; None for other keys and events."""
    flag = _FLAGS.get(Qt.Key(event.key()))
    if flag is None or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        return None
    # Systems differ in whether the key itself counts already.
    if event.type() == QEvent.Type.KeyPress:
        return modifiers_of(event.modifiers() | flag)
    return modifiers_of(event.modifiers() & ~flag)


def key_of(chord: Chord) -> tuple[Key, Modifiers] | None:
    """The key a tool may want; None for all others."""
    held = Modifiers(
        "Shift" in chord.modifiers, "Ctrl" in chord.modifiers, "Alt" in chord.modifiers
    )
    if chord == Chord("Z", ("Ctrl",)):
        return Key.UNDO, held
    key = _KEYS.get(chord.key)
    if key is None or held.ctrl or held.alt:
        return None
    return key, held
