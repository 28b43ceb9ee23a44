"""The eight ways in which a picture can lie: turned by quarters, and flipped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import XY, Size


@dataclass(frozen=True, slots=True)
class Turn:
    """How the axes of the image lie on the screen: exchanged or not, then each as it was (1) or
    reversed (-1).
    """

    swaps: bool = False
    across: int = 1
    down: int = 1

    @property
    def is_upright(self) -> bool:
        """Whether everything lies as in the image."""
        return self == UPRIGHT

    def out(self, x: float, y: float) -> XY:
        """A vector of the image as it lies on the screen."""
        x, y = (y, x) if self.swaps else (x, y)
        return XY(x * self.across, y * self.down)

    def into(self, x: float, y: float) -> XY:
        """A vector of the screen as it lies in the image."""
        x, y = x * self.across, y * self.down
        return XY(y, x) if self.swaps else XY(x, y)

    def points(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Vectors (n, 2) of the image as they lie on the screen."""
        swapped = points[:, ::-1] if self.swaps else points
        result: NDArray[np.float64] = swapped * (self.across, self.down)
        return result

    def shares_into(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Places (n, 2) in a frame on the screen, 0..1 across and down, as shares of the same frame
        in the image.
        """
        found = np.where(np.array((self.across, self.down)) < 0, 1 - shares, shares)
        return found[:, ::-1] if self.swaps else found

    @property
    def unmirrored(self) -> Turn:
        """The rotation that brings the same side of the image to the top, without a mirror."""
        is_mirrored = self.swaps == (self.across == self.down)
        return self.flipped_across() if is_mirrored else self

    def size(self, size: Size) -> Size:
        """Width and height on the screen."""
        return Size(size.height, size.width) if self.swaps else size

    def right(self) -> Turn:
        """Turned on by a quarter, clockwise on the screen."""
        return Turn(not self.swaps, -self.down, self.across)

    def left(self) -> Turn:
        """Turned on by a quarter, the other way."""
        return Turn(not self.swaps, self.down, -self.across)

    def flipped_across(self) -> Turn:
        """Left and right exchanged on the screen."""
        return Turn(self.swaps, -self.across, self.down)

    def flipped_down(self) -> Turn:
        """Top and bottom exchanged on the screen."""
        return Turn(self.swaps, self.across, -self.down)


UPRIGHT = Turn()
