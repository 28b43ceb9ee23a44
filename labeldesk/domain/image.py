"""An image of a project: where it lies, how large it is, how far its labelling is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from labeldesk.domain.annotation import Annotation, Foreign
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ImageId


class Review(StrEnum):
    """What a reviewer said."""

    NONE = "none"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ImageState:
    """Progress x review x excluded. "Nothing here" is `done` on an image without annotations."""

    done: bool = False
    review: Review = Review.NONE
    comment: str = ""
    excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRecord:
    """One image file as the project knows it.

    `path` is relative to the project's image root, with forward slashes. `size` is upright
    (EXIF applied) and None until the file was looked at; `orientation` is the EXIF value 1..8
    that was applied. `digest` is the content hash once it was made in the background.
    """

    id: ImageId
    path: str
    size: Size | None = None
    bytes: int = 0
    mtime_ns: int = 0
    orientation: int = 1
    digest: str = ""
    state: ImageState = ImageState()
    foreign: Foreign | None = None


@dataclass(frozen=True, slots=True)
class LabeledImage:
    """One image with its annotations as codecs exchange them.

    `path` is relative to the image root, with forward slashes; `size` is upright and None only
    where neither the format nor the file could tell. A codec's reader gives annotations whose
    class ids come from its `ClassBook`.
    """

    path: str
    size: Size | None
    annotations: tuple[Annotation, ...] = ()
    state: ImageState = ImageState()
    foreign: Foreign | None = None
