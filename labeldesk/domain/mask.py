"""A binary mask as immutable 256 x 256 tiles, so that a stroke costs what it touches."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect, Size

TILE = 256
_TILE_BYTES = TILE * TILE // 8
TileKey = tuple[int, int]  # column, row of the tile
Bits = NDArray[np.bool_]


class Tile:
    """256 x 256 pixels as packed bits (row-major, 8,192 bytes); compares by value."""

    __slots__ = ("_box", "_compressed", "bits")

    def __init__(self, bits: bytes) -> None:
        if len(bits) != _TILE_BYTES:
            raise ValueError(f"a tile has {_TILE_BYTES} bytes, not {len(bits)}")
        self.bits = bits
        self._compressed: bytes | None = None
        self._box: tuple[int, int, int, int] | None = None

    @staticmethod
    def of(pixels: Bits) -> Tile:
        """From a (256, 256) bool array."""
        return Tile(np.packbits(pixels, axis=None).tobytes())

    @staticmethod
    def inflated(data: bytes) -> Tile:
        """From what `compressed` gave; raises ValueError on anything else."""
        unpacker = zlib.decompressobj()
        try:
            bits = unpacker.decompress(data, _TILE_BYTES + 1)
        except zlib.error as error:
            raise ValueError(f"not a compressed tile: {error}") from error
        tile = Tile(bits)
        tile._compressed = data
        return tile

    @property
    def compressed(self) -> bytes:
        """The bits under zlib, kept: saving a stroke packs only the tiles it touched."""
        if self._compressed is None:
            self._compressed = zlib.compress(self.bits, 1)
        return self._compressed

    @property
    def pixels(self) -> Bits:
        """A fresh (256, 256) bool array."""
        flat = np.unpackbits(np.frombuffer(self.bits, dtype=np.uint8))
        return flat.reshape(TILE, TILE).view(np.bool_)

    @property
    def area(self) -> int:
        """Pixels set."""
        return int.from_bytes(self.bits).bit_count()

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The pixels [x0, x1) x [y0, y1) that hold all set ones; kept, for tiles are shared.

        Raises ValueError for a tile without a set pixel.
        """
        if self._box is None:
            pixels = self.pixels
            xs, ys = np.flatnonzero(pixels.any(axis=0)), np.flatnonzero(pixels.any(axis=1))
            if not len(xs):
                raise ValueError("an empty tile has no box")
            self._box = int(xs[0]), int(ys[0]), int(xs[-1]) + 1, int(ys[-1]) + 1
        return self._box

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tile):
            return NotImplemented
        return self is other or self.bits == other.bits

    def __hash__(self) -> int:
        return hash(self.bits)

    def __reduce__(self) -> tuple[type[Tile], tuple[bytes]]:
        return Tile, (self.bits,)


_EMPTY = bytes(_TILE_BYTES)


@dataclass(frozen=True)
class Mask:
    """The set of pixels of one object. Tiles without a set pixel are never kept."""

    kind: ClassVar[str] = "mask"
    tiles: Mapping[TileKey, Tile]

    def __post_init__(self) -> None:
        if any(tile.bits == _EMPTY for tile in self.tiles.values()):
            kept = {key: tile for key, tile in self.tiles.items() if tile.bits != _EMPTY}
            object.__setattr__(self, "tiles", kept)
        if any(x < 0 or y < 0 for x, y in self.tiles):
            raise ValueError("a mask has no pixels left of or above its image")

    def __hash__(self) -> int:
        return hash(frozenset(self.tiles.items()))

    @staticmethod
    def of(pixels: NDArray[np.generic], x: int = 0, y: int = 0) -> Mask:
        """From a (h, w) array, non-zero = set, whose top left pixel is (x, y), both >= 0."""
        return Mask({}).with_pixels(pixels, x, y)

    def with_pixels(self, pixels: NDArray[np.generic], x: int, y: int) -> Mask:
        """This mask with the (h, w) region at (x, y) replaced; other tiles are shared."""
        block = np.ascontiguousarray(pixels).astype(bool, copy=False)
        height, width = block.shape
        tiles = dict(self.tiles)
        for row in range(y // TILE, -(-(y + height) // TILE)):
            for column in range(x // TILE, -(-(x + width) // TILE)):
                old = tiles.get((column, row))
                canvas = old.pixels if old else np.zeros((TILE, TILE), dtype=bool)
                left, top = column * TILE, row * TILE
                x0, y0 = max(x, left), max(y, top)
                x1, y1 = min(x + width, left + TILE), min(y + height, top + TILE)
                canvas[y0 - top : y1 - top, x0 - left : x1 - left] = block[
                    y0 - y : y1 - y, x0 - x : x1 - x
                ]
                tiles[column, row] = Tile.of(canvas)
        return Mask(tiles)

    def pixels(self, x0: int, y0: int, x1: int, y1: int) -> Bits:
        """The region [x0, x1) x [y0, y1) as a fresh (y1-y0, x1-x0) bool array."""
        out = np.zeros((y1 - y0, x1 - x0), dtype=bool)
        for (column, row), tile in self.tiles.items():
            left, top = column * TILE, row * TILE
            a, b = max(x0, left), min(x1, left + TILE)
            c, d = max(y0, top), min(y1, top + TILE)
            if a < b and c < d:
                out[c - y0 : d - y0, a - x0 : b - x0] = tile.pixels[
                    c - top : d - top, a - left : b - left
                ]
        return out

    def whole(self, size: Size) -> Bits:
        """The mask as a (height, width) bool array of an image of that size."""
        return self.pixels(0, 0, size.width, size.height)

    def clipped(self, size: Size) -> Mask:
        """Without the pixels beyond an image of that size."""
        bounds = self.bounds
        if bounds is None or (bounds.x1 <= size.width and bounds.y1 <= size.height):
            return self
        return Mask.of(self.whole(size))

    @cached_property
    def area(self) -> int:
        """Pixels set."""
        return sum(tile.area for tile in self.tiles.values())

    @cached_property
    def bounds(self) -> Rect | None:
        """The rectangle covered by set pixels, or None for an empty mask."""
        return Rect.enclosing(self._tile_bounds())

    def _tile_bounds(self) -> Iterator[Rect]:
        for (column, row), tile in self.tiles.items():
            x0, y0, x1, y1 = tile.box
            left, top = column * TILE, row * TILE
            yield Rect(float(left + x0), float(top + y0), float(left + x1), float(top + y1))

    def moved(self, dx: float, dy: float) -> Mask:
        """Displaced by whole pixels (rounded); what leaves to the left or top is lost."""
        bounds = self.bounds
        if bounds is None:
            return self
        x0, y0, x1, y1 = map(int, bounds)
        to_x, to_y = x0 + round(dx), y0 + round(dy)
        block = self.pixels(x0, y0, x1, y1)[max(-to_y, 0) :, max(-to_x, 0) :]
        return Mask.of(block, max(to_x, 0), max(to_y, 0)) if block.size else Mask({})
