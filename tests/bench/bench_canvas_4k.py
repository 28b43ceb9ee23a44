"""Panning and zooming on a 4K screen at 200 %, with 10,000 polygons on 12 and 100 megapixels."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from labeldesk.domain.geometry import Size
from tests.bench.bench_canvas import HUGE, Rig, crowd, figure, median_ms

LARGE = Size(4_000, 3_000)


def figures() -> Iterator[dict[str, Any]]:
    """For both pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = "2"  # Qt takes it once, when the first `Rig` is made
    for name, size in (("12mp", LARGE), ("100mp", HUGE)):
        with closing(Rig(size)) as rig:
            rig.open(crowd(rig.classes))
            assert rig.canvas.view.width == 2 * rig.canvas.width()
            yield from _moved(rig, name)


def _moved(rig: Rig, name: str) -> Iterator[dict[str, Any]]:
    canvas = rig.canvas

    def pan(i: int) -> None:
        canvas.pan_by(10 if i % 2 else -10, 3 if i % 2 else -3)
        rig.app.processEvents()

    def zoom(_: int) -> None:
        canvas.zoom_by(1.1)
        canvas.repaint()

    yield figure(f"repaint-4k-{name}", median_ms(lambda _: canvas.repaint()), None)
    canvas.zoom_by(1.5)
    rig.settle()
    yield figure(f"pan-4k-{name}", median_ms(pan), 10)
    canvas.fit()
    rig.settle()
    yield figure(f"zoom-step-4k-{name}", median_ms(zoom, 12), 16)
