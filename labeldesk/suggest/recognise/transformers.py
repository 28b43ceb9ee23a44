"""Set predictors: RT-DETR, D-FINE and DEIM as their own repositories export them, RF-DETR."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.recipe import (
    Activation,
    Background,
    Corners,
    ExtraInput,
    Feed,
    Fit,
    OutputSpec,
    Recipe,
    Space,
    Task,
)
from labeldesk.suggest.recognise import coco
from labeldesk.suggest.recognise.classifier import IMAGENET_MEAN, IMAGENET_STD
from labeldesk.suggest.recognise.evidence import IMAGE_AXES, Candidate, Evidence, Names, warning
from labeldesk.suggest.recognise.image_input import spec
from labeldesk.suggest.recognise.lists import FLOATS, others, parts
from labeldesk.suggest.signature import Tensor

SIZES = "orig_target_sizes"
_TABLE = 3

_ASKS = QT_TRANSLATE_NOOP(
    "Model", "The input {name} asks for the size of the image; it is given width, then height"
)
_SETS = QT_TRANSLATE_NOOP(
    "Model", "The outputs {boxes} and {labels} are a box and {count} class numbers for each query"
)
_SLOT = QT_TRANSLATE_NOOP(
    "Model",
    "Whether one of the {count} class slots means nothing cannot be read from the file; if names "
    "are off by one, choose another reading",
)
_LAST_FREE = QT_TRANSLATE_NOOP(
    "Model", "There is one name fewer than slots: the last means nothing"
)


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """The readings of both lines."""
    yield from _repositories(evidence)
    yield from _rf_detr(evidence)


def _repositories(evidence: Evidence) -> Iterator[Candidate]:
    picture, found = evidence.picture, parts(evidence.signature)
    if picture is None or found is None:
        return
    beside = list(others(evidence.signature, picture))
    fed = spec(picture)
    if fed is None or len(beside) != 1 or "size" not in beside[0].name.lower():
        return
    names = evidence.names(0)
    recipe = Recipe(
        family="rt-detr",
        task=Task.DETECT,
        input=replace(fed, fit=Fit.STRETCH, antialias=True),
        output=OutputSpec("lists", found.names, space=Space.IMAGE),
        classes=names.names,
        extras=(ExtraInput(beside[0].name, Feed.IMAGE_WH),),
    )
    sure = 0.96 if beside[0].name == SIZES else 0.8
    yield Candidate(recipe, sure, (_ASKS.filled(name=beside[0].name), *names.why), names.findings)


def _rf_detr(evidence: Evidence) -> Iterator[Candidate]:
    signature, picture = evidence.signature, evidence.picture
    boxes, numbers = signature.output("dets"), signature.output("labels")
    if picture is None or not evidence.alone or boxes is None or numbers is None:
        return
    fed, count = spec(picture), numbers.size(-1)
    forms = (boxes.rank, numbers.rank, boxes.size(-1)) == (_TABLE, _TABLE, 4)
    if fed is None or not count or not forms or numbers.dtype not in FLOATS:
        return
    masks = next((o for o in signature.outputs if o.rank == IMAGE_AXES), None)
    why = _SETS.filled(boxes=str(boxes), labels=str(numbers), count=count)
    for background, names, sure in _slots(evidence, count):
        recipe = Recipe(
            family="rf-detr",
            task=Task.SEGMENT if masks else Task.DETECT,
            input=replace(fed, fit=Fit.STRETCH, mean=IMAGENET_MEAN, std=IMAGENET_STD),
            output=OutputSpec(
                "queries",
                _named(boxes, numbers, masks),
                activation=Activation.SIGMOID,
                background=background,
                corners=Corners.CENTRES,
                space=Space.UNIT,
            ),
            classes=names.names,
        )
        asked = warning(_SLOT.filled(count=count))
        more = (_LAST_FREE,) if background is Background.LAST and names.known else ()
        yield Candidate(recipe, sure, (why, *more, *names.why), (asked, *names.findings))


def _named(*outputs: Tensor | None) -> tuple[str, ...]:
    return tuple(output.name for output in outputs if output is not None)


def _slots(evidence: Evidence, count: int) -> Iterator[tuple[Background, Names, float]]:
    """The readings of the class slots: which of them means nothing, and how sure."""
    every, fewer = evidence.names(count), evidence.names(count - 1)
    all_named, fewer_named = evidence.named(count), evidence.named(count - 1)
    if count == coco.LAST + 1 and not all_named:
        yield Background.FIRST, coco.one_based(evidence, coco.LAST), 0.85
        yield Background.NONE, every, 0.2
        return
    yield Background.LAST, fewer, 0.9 if fewer_named else 0.2 if all_named else 0.6
    yield Background.NONE, every, 0.85 if all_named else 0.3
    yield Background.FIRST, fewer, 0.2
