"""Figures of looking at 100 MP otherwise than they are: from a step of a slider to the paint.

CPU milliseconds of the UI thread, medians: at 1080p and 4K, with the whole image fitted, at a zoom
at which the level in use has most pixels to spare, and at 100 %.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import numpy as np

from labeldesk.domain.geometry import Size
from labeldesk.imaging.adjustment import Adjustment
from labeldesk.imaging.deep import Deep
from labeldesk.imaging.picture import Pyramid
from labeldesk.imaging.pixels import Decoded
from labeldesk.imaging.window import Window
from tests.bench.bench_canvas import HUGE, Rig, median_ms

SCREENS = {"1080p": Size(1920, 1080), "4k": Size(3840, 2160)}
ZOOMS = {"fit": None, "most": 0.27, "full": 1.0}
FRAME_MS = 16


def figure(name: str, value: float) -> dict[str, Any]:
    """One row."""
    return {"id": f"display.{name}", "value": round(value, 3), "unit": "ms", "budget": FRAME_MS}


def figures() -> Iterator[dict[str, Any]]:
    """Plain pixels, then values of 16 bit in one and in three bands."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with closing(Rig(HUGE)) as rig:
        shape = HUGE.height, HUGE.width
        rng = np.random.default_rng(1)
        tile = rng.integers(0, 255, (1024, 1024, 4), np.uint8)
        tile[..., 3] = 255
        plain = np.ascontiguousarray(np.tile(tile, (9, 12, 1))[: shape[0], : shape[1]])
        yield from measured(rig, "brightness", plain, None, lambda i: Adjustment(brightness=i / 50))
        yield from measured(rig, "bands", plain, None, lambda i: Adjustment(bands=(i % 3,)))
        for name, bands in (("one", 1), ("three", 3)):
            values = np.ascontiguousarray(plain[..., :bands].astype(np.uint16) * 16)
            deep = Deep.of(Decoded(values), 1, has_alpha=False).with_halvings()
            steps = f"values.{name}"
            yield from measured(
                rig, steps, plain, deep, lambda i: Adjustment(window=Window(i, 3_000 + i))
            )


def measured(
    rig: Rig,
    name: str,
    pixels: np.ndarray,
    deep: Deep | None,
    adjustment: Callable[[int], Adjustment],
) -> Iterator[dict[str, Any]]:
    """The steps of one slider on each screen at each zoom."""
    canvas = rig.canvas
    levels = [level.pixels for level in Pyramid.of(pixels, HUGE).levels]

    def step(i: int) -> None:
        canvas.adjust(adjustment(i))
        canvas.repaint()

    for screen, size in SCREENS.items():
        canvas.resize(*size)
        canvas.set_picture(levels, HUGE, deep)
        for zoom, scale in ZOOMS.items():
            canvas.fit()
            if scale is not None:
                canvas.set_zoom(scale)
            rig.settle()
            yield figure(f"{name}.{screen}.{zoom}", median_ms(step))


if __name__ == "__main__":
    for row in figures():
        print(row)
