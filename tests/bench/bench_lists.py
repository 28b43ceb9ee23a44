"""Figures of the lists of 100,000 images: grid, filmstrip and the full-screen preview.

Wall milliseconds on the thread of the window, painting included, in a window of 1620 x 1000.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication

from labeldesk.ui.grid_page import GridPage
from labeldesk.ui.panels.filmstrip import Filmstrip
from labeldesk.ui.theme import Scheme, look

MANY, DISTINCT = 100_000, 50
TAG = ("raccoon", "orange")


def row(name: str, value: float, budget: float | None) -> dict:
    return {"id": f"lists.{name}", "value": round(value, 3), "unit": "ms", "budget": budget}


def noise(width: int, height: int) -> QImage:
    pixels = np.random.default_rng(width).integers(0, 255, (height, width, 4), np.uint8)
    return QImage(pixels.tobytes(), width, height, QImage.Format.Format_RGB32).copy()


def painted_ms(work: Callable[[], object], repeats: int) -> float:
    """The median time of `work` and of the painting it brings."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        QApplication.processEvents()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def figures() -> Iterator[dict]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    look().install(app, Scheme.DARK)
    look().motion = False
    names = [f"folder/image-{n:06}.jpg" for n in range(MANY)]
    thumbs = [noise(168, 112) for _ in range(DISTINCT)]
    yield from of_grid(names, thumbs)
    yield from of_filmstrip(names, thumbs)


def of_grid(names: list[str], thumbs: list[QImage]) -> Iterator[dict]:
    page = GridPage()
    page.resize(1620, 1000)
    page.show()
    grid = page.grid
    grid.set_thumbs(lambda at: thumbs[at % DISTINCT])
    yield row("grid_set_100k", painted_ms(lambda: grid.set_images(names), 5), None)
    grid.set_tags(lambda at: () if at % 2 else (TAG,))
    bar = grid.verticalScrollBar()
    yield row("grid_scroll_40px", painted_ms(lambda: bar.setValue(bar.value() + 40), 60), 5)
    far = iter(np.random.default_rng(0).integers(0, bar.maximum(), 30).tolist())
    yield row("grid_jump_anywhere", painted_ms(lambda: bar.setValue(next(far)), 30), None)
    grid.set_current(0)

    def strike() -> None:
        none = Qt.KeyboardModifier.NoModifier
        grid.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, none))

    yield row("grid_next_image", painted_ms(strike, 60), 4)
    yield row("grid_tag_one", painted_ms(lambda: grid.tags_changed(grid.current()), 30), 4)
    yield row("grid_select_all", painted_ms(alternately(grid.pick_all, grid.pick_current), 30), 16)
    page.bare(is_bare=True)
    picture = noise(2000, 1500)
    yield row("triage_next_image", painted_ms(strike, 30), 16)
    yield row("triage_picture_3mp", painted_ms(lambda: page.set_preview(picture), 9), 16)
    page.close()


def alternately(*deeds: Callable[[], None]) -> Callable[[], None]:
    """One after the other, at every call."""
    turns = cycle(deeds)

    def take_turn() -> None:
        next(turns)()

    return take_turn


def of_filmstrip(names: list[str], thumbs: list[QImage]) -> Iterator[dict]:
    strip = Filmstrip()
    strip.resize(1620, 77)
    strip.show()
    strip.set_thumbs(lambda at: thumbs[at % DISTINCT])
    yield row("filmstrip_set_100k", painted_ms(lambda: strip.set_images(names), 5), None)
    places = iter(range(1000))
    yield row("filmstrip_next_image", painted_ms(lambda: strip.set_current(next(places)), 60), 4)
    strip.close()
