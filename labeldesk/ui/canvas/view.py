"""Where the picture is: the only place that multiplies by a scale."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.domain.turn import UPRIGHT, Turn

MARGIN_PX = 20  # logical pixels that stay free around the fitted picture
MOST_ZOOM = 64.0  # logical pixels per image pixel
KEPT_PX = 64  # logical pixels of the picture that panning never pushes out of sight


@dataclass(frozen=True, slots=True)
class View:
    """Device pixels per image pixel, and the device pixel where the image has its origin.

    The origin is whole device pixels, so that panning moves layers by whole pixels. `width`
    and `height` are those of the widget in device pixels; `dpr` is device pixels per logical.
    `turn` is how the image lies.
    """

    scale: float = 1.0
    x: int = 0
    y: int = 0
    width: int = 1
    height: int = 1
    dpr: float = 1.0
    turn: Turn = UPRIGHT

    @property
    def screen_scale(self) -> float:
        """Logical pixels per image pixel: 1.0 is shown as 100 %."""
        return self.scale / self.dpr

    def to_device(self, p: XY) -> XY:
        """An image position in device pixels."""
        x, y = self.turn.out(p[0], p[1])
        return XY(x * self.scale + self.x, y * self.scale + self.y)

    def to_image(self, p: XY) -> XY:
        """A device position in image pixels."""
        return self.turn.into((p[0] - self.x) / self.scale, (p[1] - self.y) / self.scale)

    def points_to_device(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Image positions (n, 2) in device pixels."""
        if not self.turn.is_upright:
            points = self.turn.points(points)
        result: NDArray[np.float64] = points * self.scale + (self.x, self.y)
        return result

    def rect_to_device(self, rect: Rect) -> Rect:
        """An image rectangle in device pixels."""
        return Rect.spanned(
            self.to_device(XY(rect.x0, rect.y0)), self.to_device(XY(rect.x1, rect.y1))
        )

    def rect_to_image(self, rect: Rect) -> Rect:
        """A device rectangle in image pixels."""
        return Rect.spanned(
            self.to_image(XY(rect.x0, rect.y0)), self.to_image(XY(rect.x1, rect.y1))
        )

    @property
    def upright(self) -> View:
        """The same zoom on the image as it is, from its corner on."""
        return replace(self, x=0, y=0, turn=UPRIGHT)

    def rect_to_upright(self, rect: Rect) -> Rect:
        """A device rectangle as it lies in the device pixels of `upright`."""
        return Rect.spanned(
            self.turn.into(rect.x0 - self.x, rect.y0 - self.y),
            self.turn.into(rect.x1 - self.x, rect.y1 - self.y),
        )

    def is_panned(self, other: View) -> bool:
        """Whether the two differ at most in where the image is; strokes are as wide in both."""
        return (self.scale, self.dpr, self.turn) == (other.scale, other.dpr, other.turn)

    @property
    def seen(self) -> Rect:
        """What the widget shows, in image pixels; may reach beyond the image."""
        return self.rect_to_image(Rect(0, 0, self.width, self.height))

    def panned(self, dx: float, dy: float) -> View:
        """Moved by device pixels, rounded."""
        return replace(self, x=self.x + round(dx), y=self.y + round(dy))

    def placed(self, p: XY, at: XY) -> View:
        """Moved so that an image position is at a device position, as far as whole pixels can."""
        x, y = self.turn.out(p[0], p[1])
        return replace(self, x=round(at[0] - x * self.scale), y=round(at[1] - y * self.scale))

    def turned(self, turn: Turn) -> View:
        """Turned or flipped about the middle of the widget."""
        middle = XY(self.width / 2, self.height / 2)
        return replace(self, turn=turn).placed(self.to_image(middle), middle)

    def zoomed(self, factor: float, at: XY, size: Size, fixed: XY | None = None) -> View:
        """Scaled, with the image position under the device position `at` staying there.

        `fixed` is that position where it is known better than whole device pixels tell it.
        Bounded by `MOST_ZOOM`, and by a tenth of the fitted size.
        """
        least = min(fitting_scale(size, self) / 10, self.dpr)
        scale = min(max(self.scale * factor, least), MOST_ZOOM * self.dpr)
        return replace(self, scale=scale).placed(fixed or self.to_image(at), at)

    def clamped(self, size: Size) -> View:
        """Moved so that some of the picture stays in sight."""
        kept = KEPT_PX * self.dpr
        now = self.rect_to_device(Rect(0, 0, size.width, size.height))
        x = min(max(now.x0, min(kept - now.width, self.width - kept)), max(self.width - kept, 0))
        y = min(max(now.y0, min(kept - now.height, self.height - kept)), max(self.height - kept, 0))
        return self.panned(x - now.x0, y - now.y0)

    def resized(self, width: int, height: int, dpr: float) -> View:
        """For a widget of another size; the middle stays in the middle, the zoom as it looked."""
        middle = self.to_image(XY(self.width / 2, self.height / 2))
        scale = self.scale * dpr / self.dpr
        larger = replace(self, scale=scale, width=width, height=height, dpr=dpr)
        return larger.placed(middle, XY(width / 2, height / 2))


def fitting_scale(size: Size, view: View) -> float:
    """The scale at which the whole picture shows, with a margin."""
    margin = 2 * MARGIN_PX * view.dpr
    wide, high = max(view.width - margin, 1), max(view.height - margin, 1)
    across, down = view.turn.size(size)
    return min(wide / max(across, 1), high / max(down, 1))


def centred(view: View, size: Size, scale: float) -> View:
    """The picture in the middle at that scale."""
    middle = XY(view.width / 2, view.height / 2)
    return replace(view, scale=scale).placed(XY(size.width / 2, size.height / 2), middle)


def fitted(view: View, size: Size) -> View:
    """The whole picture, in the middle; small pictures grow to 8 times at most."""
    return centred(view, size, min(fitting_scale(size, view), 8.0 * view.dpr))


def shown(view: View, size: Size, rect: Rect, share: float = 0.5) -> View:
    """A part of the picture in the middle, taking up that share of the widget."""
    scale = fitting_scale(Size(max(round(rect.width), 1), max(round(rect.height), 1)), view) * share
    scale = min(scale, MOST_ZOOM * view.dpr)
    middle = XY(view.width / 2, view.height / 2)
    return replace(view, scale=scale).placed(rect.centre, middle).clamped(size)
