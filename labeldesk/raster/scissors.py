"""Live-wire: the way along edges of the picture from a click to the pointer."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import XY
from labeldesk.raster.wand import Pixels

REACH_PX = 256
"""How far from the anchor edges are followed: the map of 512 x 512 pixels takes 0.15 s."""
_HALF = 0.5


class LiveWire:
    """The edges around one anchor, in image pixels. Made off the thread of the window.

    `picture` is a window of the image, (h, w, 3 or 4) or (h, w), whose top left pixel is
    `corner`. Once made, a way is found in well under a millisecond.
    """

    def __init__(self, picture: Pixels, corner: XY, anchor: XY) -> None:
        colours = picture if picture.ndim == 2 else picture[:, :, :3]  # noqa: PLR2004 (grey)
        height, width = colours.shape[:2]
        self._corner = corner
        self._last = (width - 1, height - 1)
        self._anchor = anchor
        self._tool = cv2.segmentation.IntelligentScissorsMB()
        self._tool.setEdgeFeatureCannyParameters(32, 100)
        self._tool.setGradientMagnitudeMaxLimit(200)
        self._tool.applyImage(np.ascontiguousarray(colours))
        self._tool.buildMap(self._pixel(anchor))

    def way(self, to: XY, tolerance: float = 1.0) -> NDArray[np.float64]:
        """From the anchor to `to` along edges, both included, (n, 2) with n >= 2.

        Vertices within `tolerance` pixels of the simplified way are left out. Beyond the
        window the way goes straight from its edge.
        """
        pixels = np.asarray(self._tool.getContour(self._pixel(to))).reshape(-1, 2)
        middles = pixels[1:-1].astype(np.float64) + _HALF + self._corner
        way = np.concatenate([[self._anchor], middles, [to]])
        kept = cv2.approxPolyDP(way.astype(np.float32), tolerance, closed=False).reshape(-1, 2)
        result = kept.astype(np.float64)
        result[0], result[-1] = self._anchor, to  # as they were, not through 32 bits
        return result if len(result) > 1 else np.array([self._anchor, to])

    def _pixel(self, p: XY) -> tuple[int, int]:
        """The pixel of the window under a position, or the nearest one."""
        x, y = int(np.floor(p.x - self._corner.x)), int(np.floor(p.y - self._corner.y))
        return min(max(x, 0), self._last[0]), min(max(y, 0), self._last[1])
