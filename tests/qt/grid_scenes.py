"""The grid and its full-screen form, and the pictures that stand in for photographs."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from labeldesk.domain.classes import PALETTE
from labeldesk.ui.grid_page import GridPage
from labeldesk.ui.panels.key_row import TagKey
from labeldesk.ui.widgets.state_mark import Mark

NAMES = ("raccoon", "cat", "face", "food", "path", "dog", "bird")


def picture(at: int) -> QImage | None:
    """A made-up photograph; every seventh is still on its way."""
    if at % 7 == 6:
        return None
    y, x = np.mgrid[0:96, 0:128]
    red, green, blue = x + at * 13, y * 2, (x + y) // 2 + at * 7
    pixels = np.dstack([blue, green, red, np.full_like(x, 255)]) % 256
    return QImage(pixels.astype(np.uint8).tobytes(), 128, 96, QImage.Format.Format_RGB32).copy()


def grid_page() -> GridPage:
    made = GridPage()
    made.grid.set_thumbs(picture)
    made.grid.set_images([f"folder/raccoon-{n}.jpg" for n in range(300)])
    made.grid.set_marks([list(Mark)[n % 5] for n in range(300)])
    made.grid.set_waiting(np.arange(300) % 3 // 2 * 7)
    tags = tuple(zip(NAMES, PALETTE, strict=False))
    tagged = {3: tags[:1], 8: tags[:3], 10: tags}
    made.grid.set_tags(lambda at: tagged.get(at, ()))
    made.set_keys([TagKey(str(n + 1), name, PALETTE[n], n % 5) for n, name in enumerate(NAMES)])
    made.set_counts(300, 1240)
    made.set_toggles(auto_advance=True, one_tag=True)
    made.grid.set_current(8)
    return made


def grid() -> QWidget:
    made = grid_page()
    made.resize(1140, 836)
    return made


def triage() -> QWidget:
    made = grid_page()
    made.bare(is_bare=True)
    made.resize(1440, 900)
    return made
