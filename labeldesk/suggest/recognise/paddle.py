"""PaddleDetection: a picture and its scale in, rows of six numbers out; PicoDet's raw levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.problem import Problem
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.beside import PADDLE, numbers, steps
from labeldesk.suggest.recipe import (
    Colour,
    ExtraInput,
    Feed,
    Fit,
    InputSpec,
    OutputSpec,
    PadAt,
    Recipe,
    Space,
    Task,
)
from labeldesk.suggest.recognise.classifier import IMAGENET_MEAN, IMAGENET_STD
from labeldesk.suggest.recognise.evidence import Candidate, Evidence, Names, warning
from labeldesk.suggest.recognise.image_input import spec
from labeldesk.suggest.recognise.lists import others

SCALE, SHAPE = "scale_factor", "im_shape"
_FEEDS = {SCALE: Feed.SCALE_HW, SHAPE: Feed.INPUT_HW}
_ROW = 6

_ASKS = QT_TRANSLATE_NOOP("Model", "The inputs {names} are those of PaddleDetection")
_TOLD = QT_TRANSLATE_NOOP("Model", "Colours, sizes and names from {name} beside the model")
_MEANS = QT_TRANSLATE_NOOP("Model", "Read as PicoDet and PP-YOLOE: RGB with ImageNet mean")
_PLAIN = QT_TRANSLATE_NOOP("Model", "Read as PP-YOLOE+ and RT-DETR: RGB from 0 to 1")
_ASSUMED = QT_TRANSLATE_NOOP(
    "Model",
    "Mean and deviation lie in PaddleDetection's infer_cfg.yml, which is not beside the model; "
    "compare the readings on an image",
)


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """One reading where infer_cfg.yml lies beside the model, else with and without a mean."""
    signature, picture = evidence.signature, evidence.picture
    if picture is None:
        return
    beside = [item.name for item in others(signature, picture)]
    if SCALE not in beside or not set(beside) <= set(_FEEDS):
        return
    rows = next((o for o in signature.outputs if o.rank == 2 and o.size(1) in {0, _ROW}), None)  # noqa: PLR2004
    fed = spec(picture)
    if fed is None or rows is None:
        return
    number = next((o for o in signature.outputs if o.rank == 1), None)
    asks = _ASKS.filled(names=", ".join((picture.name, *beside)))
    names = _names(evidence)
    masks = next((o for o in signature.outputs if o.rank == 3), None)  # noqa: PLR2004
    used = tuple(output.name for output in (rows, number, masks) if output is not None)
    for read, why, sure in inputs(evidence, fed, plain_first=SHAPE in beside):
        recipe = Recipe(
            family="paddle",
            task=Task.SEGMENT if masks else Task.DETECT,
            input=read,
            output=OutputSpec("paddle", used, space=Space.IMAGE),
            classes=names.names,
            extras=tuple(ExtraInput(name, _FEEDS[name]) for name in beside),
        )
        doubts = (*doubted(evidence), *names.findings)
        yield Candidate(recipe, sure, (asks, why, *names.why), doubts)


def settings(evidence: Evidence) -> tuple[str, dict[str, object]] | None:
    """The exporter's settings beside the model and their name."""
    for name in PADDLE:
        value = evidence.settings.get(name)
        if isinstance(value, dict) and "Preprocess" in value:
            return name, value
    return None


def doubted(evidence: Evidence) -> tuple[Problem, ...]:
    """The doubt about colours, where no settings lie beside the model."""
    return () if settings(evidence) else (warning(_ASSUMED),)


def inputs(
    evidence: Evidence, fed: InputSpec, *, plain_first: bool
) -> Iterator[tuple[InputSpec, Text, float]]:
    """Every way to feed the picture, why, and how sure it is."""
    fed = replace(fed, fit=Fit.STRETCH)
    told = settings(evidence)
    if told is not None:
        picture = evidence.picture
        free = picture is not None and not (picture.size(-1) and picture.size(-2))
        yield _as_told(fed, told[1], free=free), _TOLD.filled(name=told[0]), 0.97
        return
    means = replace(fed, mean=IMAGENET_MEAN, std=IMAGENET_STD)
    yield means, _MEANS, 0.4 if plain_first else 0.7
    yield fed, _PLAIN, 0.7 if plain_first else 0.4


def _as_told(fed: InputSpec, told: dict[str, object], *, free: bool) -> InputSpec:
    step = next((s for s in steps(told, "type") if s["type"] == "NormalizeImage"), {})
    resize = next((s for s in steps(told, "type") if s["type"] == "Resize"), {})
    scaled = step.get("is_scale", True) is not False
    plain = step.get("norm_type", "mean_std") == "none"
    return replace(
        _sized(fed, resize, free=free),
        colour=Colour.RGB,
        scale=1 / 255 if scaled and step else 1.0,
        mean=() if plain else numbers(step.get("mean")),
        std=() if plain else numbers(step.get("std")),
    )


def _sized(fed: InputSpec, resize: dict[str, object], *, free: bool) -> InputSpec:
    """Stretched to a size, or kept in proportion: within a long side, or in a fixed input."""
    side = numbers(resize.get("target_size"))
    if resize.get("keep_ratio") is not True:
        wide, high = (side[-1], side[0]) if side else (fed.width, fed.height)
        return replace(fed, width=int(wide), height=int(high))
    if not free:
        return replace(fed, fit=Fit.LETTERBOX, pad_at=PadAt.BOTTOM_RIGHT, pad_value=0)
    longest = int(max(side, default=fed.max_side))
    return replace(fed, width=0, height=0, max_side=longest)


def _names(evidence: Evidence) -> Names:
    told = settings(evidence)
    listed = told[1].get("label_list") if told else None
    if isinstance(listed, list) and listed:
        return Names(tuple(map(str, listed)))
    return evidence.names(0)
