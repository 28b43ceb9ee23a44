"""Where the picture is: the only place that multiplies by a scale."""

from __future__ import annotations

from dataclasses import dataclass, replace

from labeldesk.domain.geometry import XY, Rect, Size

MARGIN_PX = 20  # logical pixels that stay free around the fitted picture
MOST_ZOOM = 64.0  # logical pixels per image pixel
KEPT_PX = 64  # logical pixels of the picture that panning never pushes out of sight


@dataclass(frozen=True, slots=True)
class View:
    """Device pixels per image pixel, and the device pixel where the image begins.

    The origin is whole device pixels, so that panning moves layers by whole pixels. `width`
    and `height` are those of the widget in device pixels; `dpr` is device pixels per logical.
    """

    scale: float = 1.0
    x: int = 0
    y: int = 0
    width: int = 1
    height: int = 1
    dpr: float = 1.0

    @property
    def screen_scale(self) -> float:
        """Logical pixels per image pixel: 1.0 is shown as 100 %."""
        return self.scale / self.dpr

    def is_same_zoom(self, other: View) -> bool:
        """Whether things have the same size in device pixels, strokes too."""
        return (self.scale, self.dpr) == (other.scale, other.dpr)

    def to_device(self, p: XY) -> XY:
        """An image position in device pixels."""
        return XY(p[0] * self.scale + self.x, p[1] * self.scale + self.y)

    def to_image(self, p: XY) -> XY:
        """A device position in image pixels."""
        return XY((p[0] - self.x) / self.scale, (p[1] - self.y) / self.scale)

    def rect_to_device(self, rect: Rect) -> Rect:
        """An image rectangle in device pixels."""
        return Rect(*self.to_device(XY(rect.x0, rect.y0)), *self.to_device(XY(rect.x1, rect.y1)))

    def rect_to_image(self, rect: Rect) -> Rect:
        """A device rectangle in image pixels."""
        return Rect(*self.to_image(XY(rect.x0, rect.y0)), *self.to_image(XY(rect.x1, rect.y1)))

    @property
    def seen(self) -> Rect:
        """What the widget shows, in image pixels; may reach beyond the image."""
        return self.rect_to_image(Rect(0, 0, self.width, self.height))

    def panned(self, dx: float, dy: float) -> View:
        """Moved by device pixels, rounded."""
        return replace(self, x=self.x + round(dx), y=self.y + round(dy))

    def zoomed(self, factor: float, at: XY, size: Size, fixed: XY | None = None) -> View:
        """Scaled, with the image position under the device position `at` staying there.

        `fixed` is that position where it is known better than whole device pixels tell it.
        Bounded by `MOST_ZOOM`, and by a tenth of the fitted size.
        """
        least = min(fitting_scale(size, self) / 10, self.dpr)
        scale = min(max(self.scale * factor, least), MOST_ZOOM * self.dpr)
        fixed = fixed or self.to_image(at)
        return replace(
            self,
            scale=scale,
            x=round(at[0] - fixed.x * scale),
            y=round(at[1] - fixed.y * scale),
        )

    def clamped(self, size: Size) -> View:
        """Moved so that some of the picture stays in sight."""
        kept = KEPT_PX * self.dpr
        wide, high = size.width * self.scale, size.height * self.scale
        x = min(max(self.x, min(kept - wide, self.width - kept)), max(self.width - kept, 0))
        y = min(max(self.y, min(kept - high, self.height - kept)), max(self.height - kept, 0))
        return replace(self, x=round(x), y=round(y))

    def resized(self, width: int, height: int, dpr: float) -> View:
        """For a widget of another size; the middle stays in the middle, the zoom as it looked."""
        ratio = dpr / self.dpr
        scale = self.scale * ratio
        middle = self.to_image(XY(self.width / 2, self.height / 2))
        return View(
            scale,
            round(width / 2 - middle.x * scale),
            round(height / 2 - middle.y * scale),
            width,
            height,
            dpr,
        )


def fitting_scale(size: Size, view: View) -> float:
    """The scale at which the whole picture shows, with a margin."""
    margin = 2 * MARGIN_PX * view.dpr
    wide, high = max(view.width - margin, 1), max(view.height - margin, 1)
    return min(wide / max(size.width, 1), high / max(size.height, 1))


def centred(view: View, size: Size, scale: float) -> View:
    """The picture in the middle at that scale."""
    return replace(
        view,
        scale=scale,
        x=round((view.width - size.width * scale) / 2),
        y=round((view.height - size.height * scale) / 2),
    )


def fitted(view: View, size: Size) -> View:
    """The whole picture, in the middle; small pictures grow to 8 times at most."""
    return centred(view, size, min(fitting_scale(size, view), 8.0 * view.dpr))


def shown(view: View, size: Size, rect: Rect, share: float = 0.5) -> View:
    """A part of the picture in the middle, taking up that share of the widget."""
    scale = fitting_scale(Size(max(round(rect.width), 1), max(round(rect.height), 1)), view) * share
    scale = min(scale, MOST_ZOOM * view.dpr)
    middle = rect.centre
    at = replace(view, scale=scale, x=round(view.width / 2 - middle.x * scale))
    return replace(at, y=round(view.height / 2 - middle.y * scale)).clamped(size)
