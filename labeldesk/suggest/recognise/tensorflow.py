"""SSD and its kin from the TensorFlow Object Detection API: finished lists, and raw heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.decode.anchored import anchor_count
from labeldesk.suggest.recipe import (
    Activation,
    Background,
    Corners,
    Fit,
    InputSpec,
    OutputSpec,
    Recipe,
    Space,
    Task,
    Thresholds,
)
from labeldesk.suggest.recognise import coco
from labeldesk.suggest.recognise.evidence import Candidate, Evidence, warning
from labeldesk.suggest.recognise.image_input import batched, layout, size, spec
from labeldesk.suggest.recognise.torchvision import LONGEST
from labeldesk.suggest.recognise.ultralytics import MOST_END2END
from labeldesk.suggest.signature import Signature, Tensor

OUTPUTS = ("detection_boxes", "detection_scores", "detection_classes", "num_detections")
MASKS = "detection_masks"
_BOX = 4
_ROW = 7
_IOU = 0.6
_SIGNED = 1 / 127.5  # x * 2 / 255 - 1

_NAMED = QT_TRANSLATE_NOOP("Model", "The outputs have the names of TensorFlow's detection API")
_SEVEN = QT_TRANSLATE_NOOP(
    "Model", "The output {rows} has the rows of EfficientDet: image, box, score, class"
)
_HEADS = QT_TRANSLATE_NOOP(
    "Model", "The outputs {boxes} and {scores} count the {count} anchors of an SSD for this input"
)
_RANGE = QT_TRANSLATE_NOOP("Model", "Colours RGB from -1 to 1 are assumed, as MobileNet has them")


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """The one reading of either form."""
    yield from _finished(evidence)
    yield from _efficientdet(evidence)
    yield from _raw(evidence)


def _output(signature: Signature, name: str) -> Tensor | None:
    return next((o for o in signature.outputs if o.name.partition(":")[0] == name), None)


def _finished(evidence: Evidence) -> Iterator[Candidate]:
    picture = evidence.picture
    masks = _output(evidence.signature, MASKS)
    outputs = [*(_output(evidence.signature, name) for name in OUTPUTS), masks]
    used = tuple(output.name for output in outputs if output is not None)
    if picture is None or not evidence.alone or None in outputs[:3]:
        return
    fed, names = _any_size(picture), coco.one_based(evidence, 0)
    if fed is None:
        return
    read = OutputSpec(
        "lists", used, background=Background.FIRST, corners=Corners.YXYX, space=Space.UNIT
    )
    task = Task.SEGMENT if masks else Task.DETECT
    recipe = Recipe("tensorflow", task, fed, read, classes=names.names)
    yield Candidate(recipe, 0.96, (_NAMED, *names.why), names.findings)


def _efficientdet(evidence: Evidence) -> Iterator[Candidate]:
    """Rows of seven numbers for pictures in bytes, as EfficientDet's own exporter writes them."""
    picture, outputs = evidence.picture, evidence.signature.outputs
    if picture is None or not evidence.alone or len(outputs) != 1 or picture.dtype != "uint8":
        return
    rows = outputs[0]
    fed, names = _any_size(picture), coco.one_based(evidence, 0)
    table = rows.rank == 3 and rows.size(-1) == _ROW and rows.size(1) <= MOST_END2END  # noqa: PLR2004
    if fed is None or not table:
        return
    read = OutputSpec("efficientdet", (rows.name,), background=Background.FIRST)
    read = replace(read, corners=Corners.YXYX)
    recipe = Recipe("efficientdet", Task.DETECT, fed, read, classes=names.names)
    yield Candidate(recipe, 0.75, (_SEVEN.filled(rows=str(rows)), *names.why), names.findings)


def _any_size(picture: Tensor) -> InputSpec | None:
    """Pictures as they are, where no size is fixed: the graph brings them to its own."""
    fed, order = spec(picture), layout(batched(picture))
    if fed is None or order is None:
        return None
    fixed = size(batched(picture), order)
    free = replace(fed, width=fixed.width, height=fixed.height, scale=1.0, fit=Fit.STRETCH)
    return replace(free, stride=1, max_side=LONGEST)


def _signed(fed: InputSpec) -> InputSpec:
    return fed if fed.dtype == "uint8" else replace(fed, scale=_SIGNED, mean=(1.0,))


def _raw(evidence: Evidence) -> Iterator[Candidate]:
    picture, outputs = evidence.picture, evidence.signature.outputs
    if picture is None or not evidence.alone or len(outputs) != 2:  # noqa: PLR2004
        return
    fed = spec(picture)
    boxes = next((o for o in outputs if o.size(-1) == _BOX), None)
    scores = next((o for o in outputs if o is not boxes), None)
    if fed is None or boxes is None or scores is None:
        return
    count = anchor_count(Size(fed.width, fed.height))
    if {boxes.size(1), scores.size(1)} != {count} or scores.size(-1) <= 1:
        return
    names = coco.one_based(evidence, scores.size(-1) - 1)
    recipe = Recipe(
        family="ssd",
        task=Task.DETECT,
        input=_signed(replace(fed, fit=Fit.STRETCH)),
        output=OutputSpec(
            "ssd-anchors",
            (boxes.name, scores.name),
            activation=Activation.PROBE,
            background=Background.FIRST,
        ),
        classes=names.names,
        thresholds=Thresholds(iou=_IOU),
    )
    why = _HEADS.filled(boxes=str(boxes), scores=str(scores), count=count)
    yield Candidate(recipe, 0.9, (why, *names.why), (warning(_RANGE), *names.findings))
