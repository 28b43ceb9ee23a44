"""A brush or eraser stroke in the making: it knows the tiles it touched, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.domain.mask import TILE, Bits, Mask, Tile, TileKey
from labeldesk.raster.brush import Region, capsule, square_capsule

LEAST_RADIUS = 0.75  # any disc of this size holds the centre of a pixel


@dataclass(slots=True)
class _Touched:
    """A tile under the stroke: what was set before in any target, and what the stroke covers."""

    before: Bits
    covered: Bits


class Stroke:
    """The pixels a stroke covers, kept by tile; memory and time go with what it touches.

    `targets` are the masks it will change. A brush adds what it covers, an eraser takes it
    away. `changed` is what will look different, which is all that a preview has to paint.
    """

    def __init__(
        self, targets: tuple[Mask, ...], size: Size, *, erases: bool, is_square: bool = False
    ) -> None:
        self.targets = targets
        self.erases = erases
        self._covered = square_capsule if is_square else capsule
        self._size = size
        self._touched: dict[TileKey, _Touched] = {}
        self._last: XY | None = None
        self._dirty: Rect | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing inside the image was covered."""
        return not self._touched

    @property
    def tiles(self) -> frozenset[TileKey]:
        """The tiles it touched."""
        return frozenset(self._touched)

    def to(self, p: XY, radius: float) -> Rect | None:
        """Go on to `p`; gives the dirty rectangle in whole image pixels."""
        start, self._last = self._last or p, p
        return self.cover(self._covered(start, p, max(radius, LEAST_RADIUS)))

    def cover(self, region: Region) -> Rect | None:
        """Cover these pixels, whatever their form; gives the dirty rectangle."""
        block, x, y = region.clipped(self._size)
        if not block.size:
            return None
        for key, into, of in _pieces(x, y, block.shape):
            self._tile(key).covered[into] |= block[of]
        dirty = Rect(x, y, x + block.shape[1], y + block.shape[0])
        self._dirty = Rect.enclosing([self._dirty, dirty]) if self._dirty else dirty
        return dirty

    def take_dirty(self) -> Rect | None:
        """What was covered since this was asked last, in whole image pixels."""
        dirty, self._dirty = self._dirty, None
        return dirty

    def changed(self, xs: NDArray[np.int64], ys: NDArray[np.int64]) -> Bits:
        """Whether each pixel of the grid `ys` x `xs` (rising) will change, (len(ys), len(xs))."""
        out = np.zeros((len(ys), len(xs)), dtype=bool)
        if not len(xs) or not len(ys):
            return out
        for (column, row), tile in self._touched.items():
            a, b = np.searchsorted(xs, (column * TILE, (column + 1) * TILE)).tolist()
            c, d = np.searchsorted(ys, (row * TILE, (row + 1) * TILE)).tolist()
            if a < b and c < d:
                rows, columns = _picked(ys[c:d] - row * TILE), _picked(xs[a:b] - column * TILE)
                before, covered = tile.before[rows][:, columns], tile.covered[rows][:, columns]
                out[c:d, a:b] = covered & before if self.erases else covered > before
        return out

    def result(self, mask: Mask) -> Mask:
        """`mask` after the stroke; tiles the stroke did not change are the same objects."""
        tiles: dict[TileKey, Tile] = dict(mask.tiles)
        for key, touched in self._touched.items():
            old = mask.tiles.get(key)
            if self.erases and old is None:
                continue
            pixels = old.pixels if old else np.zeros((TILE, TILE), dtype=bool)
            pixels = pixels & ~touched.covered if self.erases else pixels | touched.covered
            new = Tile.of(pixels)
            if new != old:
                tiles[key] = new
        return Mask(tiles)

    def _tile(self, key: TileKey) -> _Touched:
        touched = self._touched.get(key)
        if touched is None:
            before = _union(self.targets, key)
            touched = self._touched[key] = _Touched(before, np.zeros((TILE, TILE), dtype=bool))
        return touched


def _picked(places: NDArray[np.int64]) -> slice | NDArray[np.int64]:
    """Rising places as a slice where they follow each other: then nothing is copied."""
    first, last = int(places[0]), int(places[-1])
    return slice(first, last + 1) if last - first + 1 == len(places) else places


def _union(masks: tuple[Mask, ...], key: TileKey) -> Bits:
    pixels = np.zeros((TILE, TILE), dtype=bool)
    for mask in masks:
        tile = mask.tiles.get(key)
        if tile is not None:
            pixels |= tile.pixels
    return pixels


def _pieces(
    x: int, y: int, shape: tuple[int, ...]
) -> Iterator[tuple[TileKey, tuple[slice, slice], tuple[slice, slice]]]:
    """The tiles under a block at (x, y): their key, the slice of the tile, that of the block."""
    height, width = shape[0], shape[1]
    for row in range(y // TILE, (y + height - 1) // TILE + 1):
        for column in range(x // TILE, (x + width - 1) // TILE + 1):
            left, top = column * TILE, row * TILE
            x0, y0 = max(x, left), max(y, top)
            x1, y1 = min(x + width, left + TILE), min(y + height, top + TILE)
            into = slice(y0 - top, y1 - top), slice(x0 - left, x1 - left)
            yield (column, row), into, (slice(y0 - y, y1 - y), slice(x0 - x, x1 - x))
