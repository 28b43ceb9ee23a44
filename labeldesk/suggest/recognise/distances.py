"""NanoDet, NanoDet-Plus, raw PicoDet: scores and distributions of distances for each cell."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.decode.distances import LEVELS, cells, pyramid
from labeldesk.suggest.recipe import Colour, Fit, InputSpec, OutputSpec, Recipe, Task, Thresholds
from labeldesk.suggest.recognise import paddle
from labeldesk.suggest.recognise.evidence import Candidate, Evidence, Names, warning
from labeldesk.suggest.recognise.image_input import spec
from labeldesk.suggest.recognise.openmmlab import MEAN, STD
from labeldesk.suggest.signature import Tensor

BINS = (8, 11, 17, 16)  # of one distance; NanoDet has 8 or 11
BOX = 4
COCO = 80
PLUS = 4  # levels of NanoDet-Plus; NanoDet has three
_TABLES = (2, 3)  # rows and columns, with a batch or without
_IOU = 0.6

_ONE = QT_TRANSLATE_NOOP(
    "Model", "The output {output} has a row for each cell: {classes} scores and four distributions"
)
_PAIRS = QT_TRANSLATE_NOOP(
    "Model", "The outputs are {levels} levels of {classes} scores and four distributions each"
)
_BGR = QT_TRANSLATE_NOOP(
    "Model", "BGR with ImageNet mean and deviation is assumed, as NanoDet has it"
)
_WIDTH = QT_TRANSLATE_NOOP(
    "Model", "How many of the {width} columns are classes cannot be read; {classes} are assumed"
)


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """The readings of one table, or of a pair of tables for each level."""
    picture, outputs = evidence.picture, evidence.signature.outputs
    fed = spec(picture) if picture is not None and evidence.alone else None
    if fed is None or any(output.rank not in _TABLES for output in outputs):
        return
    if len(outputs) == 1:
        yield from _one(evidence, fed)
    elif len(outputs) % 2 == 0:
        yield from _levels(evidence, fed)


def _one(evidence: Evidence, fed: InputSpec) -> Iterator[Candidate]:
    output = evidence.signature.outputs[0]
    strides = pyramid(Size(fed.width, fed.height), output.size(-2))
    width = output.size(-1)
    if not strides or width <= BOX * BINS[0]:
        return
    names, sure = _split(evidence, width)
    count = len(names.names)
    form = "nanodet-plus" if len(strides) == PLUS else "nanodet"
    recipe = _recipe(_caffe(fed), OutputSpec(form, (output.name,)), names)
    why = _ONE.filled(output=str(output), classes=count)
    doubts = [warning(_BGR)]
    if not names.known and count != COCO:
        doubts.append(warning(_WIDTH.filled(width=width, classes=count)))
    if fed.name == "data":  # what NanoDet's exporter calls its input
        sure = max(sure, 0.96)
    yield Candidate(recipe, sure, (why, *names.why), (*doubts, *names.findings))


def _split(evidence: Evidence, width: int) -> tuple[Names, float]:
    """The names, hence the number of classes, and how sure it is that this is no YOLOX."""
    counts = [width - BOX * bins for bins in BINS if width > BOX * bins]
    named = next((count for count in counts if evidence.named(count)), 0)
    if named:
        return evidence.names(named), 0.95
    if evidence.named(width - BOX - 1):  # what YOLOX would make of it
        return evidence.names(counts[0]), 0.2
    if COCO in counts:
        return evidence.names(COCO), 0.94
    return evidence.names(counts[0]), 0.5


def _levels(evidence: Evidence, fed: InputSpec) -> Iterator[Candidate]:
    net = Size(fed.width, fed.height)
    pairs = _paired(evidence.signature.outputs, net)
    if not pairs:
        return
    scores, boxes = pairs
    names = evidence.names(scores[0].size(-1))
    used = tuple(output.name for output in (*scores, *boxes))
    why = _PAIRS.filled(levels=len(scores), classes=scores[0].size(-1))
    if len(scores) == PLUS:
        for read, reason, sure in paddle.inputs(evidence, fed, plain_first=False):
            recipe = _recipe(read, OutputSpec("picodet", used), names, family="picodet")
            findings = (*paddle.doubted(evidence), *names.findings)
            yield Candidate(recipe, sure, (why, reason, *names.why), findings)
        return
    recipe = _recipe(_caffe(fed), OutputSpec("nanodet", used), names)
    findings = (warning(_BGR), *names.findings)
    yield Candidate(recipe, 0.9, (why, *names.why), findings)


def _paired(outputs: Sequence[Tensor], net: Size) -> tuple[list[Tensor], list[Tensor]] | None:
    """Scores and boxes of each level, finest first; None where they do not pair."""
    scores, boxes = [], []
    for stride in LEVELS[: len(outputs) // 2]:
        level = [o for o in outputs if o.size(-2) == math.prod(cells(net, stride))]
        if len(level) != 2:  # noqa: PLR2004 (a pair)
            return None
        wide = [o for o in level if o.size(-1) in {BOX * bins for bins in BINS}]
        if not wide:
            return None
        box = wide[-1]  # scores come first where both could be distributions
        boxes.append(box)
        scores.append(next(o for o in level if o is not box))
    alike = len({o.size(-1) for o in scores}) == len({o.size(-1) for o in boxes}) == 1
    return (scores, boxes) if alike else None


def _caffe(fed: InputSpec) -> InputSpec:
    return replace(
        fed, colour=Colour.BGR, scale=1.0, mean=MEAN[::-1], std=STD[::-1], fit=Fit.STRETCH
    )


def _recipe(fed: InputSpec, read: OutputSpec, names: Names, family: str = "nanodet") -> Recipe:
    return Recipe(
        family=family,
        task=Task.DETECT,
        input=fed,
        output=read,
        classes=names.names,
        thresholds=Thresholds(iou=_IOU),
    )
