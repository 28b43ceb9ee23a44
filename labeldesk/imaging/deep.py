"""Values that 8 bit or three bands cannot hold, ready to be looked at through any window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from labeldesk.imaging.pixels import SMALLEST_SIDE, Array, Bgrx, Decoded, over_ground, upright
from labeldesk.imaging.window import (
    Preset,
    Window,
    automatic_window,
    extent_of,
    sample_of,
    windowed,
)

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels of a level."""

_SHOWN = frozenset({"uint8", "uint16", "int16", "float32", "float64"})


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Deep:
    """A plane (h, w) per band, upright, at the resolutions of the picture's pyramid.

    With `has_alpha` the last plane is opacity and no band. `window` is what is shown unasked:
    the first of `presets`, which the file itself proposes, else `stretched`, or all of 8 bit. Of
    an even sample of the values, `stretched` leaves out the least and greatest few, `extent` none.
    `is_inverted`: high values are dark.
    """

    levels: tuple[tuple[Array, ...], ...]
    window: Window
    stretched: Window
    extent: Window
    presets: tuple[Preset, ...] = ()
    has_alpha: bool = False
    is_inverted: bool = False

    @staticmethod
    def of(decoded: Decoded, orientation: int, *, has_alpha: bool) -> Deep:
        """From what a decoder gave; `orientation` is still to be applied."""
        from labeldesk.imaging.opencv import cv2

        array = _showable(decoded.array)
        planes = tuple(cv2.split(array)) if array.ndim == 3 else (array,)
        if decoded.is_bgr and len(planes) in {3, 4}:
            planes = (planes[2], planes[1], planes[0], *planes[3:])
        planes = tuple(np.ascontiguousarray(upright(plane, orientation)) for plane in planes)
        has_alpha = has_alpha and len(planes) in {2, 4}
        sample = sample_of(planes[: len(planes) - has_alpha])
        presets, stretched = decoded.presets, automatic_window(sample)
        usual = Window(0.0, 255.0) if array.dtype == np.uint8 else stretched
        return Deep(
            levels=(planes,),
            window=presets[0].window if presets else usual,
            stretched=stretched,
            extent=extent_of(sample),
            presets=presets,
            has_alpha=has_alpha,
            is_inverted=decoded.is_inverted,
        )

    @property
    def bands(self) -> int:
        """How many bands there are to choose from."""
        return len(self.levels[0]) - self.has_alpha

    @property
    def nbytes(self) -> int:
        """Memory of all levels."""
        return sum(plane.nbytes for planes in self.levels for plane in planes)

    def with_halvings(self) -> Deep:
        """The same with planes for each level of a pyramid with halvings."""
        from labeldesk.imaging.opencv import cv2

        levels = [self.levels[0]]
        while max(levels[-1][0].shape) > SMALLEST_SIDE:
            height, width = levels[-1][0].shape
            half = ((width + 1) // 2, (height + 1) // 2)
            levels.append(
                tuple(cv2.resize(p, half, interpolation=cv2.INTER_AREA) for p in levels[-1])
            )
        return replace(self, levels=tuple(levels))

    def planes_of(self, bands: Sequence[int]) -> int:
        """How many planes have to be looked at to show these bands."""
        return len(set(self._chosen(bands))) + self.has_alpha

    def shown(
        self,
        window: Window | None = None,
        bands: Sequence[int] = (),
        *,
        level: int = 0,
        box: Box | None = None,
    ) -> Bgrx:
        """Part of a level through a window; one of `bands` is grey, three are red, green, blue.

        Bands that are not there, or none, mean the first three, or the first of one or two.
        """
        planes = self.levels[level]
        x0, y0, x1, y1 = box or (0, 0, planes[0].shape[1], planes[0].shape[0])
        chosen = self._chosen(bands)
        eight = {
            band: self._eight(planes[band][y0:y1, x0:x1], window or self.window)
            for band in set(chosen)
        }
        merged = _merged([eight[band] for band in chosen])
        if self.has_alpha:
            merged[:, :, 3] = windowed(planes[-1][y0:y1, x0:x1], _opaque(planes[-1]))
            return over_ground(merged, is_bgr=True)
        return merged

    def _chosen(self, bands: Sequence[int]) -> Sequence[int]:
        usual = (0, 1, 2) if self.bands >= 3 else (0,)
        return bands if bands and max(bands) < self.bands else usual

    def _eight(self, plane: Array, window: Window) -> Array:
        shown = windowed(plane, window)
        return 255 - shown if self.is_inverted else shown


def _merged(planes: Sequence[Array]) -> Bgrx:
    from labeldesk.imaging.opencv import cv2

    if len(planes) == 1:
        grey: Bgrx = cv2.cvtColor(planes[0], cv2.COLOR_GRAY2BGRA)
        return grey
    red, green, blue = planes
    colour: Bgrx = cv2.merge([blue, green, red, np.full_like(red, 255)])
    return colour


def _showable(array: Array) -> Array:
    """With a type of which OpenCV can make smaller pictures; no value is lost."""
    if not array.dtype.isnative:
        array = array.astype(array.dtype.newbyteorder("="))
    if array.dtype.name in _SHOWN:
        return array
    wide = array.dtype.kind in "iu" and array.dtype.itemsize > 1
    narrow = np.int16 if array.dtype == np.int8 else np.float32
    return array.astype(np.float64 if wide else narrow)


def _opaque(plane: Array) -> Window:
    """From no opacity to all of it."""
    return Window(0.0, float(np.iinfo(plane.dtype).max) if plane.dtype.kind in "iu" else 1.0)
