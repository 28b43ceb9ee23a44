"""Semantic segmentation: a map per class, or one map of class numbers, over the whole input."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import Problem
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.recipe import (
    Activation,
    Background,
    Fit,
    InputSpec,
    Layout,
    OutputSpec,
    Recipe,
    Task,
)
from labeldesk.suggest.recognise.evidence import IMAGE_AXES, Candidate, Evidence, Names, warning
from labeldesk.suggest.recognise.image_input import layout, size, spec
from labeldesk.suggest.recognise.preparation import HALF, IMAGENET, prepared
from labeldesk.suggest.signature import Signature, Tensor

NOTHING = frozenset({
    "background", "__background__", "_background_", "bg", "unlabeled", "unlabelled", "void",
})  # fmt: skip
"""What the class slot that means nothing is called, case aside."""
FINE = (1, 2, 4, 8)  # input pixels per cell; coarser maps are features or grids of a detector
INTEGERS = frozenset({"uint8", "int8", "uint16", "int16", "int32", "int64", "uint32"})
FLOATS = frozenset({"float32", "float16", "float64"})
OTHERS = ("embed", "feat", "depth", "high_res", "proto", "hidden", "flow", "disparity")
"""Parts of the names of maps that are no classes."""
_COPIES = frozenset({"ArgMax", "Cast", "Squeeze", "Unsqueeze", "Reshape", "Resize", "Transpose"})
_MAP, _TWO, _THREE = 3, 2, 3
_TORCH_SIDE = 520

_LOGITS = QT_TRANSLATE_NOOP("Model", "The output {output} is a map for each of {count} classes")
_FREE = QT_TRANSLATE_NOOP("Model", "The output {output} is a map for each class")
_NUMBERS = QT_TRANSLATE_NOOP("Model", "The output {output} is a map of class numbers")
_TORCH = QT_TRANSLATE_NOOP("Model", "The names of the outputs are those of torchvision")
_COLOURS = QT_TRANSLATE_NOOP(
    "Model", "Colour scale cannot be read from the file; {assumed} is assumed"
)
_IMAGENET = QT_TRANSLATE_NOOP("Model", "RGB with ImageNet mean and deviation")
_HALF = QT_TRANSLATE_NOOP("Model", "RGB from -1 to 1")
_SLOT = QT_TRANSLATE_NOOP(
    "Model",
    "Whether the first class means background cannot be read from the file; if everything "
    "around the objects is suggested, take the other reading",
)
_FIRST = QT_TRANSLATE_NOOP("Model", "The first slot is read as background")
_LAST = QT_TRANSLATE_NOOP("Model", "The last slot is read as background")
_EACH = QT_TRANSLATE_NOOP("Model", "Each class has scores of its own; masks may overlap")


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """Maps of class numbers, and maps of two classes and more."""
    signature, image = evidence.signature, evidence.image
    if signature.metadata.get("task") or image is None or image.name == "pixel_values":
        return
    fed, order = spec(image), layout(image)
    output = chosen(signature)
    if fed is None or order is None or output is None:
        return
    net = size(image, order)
    if is_numbers(output, signature) and covers(output, net, order, finest=True):
        yield _numbered(evidence, image, output)
    elif output.rank == IMAGE_AXES and output.dtype in FLOATS and covers(output, net, order):
        count = output.size(1 if order is Layout.NCHW else 3)
        if count != 1:
            yield from _maps(evidence, image, output, count)


def chosen(signature: Signature) -> Tensor | None:
    """The output that is the map: the first one, where all others could be auxiliary."""
    first = signature.output("out") or signature.outputs[0]
    if any(word in first.name.lower() for word in OTHERS):
        return None
    alike = all(other.dims[1:] == first.dims[1:] for other in signature.outputs)
    aside = {"out", "aux"} == {output.name for output in signature.outputs}
    return first if alike or aside else None


def is_numbers(output: Tensor, signature: Signature) -> bool:
    """Whether an output can be a map of class numbers: whole ones, or cast after an ArgMax."""
    cast = "ArgMax" in signature.ops and output.last_op in _COPIES
    flat = output.rank == _MAP or (
        output.rank == IMAGE_AXES and 1 in (output.size(1), output.size(3))
    )
    return flat and (output.dtype in INTEGERS or (output.dtype in FLOATS and cast))


def covers(output: Tensor, net: Size, order: Layout, *, finest: bool = False) -> bool:
    """Whether a map can be one of the whole input: cells of few pixels, in its proportions."""
    single = output.rank == IMAGE_AXES and output.size(1) == 1
    first = 1 if output.rank == _MAP or (order is Layout.NHWC and not single) else 2
    rows, columns = output.size(first), output.size(first + 1)
    if not (rows and columns and all(net)):
        return True
    steps = {round(net.height / rows), round(net.width / columns)}
    return len(steps) == 1 and steps <= set(FINE[:3] if finest else FINE)


def background_of(names: tuple[str, ...]) -> tuple[Background, tuple[str, ...]]:
    """Which slot means nothing by its name, and the names of the others."""
    if names and names[0].strip().lower() in NOTHING:
        return Background.FIRST, names[1:]
    if names and names[-1].strip().lower() in NOTHING:
        return Background.LAST, names[:-1]
    return Background.NONE, names


def stretched(evidence: Evidence, image: Tensor) -> tuple[InputSpec, tuple[Problem, ...]] | None:
    """The input as segmentation networks mostly want it, and the doubt about that."""
    fed, order = spec(image, default=Size(512, 512)), layout(image)
    if fed is None or order is None:
        return None
    if evidence.sidecars.preparation:
        said = evidence.sidecars
        ready = prepared(fed, size(image, order), said.preparation, said.model_type)
        return ready.fed, ready.findings
    fed = replace(fed, fit=Fit.STRETCH)
    if fed.dtype == "uint8":
        return replace(fed, scale=1.0), ()
    half = fed.layout is Layout.NHWC or "addle" in evidence.signature.producer
    mean, std = HALF if half else IMAGENET
    doubt = _COLOURS.filled(assumed=_HALF if half else _IMAGENET)
    return replace(fed, mean=mean, std=std), (warning(doubt),)


def _numbered(evidence: Evidence, image: Tensor, output: Tensor) -> Candidate:
    fed, doubts = stretched(evidence, image) or (InputSpec(), ())
    names = evidence.names(0)
    background, classes = background_of(names.names)
    read = OutputSpec("semantic-map", (output.name,), background=background)
    recipe = Recipe("semantic", Task.SEMANTIC, fed, read, classes)
    findings = (*doubts, *names.findings)
    why = (_NUMBERS.filled(output=str(output)), *names.why, *_slot(background))
    return Candidate(recipe, 0.75 if names.known else 0.7, why, findings)


def _maps(evidence: Evidence, image: Tensor, output: Tensor, count: int) -> Iterator[Candidate]:
    ready = stretched(evidence, image)
    if ready is None:
        return
    fed, doubts = ready
    is_torch = output.name == "out"
    if is_torch:
        fed = _torch(fed, image)
    is_apart = output.last_op == "Sigmoid"
    text = (
        _LOGITS.filled(output=str(output), count=count)
        if count
        else _FREE.filled(output=str(output))
    )
    why = (text, *((_TORCH,) if is_torch else ()), *((_EACH,) if is_apart else ()))
    for sure, background, names, more in _slots(evidence, count, apart=is_apart):
        read = OutputSpec(
            "semantic-each" if is_apart else "semantic",
            (output.name,),
            Activation.NONE if output.last_op in {"Sigmoid", "Softmax"} else Activation.PROBE,
            background,
            layout=fed.layout,
        )
        recipe = Recipe("semantic", Task.SEMANTIC, fed, read, names.names)
        reasons = (*why, *names.why, *_slot(background))
        yield Candidate(recipe, sure + 0.1 * is_torch, reasons, (*more, *doubts, *names.findings))


def _torch(fed: InputSpec, image: Tensor) -> InputSpec:
    """As the weights of torchvision come: the short side 520 pixels where the size is free."""
    free = not all(size(image, fed.layout))
    fed = replace(fed, antialias=True)
    if not free:
        return fed
    return replace(fed, width=0, height=0, stride=1, short_side=_TORCH_SIDE, max_side=0)


def _slots(
    evidence: Evidence, count: int, *, apart: bool
) -> Iterator[tuple[float, Background, Names, tuple[Problem, ...]]]:
    """How sure each reading of the class slots is, its names, and what is open about it."""
    every, fewer = evidence.names(count), evidence.names(count - 1 if count else 0)
    if every.known:
        background, names = background_of(every.names)
        yield 0.75, background, replace(every, names=names), ()
    elif fewer.known and count > _TWO:
        yield 0.75, Background.FIRST, fewer, ()
    elif apart:
        yield 0.6, Background.NONE, every, ()
    elif count == _TWO:
        yield 0.6, Background.FIRST, replace(fewer, names=("foreground",)), (warning(_SLOT),)
        yield 0.2, Background.NONE, every, (warning(_SLOT),)
    else:
        # Three maps may as well be the colours of another image.
        yield 0.55 if count > _THREE else 0.4, Background.NONE, every, (warning(_SLOT),)
        yield 0.3, Background.FIRST, fewer, (warning(_SLOT),)


def _slot(background: Background) -> tuple[Text, ...]:
    match background:
        case Background.NONE:
            return ()
        case Background.FIRST:
            return (_FIRST,)
        case Background.LAST:
            return (_LAST,)
