"""What a tool shows over the picture while it works: values, painted by the canvas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.prompt import Prompt
from labeldesk.domain.shapes import Shape
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.text import Text
from labeldesk.raster.stroke import Stroke
from labeldesk.raster.superpixels import Segments
from labeldesk.tools.grips import Grip


@dataclass(frozen=True, slots=True)
class Crosshair:
    """Lines over the whole picture, crossing at a position. They can be switched off, but not
    where they are all there is to see of it, as it is moved `by_keyboard`.
    """

    at: XY
    by_keyboard: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The rubber band."""

    rect: Rect


@dataclass(frozen=True, slots=True)
class Draft:
    """A shape being drawn, in the current class's colour; keypoints as `skeleton` joins them."""

    shape: Shape
    skeleton: Skeleton | None = None


@dataclass(frozen=True, slots=True)
class OpenPath:
    """The vertices set so far, and where the next one would go; `closes`: onto the first."""

    points: tuple[XY, ...]
    cursor: XY
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """The reach of a brush, radius (or half the side of a square) in image pixels."""

    at: XY
    radius: float
    is_square: bool = False


@dataclass(frozen=True, slots=True)
class Painted:
    """A stroke in the making; what it has covered is painted by dirty rectangle."""

    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Segmented:
    """The borders of the segments that can be taken, `reach` image pixels around a position."""

    segments: Segments
    at: XY
    reach: float


@dataclass(frozen=True, slots=True)
class ReadOut:
    """A few words beside the pointer."""

    at: XY
    text: Text


@dataclass(frozen=True, slots=True)
class Over:
    """The shape under the pointer."""

    id: AnnotationId


@dataclass(frozen=True, slots=True)
class Gripped:
    """The handle or vertex under the pointer, or the chosen one."""

    grip: Grip
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Snapped:
    """Where the next vertex snaps to."""

    at: XY
    on_vertex: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The places that a model was shown: what belongs to the object and what does not."""

    prompt: Prompt


Mark: TypeAlias = (
    Crosshair
    | Band
    | Draft
    | OpenPath
    | Disc
    | Painted
    | Segmented
    | ReadOut
    | Over
    | Gripped
    | Snapped
    | Shown
)
