"""Qt's events as the tools hear them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from labeldesk.actions.keymap import Chord
from labeldesk.domain.geometry import XY
from labeldesk.domain.turn import Turn
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
_HISTORY = {
    Chord("Z", ("Ctrl",)): Key.UNDO,
    Chord("Z", ("Ctrl", "Shift")): Key.REDO,
    Chord("Y", ("Ctrl",)): Key.REDO,
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
    "Tab": Key.TAB,
}


_AXES = {Cursor.HORIZONTAL: Cursor.VERTICAL, Cursor.VERTICAL: Cursor.HORIZONTAL}
_DIAGONALS = {Cursor.SLASH: Cursor.BACKSLASH, Cursor.BACKSLASH: Cursor.SLASH}
_ARROWS = {(-1, 0): Key.LEFT, (1, 0): Key.RIGHT, (0, -1): Key.UP, (0, 1): Key.DOWN}
_WAYS = {key: way for way, key in _ARROWS.items()}


def cursor_on_screen(cursor: Cursor, turn: Turn) -> Cursor:
    """How a cursor that shows a direction of the image has to look where that is turned."""
    if turn.swaps:
        cursor = _AXES.get(cursor, cursor)
    if turn.across * turn.down < 0:
        cursor = _DIAGONALS.get(cursor, cursor)
    return cursor


def key_in_image(key: Key, turn: Turn) -> Key:
    """An arrow key is a direction of the screen; the one that leads there in the image."""
    way = _WAYS.get(key)
    if way is None:
        return key
    x, y = turn.into(*way)
    return _ARROWS[round(x), round(y)]


def pointer_of(event: QMouseEvent, view: View, pressure: float = 1.0) -> Pointer:
    """The pointer in image pixels; `pressure` is 0..1 for pens."""
    at = event.position()
    x, y = view.to_image(XY(at.x() * view.dpr, at.y() * view.dpr))
    button = BUTTONS.get(event.button(), Button.LEFT)
    return Pointer(x, y, modifiers_of(event.modifiers()), button, pressure)


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
    if chord in _HISTORY:
        return _HISTORY[chord], held
    key = _KEYS.get(chord.key)
    if key is None or held.ctrl or held.alt:
        return None
    return key, held
