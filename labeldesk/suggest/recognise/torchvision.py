"""torchvision's detectors, and other lists of boxes that come with the picture alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.recipe import (
    Background,
    Fit,
    InputSpec,
    OutputSpec,
    PadAt,
    Recipe,
    Space,
    Task,
)
from labeldesk.suggest.recognise import coco
from labeldesk.suggest.recognise.evidence import Candidate, Evidence, warning
from labeldesk.suggest.recognise.image_input import batched, layout, size, spec
from labeldesk.suggest.recognise.lists import Parts, parts
from labeldesk.suggest.signature import Tensor

LONGEST = 1333  # torchvision brings every picture to about this itself
_PLUGIN = frozenset({"det_boxes", "detection_boxes"})

_LISTS = QT_TRANSLATE_NOOP(
    "Model", "Boxes {boxes}, scores and labels are finished lists without a batch axis"
)
_BATCHED = QT_TRANSLATE_NOOP("Model", "Boxes {boxes}, scores and labels are finished lists")
_FROM_ONE = QT_TRANSLATE_NOOP(
    "Model", "Labels are read from 1, 0 is the background; if names are off by one, choose another"
)
_FROM_ZERO = QT_TRANSLATE_NOOP("Model", "Labels are read from 0, without a background")
_ANY_SIZE = QT_TRANSLATE_NOOP("Model", "The input has no fixed size: images are fed as they are")


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """Both readings of the labels; surest without a batch axis, which only torchvision leaves."""
    picture, found = evidence.picture, parts(evidence.signature)
    if picture is None or found is None or not evidence.alone:
        return
    fed = spec(picture)
    if fed is None or found.boxes.name.partition(":")[0] in _PLUGIN:
        return
    sure = _sure(found)
    fed, free = _sized(fed, picture)
    yield _candidate(evidence, found, fed, Background.FIRST, (sure, free))
    yield _candidate(evidence, found, fed, Background.NONE, (0.55 if found.batched else 0.3, free))


def _sure(found: Parts) -> float:
    if found.batched:
        return 0.35
    named = {found.boxes.name, found.scores.name, found.labels.name}
    return 0.93 if named == {"boxes", "scores", "labels"} else 0.85


def _sized(fed: InputSpec, picture: Tensor) -> tuple[InputSpec, bool]:
    """Any size where the model takes any, else the picture in a corner of its input."""
    order = layout(batched(picture))
    given = size(batched(picture), order) if order else (0, 0)
    if all(given):
        return replace(fed, pad_at=PadAt.BOTTOM_RIGHT), False
    free = replace(fed, width=given[0], height=given[1], fit=Fit.STRETCH, stride=1)
    return replace(free, max_side=LONGEST), True


def _candidate(
    evidence: Evidence,
    found: Parts,
    fed: InputSpec,
    background: Background,
    known: tuple[float, bool],
) -> Candidate:
    sure, free = known
    first = background is Background.FIRST
    names = coco.one_based(evidence, 0) if first else evidence.names(0)
    recipe = Recipe(
        family="lists" if found.batched else "torchvision",
        task=Task.SEGMENT if found.masks else Task.DETECT,
        input=fed,
        output=OutputSpec("lists", found.names, background=background, space=Space.PROBE),
        classes=names.names,
    )
    told = _BATCHED if found.batched else _LISTS
    why = (told.filled(boxes=str(found.boxes)), *((_ANY_SIZE,) if free else ()), *names.why)
    doubt = warning(_FROM_ONE if first else _FROM_ZERO)
    return Candidate(recipe, sure, why, (doubt, *names.findings))
