"""What a tool hears of the mouse and the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from labeldesk.domain.geometry import XY


class Button(StrEnum):
    """Which button a press or a drag is made with."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


class Key(StrEnum):
    """The keys that tools may take before anybody else does."""

    ENTER = "Enter"
    ESCAPE = "Esc"
    BACKSPACE = "Backspace"
    DELETE = "Delete"
    UNDO = "Ctrl+Z"
    REDO = "Ctrl+Shift+Z"
    LEFT = "Left"
    RIGHT = "Right"
    UP = "Up"
    DOWN = "Down"
    OCCLUDED = "Q"
    TAB = "Tab"


@dataclass(frozen=True, slots=True)
class Modifiers:
    """Keys held while the pointer moves."""

    shift: bool = False
    ctrl: bool = False
    alt: bool = False


PLAIN = Modifiers()


@dataclass(frozen=True, slots=True)
class Pointer:
    """The pointer at (x, y), image pixels; `pressure` is 0..1 for pens, 1 for a mouse."""

    x: float
    y: float
    modifiers: Modifiers = PLAIN
    button: Button = Button.LEFT
    pressure: float = 1.0

    @property
    def at(self) -> XY:
        """The position."""
        return XY(self.x, self.y)
