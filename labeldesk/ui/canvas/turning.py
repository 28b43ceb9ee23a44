"""Pixels as they lie on the screen, where the view is turned or flipped."""

from __future__ import annotations

from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QTransform

from labeldesk.domain.turn import Turn
from labeldesk.ui.canvas.view import View

P = TypeVar("P", bound=np.generic)
_FLIPS = {(-1, 1): 1, (1, -1): 0, (-1, -1): -1}


def turned(pixels: NDArray[P], turn: Turn) -> NDArray[P]:
    """Pixels (h, w) or (h, w, bands) of the image as they lie on the screen."""
    found: NDArray[Any] = pixels.view(np.uint8) if pixels.dtype == bool else pixels
    if turn.swaps:
        found = cv2.transpose(found)
    code = _FLIPS.get((turn.across, turn.down))
    if code is not None:
        found = cv2.flip(found, code)
    return found.view(pixels.dtype)


def transform(view: View) -> QTransform:
    """From image pixels to device pixels."""
    across, down = view.scale * view.turn.across, view.scale * view.turn.down
    if view.turn.swaps:
        return QTransform(0, down, across, 0, view.x, view.y)
    return QTransform(across, 0, 0, down, view.x, view.y)
