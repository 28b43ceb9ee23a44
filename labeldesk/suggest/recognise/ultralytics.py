"""Models exported by Ultralytics, by their metadata; the shapes must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import Problem
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.names import in_metadata, literal
from labeldesk.suggest.recipe import (
    Activation,
    Corners,
    Fit,
    InputSpec,
    OutputSpec,
    Recipe,
    Space,
    Task,
    Thresholds,
)
from labeldesk.suggest.recognise.evidence import IMAGE_AXES, Candidate, Evidence, Names, warning
from labeldesk.suggest.recognise.image_input import spec
from labeldesk.suggest.recognise.semantic import background_of, is_numbers
from labeldesk.suggest.signature import Signature, Tensor

FAMILY = "ultralytics"
TASKS = {task.value: task for task in Task if task not in (Task.EMBED, Task.PROMPT)}
SUFFIX = {Task.SEGMENT: "-seg", Task.OBB: "-obb", Task.POSE: "-pose"}
END2END = 6
MOST_END2END = 1000  # rows of a finished list; raw lists have thousands
BOX = 4
_PAIR = 2
MASKS, JOINTS = 32, 51  # the exporter's usual counts: prototypes, 17 joints of 3 numbers

_SAYS = QT_TRANSLATE_NOOP("Model", "The metadata says Ultralytics, task {task}")
_SHAPE = QT_TRANSLATE_NOOP("Model", "The output {output} has the form of {format}")
_UNLIKE = QT_TRANSLATE_NOOP(
    "Model", "The output {output} does not have the form of the task {task}"
)
_STRETCHED = QT_TRANSLATE_NOOP(
    "Model", "Read as RT-DETR: centres and sizes in shares of the input, the image stretched"
)
_FREE = QT_TRANSLATE_NOOP("Model", "The output's form is free; taken from the metadata")


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """The reading that the metadata gives, if there is a task we know."""
    signature = evidence.signature
    task = TASKS.get(signature.metadata.get("task", ""))
    image = evidence.image
    if task is None or image is None:
        return
    fed = spec(image, default=_imgsz(signature.metadata))
    if fed is None or not signature.outputs:
        return
    read = _queries if _is_rtdetr(signature.metadata) else _READINGS.get(task, _detect)
    yield read(evidence, task, fed)


def _imgsz(metadata: Mapping[str, str]) -> Size | None:
    value = literal(metadata.get("imgsz", ""))
    sides: list[Any] = list(value) if isinstance(value, (list, tuple)) else [value, value]
    if len(sides) != _PAIR or not all(
        isinstance(side, int) and 0 < side < 1 << 14 for side in sides
    ):
        return None
    return Size(sides[1], sides[0])  # written rows first


def _classify(evidence: Evidence, task: Task, fed: InputSpec) -> Candidate:
    output = evidence.signature.outputs[0]
    names = evidence.names(output.size(1))
    fed = replace(fed, fit=Fit.CROP, antialias=True)
    recipe = _recipe(evidence, task, fed, OutputSpec("classify", (output.name,)), names)
    return _candidate(recipe, (), names, agrees=output.rank == _PAIR)


def _semantic(evidence: Evidence, task: Task, fed: InputSpec) -> Candidate:
    """A map of class numbers [batch, rows, columns]; older heads give a map for each class."""
    output = evidence.signature.outputs[0]
    is_map = is_numbers(output, evidence.signature)
    names = evidence.names(0 if is_map else output.size(1))
    background, classes = background_of(names.names)
    fmt = "semantic-map" if is_map else "semantic"
    read = OutputSpec(fmt, (output.name,), Activation.PROBE, background)
    recipe = _recipe(evidence, task, fed, read, replace(names, names=classes))
    why = (_SHAPE.filled(output=str(output), format=fmt),)
    return _candidate(recipe, why, names, agrees=is_map or output.rank == IMAGE_AXES)


def _is_rtdetr(metadata: Mapping[str, str]) -> bool:
    named = "rtdetr" in metadata.get("description", "").lower().replace("-", "")
    return named or "RTDETR" in metadata.get("head", "")


def _queries(evidence: Evidence, task: Task, fed: InputSpec) -> Candidate:
    """RT-DETR: the shape of an end-to-end YOLO, but centres and shares of a stretched picture.

    Older exports have one column for each class instead of score and class.
    """
    signature = evidence.signature
    output, named = signature.outputs[0], len(in_metadata(signature.metadata))
    finished = output.size(2) == END2END and ("head" in signature.metadata or named != _PAIR)
    names = evidence.names(0 if finished else max(output.size(2) - BOX, 0))
    form = "yolo-end2end" if finished else "query-rows"
    read = OutputSpec(form, (output.name,), corners=Corners.CENTRES, space=Space.UNIT)
    recipe = _recipe(evidence, task, replace(fed, fit=Fit.STRETCH), read, names)
    why = (_SHAPE.filled(output=str(output), format=form), _STRETCHED)
    agrees = output.rank == 3 and output.size(2) > BOX and task is Task.DETECT  # noqa: PLR2004
    return _candidate(recipe, why, names, agrees=agrees)


def _detect(evidence: Evidence, task: Task, fed: InputSpec) -> Candidate:
    signature = evidence.signature
    output = signature.outputs[0]
    named = len(in_metadata(signature.metadata))
    extra = _extra(task, signature)
    form = _form(output, signature, named, extra)
    count = _classes(form, output, extra)
    names = evidence.names(count if form != "yolo-end2end" else 0)
    fmt = form + SUFFIX.get(task, "")
    used = signature.outputs[: 2 if task is Task.SEGMENT else 1]
    read = OutputSpec(fmt, tuple(item.name for item in used), joint=_joint(signature))
    if fmt == "yolo-end2end" and "head" not in signature.metadata:
        read = replace(read, corners=Corners.PROBE, space=Space.PROBE)
    shown = str(output)
    why: tuple[Text, ...] = (_SHAPE.filled(output=shown, format=form),)
    if not all(output.size(axis) for axis in (1, 2)):
        why = (_FREE,)
    agrees = output.rank == 3 and len(used) == (2 if task is Task.SEGMENT else 1)  # noqa: PLR2004
    return _candidate(_recipe(evidence, task, fed, read, names), why, names, agrees=agrees)


def _extra(task: Task, signature: Signature) -> int:
    """Numbers of a box beyond place, scores and class: mask coefficients, angle, joints."""
    match task:
        case Task.SEGMENT:
            masks = signature.outputs[1].size(1) if len(signature.outputs) > 1 else 0
            return masks or MASKS
        case Task.OBB:
            return 1
        case Task.POSE:
            shape = literal(signature.metadata.get("kpt_shape", ""))
            pair = (
                [n for n in shape if isinstance(n, int)] if isinstance(shape, (list, tuple)) else []
            )
            return pair[0] * pair[1] if len(pair) == _PAIR else JOINTS
        case Task.DETECT | Task.CLASSIFY | Task.SEMANTIC | Task.EMBED | Task.PROMPT:
            return 0


def _joint(signature: Signature) -> int:
    """Numbers of a joint: x, y, and visibility if it is given."""
    shape = literal(signature.metadata.get("kpt_shape", ""))
    flat = isinstance(shape, (list, tuple)) and len(shape) == _PAIR and shape[1] == _PAIR
    return 2 if flat else 3


def _form(output: Tensor, signature: Signature, names: int, extra: int) -> str:
    """The format by the shape first: metadata were seen to survive a graph that was changed."""
    rows, columns = output.size(1), output.size(2)
    if columns == END2END + extra and rows <= MOST_END2END:
        return "yolo-end2end" if rows or _is_end2end(signature.metadata) else "yolo-v8"
    if columns and columns == BOX + 1 + names + extra and rows > columns:
        return "yolo-v5"
    if not (rows and columns) and _is_end2end(signature.metadata):
        return "yolo-end2end"
    return "yolo-v8"


def _is_end2end(metadata: Mapping[str, str]) -> bool:
    args = literal(metadata.get("args", ""))
    suppressed = isinstance(args, dict) and args.get("nms") is True
    return suppressed or metadata.get("end2end", "") == "True"


def _classes(form: str, output: Tensor, extra: int) -> int:
    if form == "yolo-v5":
        return max(output.size(2) - BOX - 1 - extra, 0)
    return max(output.size(1) - BOX - extra, 0) if form == "yolo-v8" else 0


def _recipe(
    evidence: Evidence, task: Task, fed: InputSpec, read: OutputSpec, names: Names
) -> Recipe:
    metadata = evidence.signature.metadata
    return Recipe(
        family=FAMILY,
        task=task,
        input=fed,
        output=read,
        classes=names.names,
        thresholds=Thresholds(),
        license=metadata.get("license", "")[:200],
        source=metadata.get("description", "")[:200],
    )


def _candidate(recipe: Recipe, why: tuple[Text, ...], names: Names, *, agrees: bool) -> Candidate:
    said = _SAYS.filled(task=recipe.task.value)
    findings: tuple[Problem, ...] = names.findings
    if not agrees:
        output = ", ".join(recipe.output.names)
        findings = (warning(_UNLIKE.filled(output=output, task=recipe.task.value)), *findings)
    return Candidate(recipe, 0.98 if agrees else 0.3, (said, *why, *names.why), findings)


_READINGS = {Task.CLASSIFY: _classify, Task.SEMANTIC: _semantic}
