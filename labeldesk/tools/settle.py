"""The end of a reshaping: what lost its area is given back, sides that cross are told."""

from __future__ import annotations

from typing import Any

from labeldesk.domain.shapes import Polygon, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.session import Gesture
from labeldesk.raster.overlap import area, has_inside
from labeldesk.tools.env import Env
from labeldesk.tools.rings import crosses

FLAT = QT_TRANSLATE_NOOP("Tools", "A shape needs a width and a height: it stays as it was")
CROSSED = QT_TRANSLATE_NOOP("Tools", "Two sides cross now: formats count such an area differently")
LEAST = 1e-6  # square pixels: nothing to see
MOST_TESTED = 5_000  # vertices whose sides are compared while a hand waits


def settle(env: Env, gesture: Gesture[Any]) -> None:
    """Commit the gesture; cancel it where a shape that had an area has none any more."""
    steps = [(a.shape, b.shape) for a, b in gesture.change.steps.values() if a and b]
    if any(_is_flat(after) and not _is_flat(before) for before, after in steps):
        gesture.cancel()
        env.ports.say(FLAT)
        return
    gesture.commit()
    if any(_is_crossed(after) and not _is_crossed(before) for before, after in steps):
        env.ports.say(CROSSED)


def _is_flat(shape: Shape) -> bool:
    return has_inside(shape) and abs(area(shape)) < LEAST


def _is_crossed(shape: Shape) -> bool:
    if not isinstance(shape, Polygon) or sum(map(len, shape.rings)) > MOST_TESTED:
        return False
    return any(crosses(ring.points) for ring in shape.rings)
