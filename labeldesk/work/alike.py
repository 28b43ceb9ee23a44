"""What a learned proposal goes by: the labelled images or objects that are most like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId
from labeldesk.domain.suggestion import Suggestion
from labeldesk.quality.near import likeness

if TYPE_CHECKING:
    from labeldesk.work.learning import Learner

MOST = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """A labelled image, or an object on it; what it is called, and how like it is, up to 1."""

    image_id: ImageId
    class_name: str
    likeness: float


def meant_by(one: Suggestion, objects: Iterable[Annotation]) -> AnnotationId | None:
    """The object whose class is proposed; None where it is the image's."""
    return next((made.id for made in objects if made.shape == one.shape), None)


def alike(learner: Learner, image_id: ImageId, chosen: AnnotationId | None) -> tuple[Alike, ...]:
    """The labels most like this image, or like that object on it, best first; none where it was
    not looked at.
    """
    of_tags = chosen is None
    columns, _ = learner.samples(tags=of_tags)
    gallery = learner.describing.images if of_tags else learner.describing.objects
    wanted = image_id if chosen is None else chosen
    is_there, query = gallery.of(np.array([wanted]))
    if not is_there[0]:
        return ()
    labelled = columns.images if of_tags else columns.ids
    columns, labelled = columns.where(labelled != wanted), labelled[labelled != wanted]
    _, _, vectors = (
        gallery.everything()
    )  # seen from the mean of all, as where alike ones are sought
    scores = likeness(vectors, query[0])[gallery.places(labelled)[0]]
    best = np.argsort(-scores, kind="stable")[:MOST]
    best = best[: max(int((scores[best] > 0).sum()), 1)]  # below 0 it is rather unlike
    names = {item.id: item.name for item in learner.classes}
    rows = zip(columns.images[best].tolist(), columns.classes[best].tolist(), strict=True)
    return tuple(
        Alike(ImageId(image), names.get(ClassId(number), "?"), float(score))
        for (image, number), score in zip(rows, scores[best].tolist(), strict=True)
    )
