"""Models that optimum exported: `pixel_values` in, outputs by the names of Transformers.

The file says nothing of colours and classes; `config.json` and `preprocessor_config.json` beside
it do. What they do not say is a doubt, as DETR and RT-DETR have the same inputs and outputs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.recipe import (
    Activation,
    Background,
    Fit,
    InputSpec,
    OutputSpec,
    Recipe,
    Task,
    Thresholds,
)
from labeldesk.suggest.recognise.evidence import NAMES_FROM, Candidate, Evidence, Names, warning
from labeldesk.suggest.recognise.image_input import layout, size, spec
from labeldesk.suggest.recognise.preparation import Prepared, prepared
from labeldesk.suggest.recognise.semantic import background_of
from labeldesk.suggest.sidecars import CONFIG
from labeldesk.suggest.signature import Tensor

PIXELS = "pixel_values"
SOFTMAX = frozenset({"detr", "yolos", "table-transformer"})
SIGMOID = frozenset({
    "conditional_detr", "deformable_detr", "dab-detr", "deta", "rt_detr", "rt_detr_v2", "d_fine",
    "lw_detr",
})  # fmt: skip
FIXED = frozenset({"rt_detr", "rt_detr_v2", "d_fine"})
"""Set predictors that want a square, not a short side."""
_VECTOR, _MAP = 2, 4
_SHORT, _LONG = 800, 1333
_PANOPTIC = 0.5

_SAYS = QT_TRANSLATE_NOOP("Model", "{file} says {kind}")
_OUTPUTS = QT_TRANSLATE_NOOP(
    "Model", "The outputs {outputs} are those of {family} from Transformers"
)
_NO_CONFIG = QT_TRANSLATE_NOOP(
    "Model", "{file} is not beside the model: its kind is concluded from names and sizes alone"
)
_SLOT = QT_TRANSLATE_NOOP(
    "Model",
    "Whether the last class slot means nothing (DETR, YOLOS) or is a class (RT-DETR, D-FINE) "
    "cannot be read from the file; if the scores look wrong, take the other reading",
)
_MANY = QT_TRANSLATE_NOOP("Model", "Each class is taken for itself: several may hold at once")
_COUNT = QT_TRANSLATE_NOOP("Model", "{file} names {names} classes, the output has {count}")
_QUERIES = QT_TRANSLATE_NOOP(
    "Model", "Whether the masks are single objects or classes cannot be read from the file"
)


@dataclass(frozen=True, slots=True)
class _Doubt:
    """What remains open about a reading, and how much less sure that makes it."""

    text: Text
    less: float = 0.3


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """Classifiers, DETR and its kin, semantic maps, MaskFormer."""
    image = evidence.image
    if image is None or image.name != PIXELS:
        return
    outputs = {output.name: output for output in evidence.signature.outputs}
    logits = outputs.get("logits")
    if {"class_queries_logits", "masks_queries_logits"} <= outputs.keys():
        yield from _maskformer(evidence, image, outputs["class_queries_logits"])
    elif logits is not None and "pred_boxes" in outputs:
        yield from _detr(evidence, image, logits)
    elif logits is not None and logits.rank == _VECTOR:
        yield from _classifier(evidence, image, logits)
    elif logits is not None and logits.rank == _MAP:
        yield from _semantic(evidence, image, logits)


def _fed(evidence: Evidence, image: Tensor, default: InputSpec) -> Prepared | None:
    """The input as the settings say; `default` is size and fit where they say nothing."""
    fed, order = spec(image), layout(image)
    if fed is None or order is None:
        return None
    fixed = size(image, order)
    side, kind = evidence.sidecars, evidence.sidecars.model_type
    usual = replace(
        fed,
        width=fixed.width or default.width,
        height=fixed.height or default.height,
        fit=default.fit,
        crop=default.crop,
        short_side=default.short_side,
        max_side=default.max_side,
        stride=default.stride,
    )
    return prepared(usual, fixed, side.preparation, kind)


def _candidate(
    evidence: Evidence,
    fed: Prepared,
    recipe: Recipe,
    names: Names,
    doubt: _Doubt | None = None,
) -> Candidate:
    """A reading with all that speaks for and against it."""
    config = evidence.sidecars.config
    outputs = ", ".join(recipe.output.names)
    why = (_OUTPUTS.filled(outputs=outputs, family=recipe.family), *fed.why, *names.why)
    findings = (*fed.findings, *names.findings)
    sure = 0.97 if fed.known else 0.8
    if evidence.sidecars.model_type:
        why = (_SAYS.filled(file=CONFIG, kind=evidence.sidecars.model_type), *why)
    if not config:
        sure -= 0.2
        findings = (warning(_NO_CONFIG.filled(file=CONFIG)), *findings)
    if doubt is not None:
        sure -= doubt.less
        findings = (warning(doubt.text), *findings)
    return Candidate(recipe, round(sure, 2), why, findings)


def _names(evidence: Evidence, count: int) -> Names:
    """The names of so many classes, 0 for any number; those of the settings before all others."""
    own = evidence.sidecars.names
    if not own:
        return evidence.names(count)
    if count not in {0, len(own)}:
        text = _COUNT.filled(file=CONFIG, names=len(own), count=count)
        return Names(own, findings=(warning(text),))
    return Names(own, why=(NAMES_FROM.filled(source=CONFIG),))


def _classifier(evidence: Evidence, image: Tensor, logits: Tensor) -> Iterator[Candidate]:
    fed = _fed(evidence, image, InputSpec(width=224, height=224, fit=Fit.STRETCH))
    if fed is None:
        return
    names = _names(evidence, logits.size(1))
    many = evidence.sidecars.is_multi_label
    how = Activation.SIGMOID if many else Activation.SOFTMAX
    read = OutputSpec("classify", (logits.name,), how)
    recipe = Recipe("hf-classifier", Task.CLASSIFY, fed.fed, read, names.names)
    yield _candidate(evidence, fed, recipe, names)
    if not evidence.sidecars.config:
        other = replace(read, activation=Activation.SIGMOID)
        yield _candidate(evidence, fed, replace(recipe, output=other), names, _Doubt(_MANY, 0.4))


def _detr(evidence: Evidence, image: Tensor, logits: Tensor) -> Iterator[Candidate]:
    kind = evidence.sidecars.model_type
    count = logits.size(-1)
    soft, doubt = _is_soft(evidence, kind, count)
    for is_soft in (soft, not soft) if doubt else (soft,):
        square = kind in FIXED or (not kind and not is_soft)
        default = InputSpec(width=640, height=640, fit=Fit.STRETCH)
        if not square:
            default = InputSpec(width=0, height=0, fit=Fit.STRETCH, stride=1, short_side=_SHORT,
                                max_side=_LONG)  # fmt: skip
        fed = _fed(evidence, image, default)
        if fed is None:
            return
        names = _names(evidence, max(count - is_soft, 0))
        read = OutputSpec(
            "detr",
            (logits.name, "pred_boxes"),
            Activation.SOFTMAX if is_soft else Activation.SIGMOID,
            Background.LAST if is_soft else Background.NONE,
        )
        family = kind or ("detr" if is_soft else "rt_detr")
        recipe = Recipe(family, Task.DETECT, fed.fed, read, names.names)
        more = 0.0 if is_soft == soft else 0.2
        why = replace(doubt, less=doubt.less + more) if doubt else None
        yield _candidate(evidence, fed, recipe, names, why)


def _is_soft(evidence: Evidence, kind: str, count: int) -> tuple[bool, _Doubt | None]:
    """Whether a softmax with a last slot for nothing is wanted, and what is open about that."""
    if kind in SOFTMAX | SIGMOID:
        return kind in SOFTMAX, None
    every, fewer = evidence.names(count), evidence.names(count - 1)
    if count and every.known != fewer.known:
        return fewer.known, _Doubt(_SLOT, 0.1)
    return True, _Doubt(_SLOT)


def _semantic(evidence: Evidence, image: Tensor, logits: Tensor) -> Iterator[Candidate]:
    fed = _fed(evidence, image, InputSpec(width=512, height=512, fit=Fit.STRETCH))
    if fed is None:
        return
    names = _names(evidence, logits.size(1))
    background, classes = background_of(names.names)
    how = Activation.SIGMOID if logits.size(1) == 1 else Activation.SOFTMAX
    read = OutputSpec("semantic", (logits.name,), how, background)
    family = evidence.sidecars.model_type or "segformer"
    recipe = Recipe(family, Task.SEMANTIC, fed.fed, read, classes)
    yield _candidate(evidence, fed, recipe, names)


def _maskformer(evidence: Evidence, image: Tensor, logits: Tensor) -> Iterator[Candidate]:
    default = InputSpec(width=0, height=0, fit=Fit.STRETCH, stride=32, short_side=_SHORT,
                        max_side=_LONG)  # fmt: skip
    fed = _fed(evidence, image, default)
    if fed is None:
        return
    names = _names(evidence, max(logits.size(2) - 1, 0))
    forms = {
        word: evidence.sidecars.mentions(word) for word in ("instance", "panoptic", "semantic")
    }
    told = [word for word, said in forms.items() if said]
    order = sorted(forms, key=lambda word: word not in told)
    for rank, form in enumerate(order):
        known = len(told) == 1
        task = Task.SEMANTIC if form == "semantic" else Task.SEGMENT
        read = OutputSpec(f"maskformer-{form}", (logits.name, "masks_queries_logits"))
        recipe = Recipe(
            evidence.sidecars.model_type or "maskformer",
            task,
            fed.fed,
            read,
            names.names,
            Thresholds(score=_PANOPTIC) if form == "panoptic" else Thresholds(),
        )
        doubt = None if known and not rank else _Doubt(_QUERIES, 0.3 + rank / 10)
        yield _candidate(evidence, fed, recipe, names, doubt)
