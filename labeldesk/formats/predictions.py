"""What a model said of images, as its own program wrote it to a file: suggestions, no labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from labeldesk.domain.geometry import Size
from labeldesk.domain.shapes import Shape


class Predicted(NamedTuple):
    """One thing that was found: the class by name, the shape, the score (0..1)."""

    class_name: str
    shape: Shape
    score: float


@dataclass(frozen=True, slots=True)
class Numbered:
    """What the numbers of such a file mean: images by id as paths, classes by id as names.

    `sizes` are those of the images by path, where they are known.
    """

    images: Mapping[int | str, str] = field(default_factory=dict)
    classes: Mapping[int, str] = field(default_factory=dict)
    sizes: Mapping[str, Size] = field(default_factory=dict)
