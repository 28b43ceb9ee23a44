"""Plain classifiers: a picture in, one vector out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.recipe import (
    Activation,
    Background,
    Fit,
    InputSpec,
    OutputSpec,
    Recipe,
    Task,
)
from labeldesk.suggest.recognise.evidence import IMAGE_AXES, Candidate, Evidence, Names, warning
from labeldesk.suggest.recognise.image_input import layout, size, spec
from labeldesk.suggest.recognise.preparation import Prepared, prepared
from labeldesk.suggest.signature import Tensor

SIDE = 224
CROP = 0.875  # 224 of 256, as the reference evaluations of ImageNet cut it
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_STD = (0.229, 0.224, 0.225)
LEAST_CLASSES = 2
_VECTOR = 2
_FLATTENED = frozenset({"Softmax", "Sigmoid"})

_ONE = QT_TRANSLATE_NOOP("Model", "The output {output} is one vector of {count} scores")
_ASSUMED = QT_TRANSLATE_NOOP(
    "Model", "Colour scale cannot be read from the file; ImageNet mean and deviation are assumed"
)
_BACKGROUND = QT_TRANSLATE_NOOP("Model", "The first slot is read as background")


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """Float and uint8 classifiers, with scores, logits or a softmax of their own."""
    signature, image = evidence.signature, evidence.image
    if signature.metadata.get("task") or image is None or len(signature.outputs) != 1:
        return
    fed, output = spec(image, default=Size(SIDE, SIDE)), signature.outputs[0]
    if (image.name, output.name) == ("pixel_values", "logits"):
        return  # another family, with settings beside it
    count = _count(output)
    if fed is None or count < LEAST_CLASSES:
        return
    names, background = _names(evidence, count)
    whole = fed.dtype == "uint8"
    ready = _ready(evidence, image, fed)
    recipe = Recipe(
        family="classifier",
        task=Task.CLASSIFY,
        input=ready.fed,
        output=OutputSpec("classify", (output.name,), _activation(output), background),
        classes=names.names,
    )
    why = (_ONE.filled(output=str(output), count=count), *ready.why, *names.why)
    why = (*why, _BACKGROUND) if background is Background.FIRST else why
    told = whole or ready.known
    yield Candidate(recipe, _sure(names, whole=told), why, (*ready.findings, *names.findings))


def _count(output: Tensor) -> int:
    """The length of the vector: [batch, n], or [batch, n, 1, 1]."""
    square = output.rank == IMAGE_AXES and output.size(2) == output.size(3) == 1
    return output.size(1) if output.rank == _VECTOR or square else 0


def _names(evidence: Evidence, count: int) -> tuple[Names, Background]:
    """Names for every slot, or for every slot but a background one in front."""
    names = evidence.names(count)
    if not names.known:
        fewer = evidence.names(count - 1)
        if fewer.known:
            return fewer, Background.FIRST
    return names, Background.NONE


def _ready(evidence: Evidence, image: Tensor, fed: InputSpec) -> Prepared:
    """The input as settings beside the model say, else as classifiers mostly want it."""
    order, side = layout(image), evidence.sidecars
    if side.preparation and order is not None and fed.dtype != "uint8":
        return prepared(fed, size(image, order), side.preparation, side.model_type)
    if fed.dtype == "uint8":
        return Prepared(_bytes(fed), known=False)
    return Prepared(_floats(fed), findings=(warning(_ASSUMED),), known=False)


def _bytes(fed: InputSpec) -> InputSpec:
    return replace(fed, scale=1.0, fit=Fit.CROP, crop=CROP, antialias=True)


def _floats(fed: InputSpec) -> InputSpec:
    return replace(
        fed, mean=IMAGENET_MEAN, std=IMAGENET_STD, fit=Fit.CROP, crop=CROP, antialias=True
    )


def _activation(output: Tensor) -> Activation:
    return Activation.NONE if output.last_op in _FLATTENED else Activation.PROBE


def _sure(names: Names, *, whole: bool) -> float:
    return (0.6 if whole else 0.45) + (0.25 if names.known else 0.0)
