"""What came into the folder of a project, and what went, since its images were listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.ids import ImageId
from labeldesk.domain.natural import natural_place, natural_sorted
from labeldesk.domain.progress import Cancel
from labeldesk.storage.records import ImageColumns
from labeldesk.work.catalogue import columns_of, with_ids

_FEW = 1_000


@dataclass(frozen=True, slots=True)
class Known:
    """The list as it is: paths, ids, and whether each had no file."""

    paths: Sequence[str]
    ids: NDArray[np.int64]
    missing: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`fresh` images with the `places` before which they belong in the old list, and `paths`, the
    whole list with them; images that are `gone`, and that are `back`.
    """

    fresh: ImageColumns
    places: Sequence[int]
    paths: Sequence[str]
    gone: frozenset[ImageId]
    back: frozenset[ImageId]


def look_again(
    root: Path, known: Known, ids_before: Callable[[], Mapping[str, ImageId]], cancel: Cancel
) -> Arrivals:
    """List the folder and compare; 100,000 names take 0.2 s, and nothing is written.

    New images stand where natural order has them among those that have a file. `ids_before`
    gives the ids that paths had before they left the project. Raises `UserError` if the folder
    cannot be read.
    """
    from labeldesk.imaging.listing import image_names

    names = image_names(root, cancel)
    listed, place = set(names), {path: i for i, path in enumerate(known.paths)}
    gone: set[ImageId] = set()
    back: set[ImageId] = set()
    rows = zip(known.paths, known.ids.tolist(), known.missing.tolist(), strict=True)
    for path, number, is_missing in rows:
        if is_missing == (path in listed):
            if is_missing:
                back.add(ImageId(number))
            elif not (root / path).is_file():  # what is not listed may be there nevertheless
                cancel.check()
                gone.add(ImageId(number))
    fresh = [name for name in names if name not in place]
    coming = _placed(fresh, known) if len(fresh) <= _FEW else _walked(names, place)
    paths = [name for _, name in coming]
    columns = columns_of(paths)
    if paths:
        columns = with_ids(columns, ids_before())
    places = [at for at, _ in coming]
    whole = _spliced(known.paths, places, paths)
    return Arrivals(columns, places, whole, frozenset(gone), frozenset(back))


def _placed(fresh: Sequence[str], known: Known) -> list[tuple[int, str]]:
    """Each new name with its place, the lowest place first; never sorts the names that are known,
    which would keep the window waiting.
    """
    here = np.flatnonzero(~known.missing).tolist()
    there = [known.paths[i] for i in here] if fresh else []
    found = ((natural_place(name, there), name) for name in natural_sorted(fresh))
    behind = [*(here[:1] or [0]), *(i + 1 for i in here)]
    return sorted(((behind[at], name) for at, name in found), key=lambda one: one[0])


def _walked(names: Sequence[str], place: Mapping[str, int]) -> list[tuple[int, str]]:
    """The same for very many."""
    coming, at = [], 0
    for name in natural_sorted(names):
        index = place.get(name)
        if index is None:
            coming.append((at, name))
        else:
            at = index + 1
    return sorted(coming, key=lambda one: one[0])


def _spliced(old: Sequence[str], places: Sequence[int], new: Sequence[str]) -> Sequence[str]:
    if not new:
        return old
    whole: list[str] = []
    before = 0
    for at, name in zip(places, new, strict=True):
        whole += old[before:at]
        whole.append(name)
        before = at
    return [*whole, *old[before:]]
