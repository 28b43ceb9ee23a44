"""How large things are: logical pixels of LOOK 5 times the scale of the system font."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

_POINTS = 13.0 if sys.platform == "darwin" else 9.0
_FALLBACK_DPI = 96.0


class _Scale:
    """The scale in use; read from the system font once per change of that font."""

    value = 0.0


def scale() -> float:
    """System font size over the usual one (9 pt; 13 pt on macOS), never under 1."""
    if not _Scale.value:
        rescale()
    return _Scale.value


def rescale() -> None:
    """Read the system font again, after it changed."""
    font = QApplication.font()
    points = font.pointSizeF()
    if points <= 0:
        points = font.pixelSize() * 72 / _FALLBACK_DPI
    _Scale.value = max(1.0, points / _POINTS)


def px(length: float) -> int:
    """`length` logical px of LOOK at 100 %, scaled and rounded."""
    return round(length * scale())
