"""Figures of the canvas: 10,000 polygons of 20 vertices at 1080p, and a brush on 100 MP.

Steps are CPU milliseconds of the UI thread from the event to the end of the paint, medians, so
that what else the machine does is not in them; loading and sharpening are wall milliseconds.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.domain.ids import AnnotationId, ImageId
from labeldesk.domain.shapes import Polygon
from labeldesk.domain.text import Text
from labeldesk.domain.turn import UPRIGHT
from labeldesk.editing.selection import Selection
from labeldesk.editing.session import Session
from labeldesk.raster.index import ShapeIndex
from labeldesk.tools.pointer import Button, Pointer

COUNT, VERTICES, CLASSES = 10_000, 20, 10
WIDE = Size(1920, 1080)
HUGE = Size(11_600, 8_700)
TITLE = Text("Bench", "Bench")


def crowd(classes: ClassList) -> dict[AnnotationId, Annotation]:
    """Polygons of 10 to 40 pixels all over the image."""
    rng = np.random.default_rng(1)
    turn = np.linspace(0, 2 * np.pi, VERTICES, endpoint=False)
    circle = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    ids = [c.id for c in classes]
    made = {}
    for i in range(1, COUNT + 1):
        points = rng.random(2) * WIDE + circle * (5 + 15 * rng.random())
        key = AnnotationId(i)
        made[key] = Annotation(
            id=key, class_id=ids[i % CLASSES], shape=Polygon.of(points.clip((0, 0), WIDE))
        )
    return made


def median_ms(step: Callable[[int], None], repeats: int = 25) -> float:
    """Median CPU time of a step on this thread."""
    times = []
    for i in range(repeats):
        start = time.thread_time()
        step(i)
        times.append((time.thread_time() - start) * 1000)
    return statistics.median(times[2:])


class Rig:
    """A canvas without a screen, and what it takes to make it paint."""

    def __init__(self, size: Size) -> None:
        from PySide6.QtWidgets import QApplication

        from labeldesk.ui.canvas.canvas import Canvas
        from labeldesk.ui.theme import Scheme, look

        known = QApplication.instance()
        self.app = known if isinstance(known, QApplication) else QApplication([])
        look().install(self.app, Scheme.DARK)
        self.classes = ClassList()
        for i in range(CLASSES):
            self.classes = self.classes.with_class(self.classes.fresh(f"class {i}"))
        self.canvas = Canvas()
        self.canvas.resize(*WIDE)
        self.canvas.show()
        self.canvas.set_class(self.classes.items[0].id)
        self.size = size
        self.session: Session[None] | None = None

    def open(self, document: dict[AnnotationId, Annotation]) -> None:
        """Show the picture with its shapes."""
        picture = np.full((self.size.height, self.size.width, 4), 90, np.uint8)
        levels = [picture]
        while min(levels[-1].shape[:2]) > 512:
            levels.append(np.ascontiguousarray(levels[-1][::2, ::2]))
        self.canvas.set_picture(levels, self.size)
        self.session = Session(ImageId(1), self.size, document, lambda *_: None)
        self.canvas.set_session(self.session, self.classes)
        self.settle()

    def settle(self) -> float:
        """Wait until the overlay is sharp; gives the milliseconds."""
        start = time.perf_counter()
        while not self.canvas.overlay.is_settled:
            self.app.processEvents()
            time.sleep(0.0005)
        self.app.processEvents()
        return (time.perf_counter() - start) * 1000

    def close(self) -> None:
        """End the worker."""
        self.canvas.close()


def figure(name: str, value: float, budget: float | None, unit: str = "ms") -> dict[str, Any]:
    """One row."""
    return {"id": f"canvas.{name}", "value": round(value, 3), "unit": unit, "budget": budget}


def figures() -> Iterator[dict[str, Any]]:
    """Every row of the canvas."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for size, measured in ((WIDE, _crowded), (HUGE, _brush)):
        with closing(Rig(size)) as rig:  # its worker would keep a failed run alive
            yield from measured(rig)


def _crowded(rig: Rig) -> Iterator[dict[str, Any]]:
    document = crowd(rig.classes)
    start = time.perf_counter()
    index = ShapeIndex(document)
    yield figure("index-built-10k", (time.perf_counter() - start) * 1000, None)
    yield figure("hit-10k", median_ms(lambda i: _hit(index, i)), 0.5)
    start = time.perf_counter()
    rig.open(document)
    yield figure("load-10k", (time.perf_counter() - start) * 1000, 300)
    canvas = rig.canvas
    yield figure("repaint-10k", median_ms(lambda _: canvas.repaint()), 4)
    yield from _hovered(rig)
    yield figure("pan-10k", median_ms(lambda i: _pan(rig, i)), 4)
    rig.settle()
    canvas.fit()
    rig.settle()
    yield figure("zoom-step-10k", median_ms(lambda i: _zoom(rig, i), 12), 8)
    canvas.turn_to(UPRIGHT.right())
    canvas.fit()
    rig.settle()
    yield figure("zoom-step-turned-10k", median_ms(lambda i: _zoom(rig, i), 12), 8)
    canvas.turn_to(UPRIGHT)
    canvas.fit()
    canvas.zoom_by(1.3)
    yield figure("sharp-after-zoom-10k", rig.settle(), 100)
    yield figure("overlay-rebuild-10k", _rebuild(rig), None)
    yield figure("edit-committed-10k", median_ms(lambda i: _edit(rig, i)), 5)
    yield figure("drag-event-10k", _dragging(rig), None)


def _hovered(rig: Rig) -> Iterator[dict[str, Any]]:
    canvas = rig.canvas
    yield figure("hover-10k", median_ms(lambda i: _hover(rig, i)), 1)
    canvas.set_tool("box")
    yield figure("hover-crosshair-10k", median_ms(lambda i: _hover(rig, i)), 1)
    canvas.set_tool("polygon")
    yield figure("hover-magnifier-10k", _magnified(rig), 1)
    canvas.set_tool("select")


def _hit(index: ShapeIndex, i: int) -> None:
    index.at(XY(100.0 + 31 * i, 90.0 + 17 * i), 4.0)


def _hover(rig: Rig, i: int) -> None:
    rig.canvas.machine.move(Pointer(200.0 + 37 * i, 200.0 + 23 * i))
    rig.app.processEvents()


def _magnified(rig: Rig) -> float:
    """A hover with the lens at the pointer, among polygons."""
    magnifier = rig.canvas.magnifier
    magnifier.set_on(on=True)
    magnifier.is_over = True

    def step(i: int) -> None:
        rig.canvas.pointer = Pointer(200.0 + 37 * i, 200.0 + 23 * i)
        rig.canvas.machine.move(rig.canvas.pointer)
        rig.app.processEvents()

    took = median_ms(step)
    magnifier.set_on(on=False)
    return took


def _pan(rig: Rig, i: int) -> None:
    rig.canvas.pan_by(10 if i % 2 else -10, 3 if i % 2 else -3)
    rig.app.processEvents()


def _zoom(rig: Rig, i: int) -> None:
    rig.canvas.zoom_by(1.1)
    rig.canvas.repaint()


def _rebuild(rig: Rig) -> float:
    from labeldesk.ui.canvas.masks import Region
    from labeldesk.ui.canvas.overlay import Scene, rendered

    canvas = rig.canvas
    scene = Scene(canvas.index.frozen(), canvas.colours.styles)
    canvas.fit()
    region = Region(0, 0, canvas.view.width, canvas.view.height)

    def step(_: int) -> None:
        rendered(scene, canvas.view, region)

    return median_ms(step)


def _edit(rig: Rig, i: int) -> None:
    assert rig.session is not None
    one = rig.session.document[AnnotationId(100 + i)]
    moved = replace(one, shape=one.shape.moved(3, 3))
    rig.session.apply(TITLE, ChangeSet.replacing((one, moved)))
    rig.app.processEvents()


def _dragging(rig: Rig) -> float:
    canvas = rig.canvas
    assert rig.session is not None
    one = rig.session.document[AnnotationId(7)]
    bounds = one.shape.bounds
    assert isinstance(bounds, Rect)
    canvas.set_selection(Selection((one.id,)))
    rig.settle()
    x, y = bounds.centre
    canvas.machine.press(Pointer(x, y))

    def step(i: int) -> None:
        canvas.machine.move(Pointer(x + 5 + i, y + 5 + i))
        rig.app.processEvents()

    took = median_ms(step)
    canvas.machine.cancel()
    return took


def _brush(rig: Rig) -> Iterator[dict[str, Any]]:
    rig.open(crowd(rig.classes))
    canvas = rig.canvas
    canvas.set_tool("brush")
    canvas.draw_with(radius=200)
    for name, zoom in (("fit", None), ("100", 1.0)):
        if zoom is not None:
            canvas.set_zoom(zoom)
        rig.settle()
        middle = canvas.view.seen.centre
        canvas.machine.press(Pointer(middle.x, middle.y))

        def step(i: int, middle: XY = middle) -> None:
            canvas.machine.move(Pointer(middle.x + 14 * i, middle.y + 9 * i))
            rig.app.processEvents()

        yield figure(f"brush-event-r200-100mp-{name}", median_ms(step), 2)
        start = time.perf_counter()
        end = XY(middle.x + 14 * 25, middle.y + 9 * 25)
        canvas.machine.release(Pointer(end.x, end.y, button=Button.LEFT))
        yield figure(f"stroke-committed-{name}", (time.perf_counter() - start) * 1000, None)
