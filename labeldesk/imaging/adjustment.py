"""How pictures are looked at: lighter, steeper, through a window, in other bands."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass

import numpy as np

from labeldesk.imaging.pixels import Array
from labeldesk.imaging.window import Window

STEEPEST, FLATTEST = 5.0, 0.2
"""The limits of gamma."""

_MOST_SLOPE = 0.98  # of the contrast: all of it would leave black and white only


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Changes what is seen and nothing else.

    `brightness` and `contrast` are -1..1 with 0 for none, `gamma` is 0.2..5, above 1 lighter.
    `window` is for values of more than 8 bit; None is each picture's own. `bands` (from 0) are
    one as grey, or three as red, green, blue; empty as they come.
    """

    brightness: float = 0.0
    contrast: float = 0.0
    gamma: float = 1.0
    window: Window | None = None
    bands: tuple[int, ...] = ()

    @property
    def is_neutral(self) -> bool:
        """Whether pictures are seen as they are."""
        return self == NEUTRAL

    @property
    def has_curve(self) -> bool:
        """Whether brightness, contrast or gamma differ from none."""
        return (self.brightness, self.contrast, self.gamma) != (0.0, 0.0, 1.0)

    def curve(self) -> Array:
        """What each of 256 values becomes: gamma, then contrast about the middle, then light."""
        values = (np.arange(256) / 255.0) ** (1.0 / self.gamma)
        steep = math.tan((1.0 + self.contrast * _MOST_SLOPE) * math.pi / 4)
        values = (values - 0.5) * steep + 0.5 + self.brightness
        return np.clip(values * 255.0 + 0.5, 0, 255).astype(np.uint8)

    def to_text(self) -> str:
        """One line from which `from_text` makes it again; empty for none."""
        return "" if self.is_neutral else json.dumps(asdict(self))

    @staticmethod
    def from_text(text: str) -> Adjustment:
        """From a line that others may have written: what makes no sense is none."""
        try:
            found = json.loads(text) if text else {}
            window = found.get("window")
            made = Adjustment(
                float(found.get("brightness", 0.0)),
                float(found.get("contrast", 0.0)),
                float(found.get("gamma", 1.0)),
                None if window is None else Window(float(window["low"]), float(window["high"])),
                tuple(int(band) for band in found.get("bands", ())),
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            return NEUTRAL
        return made if made.makes_sense else NEUTRAL

    @property
    def makes_sense(self) -> bool:
        """Whether every value is within its limits."""
        limits = (
            -1 <= self.brightness <= 1
            and -1 <= self.contrast <= 1
            and FLATTEST <= self.gamma <= STEEPEST
        )
        windows = self.window is None or (
            math.isfinite(self.window.high - self.window.low) and self.window.low < self.window.high
        )
        bands = len(self.bands) in {0, 1, 3} and all(band >= 0 for band in self.bands)
        return limits and windows and bands


NEUTRAL = Adjustment()
