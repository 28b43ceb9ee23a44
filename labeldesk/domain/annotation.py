"""An annotation: a class and a shape on one image, with where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeAlias

from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId, SuggestionId
from labeldesk.domain.shapes import Shape

Value: TypeAlias = str | int | float | bool
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class Origin(StrEnum):
    """Who made the annotation what it is."""

    MANUAL = "manual"
    IMPORTED = "imported"
    MODEL = "model"
    MODEL_EDITED = "model_edited"
    TOOL = "tool"
    PROPAGATED = "propagated"


@dataclass(frozen=True, slots=True)
class Flags:
    """The four marks that VOC and COCO know."""

    difficult: bool = False
    truncated: bool = False
    occluded: bool = False
    crowd: bool = False


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a format carried beside what we understand, to be written back by that format.

    `extra` holds unknown keys or elements and always stays. `verbatim` holds the numbers as
    they stood in the file (coordinates, area, bbox); they hold only while `geometry`, the
    digest of the shape they belong to, still fits: see `Annotation.verbatim`.
    """

    format: str
    extra: Mapping[str, Json] = field(default_factory=dict)
    verbatim: Mapping[str, Json] = field(default_factory=dict)
    geometry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One object of one image, the value that is edited, stored and exported.

    Attributes and foreign content are plain mappings that nobody mutates. Times are
    milliseconds since 1970 UTC.
    """

    id: AnnotationId
    class_id: ClassId
    shape: Shape
    attributes: Mapping[str, Value] = field(default_factory=dict)
    origin: Origin = Origin.MANUAL
    score: float | None = None
    suggestion_id: SuggestionId | None = None
    flags: Flags = Flags()
    pose: str = ""
    group: int | None = None
    z: int = 0
    locked: bool = False
    hidden: bool = False
    author: str = ""
    created: int = 0
    edited: int = 0
    foreign: Foreign | None = None

    def revised(self, *, author: str, at: int, **changes: Any) -> Annotation:  # noqa: ANN401 (as dataclasses.replace)
        """After an edit by a person: a model's answer is then no longer only the model's.

        Hiding and locking are ways of looking at an object, not edits of its content.
        """
        content = set(changes) - {"locked", "hidden"}
        if content and self.origin is Origin.MODEL:
            changes.setdefault("origin", Origin.MODEL_EDITED)
        if content:
            changes = {"author": author, "edited": at, **changes}
        return replace(self, **changes)

    def verbatim(self, format_id: str) -> Mapping[str, Json]:
        """The numbers of `format_id`'s file if the shape is still the one they describe."""
        foreign = self.foreign
        if foreign is None or foreign.format != format_id or not foreign.verbatim:
            return {}
        return foreign.verbatim if foreign.geometry == digest(self.shape) else {}

    def extra(self, format_id: str) -> Mapping[str, Json]:
        """The unknown keys or elements that `format_id`'s file carried."""
        return self.foreign.extra if self.foreign and self.foreign.format == format_id else {}
