"""Where the picture lies in the network's input, exactly: continuous pixels, both ways.

A resize maps pixel areas onto pixel areas, so the scale of each axis is the ratio of the sizes
that were really used (after rounding), and offsets are whole pixels of margin or crop.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect, Size
from labeldesk.suggest.recipe import Fit, InputSpec, PadAt

_LEAST_SHARE = 0.01
_LONGEST = 4  # times the short side: a strip of an image must not become millions of pixels


@dataclass(frozen=True, slots=True)
class Frame:
    """The affine from image to input: ``input = image * scale + offset``, per axis.

    `image` is the picture's size, `net` the input's. `resized` is the size that the source
    rectangle `source` (in image pixels) takes, placed at (`left`, `top`) of the input.
    """

    image: Size
    net: Size
    resized: Size
    left: int
    top: int
    source: Rect

    @property
    def scale(self) -> NDArray[np.float64]:
        """Input pixels per image pixel, (x, y)."""
        return np.array(
            [self.resized.width / self.source.width, self.resized.height / self.source.height]
        )

    @property
    def offset(self) -> NDArray[np.float64]:
        """Where the image's origin lies in the input, (x, y)."""
        return np.array([self.left, self.top]) - np.array(self.source[:2]) * self.scale

    def to_image(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """Points (..., 2) of the input in image pixels."""
        result: NDArray[np.float64] = (np.asarray(points, np.float64) - self.offset) / self.scale
        return result

    def to_net(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """Points (..., 2) of the image in input pixels."""
        result: NDArray[np.float64] = np.asarray(points, np.float64) * self.scale + self.offset
        return result

    def boxes_to_image(self, boxes: NDArray[np.floating]) -> NDArray[np.float64]:
        """Boxes (n, 4) x0 y0 x1 y1 of the input, in image pixels, cut at the image's edges."""
        moved = self.to_image(boxes.reshape(-1, 2, 2))
        return np.clip(moved, 0.0, np.array(self.image, np.float64)).reshape(-1, 4)


def frame(image: Size, spec: InputSpec) -> Frame:
    """How an image of that size goes into that input."""
    net = net_size(image, spec)
    if spec.fit is Fit.CROP:
        return _cropped(image, net, spec.crop)
    if spec.fit is Fit.STRETCH:
        return Frame(image, net, net, 0, 0, _middle(image, spec.crop))
    return _letterboxed(image, net, spec.pad_at)


def net_size(image: Size, spec: InputSpec) -> Size:
    """The size of the input for this image: fixed, or following it."""
    if spec.width and spec.height:
        return Size(spec.width, spec.height)
    stride = max(spec.stride, 1)
    sides = _short(image, spec) if spec.short_side else _shrunk(image, spec)
    width, height = (max(math.ceil(side / stride), 1) * stride for side in sides)
    return Size(spec.width or width, spec.height or height)


def _shrunk(image: Size, spec: InputSpec) -> list[float]:
    ratio = min(1.0, spec.max_side / max(image)) if spec.max_side else 1.0
    return [round(side * ratio, 6) for side in image]


def _short(image: Size, spec: InputSpec) -> list[int]:
    """The short side as wished, the long one cut off to whole pixels; both less where the long one
    would be beyond its bound. So DETR's own preparation rounds.
    """
    longest = spec.max_side or spec.short_side * _LONGEST
    ratio = min(spec.short_side / min(image), longest / max(image))
    short = max(round(min(image) * ratio), 1)
    return [short if side == min(image) else math.floor(side * ratio + 1e-6) for side in image]


def _whole(image: Size) -> Rect:
    return Rect(0.0, 0.0, float(image.width), float(image.height))


def _middle(image: Size, share: float) -> Rect:
    """The middle of the image, that share of each side."""
    if share == 1.0:
        return _whole(image)
    x, y = (side * (1 - min(max(share, _LEAST_SHARE), 1.0)) / 2 for side in image)
    return Rect(x, y, image.width - x, image.height - y)


def _letterboxed(image: Size, net: Size, at: PadAt) -> Frame:
    ratio = min(net.width / image.width, net.height / image.height)
    if at is PadAt.BOTTOM_RIGHT:
        # The projects that pad there cut the size off; the margin lets 416/w*w be 416 again.
        sides = [math.floor(side * ratio + 1e-6) for side in image]
        left = top = 0
    else:
        sides = [round(side * ratio) for side in image]
        left, top = (
            round((whole - side) / 2 - 0.1) for whole, side in zip(net, sides, strict=True)
        )
    resized = Size(*(max(side, 1) for side in sides))
    return Frame(image, net, resized, max(left, 0), max(top, 0), _whole(image))


def _cropped(image: Size, net: Size, share: float) -> Frame:
    """The middle of the image, in the input's proportions, filling the input."""
    ratio = max(net.width / image.width, net.height / image.height) / min(
        max(share, _LEAST_SHARE), 1.0
    )
    width, height = net.width / ratio, net.height / ratio
    x0, y0 = (image.width - width) / 2, (image.height - height) / 2
    return Frame(image, net, net, 0, 0, Rect(x0, y0, x0 + width, y0 + height))
