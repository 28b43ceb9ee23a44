"""What a file says of each pixel, to be read a few at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from labeldesk.imaging.pixels import Array


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """A plane (h, w) per band, upright and of full size; colours in the order R, G, B."""

    planes: tuple[Array, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        height, width = self.planes[0].shape
        return height, width

    @property
    def bands(self) -> int:
        """Numbers of each pixel."""
        return len(self.planes)

    @property
    def dtype(self) -> np.dtype[Any]:
        """The type of a number."""
        return self.planes[0].dtype

    def at(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Array:
        """The numbers of some pixels, the last axis for the bands."""
        return np.stack([plane[rows, columns] for plane in self.planes], axis=-1)
