"""Masks as the places where they change along their columns, the heart of COCO's run lengths.

A *boundary* is a position in the column-major order of an image (x * height + y) at which the
pixels turn from unset to set or back. All loops over pixels are confined to a window, so that a
small object in a large picture costs what it covers.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.domain.mask import TILE, Bits, Mask, Tile, TileKey

Boundaries: TypeAlias = NDArray[np.int64]
Window: TypeAlias = tuple[int, int, int, int]  # x0, y0, x1, y1, half-open


def filled(boundaries: Boundaries, height: int, window: Window) -> Bits:
    """The pixels of a window as a bool array (y1-y0, x1-x0), a transposed view.

    `boundaries` are sorted positions in an image of that height; a position that occurs twice
    changes nothing.
    """
    x0, y0, x1, y1 = window
    columns, rows = x1 - x0, y1 - y0
    first, last = np.searchsorted(boundaries, (x0 * height, x1 * height))
    column, row = np.divmod(boundaries[first:last], height)
    place = (column - x0) * (rows + 1) + np.clip(row, y0, y1) - y0
    toggles = np.bincount(place, minlength=columns * (rows + 1)).astype(np.uint8)
    grid = toggles.reshape(columns, rows + 1)
    # What is set at the top of a column comes from the columns before it.
    grid[:, 0] += np.searchsorted(boundaries, np.arange(x0, x1) * height).astype(np.uint8)
    grid &= 1
    pixels = np.bitwise_xor.accumulate(grid[:, :rows], axis=1)
    return pixels.T.view(np.bool_)


def mask_of(boundaries: Boundaries, size: Size) -> Mask:
    """The mask with these boundaries, made tile column by tile column."""
    tiles: dict[TileKey, Tile] = {}
    if not len(boundaries):
        return Mask(tiles)
    width, height = size
    end = boundaries[-1] if len(boundaries) % 2 == 0 else width * height
    first_column = int(boundaries[0] // height) // TILE
    last_column = int((end - 1) // height) // TILE
    for column in range(first_column, last_column + 1):
        x0, x1 = column * TILE, min((column + 1) * TILE, width)
        span = _rows(boundaries, height, x0, x1)
        if span is None:
            continue
        top, bottom = span[0] // TILE, -(-span[1] // TILE)
        strip = np.zeros(((bottom - top) * TILE, TILE), dtype=bool)
        part = filled(boundaries, height, (x0, top * TILE, x1, min(bottom * TILE, height)))
        strip[: part.shape[0], : part.shape[1]] = part
        for row in range(top, bottom):
            start = (row - top) * TILE
            tiles[column, row] = Tile.of(strip[start : start + TILE])
    return Mask(tiles)


def _rows(boundaries: Boundaries, height: int, x0: int, x1: int) -> tuple[int, int] | None:
    """The rows between which columns x0..x1 can hold set pixels; None for none."""
    first, last = np.searchsorted(boundaries, (x0 * height, x1 * height))
    if first % 2 or last % 2:  # a run comes in from the left or goes on to the right
        return 0, height
    if first == last:
        return None
    starts, ends = boundaries[first:last:2], boundaries[first + 1 : last : 2] - 1
    if (starts // height != ends // height).any():
        return 0, height
    return int((starts % height).min()), int((ends % height).max()) + 1


def boundaries_of(mask: Mask, size: Size) -> Boundaries:
    """The boundaries of the pixels that lie within an image of that size."""
    columns: dict[int, list[int]] = {}
    for column, row in mask.tiles:
        if column * TILE < size.width and row * TILE < size.height:
            columns.setdefault(column, []).append(row)
    found = [_strip(mask, size, column, rows) for column, rows in sorted(columns.items())]
    if not found:
        return np.empty(0, dtype=np.int64)
    return _without_pairs(np.concatenate(found))


def _strip(mask: Mask, size: Size, column: int, rows: list[int]) -> Boundaries:
    """The boundaries of one column of tiles, column by column of pixels."""
    x0, x1 = column * TILE, min((column + 1) * TILE, size.width)
    y0, y1 = min(rows) * TILE, min((max(rows) + 1) * TILE, size.height)
    padded = np.zeros((x1 - x0, y1 - y0 + 2), dtype=np.uint8)
    for row in rows:
        top, bottom = row * TILE, min((row + 1) * TILE, size.height)
        pixels = mask.tiles[column, row].pixels[: bottom - top, : x1 - x0]
        padded[:, top - y0 + 1 : bottom - y0 + 1] = pixels.T
    place = np.flatnonzero(padded[:, 1:] != padded[:, :-1])
    x, y = np.divmod(place, padded.shape[1] - 1)
    return (x + x0) * size.height + y + y0


def _without_pairs(boundaries: Boundaries) -> Boundaries:
    """A run that ends where the next column's begins is one run: both positions go."""
    equal = boundaries[1:] == boundaries[:-1]
    if not equal.any():
        return boundaries
    gone = np.zeros(len(boundaries), dtype=bool)
    gone[1:] |= equal
    gone[:-1] |= equal
    return boundaries[~gone]
