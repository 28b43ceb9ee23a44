"""Colour tokens of LOOK 2: three themes, one value each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor

Role = Literal[
    "window", "panel", "raised", "field", "canvas", "line", "line_raised", "control",
    "hover", "press", "sel", "track", "t1", "t2", "t3", "disabled", "accent",
    "fill", "fill_hover", "fill_press", "on_fill",
    "danger", "warning", "success", "suggestion",
]  # fmt: skip
"""Names of the colours; the same in every theme."""


@dataclass(frozen=True)
class Theme:
    """One value per role of LOOK 2. `name` is what the settings call it."""

    name: str
    is_dark: bool
    window: QColor
    panel: QColor
    raised: QColor
    field: QColor
    canvas: QColor
    line: QColor
    line_raised: QColor
    control: QColor
    hover: QColor
    press: QColor
    sel: QColor
    track: QColor
    t1: QColor
    t2: QColor
    t3: QColor
    disabled: QColor
    accent: QColor
    fill: QColor
    fill_hover: QColor
    fill_press: QColor
    on_fill: QColor
    danger: QColor
    warning: QColor
    success: QColor
    suggestion: QColor

    def colour(self, role: Role) -> QColor:
        """The colour of that role."""
        found = getattr(self, role)
        assert isinstance(found, QColor)
        return found


def _theme(name: str, codes: str, *, is_dark: bool) -> Theme:
    """A theme from its 25 hex codes in the order of the fields."""
    return Theme(name, is_dark, *(QColor(f"#{code}") for code in codes.split()))


DARK = _theme(
    "dark",
    "1C1C1E 222225 2D2D31 19191B 141414 37373C 37373C 7C7C85 2C2C30 37373C 2A3B57 45454C "
    "EDEDEF B9B9C0 96969F 66666E 6CA6FF 2B68D1 3A78E3 1F56B5 FFFFFF FF8177 F2BC57 63CF92 C0ABFF",
    is_dark=True,
)
LIGHT = _theme(
    "light",
    "ECECEE F7F7F8 FFFFFF FFFFFF 262626 D6D6DB C4C4CB 82828B E9E9EC DDDDE2 D6E4FC CDCDD3 "
    "1A1A1D 4A4A52 63636C 9A9AA2 1A5AC9 1F62D6 3473E2 174FB3 FFFFFF B4231A 835400 146C3A 6340BF",
    is_dark=False,
)
CONTRAST = _theme(
    "high-contrast",
    "000000 000000 101010 000000 000000 8C8C8C 8C8C8C FFFFFF 2A2A2A 3A3A3A 0A2F70 6E6E6E "
    "FFFFFF FFFFFF E0E0E0 A8A8A8 FFE14D 0B4CC2 0B4CC2 0B4CC2 FFFFFF FF9C94 FFD166 7DF0AE D9CBFF",
    is_dark=True,
)


@dataclass(frozen=True)
class OnImage:
    """Colours on top of a picture; they never follow the theme (LOOK 2)."""

    ground: QColor
    text: QColor
    handle: QColor
    edge: QColor
    danger: QColor
    accepted: QColor
    success: QColor
    suggestion: QColor
    mark: QColor


ON_IMAGE = OnImage(
    ground=QColor(16, 16, 18, 217),
    text=QColor("#F4F4F5"),
    handle=QColor("#FFFFFF"),
    edge=QColor(0, 0, 0, 102),
    danger=DARK.danger,
    accepted=DARK.accent,
    success=DARK.success,
    suggestion=DARK.suggestion,
    mark=QColor("#141416"),
)
BLACK = QColor("#000000")
WHITE = QColor("#FFFFFF")
SWATCH_EDGE = QColor(0, 0, 0, 89)
SWATCH_MARK = QColor("#111111")
DIM = QColor(0, 0, 0, 115)
SHADOW = QColor(0, 0, 0, 12)
