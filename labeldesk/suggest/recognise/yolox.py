"""YOLOX and YOLOv6: one row per grid cell, box, objectness, classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.decode.yolox import P6_STRIDES, STRIDES, cells
from labeldesk.suggest.recipe import Colour, InputSpec, OutputSpec, PadAt, Recipe, Task, Thresholds
from labeldesk.suggest.recognise.evidence import Candidate, Evidence, Names, warning
from labeldesk.suggest.recognise.image_input import spec
from labeldesk.suggest.signature import Tensor

BOX = 4
_TABLE = 3
_IOU = 0.65

_ROWS = QT_TRANSLATE_NOOP(
    "Model", "The output {output} has one row with objectness for each of the {count} grid cells"
)
_RAW = QT_TRANSLATE_NOOP("Model", "The rows leave the graph as a raw grid")
_DECODED = QT_TRANSLATE_NOOP("Model", "The graph seems to decode its grid itself")
_OLD = QT_TRANSLATE_NOOP(
    "Model", "Old YOLOX weights want RGB from 0 to 1 with ImageNet mean; new ones BGR from 0 to 255"
)
# The last operators of a graph that hands out its grid as it is.
RAW_ENDS = frozenset({"Transpose", "Constant", "Identity", "Reshape", ""})


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """Raw YOLOX, YOLOX that decodes itself, YOLOv6: surest first by the graph's last operator."""
    signature, image = evidence.signature, evidence.image
    if signature.metadata.get("task") or image is None or len(signature.outputs) != 1:
        return
    fed, output = spec(image), signature.outputs[0]
    if fed is None or output.rank != _TABLE or output.size(2) <= BOX + 1:
        return
    net = Size(fed.width, fed.height)
    if output.size(1) not in {cells(net, STRIDES), cells(net, P6_STRIDES)}:
        return
    names = evidence.names(output.size(2) - BOX - 1)
    is_raw = output.last_op in RAW_ENDS
    decodes = not is_raw and "Exp" in signature.ops
    caffe = _caffe(fed)
    yield _candidate("yolox", caffe, "yolox", output, names, 0.92 if is_raw else 0.3)
    yield _candidate("yolox", caffe, "yolo-v5", output, names, 0.75 if decodes else 0.2)
    plain = 0.1 if is_raw or decodes else 0.6
    yield _candidate("yolov6", fed, "yolo-v5", output, names, plain)


def _caffe(fed: InputSpec) -> InputSpec:
    return replace(fed, colour=Colour.BGR, scale=1.0, pad_at=PadAt.BOTTOM_RIGHT)


def _candidate(
    family: str, fed: InputSpec, fmt: str, output: Tensor, names: Names, sure: float
) -> Candidate:
    recipe = Recipe(
        family=family,
        task=Task.DETECT,
        input=fed,
        output=OutputSpec(fmt, (output.name,)),
        classes=names.names,
        thresholds=Thresholds(iou=_IOU),
    )
    rows = _ROWS.filled(output=str(output), count=output.size(1))
    graph = _RAW if fmt == "yolox" else _DECODED
    doubts = (warning(_OLD),) if family == "yolox" else ()
    return Candidate(recipe, sure, (rows, graph, *names.why), (*doubts, *names.findings))
