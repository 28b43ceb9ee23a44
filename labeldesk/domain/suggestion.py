"""What a model proposed. It lives beside the annotations and never becomes one by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar

from labeldesk.domain.annotation import Annotation, Json, Origin, Value
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId, RunId, SuggestionId, new_id
from labeldesk.domain.shapes import Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

LEARNED = "learned"
"""Stands for the hash of what was learned from the labels of a project: no file, all fits alike."""

FROM_LABELS = QT_TRANSLATE_NOOP("Suggest", "Learned from your labels")


class SuggestionState(StrEnum):
    """What became of a suggestion. Set aside is what is left open on an image marked done,
    withdrawn what went with its whole run.
    """

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SET_ASIDE = "set_aside"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on suggestions count, 0..1; some classes may have one of their own, by the
    model's name of them.
    """

    common: float = 0.0
    by_class: Mapping[str, float] = field(default_factory=dict)

    def of(self, class_name: str) -> float:
        """The score from which on suggestions of that class count."""
        return self.by_class.get(class_name, self.common)

    def with_class(self, class_name: str, score: float | None) -> Thresholds:
        """With another score for one class; None gives it the common one again."""
        others = {name: own for name, own in self.by_class.items() if name != class_name}
        return replace(self, by_class=others if score is None else {**others, class_name: score})


@dataclass(frozen=True, slots=True)
class Shaping:
    """The shape that accepted suggestions get: one of `FORMS`, "" for as the model gives them.

    `tolerance` is how far the outline of a polygon may be from that of the mask, in pixels.
    """

    FORMS: ClassVar[tuple[str, ...]] = ("", "box", "rotated-box", "polygon", "mask")

    form: str = ""
    tolerance: float = 1.0


AS_GIVEN = Shaping()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A shape with the model's own class name and score (0..1).

    `class_id` is the project's class of that name or alias, None until there is one.
    """

    id: SuggestionId
    image_id: ImageId
    run_id: RunId
    class_name: str
    shape: Shape
    score: float
    class_id: ClassId | None = None
    state: SuggestionState = SuggestionState.OPEN
    attributes: Mapping[str, Value] = field(default_factory=dict)

    def accepted(
        self,
        class_id: ClassId,
        *,
        author: str,
        at: int,
        defaults: Mapping[str, Value] | None = None,
    ) -> Annotation:
        """The annotation that accepting makes; `defaults` are attributes that its class gives."""
        return Annotation(
            id=AnnotationId(new_id()),
            class_id=class_id,
            shape=self.shape,
            attributes={**(defaults or {}), **self.attributes},
            origin=Origin.MODEL,
            score=self.score,
            suggestion_id=self.id,
            author=author,
            created=at,
            edited=at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One execution of a model over images."""

    id: RunId
    model_digest: str
    model_name: str
    started: int
    recipe: Mapping[str, Json] = field(default_factory=dict)
    author: str = ""

    @property
    def is_learned(self) -> bool:
        """Whether no model file ran: labels of this project taught."""
        return self.model_digest == LEARNED

    @property
    def model_words(self) -> Text | str:
        """What people call the model."""
        return FROM_LABELS if self.is_learned else self.model_name
