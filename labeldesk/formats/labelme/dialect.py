"""What differs between the programs that have labelme's files: keys, shape types, versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from labeldesk.domain.annotation import Json

MANY = 1 << 30
"""As many points as one likes."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One program's files. `file` and `shape` are what new ones hold, in order; `points` says
    which shape types the program opens, and the fewest and the most points of each.
    """

    id: str
    file: Mapping[str, Json]
    shape: Mapping[str, Json]
    points: Mapping[str, tuple[int, int]]

    def new_file(self) -> dict[str, Json]:
        """A file about nothing yet."""
        return _copied(self.file)

    def new_shape(self) -> dict[str, Json]:
        """A shape that is nothing yet."""
        return _copied(self.shape)

    @property
    def rotated(self) -> str:
        """How it calls a rotated box."""
        return "rotation" if "rotation" in self.points else "oriented_rectangle"

    @property
    def has_masks(self) -> bool:
        """Whether shapes can be pixels."""
        return "mask" in self.points

    @property
    def has_marks(self) -> bool:
        """Whether a file says by a mark of its own that its image is done."""
        return "checked" in self.file

    def opens(self, kind: object, count: int) -> bool:
        """Whether it opens a shape of that type with so many points."""
        fewest, most = self.points.get(kind, (1, 0)) if isinstance(kind, str) else (1, 0)
        return fewest <= count <= most


def _copied(template: Mapping[str, Json]) -> dict[str, Json]:
    """With tables and lists of its own; those of a template are empty."""
    return {
        key: value.copy() if isinstance(value, dict | list) else value
        for key, value in template.items()
    }


LABELME = Dialect(
    id="labelme",
    file={
        "version": "7.1.0",
        "flags": {},
        "shapes": [],
        "imagePath": "",
        "imageData": None,
        "imageHeight": None,
        "imageWidth": None,
    },
    shape={
        "label": "",
        "points": [],
        "group_id": None,
        "description": "",
        "shape_type": "",
        "flags": {},
        "mask": None,
    },
    points={
        "polygon": (3, MANY),
        "rectangle": (2, 2),
        "oriented_rectangle": (4, 4),
        "circle": (2, 2),
        "line": (2, 2),
        "linestrip": (2, MANY),
        "point": (1, 1),
        "points": (1, MANY),
        "mask": (2, 2),
    },
)
