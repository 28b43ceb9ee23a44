"""Heads that were learned, as files, and files as heads."""

from __future__ import annotations

from pathlib import Path

from labeldesk.domain.ids import ClassId
from labeldesk.quality.head import Head
from labeldesk.suggest.embedding import reading
from labeldesk.suggest.heads import OBJECTS, TAGS, LearnedHead, write_head
from labeldesk.suggest.joined import write_joined
from labeldesk.work.learning import Learner


def write_heads(learner: Learner, place: Path) -> list[Path]:
    """Write the head for tags to that file and the one for objects beside it; one alone is that
    file. Gives what was written. Where a model makes the vectors it is in the file, with a recipe
    beside, and the file is a classifier for images, or for parts of images. Raises `UserError`.
    """
    place = place if place.suffix.lower() == ".onnx" else place.with_name(place.name + ".onnx")
    made = [
        _named(learner, head, of)
        for head, of in ((learner.tag_head, TAGS), (learner.object_head, OBJECTS))
        if head is not None
    ]
    beside = place.with_name(f"{place.stem}-{OBJECTS}{place.suffix}")
    written = []
    for head, path in zip(made, (place, beside), strict=False):
        if learner.backbone is None:
            write_head(path, head)
        else:
            recipe = reading(learner.backbone.recipe, whole=head.of == OBJECTS)
            write_joined(path, learner.backbone.path, recipe, head)
        written.append(path)
    return written


def _named(learner: Learner, head: Head, of: str) -> LearnedHead:
    names = {one.id: one.name for one in learner.classes}
    chosen = tuple(names.get(ClassId(number), str(number)) for number in head.labels.tolist())
    return LearnedHead(chosen, head.weights, head.bias, learner.describing.describer.id, of)
