"""A decoded picture, ready for the screen, with its halvings."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from labeldesk.domain.geometry import Size
from labeldesk.imaging.buffers import BUFFERS
from labeldesk.imaging.deep import Deep
from labeldesk.imaging.header import Header
from labeldesk.imaging.pixels import SMALLEST_SIDE, Bgrx
from labeldesk.imaging.values import Values

_MOST_GREY = 2  # channels; a palette has one too, so its colours are looked at
_SPARSE = 7  # every seventh pixel will do for that


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """One resolution: `step` full-size pixels lie under one of its pixels, on each axis."""

    pixels: Bgrx
    step: int


@dataclass(frozen=True, slots=True, eq=False)
class Pyramid:
    """The same picture at falling resolutions, largest first; `size` is the full size."""

    size: Size
    levels: tuple[Level, ...]

    @staticmethod
    def of(pixels: Bgrx, size: Size, *, step: int = 1, halvings: bool = True) -> Pyramid:
        """Halve with area averaging until the longer side is at most 256 (5.7 ms for 12 MP)."""
        from labeldesk.imaging.opencv import cv2

        levels = [Level(pixels, step)]
        while halvings and max(pixels.shape[:2]) > SMALLEST_SIDE:
            height, width = pixels.shape[:2]
            half = BUFFERS.bgrx((height + 1) // 2, (width + 1) // 2)
            cv2.resize(pixels, half.shape[1::-1], dst=half, interpolation=cv2.INTER_AREA)
            pixels = half
            step *= 2
            levels.append(Level(pixels, step))
        return Pyramid(size, tuple(levels))

    def level_for(self, scale: float) -> Level:
        """The smallest level that still has a pixel for each device pixel at `scale`.

        `scale` is device pixels per full-size image pixel.
        """
        for level in reversed(self.levels):
            if level.step * scale <= 1.0:
                return level
        return self.levels[0]

    @property
    def nbytes(self) -> int:
        """Memory of all levels."""
        return sum(level.pixels.nbytes for level in self.levels)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Picture:
    """Upright pixels of one frame of a file.

    `path` is as it was asked for, `frame` counts from 0. `deep` keeps what 8 bit cannot hold (16
    bit, float, more bands than are shown); None for ordinary pictures and reduced ones. The
    pixels show its usual bands through its own window. `is_truncated`: the file is damaged or
    ends too early, and what is missing is grey or black.
    """

    path: str
    header: Header
    pyramid: Pyramid
    deep: Deep | None = None
    frame: int = 0
    is_truncated: bool = False

    @property
    def pixels(self) -> Bgrx:
        """The largest level, uint8 (h, w, 4) BGRX; of full size when `reduced` is 1."""
        return self.pyramid.levels[0].pixels

    @property
    def size(self) -> Size:
        """Upright and full, also when the pixels are reduced."""
        return self.pyramid.size

    @property
    def reduced(self) -> int:
        """1, 2, 4 or 8: how much smaller than the file the pixels are."""
        return self.pyramid.levels[0].step

    @property
    def values(self) -> Values | None:
        """What the file says of each pixel; None while the pixels are reduced. Of 8 bit what is
        on the screen.
        """
        if self.reduced > 1:
            return None
        if self.deep is not None:
            return Values(self.deep.levels[0][: self.deep.bands])
        blue, green, red = (self.pixels[:, :, band] for band in range(3))
        sparse = np.s_[::_SPARSE, ::_SPARSE]
        is_grey = self.header.channels <= _MOST_GREY and (
            np.array_equal(blue[sparse], green[sparse])
            and np.array_equal(blue[sparse], red[sparse])
        )
        return Values((blue,) if is_grey else (red, green, blue))

    @property
    def orientation(self) -> int:
        """The EXIF orientation that was applied."""
        return self.header.orientation

    @property
    def frames(self) -> int:
        """Pages or animation frames in the file."""
        return self.header.frames

    @property
    def bands(self) -> int:
        """How many bands there are to choose from: 1 for grey, 3 for colours, or more."""
        if self.deep is not None:
            return self.deep.bands
        return 3 if self.header.channels >= 3 else 1

    @property
    def nbytes(self) -> int:
        """Memory it takes."""
        return self.pyramid.nbytes + (0 if self.deep is None else self.deep.nbytes)

    def with_halvings(self) -> Picture:
        """The same with all levels of the pyramid."""
        if len(self.pyramid.levels) > 1:
            return self
        pyramid = Pyramid.of(self.pixels, self.size, step=self.reduced)
        deep = None if self.deep is None else self.deep.with_halvings()
        return replace(self, pyramid=pyramid, deep=deep)
