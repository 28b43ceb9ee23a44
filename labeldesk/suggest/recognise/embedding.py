"""Networks that describe an image by a vector: image towers, transformers, headless classifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.decode.embed import extra_tokens
from labeldesk.suggest.recipe import Fit, InputSpec, Layout, OutputSpec, Pool, Recipe, Task
from labeldesk.suggest.recognise.evidence import IMAGE_AXES, Candidate, Evidence, warning
from labeldesk.suggest.recognise.image_input import layout, size, spec
from labeldesk.suggest.recognise.preparation import CLIP, Prepared, prepared
from labeldesk.suggest.sidecars import CONFIG
from labeldesk.suggest.signature import Tensor

SIDE = 224
TOWER, POOLED, HIDDEN = "image_embeds", "pooler_output", "last_hidden_state"
NAMED = ("embed", "feature", "feat", "descriptor")
"""Parts of the names of outputs that are vectors, not scores."""
ENDS = frozenset({
    "GlobalAveragePool", "ReduceMean", "Flatten", "Squeeze", "Div", "LayerNormalization",
    "LpNormalization", "Reshape",
})  # fmt: skip
"""Last operators of networks whose head was taken off, or that bring vectors to one length."""
HEADS = frozenset({1000, 1001, 21841, 21843, 11221})
"""Numbers of classes of usual training sets: such a vector is of scores."""
POOLED_KINDS = ("clip", "siglip", "chinese_clip", "swin", "convnext", "resnet", "regnet", "bit")
"""Kinds whose `pooler_output` is trained and better than their first token, or than none."""
LEAST = 64
COARSE = 16  # input pixels per cell of a map of features
_VECTOR, _TOKENS = 2, 3

_TOWER = QT_TRANSLATE_NOOP("Model", "The output {output} is the vector of an image tower")
_IS_VECTOR = QT_TRANSLATE_NOOP("Model", "The output {output} is a vector that describes the image")
_FIRST = QT_TRANSLATE_NOOP("Model", "Of the tokens in {output} the first stands for the image")
_MEAN = QT_TRANSLATE_NOOP("Model", "The tokens in {output} are averaged over the image")
_CELLS = QT_TRANSLATE_NOOP("Model", "The features in {output} are averaged over the image")
_NO_HEAD = QT_TRANSLATE_NOOP(
    "Model", "No class names fit, and it ends as networks without a head do"
)
_CLIP = QT_TRANSLATE_NOOP("Model", "Colours as CLIP has them are assumed")
_KINDLESS = QT_TRANSLATE_NOOP(
    "Model", "{file} is not beside the model: which tokens stand for the image is a guess"
)


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """Vectors by their names, tokens, headless networks: the surest first."""
    image = evidence.image
    if evidence.signature.metadata.get("task") or image is None:
        return
    order = layout(image)
    if order is None or spec(image) is None:
        return
    named = {output.name: output for output in evidence.signature.outputs}
    tower = named.get(TOWER)
    if tower is not None and tower.rank == _VECTOR:
        yield _candidate(evidence, image, tower, 0.95, (_TOWER.filled(output=str(tower)),))
    elif POOLED in named or HIDDEN in named:
        yield from _transformer(evidence, image, named)
    elif len(named) == 1:
        yield from _headless(evidence, image, evidence.signature.outputs[0], order)


def _transformer(
    evidence: Evidence, image: Tensor, named: dict[str, Tensor]
) -> Iterator[Candidate]:
    """The pooled vector or the tokens, whichever is meant to describe the image."""
    kind = evidence.sidecars.model_type
    pooled, hidden = named.get(POOLED), named.get(HIDDEN)
    fits = kind.startswith(POOLED_KINDS)
    if pooled is not None:
        sure = 0.95 if fits else 0.6 if hidden is not None else 0.9
        yield _candidate(evidence, image, pooled, sure, (_IS_VECTOR.filled(output=str(pooled)),))
    if hidden is None:
        return
    if hidden.rank == IMAGE_AXES:
        sure = 0.7 if pooled is not None else 0.9
        yield _candidate(evidence, image, hidden, sure, (_CELLS.filled(output=str(hidden)),))
    elif hidden.rank == _TOKENS:
        yield from _tokens(evidence, image, hidden, 0.7 if fits and pooled else 0.9)


def _tokens(evidence: Evidence, image: Tensor, hidden: Tensor, sure: float) -> Iterator[Candidate]:
    count = hidden.size(1)
    headless = bool(count) and not extra_tokens(count)
    orders = (Pool.MEAN, Pool.FIRST) if headless else (Pool.FIRST, Pool.MEAN)
    for pool, less in zip(orders, (0.0, 0.3), strict=True):
        text = (_FIRST if pool is Pool.FIRST else _MEAN).filled(output=str(hidden))
        made = _candidate(evidence, image, hidden, sure - less, (text,))
        output = replace(made.recipe.output, pool=pool)
        yield replace(made, recipe=replace(made.recipe, output=output))


def _headless(
    evidence: Evidence, image: Tensor, output: Tensor, order: Layout
) -> Iterator[Candidate]:
    """[B, D], [B, D, 1, 1], or coarse maps [B, D, h, w] of features."""
    width = output.size(3 if order is Layout.NHWC and output.rank == IMAGE_AXES else 1)
    if output.dtype == "uint8" or evidence.names(width).known:
        return
    called = any(word in output.name.lower() for word in NAMED)
    wide = width >= LEAST and width not in HEADS
    single = output.rank == _VECTOR or output.dims[2:] == (1, 1)
    if single and (called or (wide and output.last_op in ENDS)):
        why: tuple[Text, ...] = (_IS_VECTOR.filled(output=str(output)), _NO_HEAD)
        yield _candidate(evidence, image, output, 0.8 if called else 0.65, why)
    elif single and wide and output.last_op not in {"Softmax", "Sigmoid"}:
        why = (_IS_VECTOR.filled(output=str(output)),)
        yield _candidate(evidence, image, output, 0.3, why)
    elif output.rank == IMAGE_AXES and wide and _is_coarse(image, output, order):
        why = (_CELLS.filled(output=str(output)),)
        deep = _is_coarse(image, output, order, 2 * COARSE)
        yield _candidate(evidence, image, output, 0.65 if deep else 0.45, why)


def _is_coarse(image: Tensor, output: Tensor, order: Layout, step: int = COARSE) -> bool:
    net, first = size(image, order), 1 if order is Layout.NHWC else 2
    rows, columns = output.size(first), output.size(first + 1)
    if not (rows and columns and all(net)):
        return False
    return net.height >= step * rows and net.width >= step * columns


def _candidate(
    evidence: Evidence, image: Tensor, output: Tensor, sure: float, why: tuple[Text, ...]
) -> Candidate:
    side = evidence.sidecars
    fed = _fed(evidence, image, is_tower=output.name == TOWER)
    recipe = Recipe(
        family=side.model_type or "embedding",
        task=Task.EMBED,
        input=fed.fed,
        output=OutputSpec("embed", (output.name,), layout=fed.fed.layout),
    )
    findings = fed.findings
    if output.name in {HIDDEN, POOLED} and not side.model_type:
        findings = (warning(_KINDLESS.filled(file=CONFIG)), *findings)
        sure -= 0.1
    return Candidate(
        recipe, round(sure if fed.known else sure - 0.1, 2), (*why, *fed.why), findings
    )


def _fed(evidence: Evidence, image: Tensor, *, is_tower: bool) -> Prepared:
    """The input as the settings say, else as such networks mostly want it."""
    order = layout(image) or Layout.NCHW
    fed = spec(image, default=Size(SIDE, SIDE)) or InputSpec()
    fed = replace(fed, fit=Fit.CROP, antialias=True)
    if fed.dtype == "uint8":
        return Prepared(replace(fed, scale=1.0))
    side = evidence.sidecars
    ready = prepared(fed, size(image, order), side.preparation, side.model_type)
    if side.preparation or side.model_type or not is_tower:
        return ready
    return replace(ready, fed=replace(ready.fed, mean=CLIP[0], std=CLIP[1]), why=(_CLIP,))
