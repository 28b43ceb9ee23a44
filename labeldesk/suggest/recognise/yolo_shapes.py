"""The YOLO line without a task in the metadata: arithmetic on the output's shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.decode.yolox import P6_STRIDES, STRIDES, cells
from labeldesk.suggest.names import in_metadata
from labeldesk.suggest.recipe import Corners, Fit, InputSpec, OutputSpec, Recipe, Space, Task
from labeldesk.suggest.recognise.evidence import IMAGE_AXES, Candidate, Evidence, warning
from labeldesk.suggest.recognise.image_input import spec
from labeldesk.suggest.signature import Signature, Tensor

ANCHORS = 3  # boxes per cell, v5 and v7
BOX = 4
END2END = 6
V7_END2END = 7
MOST_END2END = 1000
_TABLE = 3
_ROWS_ONLY = 2

_CELLS = QT_TRANSLATE_NOOP(
    "Model", "The output {output} counts the {count} grid cells of a {width} x {height} input"
)
_FINISHED = QT_TRANSLATE_NOOP("Model", "The output {output} is a list of finished boxes")
_SHARES = QT_TRANSLATE_NOOP(
    "Model", "Read as RT-DETR: centres and sizes in shares of the input, the image stretched"
)
_BYTES = QT_TRANSLATE_NOOP("Model", "Colours RGB as bytes are assumed: the graph scales them")
_ASSUMED = QT_TRANSLATE_NOOP(
    "Model", "Colours RGB from 0 to 1 are assumed, as this family has them"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    format: str
    classes: int
    sure: float


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """v5, v7, v8 and end-to-end forms, raw and with masks."""
    signature, image = evidence.signature, evidence.image
    if signature.metadata.get("task") or image is None or not signature.outputs:
        return
    fed = spec(image)
    # Beside their table the YOLOs have prototypes or the maps of their heads, never a second table.
    tables = any(output.rank <= _TABLE for output in signature.outputs[1:])
    if fed is None or tables:
        return
    extra = _coefficients(signature)
    reading = _read(signature.outputs[0], Size(fed.width, fed.height), extra, evidence)
    if reading is None:
        return
    first = _candidate(evidence, fed, reading, masks=bool(extra))
    yield first
    if first.recipe.output.format == "yolo-end2end":
        read = replace(first.recipe.output, corners=Corners.CENTRES, space=Space.UNIT)
        recipe = replace(first.recipe, family="rt-detr", output=read)
        recipe = replace(recipe, input=replace(fed, fit=Fit.STRETCH))
        yield replace(first, recipe=recipe, sure=0.25, why=(*first.why[:1], _SHARES))


def _coefficients(signature: Signature) -> int:
    """The number of mask prototypes of a second output [batch, prototypes, rows, columns]."""
    if len(signature.outputs) <= 1 or signature.outputs[1].rank != IMAGE_AXES:
        return 0
    return signature.outputs[1].size(1)


def _read(output: Tensor, net: Size, extra: int, evidence: Evidence) -> _Reading | None:
    grids = {cells(net, STRIDES), cells(net, P6_STRIDES)}
    first, second = output.size(1), output.size(2)
    if output.rank == _ROWS_ONLY and first == V7_END2END:
        # A classifier of seven classes has the same shape.
        suppresses = "NonMaxSuppression" in evidence.signature.ops
        return _Reading("yolo-v7-end2end", 0, 0.9) if suppresses else None
    if output.rank != _TABLE:
        return None
    if second in grids and first > BOX + extra:
        return _Reading("yolo-v8", first - BOX - extra, 0.93)
    if first in {ANCHORS * count for count in grids} and second > BOX + 1 + extra:
        return _Reading("yolo-v5", second - BOX - 1 - extra, 0.93)
    if second == END2END + extra and 0 < first <= MOST_END2END and first not in grids:
        return _Reading("yolo-end2end", 0, 0.7)
    return _by_names(first, second, extra, len(in_metadata(evidence.signature.metadata)))


def _by_names(first: int, second: int, extra: int, names: int) -> _Reading | None:
    """With free sizes the number of names in the metadata (v5 writes them) has to do."""
    if names and second == BOX + 1 + names + extra:
        return _Reading("yolo-v5", names, 0.85)
    if names and first == BOX + names + extra:
        return _Reading("yolo-v8", names, 0.85)
    return None


def _output(fmt: str, names: tuple[str, ...]) -> OutputSpec:
    """RT-DETR has the form of an end-to-end YOLO: its numbers tell."""
    if fmt == "yolo-end2end":
        return OutputSpec(fmt, names, corners=Corners.PROBE, space=Space.PROBE)
    return OutputSpec(fmt, names)


def _candidate(evidence: Evidence, fed: InputSpec, reading: _Reading, *, masks: bool) -> Candidate:
    output = evidence.signature.outputs[0]
    names = evidence.names(reading.classes)
    fmt = f"{reading.format}-seg" if masks else reading.format
    used = evidence.signature.outputs[: 2 if masks else 1]
    recipe = Recipe(
        family="yolo",
        task=Task.SEGMENT if masks else Task.DETECT,
        input=fed,
        output=_output(fmt, tuple(item.name for item in used)),
        classes=names.names,
    )
    finished = "end2end" in reading.format
    why = (
        _FINISHED.filled(output=str(output))
        if finished
        else _CELLS.filled(
            output=str(output),
            count=max(output.size(1), output.size(2)),
            width=fed.width,
            height=fed.height,
        )
    )
    assumed = _BYTES if fed.dtype == "uint8" else _ASSUMED
    return Candidate(recipe, reading.sure, (why, *names.why), (warning(assumed), *names.findings))
