"""What the columns of a table are, by the names in its header or as the user says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.pictures import is_picture
from labeldesk.formats.words import number_in

CORNERS, SIZE, CENTRE, CELL = "corners", "size", "centre", "cell"
_NAMES: Mapping[str, tuple[str, ...]] = {
    "image": ("filename", "image", "imagename", "imagefile", "imagefilename", "file", "imagepath",
              "filepath", "path", "img", "imgname", "imgpath", "fname", "imageid", "id"),
    "label": ("class", "label", "classname", "labelname", "category", "categoryname", "labels",
              "tags", "tag", "target", "species", "breed"),
    "xmin": ("xmin", "x1", "left", "xtl", "bboxxmin", "bboxx1"),
    "ymin": ("ymin", "y1", "top", "ytl", "bboxymin", "bboxy1"),
    "xmax": ("xmax", "x2", "right", "xbr", "bboxxmax", "bboxx2"),
    "ymax": ("ymax", "y2", "bottom", "ybr", "bboxymax", "bboxy2"),
    "x": ("x", "bboxx"),
    "y": ("y", "bboxy"),
    "w": ("w", "bboxw", "bboxwidth", "boxwidth"),
    "h": ("h", "bboxh", "bboxheight", "boxheight"),
    "xcentre": ("xcenter", "xcentre", "cx", "xc", "centerx"),
    "ycentre": ("ycenter", "ycentre", "cy", "yc", "centery"),
    "box": ("bbox", "box", "boundingbox"),
    "width": ("width", "imagewidth", "imgwidth"),
    "height": ("height", "imageheight", "imgheight"),
    "score": ("score", "confidence", "conf"),
}  # fmt: skip
_KINDS = (
    (CORNERS, ("xmin", "ymin", "xmax", "ymax")),
    (SIZE, ("xmin", "ymin", "w", "h")),
    (SIZE, ("x", "y", "w", "h")),
    (CENTRE, ("xcentre", "ycentre", "w", "h")),
    (SIZE, ("xmin", "ymin", "width", "height")),
    (SIZE, ("x", "y", "width", "height")),
    (CENTRE, ("xcentre", "ycentre", "width", "height")),
    (CELL, ("box",)),
)
_BARE = ("image", "xmin", "ymin", "xmax", "ymax", "label")  # as keras-retinanet has no header
_SIGNS = re.compile(r"[\W_]+")

_NO_ROLE = QT_TRANSLATE_NOOP("Csv", "{role} is no kind of column; there are {roles}")
_NO_COLUMN = QT_TRANSLATE_NOOP("Csv", "There is no column {name}")


@dataclass(frozen=True)
class Columns:
    """Places of the columns; `box` are the columns of `kind`, `classes` those of one class each,
    `rest` what nobody here understands. `has_header`: the first row is no data.
    """

    image: int
    label: int | None = None
    kind: str = ""
    box: tuple[int, ...] = ()
    size: tuple[int, int] | None = None
    score: int | None = None
    classes: Mapping[int, str] = field(default_factory=dict)
    rest: Mapping[int, str] = field(default_factory=dict)
    has_header: bool = True

    @property
    def least(self) -> int:
        """How many cells a row must have."""
        label = self.image if self.label is None else self.label
        return 1 + max(self.image, label, *self.box)


def role_of(header: str) -> str | None:
    """What a column of that name is taken for."""
    plain = _plain(header)
    return next((role for role, names in _NAMES.items() if plain in names), None)


def columns_of(first: Sequence[str], told: str = "") -> Columns | None:
    """The columns by the first row; `told` is the user's ``image=File,label=Kind``. None where no
    column has images; `UserError` for what the user cannot have meant.
    """
    if not told and _is_bare(first):
        places = dict(zip(_BARE, range(len(_BARE)), strict=True))
        if len(first) == 2:  # noqa: PLR2004 (an image and its class)
            places = {"image": 0, "label": 1}
        return _made(places, first, has_header=False)
    places = _by_name(first) | _by_wish(first, told)
    return _made(places, first, has_header=True) if "image" in places else None


def one_hot(first: Sequence[str]) -> Columns:
    """The columns where all but the first one are classes, whatever they are called."""
    return Columns(0, rest={n: name.strip() for n, name in enumerate(first) if n})


def _made(places: Mapping[str, int], first: Sequence[str], *, has_header: bool) -> Columns:
    kind, roles = next(
        ((kind, roles) for kind, roles in _KINDS if all(role in places for role in roles)), ("", ())
    )
    box = tuple(places[role] for role in roles)
    size = None
    if {"width", "height"} <= places.keys() and "width" not in roles:
        size = (places["width"], places["height"])
    label, score = places.get("label"), places.get("score")
    used = {places["image"], *box, *(size or ()), label, score}
    rest = {n: name.strip() for n, name in enumerate(first) if n not in used} if has_header else {}
    return Columns(places["image"], label, kind, box, size, score, {}, rest, has_header)


def _by_name(header: Sequence[str]) -> dict[str, int]:
    plain = [_plain(name) for name in header]
    found: dict[str, int] = {}
    for role, names in _NAMES.items():
        place = next((plain.index(name) for name in names if name in plain), None)
        if place is not None:
            found[role] = place
    return found


def _by_wish(header: Sequence[str], told: str) -> dict[str, int]:
    found: dict[str, int] = {}
    names = [name.strip() for name in header]
    for pair in re.split(r"[;,]", told):
        role, _, name = (part.strip() for part in pair.partition("="))
        if not pair.strip():
            continue
        if role not in _NAMES:
            raise UserError(_NO_ROLE.filled(role=role[:60], roles=", ".join(_NAMES)))
        if name not in names:
            raise UserError(_NO_COLUMN.filled(name=name[:60]))
        found[role] = names.index(name)
    return found


def _is_bare(first: Sequence[str]) -> bool:
    """Whether the first row is data already: an image, then four numbers or none, and a class."""
    if len(first) not in (2, len(_BARE)) or not is_picture(PurePosixPath(first[0].strip()).name):
        return False
    return len(first) == 2 or all(map(is_number, first[1:5])) or not any(first[1:])  # noqa: PLR2004


def is_number(cell: str) -> bool:
    """Whether a cell is a number at all."""
    try:
        number_in(cell.strip())
    except ValueError:
        return False
    return True


def _plain(name: str) -> str:
    return _SIGNS.sub("", name).casefold()
