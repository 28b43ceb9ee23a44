"""Masks joined, cut and completed tile by tile, on the packed bits."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.domain.mask import TILE, Mask, Tile, TileKey

_Packed = NDArray[np.uint8]


def union(masks: Iterable[Mask]) -> Mask:
    """The pixels that any of them has."""
    return Mask({key: _tile(bits) for key, bits in _joined(masks).items()})


def minus(mask: Mask, other: Mask) -> Mask:
    """The pixels of `mask` that `other` has not; untouched tiles are the same objects."""
    tiles = dict(mask.tiles)
    for key in mask.tiles.keys() & other.tiles.keys():
        left = _bits(mask.tiles[key]) & ~_bits(other.tiles[key])
        tiles[key] = _same_or_new(mask.tiles[key], left)
    return Mask(tiles)


def common(mask: Mask, other: Mask) -> Mask:
    """The pixels that both have."""
    shared = mask.tiles.keys() & other.tiles.keys()
    return Mask({key: _tile(_bits(mask.tiles[key]) & _bits(other.tiles[key])) for key in shared})


def either(mask: Mask, other: Mask) -> Mask:
    """The pixels that exactly one of them has."""
    return minus(union((mask, other)), common(mask, other))


def rest(masks: Iterable[Mask], size: Size) -> Mask:
    """The pixels of an image of that size that none of them has."""
    taken = _joined(masks)
    tiles: dict[TileKey, Tile] = {}
    for row in range(-(-size.height // TILE)):
        for column in range(-(-size.width // TILE)):
            free = _inside(column, row, size)
            bits = taken.get((column, row))
            tiles[column, row] = _tile(free if bits is None else free & ~bits)
    return Mask(tiles)


def without_holes(mask: Mask) -> Mask:
    """The mask with every hole filled: what its outside does not reach over sides of pixels."""
    bounds = mask.bounds
    if bounds is None:
        return mask
    x0, y0, x1, y1 = map(int, bounds)
    ground = np.zeros((y1 - y0 + 2, x1 - x0 + 2), dtype=np.uint8)
    ground[1:-1, 1:-1] = mask.pixels(x0, y0, x1, y1)
    cv2.floodFill(ground, None, (0, 0), 2, flags=4)
    return mask.with_pixels(ground[1:-1, 1:-1] != 2, x0, y0)  # noqa: PLR2004 (what was flooded)


def _joined(masks: Iterable[Mask]) -> dict[TileKey, _Packed]:
    bits: dict[TileKey, _Packed] = {}
    for mask in masks:
        for key, tile in mask.tiles.items():
            bits[key] = bits[key] | _bits(tile) if key in bits else _bits(tile)
    return bits


def _inside(column: int, row: int, size: Size) -> _Packed:
    """All pixels of a tile that lie within the image, packed."""
    width, height = size.width - column * TILE, size.height - row * TILE
    pixels = np.zeros((TILE, TILE), dtype=bool)
    pixels[:height, :width] = True
    return np.packbits(pixels, axis=None)


def _bits(tile: Tile) -> _Packed:
    return np.frombuffer(tile.bits, dtype=np.uint8)


def _tile(bits: _Packed) -> Tile:
    return Tile(bits.tobytes())


def _same_or_new(old: Tile, bits: _Packed) -> Tile:
    new = _tile(bits)
    return old if new == old else new
