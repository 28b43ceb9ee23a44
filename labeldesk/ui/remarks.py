"""What a comparison says about a place on an image."""

from __future__ import annotations

from dataclasses import dataclass

from labeldesk.domain.geometry import Rect
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.text import Text


@dataclass(frozen=True, slots=True)
class Remark:
    """Its words, where it is (None for a tag), where else something is seen, and the object that it
    is about.
    """

    words: Text
    place: Rect | None = None
    other_place: Rect | None = None
    label: AnnotationId | None = None
