"""What came into the folder of a project, and what went, since its images were listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.ids import ImageId
from labeldesk.domain.progress import Cancel
from labeldesk.storage.records import ImageColumns
from labeldesk.work.catalogue import columns_of, with_ids


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
    from labeldesk.imaging.listing import list_images

    names = list_images(root, recursive=True, cancel=cancel)
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
    coming, at = [], 0
    for name in names:
        index = place.get(name)
        if index is None:
            coming.append((at, name))
        else:
            at = index + 1
    coming.sort(key=lambda one: one[0])
    places, paths = [at for at, _ in coming], [name for _, name in coming]
    fresh = columns_of(paths)
    if paths:
        fresh = with_ids(fresh, ids_before())
    whole = _spliced(known.paths, places, paths)
    return Arrivals(fresh, places, whole, frozenset(gone), frozenset(back))


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
