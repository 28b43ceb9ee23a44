"""Which images the numbers of a results file mean, by everything that may know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from labeldesk.domain.problem import UserError
from labeldesk.formats.coco.codec import looks_like_data_set
from labeldesk.formats.coco.numbers import numbers_in
from labeldesk.formats.port import Source
from labeldesk.formats.predictions import Numbered
from labeldesk.formats.reading import read_head

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_COCO_NAME = re.compile(r"COCO_\w+_(\d{12})")
_FEW = 20  # files near the results that are looked at
_FORMAT = "coco"


def of_project(project: Project, paths: Collection[str]) -> dict[int | str, str]:
    """By the ids that images kept of the file they are from; one that two have is nobody's."""
    from labeldesk.storage.queries import foreign_ids

    rows = project.later(lambda c: foreign_ids(c, _FORMAT)).result()
    return _clear((number, path) for path, number in rows if path in paths)


def by_name(ids: Sequence[int | str], paths: Sequence[str]) -> dict[int | str, str]:
    """By the names of the images: the id itself, or the number in a name as COCO has them. Nothing
    unless there is an image for every one: numbers from 1 on are in many names by chance.
    """
    wanted = set(ids)
    pairs: list[tuple[int | str, str]] = []
    for path in paths:
        stem = PurePosixPath(path).stem
        match = _COCO_NAME.fullmatch(stem)
        digits = match[1] if match else stem
        number = int(digits) if digits.isascii() and digits.isdigit() else stem
        pairs += [(own, path) for own in {stem, number} if own in wanted]
    found = _clear(pairs)
    return found if len(found) == len(wanted) else {}


def the_best(ids: Sequence[int | str], source: Source, file: Path) -> tuple[str, Numbered]:
    """The COCO file near `file` that knows most of the images; nothing where none knows any."""
    best = ("", Numbered())
    count = 0
    for path in _near(file):
        try:
            with path.open("rb", buffering=0) as stream:
                found = numbers_in(stream, path.name, source)
        except (UserError, OSError):
            continue
        known = sum(one in found.images for one in ids)
        if known > count:
            best, count = (path.name, found), known
    return best


def _near(file: Path) -> list[Path]:
    """COCO files in its folder, in the one above and in folders called annotations there."""
    places = [file.parent, file.parent.parent]
    places += [place / "annotations" for place in places]
    found: list[Path] = []
    for place in dict.fromkeys(places):
        try:
            named = sorted(place.glob("*.json"))
        except OSError:
            continue
        found += [one for one in named[:_FEW] if one != file and looks_like_data_set(_head(one))]
    return found


def _head(path: Path) -> bytes:
    return read_head(path, 1 << 16)


def _clear(pairs: Iterable[tuple[int | str, str]]) -> dict[int | str, str]:
    """Pairs whose number is that of one image alone."""
    listed = list(pairs)
    many = Counter(number for number, _ in listed)
    return {number: path for number, path in listed if many[number] == 1}
