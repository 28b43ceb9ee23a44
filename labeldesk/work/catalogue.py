"""The images of the open folder, in their order, with what lists show of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.ids import ImageId, new_ids
from labeldesk.domain.image import ImageState
from labeldesk.storage.records import (
    DONE,
    EXCLUDED,
    ImageColumns,
    Waiting,
    state_byte,
    state_of,
)

FILTERS = ("all", "todo", "done", "labelled", "waiting", "excluded", "missing")
"""The filters of `Catalogue.matching`."""


@dataclass(frozen=True, eq=False)
class Listed:
    """Which images are in the list and where their files are. Any thread may ask it."""

    ids: NDArray[np.int64]
    paths: Sequence[str]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {number: i for i, number in enumerate(self.ids.tolist())}

    def index_of(self, image_id: ImageId) -> int | None:
        """The place of an image, or None if it is not in the list."""
        return self._places.get(image_id)

    def path_of(self, image_id: ImageId) -> str | None:
        """The path of an image, or None if it is not in the list."""
        index = self.index_of(image_id)
        return None if index is None else self.paths[index]


class Catalogue:
    """Columns of all images: cheap to make for 100,000, cheap to ask, changed in place.

    An index is a place in the order of the list. `counts` are live annotations and
    `suggestions` open suggestions of each image; `missing` ones had no file when we looked;
    `comments` are what reviewers said, by index. Only `listed`, which is replaced as a whole, is
    for other threads.
    """

    ids: NDArray[np.int64]
    paths: Sequence[str]
    states: NDArray[np.uint8]
    counts: NDArray[np.int32]
    comments: dict[int, str]
    listed: Listed

    def __init__(self, columns: ImageColumns, here: int | None = None) -> None:
        """Of the columns, the first `here` have a file; None: all."""
        self.comments = {}
        self._hold(columns)
        self.suggestions: NDArray[np.int32] = np.zeros(len(columns), dtype=np.int32)
        self.missing: NDArray[np.bool_] = np.zeros(len(columns), dtype=bool)
        self.missing[len(columns) if here is None else here :] = True

    def __len__(self) -> int:
        return len(self.paths)

    def id_at(self, index: int) -> ImageId:
        """The id of the image in that place."""
        return ImageId(int(self.ids[index]))

    def index_of(self, image_id: ImageId) -> int | None:
        """The place of an image, or None if it is not in the list."""
        return self.listed.index_of(image_id)

    def state(self, index: int) -> ImageState:
        """How far the image in that place is."""
        return state_of(int(self.states[index]), self.comments.get(index, ""))

    def set_state(self, index: int, state: ImageState) -> None:
        """Remember how far it is."""
        self.states[index] = state_byte(state)
        if state.comment:
            self.comments[index] = state.comment
        else:
            self.comments.pop(index, None)

    def start_over(self) -> None:
        """All to do, nothing on them: no project knows of anything else."""
        self.states[:] = 0
        self.counts[:] = 0
        self.comments.clear()

    def follow(self, columns: ImageColumns) -> None:
        """Take over what the project holds now: states, counts, images that came with an import.

        Those have no file: an import pairs what it reads with the images that are listed.
        """
        place, known = self._placed(columns.ids)
        self.states[place[known]] = columns.states[known]
        self.counts[place[known]] = columns.counts[known]
        fresh = np.flatnonzero(~known).tolist()
        if fresh:
            self._hold(joined(self._columns(), taken(columns, fresh)))
            self.missing = np.concatenate([self.missing, np.ones(len(fresh), bool)])
            more_waiting = np.zeros(len(fresh), dtype=np.int32)
            self.suggestions = np.concatenate([self.suggestions, more_waiting])

    def drop(self, gone: Collection[ImageId]) -> None:
        """Take images off the list, e.g. those that an import brought which was undone."""
        stay = [i for i, number in enumerate(self.ids.tolist()) if number not in gone]
        if len(stay) < len(self):
            at = {old: new for new, old in enumerate(stay)}
            self.comments = {at[i]: said for i, said in self.comments.items() if i in at}
            self._hold(taken(self._columns(), stay))
            self.missing, self.suggestions = self.missing[stay], self.suggestions[stay]

    def insert(self, fresh: ImageColumns, places: Sequence[int], paths: Sequence[str]) -> None:
        """Take in images, each before the one that is at its place now, the lowest place first;
        `paths` are all paths then.
        """
        at = np.asarray(places, np.intp)
        said = self.comments.items()
        self.comments = {i + int(np.searchsorted(at, i, side="right")): one for i, one in said}
        self.missing = np.insert(self.missing, at, False)
        self.suggestions = np.insert(self.suggestions, at, 0)
        ids, states = np.insert(self.ids, at, fresh.ids), np.insert(self.states, at, fresh.states)
        counts = np.insert(self.counts, at, fresh.counts)
        self._hold(ImageColumns(ids, list(paths), states, counts))

    def rename(self, paths: Mapping[ImageId, str]) -> None:
        """Files were found again elsewhere; images keep their places."""
        renamed = list(self.paths)
        for image_id, path in paths.items():
            index = self.index_of(image_id)
            if index is not None:
                renamed[index] = path
        self.paths = renamed
        self.listed = Listed(self.ids, renamed)

    def wait(self, waiting: Waiting) -> NDArray[np.intp]:
        """Open suggestions of some images; gives the places where the number is another now."""
        place, known = self._placed(waiting.ids)
        place, counts = place[known], waiting.counts[known]
        changed = self.suggestions[place] != counts
        self.suggestions[place] = counts
        others: NDArray[np.intp] = place[changed]
        return others

    def mark_missing(self, missing: Collection[ImageId]) -> None:
        """These, and no others, have no file."""
        self.missing = np.isin(self.ids, np.fromiter(missing, np.int64, len(missing)))

    def _columns(self) -> ImageColumns:
        return ImageColumns(self.ids, list(self.paths), self.states, self.counts)

    def _hold(self, columns: ImageColumns) -> None:
        self.ids = columns.ids
        self.paths = columns.paths
        self.states = columns.states
        self.counts = columns.counts
        self.listed = Listed(columns.ids, columns.paths)

    @property
    def done(self) -> int:
        """How many are done, of those that can be looked at."""
        return int(np.count_nonzero((self.states & DONE != 0) & ~self.missing))

    def next_to_do(self, start: int, direction: int) -> int | None:
        """The next place, going `direction` (1 or -1) from `start`, that is not done yet."""
        open_ = np.flatnonzero(self.to_do)
        found = open_[open_ > start] if direction > 0 else open_[open_ < start][::-1]
        return int(found[0]) if len(found) else None

    def matching(self, chosen: str) -> NDArray[np.bool_]:
        """Which images a filter of `FILTERS` lets through, as bool (n,)."""
        done, excluded = self.states & DONE != 0, self.states & EXCLUDED != 0
        masks: dict[str, NDArray[np.bool_]] = {
            "all": np.ones(len(self), dtype=bool),
            "todo": ~done & ~excluded & ~self.missing,
            "done": done & ~self.missing,
            "labelled": self.counts > 0,
            "waiting": self.suggestions > 0,
            "excluded": excluded,
            "missing": self.missing,
        }
        return masks[chosen]

    @property
    def to_do(self) -> NDArray[np.bool_]:
        """Which images have a file and are neither done nor excluded, as bool (n,)."""
        is_open: NDArray[np.bool_] = ((self.states & (DONE | EXCLUDED)) == 0) & ~self.missing
        return is_open

    def _placed(self, ids: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """The places of ids, and which of them are in the list at all."""
        if not len(self):
            return np.zeros(len(ids), np.intp), np.zeros(len(ids), bool)
        order = np.argsort(self.ids)
        found = np.searchsorted(self.ids, ids, sorter=order)
        place = order[np.minimum(found, len(order) - 1)]
        return place, self.ids[place] == ids


def find(images: Catalogue, text: str, start: int = 0) -> int | None:
    """The first place after `start`, going round, whose path holds `text`, or number `text`.

    A number counts from 1, as the window shows it.
    """
    if text.isdigit() and 1 <= int(text) <= len(images):
        return int(text) - 1
    wanted = text.casefold()
    order = (*range(start + 1, len(images)), *range(start + 1))
    here = (i for i in order if i < len(images) and wanted in images.paths[i].casefold())
    return next(here, None)


def ids_to_do(images: Catalogue, start: int) -> list[ImageId]:
    """The images that are neither done, excluded nor missing, those nearest to a place first."""
    places = np.flatnonzero(images.to_do)
    nearest = np.argsort(np.abs(places - start), kind="stable")
    return [ImageId(number) for number in images.ids[places[nearest]].tolist()]


def ids_to_do_of(images: Catalogue, places: NDArray[np.intp], most: int) -> list[ImageId]:
    """The first of these places, in their order, that are neither done, excluded nor missing."""
    near = places[images.to_do[places]][:most]
    return [ImageId(number) for number in images.ids[near].tolist()]


def columns_of(paths: Sequence[str]) -> ImageColumns:
    """Columns for new images: fresh ids, to do, nothing on them."""
    ids = new_ids(len(paths))
    return ImageColumns(
        np.arange(ids.start, ids.stop, dtype=np.int64),
        list(paths),
        np.zeros(len(paths), dtype=np.uint8),
        np.zeros(len(paths), dtype=np.int32),
    )


def merged(known: ImageColumns, listed: Iterable[str]) -> tuple[ImageColumns, ImageColumns]:
    """The project's images in the order of the folder, and those that it does not know yet.

    Images that are gone from the folder stay, at the end: their annotations are not lost.
    """
    names = list(listed)
    if names == known.paths:
        return known, columns_of(())
    place = {path: i for i, path in enumerate(known.paths)}
    fresh = columns_of([name for name in names if name not in place])
    both = joined(known, fresh)
    place = {path: i for i, path in enumerate(both.paths)}
    here = set(names)
    order = [place[name] for name in names]
    order += [i for i, path in enumerate(known.paths) if path not in here]
    return taken(both, order), fresh


def joined(a: ImageColumns, b: ImageColumns) -> ImageColumns:
    """One after the other."""
    return ImageColumns(
        np.concatenate([a.ids, b.ids]),
        [*a.paths, *b.paths],
        np.concatenate([a.states, b.states]),
        np.concatenate([a.counts, b.counts]),
    )


def with_ids(columns: ImageColumns, known: Mapping[str, ImageId]) -> ImageColumns:
    """The same with the ids that some paths had before."""
    if known:
        for i, path in enumerate(columns.paths):
            columns.ids[i] = known.get(path, int(columns.ids[i]))
    return columns


def taken(columns: ImageColumns, order: Sequence[int]) -> ImageColumns:
    """Rows in the given order."""
    index = np.asarray(order, dtype=np.intp)
    return ImageColumns(
        columns.ids[index],
        [columns.paths[i] for i in order],
        columns.states[index],
        columns.counts[index],
    )
