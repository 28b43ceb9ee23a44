"""Key events of Qt as chords of the keymap."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from labeldesk.actions.keymap import Chord

_K = Qt.Key
_NAMES = {
    _K.Key_Return: "Enter", _K.Key_Enter: "Enter", _K.Key_Escape: "Escape", _K.Key_Tab: "Tab",
    _K.Key_Backtab: "Tab", _K.Key_Backspace: "Backspace", _K.Key_Delete: "Delete",
    _K.Key_Space: "Space", _K.Key_Left: "Left", _K.Key_Right: "Right", _K.Key_Up: "Up",
    _K.Key_Down: "Down", _K.Key_Home: "Home", _K.Key_End: "End", _K.Key_PageUp: "PageUp",
    _K.Key_PageDown: "PageDown", _K.Key_Insert: "Insert", _K.Key_Menu: "Menu",
}  # fmt: skip
_M = Qt.KeyboardModifier
_MODIFIERS = (
    (_M.ControlModifier, "Ctrl"),
    (_M.AltModifier, "Alt"),
    (_M.ShiftModifier, "Shift"),
    (_M.MetaModifier, "Meta"),
)
_BARE = {_K.Key_Shift, _K.Key_Control, _K.Key_Alt, _K.Key_Meta, _K.Key_AltGr, _K.Key_CapsLock}
_F1, _F35 = int(_K.Key_F1), int(_K.Key_F35)
_PRINTABLE = range(0x20, 0x100)


def chord_of(event: QKeyEvent) -> Chord | None:
    """The chord of a key press or release; None for a modifier alone or an unnamed key."""
    key = _K(event.key())
    name = _name(key)
    if name is None:
        return None
    held = event.modifiers()
    modifiers = [text for flag, text in _MODIFIERS if held & flag]
    if key == _K.Key_Backtab and "Shift" not in modifiers:
        modifiers.append("Shift")
    # On most layouts "?" or "+" need Shift: the sign itself is the key, not how it is reached.
    if len(name) == 1 and not name.isalnum() and "Shift" in modifiers:
        modifiers.remove("Shift")
    return Chord(name, tuple(modifiers))


def _name(key: Qt.Key) -> str | None:
    if key in _BARE:
        return None
    if key in _NAMES:
        return _NAMES[key]
    code = int(key)
    if _F1 <= code <= _F35:
        return f"F{code - _F1 + 1}"
    return chr(code).upper() if code in _PRINTABLE else None
