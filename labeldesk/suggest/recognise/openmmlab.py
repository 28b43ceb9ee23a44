"""mmdeploy's detectors: rows of five numbers, whole labels, perhaps masks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.beside import OPENMMLAB, numbers, steps
from labeldesk.suggest.recipe import Colour, Fit, InputSpec, OutputSpec, PadAt, Recipe, Task
from labeldesk.suggest.recognise.evidence import IMAGE_AXES, Candidate, Evidence, warning
from labeldesk.suggest.recognise.image_input import spec
from labeldesk.suggest.recognise.lists import WHOLE

MEAN, STD = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)  # RGB, of 0 to 255
_SCORED = 5
_LONGEST, _STRIDE = 1333, 32

_ROWS = QT_TRANSLATE_NOOP(
    "Model", "The outputs {boxes} and {labels} are mmdeploy's boxes with scores and whole labels"
)
_TOLD = QT_TRANSLATE_NOOP("Model", "Colours and sizes from {name} beside the model")
_BGR = QT_TRANSLATE_NOOP("Model", "Read as RTMDet: BGR with ImageNet mean and deviation")
_RGB = QT_TRANSLATE_NOOP(
    "Model", "Read as Faster R-CNN and kin: RGB with ImageNet mean and deviation"
)
_PLAIN = QT_TRANSLATE_NOOP("Model", "Read as YOLOX: BGR from 0 to 255")
_ASSUMED = QT_TRANSLATE_NOOP(
    "Model",
    "Colour order and mean lie in mmdeploy's pipeline.json, which is not beside the model; "
    "compare the readings on an image",
)


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """One reading where pipeline.json lies beside the model, else one for each line of models."""
    signature, picture = evidence.signature, evidence.picture
    boxes = next((o for o in signature.outputs if o.size(-1) == _SCORED and o.rank == 3), None)  # noqa: PLR2004
    labels = next((o for o in signature.outputs if o.rank == 2 and o.dtype in WHOLE), None)  # noqa: PLR2004
    fed = spec(picture) if picture is not None and evidence.alone else None
    if fed is None or picture is None or boxes is None or labels is None:
        return
    masks = next((o for o in signature.outputs if o.rank == IMAGE_AXES), None)
    used = tuple(output.name for output in (boxes, labels, masks) if output is not None)
    names, row = evidence.names(0), _ROWS.filled(boxes=str(boxes), labels=str(labels))
    known = {boxes.name, labels.name} == {"dets", "labels"}
    free = not (picture.size(-1) and picture.size(-2))
    for read, why, sure in _inputs(evidence, _free(fed) if free else _fixed(fed)):
        recipe = Recipe(
            family="mmdeploy",
            task=Task.SEGMENT if masks else Task.DETECT,
            input=read,
            output=OutputSpec("scored-boxes", used),
            classes=names.names,
        )
        doubts = () if OPENMMLAB[0] in evidence.settings else (warning(_ASSUMED),)
        surely = sure if known else sure * 0.9
        yield Candidate(recipe, surely, (row, why, *names.why), (*doubts, *names.findings))


def _fixed(fed: InputSpec) -> InputSpec:
    return replace(fed, fit=Fit.LETTERBOX, pad_at=PadAt.BOTTOM_RIGHT)


def _free(fed: InputSpec) -> InputSpec:
    return replace(fed, width=0, height=0, fit=Fit.STRETCH, stride=_STRIDE, max_side=_LONGEST)


def _inputs(evidence: Evidence, fed: InputSpec) -> Iterator[tuple[InputSpec, Text, float]]:
    told = evidence.settings.get(OPENMMLAB[0])
    step = next((s for s in steps(told, "mean") if s.get("type") == "Normalize"), None)
    if step is not None:
        yield _as_told(fed, told, step), _TOLD.filled(name=OPENMMLAB[0]), 0.96
        return
    bgr = replace(fed, colour=Colour.BGR, scale=1.0)
    yield replace(bgr, mean=MEAN[::-1], std=STD[::-1]), _BGR, 0.6
    yield replace(fed, scale=1.0, mean=MEAN, std=STD), _RGB, 0.4
    yield bgr, _PLAIN, 0.3


def _as_told(fed: InputSpec, told: object, step: dict[str, object]) -> InputSpec:
    resize = next((s for s in steps(told, "keep_ratio") if s.get("type") == "Resize"), {})
    fit = fed.fit if resize.get("keep_ratio", True) else Fit.STRETCH
    return replace(
        fed,
        colour=Colour.RGB if step.get("to_rgb") is True else Colour.BGR,
        scale=1.0,
        mean=numbers(step.get("mean")),
        std=numbers(step.get("std")),
        fit=fit,
    )
