"""FastestDet: one map of 5 + classes channels, sixteen times smaller than the input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.recipe import Colour, Fit, Layout, OutputSpec, Recipe, Task, Thresholds
from labeldesk.suggest.recognise.evidence import IMAGE_AXES, Candidate, Evidence
from labeldesk.suggest.recognise.image_input import spec

STRIDE = 16
FIRST_CLASS = 5
_IOU = 0.45

_MAP = QT_TRANSLATE_NOOP("Model", "The output {output} is one map at a sixteenth of the input")


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """The one reading, if the only output is such a map."""
    signature, image = evidence.signature, evidence.image
    if image is None or len(signature.outputs) != 1:
        return
    fed, output = spec(image), signature.outputs[0]
    if fed is None or fed.layout is not Layout.NCHW or output.rank != IMAGE_AXES:
        return
    expected = (fed.height // STRIDE, fed.width // STRIDE)
    if (output.size(2), output.size(3)) != expected or output.size(1) <= FIRST_CLASS:
        return
    # Segmentation maps come at a quarter or an eighth; objectness and classes are sigmoid and
    # softmax inside the graph, which is what tells the two apart at the same size.
    sure = 0.85 if {"Sigmoid", "Softmax"} <= signature.ops else 0.35
    names = evidence.names(output.size(1) - FIRST_CLASS)
    recipe = Recipe(
        family="fastestdet",
        task=Task.DETECT,
        input=replace(fed, colour=Colour.BGR, fit=Fit.STRETCH, antialias=True),
        output=OutputSpec("fastestdet", (output.name,)),
        classes=names.names,
        thresholds=Thresholds(iou=_IOU),
    )
    yield Candidate(recipe, sure, (_MAP.filled(output=str(output)), *names.why), names.findings)
