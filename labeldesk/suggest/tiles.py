"""Tiled inference: a large image in overlapping pieces of the input's size, and one answer.

Small objects vanish when a large image is brought to 640 pixels. Tiles keep its pixels; what
lies in two tiles is told once, and boxes and masks that the edge of a tile cut in two are joined.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import Problem
from labeldesk.domain.shapes import Box, Tag
from labeldesk.suggest.found import Answer, Found
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.nms import greedy
from labeldesk.suggest.preprocess import Pixels, fitted
from labeldesk.suggest.recipe import InputSpec, Recipe, Task, Tiling

OVERLAP = 0.2  # of a tile, at least
FREE_SIDE = 640  # of a tile for networks that take any size
COVERED = 0.8  # of a cut piece inside another object: it may be a piece of that
LIKE = 0.4  # overlap of a cut piece with what its tile sees of the other object
ALONG = 0.6  # of the sides that two pieces share, for them to be one object
_EDGE = 2.0  # pixels: this near to the edge of a tile a box was cut there
_PAST = 0.5  # pixels
_TILED = frozenset({Task.DETECT, Task.SEGMENT, Task.OBB, Task.POSE})
_Flags = NDArray[np.bool_]
_Boxes = NDArray[np.float64]  # (n, 4) x0 y0 x1 y1
View = tuple["Window", Pixels, Frame]
"""A piece of an image, as it is fitted into the input."""


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of an image, whole pixels."""

    x0: int
    y0: int
    x1: int
    y1: int


def windows(image: Size, recipe: Recipe) -> tuple[Window, ...]:
    """The pieces that a model looks at, one after the other; the whole image where it is not
    tiled or not larger than a tile.

    Tiles have the input's size, overlap by `OVERLAP` at least, and are spread evenly.
    """
    whole = Window(0, 0, image.width, image.height)
    if recipe.tiling is Tiling.OFF or recipe.task not in _TILED:
        return (whole,)
    tile = _tile(recipe.input)
    if image.width <= tile.width and image.height <= tile.height:
        return (whole,)
    tiles = tuple(
        Window(x, y, min(x + tile.width, image.width), min(y + tile.height, image.height))
        for y in _starts(image.height, tile.height)
        for x in _starts(image.width, tile.width)
    )
    return (*tiles, whole) if recipe.tiling is Tiling.BOTH else tiles


def _tile(spec: InputSpec) -> Size:
    return Size(spec.width or FREE_SIDE, spec.height or FREE_SIDE)


def _starts(whole: int, tile: int) -> list[int]:
    if whole <= tile:
        return [0]
    step = tile - math.ceil(tile * OVERLAP)
    count = math.ceil((whole - tile) / max(step, 1)) + 1
    return [round(index * (whole - tile) / (count - 1)) for index in range(count)]


@dataclass(frozen=True, slots=True)
class Pieces:
    """An image on its way into a model: one fitted picture, or several that are made in turn."""

    image: Pixels
    recipe: Recipe

    @property
    def size(self) -> Size:
        """Of the image."""
        return Size(self.image.shape[1], self.image.shape[0])

    def __iter__(self) -> Iterator[View]:
        """Each window with its canvas and its frame; made when it is asked for."""
        for window in windows(self.size, self.recipe):
            part = self.image[window.y0 : window.y1, window.x0 : window.x1]
            yield window, *fitted(part, self.recipe.input)


class Tour:
    """The way through the pieces of one image; it can rest between two of them."""

    def __init__(self, pieces: Pieces) -> None:
        self._size, self._recipe = pieces.size, pieces.recipe
        self._views = iter(pieces)  # lets go of the image as soon as it is at its end
        self._now: View | None = next(self._views)
        self._after: View | None = next(self._views, None)
        self._parts: list[tuple[Window, Answer]] = []

    @property
    def now(self) -> View:
        """The piece whose turn it is."""
        if self._now is None:
            raise RuntimeError("every piece was asked about")
        return self._now

    @property
    def after(self) -> View | None:
        """The one after that."""
        return self._after

    @property
    def is_over(self) -> bool:
        """Whether every piece was asked about."""
        return self._now is None

    def answered(self, answer: Answer) -> None:
        """Go on to the next piece."""
        self._parts.append((self.now[0], answer))
        self._now, self._after = self._after, next(self._views, None)

    @property
    def answer(self) -> Answer:
        """What was said of all of them, as one."""
        return merged(self._parts, self._size, self._recipe)


def merged(parts: Sequence[tuple[Window, Answer]], image: Size, recipe: Recipe) -> Answer:
    """One answer about the image from those about its pieces, each in pixels of its piece."""
    if len(parts) == 1:
        return parts[0][1]
    founds, homes = _moved(parts)
    seconds = sum(answer.seconds for _, answer in parts)
    notes = _once([note for _, answer in parts for note in answer.notes])
    return Answer(_one_each(founds, homes, image, recipe) if founds else (), notes, seconds)


def _once(notes: Sequence[Problem]) -> tuple[Problem, ...]:
    """The same oddity on every tile is one oddity: the first of each kind."""
    first: dict[str, Problem] = {}
    for note in notes:
        first.setdefault(note.text.source, note)
    return tuple(first.values())


def _moved(parts: Sequence[tuple[Window, Answer]]) -> tuple[list[Found], list[Window]]:
    founds, homes = [], []
    for window, answer in parts:
        for found in answer.founds:
            shape = found.shape
            at_home = shape if isinstance(shape, Tag) else shape.moved(window.x0, window.y0)
            founds.append(replace(found, shape=at_home))
            homes.append(window)
    return founds, homes


def _one_each(
    founds: list[Found], homes: list[Window], image: Size, recipe: Recipe
) -> tuple[Found, ...]:
    """Pieces of what another tile saw whole go, the others are joined, then doubles go."""
    whole = Window(0, 0, image.width, image.height)
    table = _Table.of(founds, homes, image)
    in_tiles = np.array([home != whole for home in homes])
    gone = table.pieces_of_others(in_tiles)
    groups = table.joined(~gone)
    taken = {*np.flatnonzero(gone).tolist(), *(row for group in groups for row in group)}
    rest = [row for row in range(len(founds)) if row not in taken]
    of_tiles = [row for row in rest if in_tiles[row]]
    # Of equal scores a tile's place is the more exact one: what the whole image said comes last.
    left = [founds[row] for row in of_tiles]
    left += [_union(founds, group) for group in groups]
    left += [founds[row] for row in rest if not in_tiles[row]]
    at_home = [homes[row] for row in of_tiles] + [whole] * (len(left) - len(of_tiles))
    table = _Table.of(left, at_home, image)
    if groups:  # what was joined is of no window, each of another one
        numbers = table.homes.copy()
        numbers[len(of_tiles) : len(of_tiles) + len(groups)] = -1 - np.arange(len(groups))
        table = replace(table, homes=numbers)
    rows = table.without_doubles(recipe.thresholds.iou, recipe.max_det * len({*homes}))
    return tuple(left[row] for row in rows)


def _union(founds: list[Found], group: Sequence[int]) -> Found:
    best = max((founds[row] for row in group), key=lambda found: found.score)
    shapes = [founds[row].shape for row in group]
    masks = [shape for shape in shapes if isinstance(shape, Mask)]
    if len(masks) == len(shapes):
        from labeldesk.raster import pixelwise

        return replace(best, shape=pixelwise.union(masks))
    around = Rect.enclosing(shape.bounds for shape in shapes if shape.bounds is not None)
    return replace(best, shape=Box.of(around)) if around else best


@dataclass(frozen=True, slots=True)
class _Table:
    """The findings as columns: bounds, scores, classes, the number of the window and its edges, on
    which sides (left, top, right, bottom) they cut, not that of the image; whether pieces can be
    joined; whether it was said of the whole image.
    """

    boxes: _Boxes
    scores: NDArray[np.float64]
    classes: NDArray[np.intp]
    homes: NDArray[np.intp]
    windows: _Boxes
    cut: _Flags
    joins: _Flags
    is_coarse: _Flags

    @staticmethod
    def of(founds: Sequence[Found], homes: Sequence[Window], image: Size) -> _Table:
        names: dict[str, int] = {}
        places: dict[Window, int] = {}
        nowhere = Rect(0.0, 0.0, 0.0, 0.0)
        boxes = np.array([found.shape.bounds or nowhere for found in founds], np.float64)
        edges = np.array([(w.x0, w.y0, w.x1, w.y1) for w in homes], np.float64).reshape(-1, 4)
        border = np.array([0, 0, image.width, image.height], np.float64)
        boxes = boxes.reshape(-1, 4)
        return _Table(
            boxes,
            np.array([found.score for found in founds], np.float64),
            np.array([names.setdefault(found.class_name, len(names)) for found in founds], np.intp),
            np.array([places.setdefault(window, len(places)) for window in homes], np.intp),
            edges,
            (np.abs(boxes - edges) <= _EDGE) & (edges != border),
            np.array([isinstance(found.shape, Box | Mask) for found in founds], np.bool_),
            (edges == border).all(axis=1),
        )

    def without_doubles(self, iou: float, most: int) -> NDArray[np.intp]:
        """The rows that stay, best first."""
        stays = np.flatnonzero(~self.pieces_of_others(np.ones(len(self.boxes), np.bool_)))
        rows = greedy(
            self.scores[stays],
            self.classes[stays],
            lambda a, b: self._same(stays[a], stays[b], iou),
            most,
        )
        return stays[rows]

    def _same(self, better: NDArray[np.intp], worse: NDArray[np.intp], iou: float) -> _Flags:
        """Whether two windows speak of one object.

        In a large image that was shrunk small things have coarse places: there it is enough that
        one of the two covers the other.
        """
        shared, areas = _overlaps(self.boxes[better], self.boxes[worse]), _areas(self.boxes)
        one, two = areas[better][:, None], areas[worse]
        whole, least = one + two - shared, np.minimum(one, two)
        is_coarse = self.is_coarse[better][:, None] | self.is_coarse[worse]
        is_same = (shared > iou * whole) | (
            is_coarse & (shared > COVERED * least) & (shared > LIKE * whole)
        )
        apart: _Flags = self.homes[better][:, None] != self.homes[worse]
        return apart & is_same

    def pieces_of_others(self, others: _Flags) -> _Flags:
        """What an edge cut off and another window saw more of; `others` are asked about that."""
        gone = np.zeros(len(self.boxes), np.bool_)
        areas = _areas(self.boxes)
        for row in np.flatnonzero(self.cut.any(axis=1)):
            larger = np.flatnonzero(others & self._others(int(row)) & (areas > areas[row]))
            mine, window = self.boxes[row], self.windows[row]
            seen = self.boxes[larger].copy()  # of the others, in the window of this one
            seen[:, :2] = np.maximum(seen[:, :2], window[:2])
            seen[:, 2:] = np.minimum(seen[:, 2:], window[2:])
            shared = _overlaps(mine[None], seen)[0]
            whole = areas[row] + np.maximum(_areas(seen), 0) - shared
            is_like = (shared >= COVERED * areas[row]) & (shared >= LIKE * whole)
            gone[row] = bool((is_like & ~self._goes_past(int(row), larger)).any())
        return gone

    def _goes_past(self, row: int, others: NDArray[np.intp]) -> _Flags:
        """Where `row` goes on beyond the edge at which each of `others` was cut."""
        beyond = (self.boxes[row] - self.boxes[others]) * (-1, -1, 1, 1) > _PAST
        past: _Flags = (beyond & self.cut[others]).any(axis=1)
        return past

    def joined(self, alive: _Flags) -> list[list[int]]:
        """Boxes cut by facing edges that fit together, as groups of rows of two or more."""
        rows = np.flatnonzero(alive & self.joins & self.cut.any(axis=1))
        group: dict[int, int] = {row: row for row in rows.tolist()}

        def head(row: int) -> int:
            while group[row] != row:
                row = group[row]
            return row

        for row in group:
            for other in rows[self._fits(row, rows)].tolist():
                group[head(other)] = head(row)
        found: dict[int, list[int]] = {}
        for row in group:
            found.setdefault(head(row), []).append(row)
        return [members for members in found.values() if len(members) > 1]

    def _others(self, row: int) -> _Flags:
        others: _Flags = (self.classes == self.classes[row]) & (self.homes != self.homes[row])
        return others

    def _fits(self, row: int, rows: NDArray[np.intp]) -> _Flags:
        """Which of `rows` go on where `row` ends at its right or at its bottom."""
        fits = np.zeros(len(rows), np.bool_)
        mine, theirs = self.boxes[row], self.boxes[rows]
        for axis in (0, 1):
            if not self.cut[row, axis + 2]:
                continue
            across = 1 - axis
            meet = (theirs[:, axis] <= mine[axis + 2]) & (theirs[:, axis + 2] >= mine[axis + 2])
            meet &= (theirs[:, axis] >= mine[axis]) & self.cut[rows, axis]
            shared = np.minimum(theirs[:, across + 2], mine[across + 2])
            shared = shared - np.maximum(theirs[:, across], mine[across])
            whole = np.maximum(theirs[:, across + 2], mine[across + 2])
            whole = whole - np.minimum(theirs[:, across], mine[across])
            fits |= meet & (shared > ALONG * whole)
        return fits & self._others(row)[rows]


def _overlaps(one: _Boxes, two: _Boxes) -> _Boxes:
    a, b = one[:, None], two[None]
    low, high = np.maximum(a[..., :2], b[..., :2]), np.minimum(a[..., 2:], b[..., 2:])
    shared: _Boxes = np.maximum(high - low, 0).prod(axis=2)
    return shared


def _areas(boxes: _Boxes) -> NDArray[np.float64]:
    areas: NDArray[np.float64] = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    return areas
