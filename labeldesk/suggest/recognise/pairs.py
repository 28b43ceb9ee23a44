"""Boxes and class scores in two tables, not yet suppressed: YOLO-NAS, pytorch-ssd, YOLOv4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import Problem
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.decode.yolox import STRIDES, cells
from labeldesk.suggest.recipe import (
    Activation,
    Background,
    Fit,
    InputSpec,
    OutputSpec,
    Recipe,
    Space,
    Task,
    Thresholds,
)
from labeldesk.suggest.recognise import coco
from labeldesk.suggest.recognise.evidence import Candidate, Evidence, Names, warning
from labeldesk.suggest.recognise.image_input import spec
from labeldesk.suggest.recognise.lists import BOX, FLOATS
from labeldesk.suggest.signature import Signature, Tensor

LEAST = 1000  # rows; set predictors have hundreds, and are no such pairs
_MIDDLE, _SPREAD = 127.0, 128.0
_IOU = 0.5

_TABLES = QT_TRANSLATE_NOOP(
    "Model", "The outputs {boxes} and {scores} are boxes and class scores of the same {count} rows"
)
_OFFSETS = QT_TRANSLATE_NOOP(
    "Model", "The boxes seem to leave the graph as offsets from anchors that it does not hold"
)
_GUESSED = QT_TRANSLATE_NOOP(
    "Model", "Colours, and whether the first class is the background, cannot be read from the file"
)


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """YOLO-NAS where the rows are grid cells, else with and without a background in front."""
    picture = evidence.picture
    tables = _tables(evidence.signature)
    fed = spec(picture) if picture is not None and evidence.alone else None
    if fed is None or tables is None:
        return
    boxes, scores = tables
    every = evidence.names(scores.size(-1))
    if boxes.size(1) == cells(Size(fed.width, fed.height), STRIDES):
        yield _candidate("yolo-nas", fed, tables, Background.NONE, (every, 0.8))
        return
    half = replace(fed, scale=1.0, mean=(_MIDDLE,), std=(_SPREAD,), fit=Fit.STRETCH)
    half = half if fed.dtype in FLOATS else replace(fed, fit=Fit.STRETCH)
    first = coco.one_based(evidence, scores.size(-1) - 1)
    named = evidence.named(scores.size(-1)) and not coco.has_background(every.names)
    sure = 0.3 if named else 0.65 if first.known else 0.45
    plainly = 0.6 if named else 0.35
    graph = evidence.signature
    if {"Exp", "Softmax"} <= graph.ops and (boxes.name, scores.name) == ("boxes", "scores"):
        sure = max(sure, 0.75)
    doubts: tuple[Problem, ...] = ()
    if "Conv" in graph.ops and "Exp" not in graph.ops:
        sure, plainly, doubts = 0.2, 0.1, (warning(_OFFSETS),)
    found = _candidate("pytorch-ssd", half, tables, Background.FIRST, (first, sure))
    yield replace(found, findings=(*doubts, *found.findings))
    plain = replace(fed, fit=Fit.STRETCH)
    other = _candidate("yolo-v4", plain, tables, Background.NONE, (every, plainly))
    yield replace(other, findings=(*doubts, *other.findings))


def _tables(signature: Signature) -> tuple[Tensor, Tensor] | None:
    """Boxes [.., n, 4] or [.., n, 1, 4] and scores [.., n, classes]."""
    if len(signature.outputs) != 2:  # noqa: PLR2004 (boxes and scores)
        return None
    boxes = [o for o in signature.outputs if o.size(-1) == BOX and o.rank > 2]  # noqa: PLR2004
    others = [o for o in signature.outputs if o not in boxes and o.rank > 2]  # noqa: PLR2004
    if len(boxes) != 1 or len(others) != 1:
        return None
    same = boxes[0].size(1) == others[0].size(1) >= LEAST and others[0].size(-1)
    return (boxes[0], others[0]) if same and others[0].rank == 3 else None  # noqa: PLR2004


def _candidate(
    family: str,
    fed: InputSpec,
    tables: tuple[Tensor, Tensor],
    background: Background,
    known: tuple[Names, float],
) -> Candidate:
    (boxes, scores), (names, sure) = tables, known
    recipe = Recipe(
        family=family,
        task=Task.DETECT,
        input=fed,
        output=OutputSpec(
            "boxes-scores",
            (boxes.name, scores.name),
            activation=Activation.PROBE,
            background=background,
            space=Space.PROBE,
        ),
        classes=names.names,
        thresholds=Thresholds(iou=_IOU),
    )
    why = _TABLES.filled(boxes=str(boxes), scores=str(scores), count=boxes.size(1))
    return Candidate(recipe, sure, (why, *names.why), (warning(_GUESSED), *names.findings))
