"""CenterFace: four maps with 1, 2, 2 and 10 channels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.decode.centerface import CHANNELS
from labeldesk.suggest.recipe import Fit, OutputSpec, Recipe, Task, Thresholds
from labeldesk.suggest.recognise.evidence import IMAGE_AXES, Candidate, Evidence
from labeldesk.suggest.recognise.image_input import spec

_IOU = 0.3

_MAPS = QT_TRANSLATE_NOOP("Model", "Four maps: heat, size, offset and five landmarks of faces")
_SIZES = QT_TRANSLATE_NOOP("Model", "The declared sizes are ignored: this model takes any size")


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """The one reading, if the outputs are those maps."""
    image, outputs = evidence.image, evidence.signature.outputs
    channels = tuple(output.size(1) for output in outputs)
    if image is None or channels != CHANNELS or any(o.rank != IMAGE_AXES for o in outputs):
        return
    fed = spec(image)
    if fed is None:
        return
    recipe = Recipe(
        family="centerface",
        task=Task.DETECT,
        input=replace(fed, width=0, height=0, scale=1.0, fit=Fit.STRETCH),
        output=OutputSpec("centerface", tuple(output.name for output in outputs)),
        classes=("face",),
        thresholds=Thresholds(score=0.2, iou=_IOU),
        clear_dims=True,
    )
    yield Candidate(recipe, 0.95, (_MAPS, _SIZES))
