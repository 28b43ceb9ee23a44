"""The frame with eight handles around a shape, and the handle that turns it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from labeldesk.domain.geometry import XY, Rect, rotated
from labeldesk.domain.shapes import Box, Ellipse, Keypoints, RotatedBox, Shape
from labeldesk.tools.pointer import Modifiers

SHORT_SIDE_PX = 36.0  # below this the mid-side handles would hide the side
TURN_PX = 22.0  # how far above the frame the handle is that turns it
TURN_STEP = math.pi / 12  # with Shift


@dataclass(frozen=True, slots=True)
class Frame:
    """`rect` turned by `angle` radians about its centre."""

    rect: Rect
    angle: float = 0.0

    def out(self, p: XY) -> XY:
        """A place of the unturned frame, in the image."""
        return _turned(p, self.rect.centre, self.angle)

    def into(self, p: XY) -> XY:
        """A place of the image, in the unturned frame."""
        return _turned(p, self.rect.centre, -self.angle)

    def places(self, scale: float) -> Iterator[tuple[int, int, XY]]:
        """Column, row and position of each handle; mid-sides only on sides that are long enough.

        `scale` is screen pixels per image pixel.
        """
        wide = self.rect.width * scale >= SHORT_SIDE_PX
        high = self.rect.height * scale >= SHORT_SIDE_PX
        for row in (-1, 0, 1):
            for column in (-1, 0, 1):
                corner = bool(row and column)
                if corner or (row and wide) or (column and high):
                    yield column, row, self.place(column, row)

    def place(self, column: int, row: int) -> XY:
        """Where a handle is; column and row are -1, 0 or 1."""
        rect, centre = self.rect, self.rect.centre
        return self.out(
            XY((rect.x0, centre.x, rect.x1)[column + 1], (rect.y0, centre.y, rect.y1)[row + 1])
        )

    def turn_place(self, scale: float) -> XY:
        """Where the handle is that turns it: above the middle of its top side."""
        return self.out(XY(self.rect.centre.x, self.rect.y0 - TURN_PX / scale))

    def pulled(self, column: int, row: int, to: XY, modifiers: Modifiers) -> Frame:
        """With a handle at `to`; beyond the opposite side it flips over.

        Ctrl keeps its proportions and Alt its centre.
        """
        rect = pulled_rect(self.rect, (column, row), self.into(to), modifiers)
        centre = self.out(rect.centre)
        w, h = rect.width / 2, rect.height / 2
        placed = Rect(centre.x - w, centre.y - h, centre.x + w, centre.y + h)
        return Frame(placed if self.angle else rect, self.angle)

    def turned(self, to: XY, *, stepped: bool = False) -> Frame:
        """With the turning handle towards `to`; by 15° steps if asked for."""
        centre = self.rect.centre
        angle = math.atan2(to.y - centre.y, to.x - centre.x) + math.pi / 2
        if stepped:
            angle = round(angle / TURN_STEP) * TURN_STEP
        return Frame(self.rect, math.remainder(angle, 2 * math.pi))


def frame_of(shape: Shape) -> Frame | None:
    """The frame with eight handles, for shapes that are pulled by it."""
    match shape:
        case Box() | Keypoints():
            bounds = shape.bounds
            return Frame(bounds) if bounds is not None else None
        case RotatedBox():
            return Frame(_about(shape.cx, shape.cy, shape.width, shape.height), shape.angle)
        case Ellipse():
            return Frame(_about(shape.cx, shape.cy, 2 * shape.rx, 2 * shape.ry), shape.angle)
        case _:
            return None


def can_turn(shape: Shape) -> bool:
    """Whether the frame has a handle that turns it."""
    return isinstance(shape, RotatedBox | Ellipse)


def framed(shape: Shape, old: Frame, new: Frame) -> Shape:
    """The shape carried along as its frame becomes another."""
    centre, rect = new.rect.centre, new.rect
    match shape:
        case Box() | Keypoints():
            return shape.fitted(old.rect, rect)
        case RotatedBox():
            return RotatedBox(centre.x, centre.y, rect.width, rect.height, new.angle)
        case Ellipse():
            return Ellipse(centre.x, centre.y, rect.width / 2, rect.height / 2, new.angle)
        case _:
            return shape


def pulled_rect(rect: Rect, grip: tuple[int, int], to: XY, modifiers: Modifiers) -> Rect:
    """An upright frame with the handle at (column, row) pulled to a position."""
    column, row = grip
    x0, x1 = _span(rect.x0, rect.x1, column, to.x, both=modifiers.alt)
    y0, y1 = _span(rect.y0, rect.y1, row, to.y, both=modifiers.alt)
    if modifiers.ctrl and column and row and rect.width > 0 and rect.height > 0:
        ratio = min((x1 - x0) / rect.width, (y1 - y0) / rect.height)
        x0, x1 = _scaled((x0, x1), (rect.x1 - rect.x0) * ratio, to.x, both=modifiers.alt)
        y0, y1 = _scaled((y0, y1), (rect.y1 - rect.y0) * ratio, to.y, both=modifiers.alt)
    return Rect(x0, y0, x1, y1)


def _span(low: float, high: float, side: int, to: float, *, both: bool) -> tuple[float, float]:
    if not side:
        return low, high
    opposite = low + high - to if both else low if side > 0 else high
    return min(opposite, to), max(opposite, to)


def _scaled(
    span: tuple[float, float], length: float, to: float, *, both: bool
) -> tuple[float, float]:
    """A span made so long; its middle stays, or the end that is not at `to`."""
    low, high = span
    if both:
        middle = (low + high) / 2
        return middle - length / 2, middle + length / 2
    return (low, low + length) if to == high else (high - length, high)


def _about(cx: float, cy: float, width: float, height: float) -> Rect:
    return Rect(cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2)


def _turned(p: XY, centre: XY, angle: float) -> XY:
    if not angle:
        return p
    x, y = rotated(np.array([p]), centre, angle)[0].tolist()
    return XY(x, y)
