"""Masks of one thing against everything else: salient objects, people, one trained class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from labeldesk.domain.problem import Problem
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.recipe import (
    Activation,
    InputSpec,
    Layout,
    OutputSpec,
    Recipe,
    Task,
)
from labeldesk.suggest.recognise.evidence import IMAGE_AXES, Candidate, Evidence, warning
from labeldesk.suggest.recognise.image_input import layout, size, spec
from labeldesk.suggest.recognise.preparation import IMAGENET
from labeldesk.suggest.recognise.semantic import FLOATS, OTHERS, covers, is_numbers, stretched
from labeldesk.suggest.signature import Signature, Tensor

PEOPLE = ("selfie", "person", "people", "human", "portrait", "meet", "modnet")
FOREGROUND, PERSON = "foreground", "person"
ISNET_SIDE = 1024
U2NET_OUTPUTS = 7

_ONE = QT_TRANSLATE_NOOP("Model", "The output {output} is one map of the whole input")
_CALLED = QT_TRANSLATE_NOOP(
    "Model", "Its class is called {name}; change the name if the model finds something else"
)
_FILE_NAME = QT_TRANSLATE_NOOP("Model", "The name of the file speaks of people")
_SIDES = QT_TRANSLATE_NOOP(
    "Model", "{count} maps of one kind, as U2-Net and ISNet have them; one is taken"
)
_ISNET = QT_TRANSLATE_NOOP(
    "Model",
    "Colour scale cannot be read from the file; ISNet wants RGB from -0.5 to 0.5, BiRefNet of the "
    "same form ImageNet mean and deviation",
)
_PLAIN = QT_TRANSLATE_NOOP(
    "Model", "Colour scale cannot be read from the file; RGB from 0 to 1 is assumed"
)


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """One map, or several of which the first is the finished one."""
    signature, image = evidence.signature, evidence.image
    if signature.metadata.get("task") or image is None:
        return
    fed, order = spec(image), layout(image)
    output = _chosen(signature, order)
    if fed is None or order is None or output is None or is_numbers(output, signature):
        return
    if not covers(output, size(image, order), order):
        return
    ready = stretched(evidence, image)
    if ready is None:
        return
    count = sum(_is_single(other, order) for other in signature.outputs)
    name, told = _name(evidence)
    why = (_ONE.filled(output=str(output)), _CALLED.filled(name=name), *told)
    why = (*why, _SIDES.filled(count=count)) if count > 1 else why
    for spec_, doubts, less in _colours(*ready, count, known=bool(evidence.sidecars.preparation)):
        how = Activation.NONE if output.last_op == "Sigmoid" else Activation.PROBE
        read = OutputSpec("semantic-each", (output.name,), how, layout=_order(output, order))
        recipe = Recipe("foreground", Task.SEMANTIC, spec_, read, (name,))
        clear = count > 1 or bool(told)
        sure = 0.75 if clear else 0.6 if output.last_op == "Sigmoid" else 0.5
        yield Candidate(recipe, round(sure - less, 2), why, doubts)


def _is_single(output: Tensor, order: Layout | None) -> bool:
    """Whether an output is one map of numbers."""
    if output.dtype not in FLOATS:
        return False
    channels = output.size(3 if order is Layout.NHWC else 1)
    return output.rank == IMAGE_AXES and 1 in (channels, output.size(1))


def _order(output: Tensor, order: Layout) -> Layout:
    """Where the map has its one channel, which may be elsewhere than in the input."""
    return Layout.NCHW if output.size(1) == 1 and output.size(3) != 1 else order


def _chosen(signature: Signature, order: Layout | None) -> Tensor | None:
    """The finished map: by its name, else the first; None where other outputs are no maps."""
    single = [output for output in signature.outputs if _is_single(output, order)]
    if not single or any(output.rank != IMAGE_AXES for output in signature.outputs):
        return None
    # Heat maps of detectors come with maps of sizes and offsets; ISNet hands out features too.
    if len(single) < len(signature.outputs) and len(single) < U2NET_OUTPUTS - 1:
        return None
    first = next((output for output in single if output.name == "output"), single[0])
    return None if any(word in first.name.lower() for word in OTHERS) else first


def _name(evidence: Evidence) -> tuple[str, tuple[Text, ...]]:
    """What the one class is called, and why."""
    if any(word in evidence.name.lower() for word in PEOPLE):
        return PERSON, (_FILE_NAME,)
    listed = evidence.names(1)
    return (listed.names[0], listed.why) if listed.known else (FOREGROUND, ())


def _colours(
    fed: InputSpec, doubts: tuple[Problem, ...], count: int, *, known: bool
) -> Iterator[tuple[InputSpec, tuple[Problem, ...], float]]:
    """The readings of the colours: input, doubts, and how much less sure it is."""
    if known or fed.dtype == "uint8":
        yield fed, doubts, 0.0
    elif fed.layout is Layout.NHWC:
        yield replace(fed, mean=(), std=()), (warning(_PLAIN),), 0.0
        yield fed, doubts, 0.3
    elif fed.width >= ISNET_SIDE:
        isnet = replace(fed, mean=(0.5, 0.5, 0.5), std=(1.0, 1.0, 1.0))
        imagenet = replace(fed, mean=IMAGENET[0], std=IMAGENET[1])
        yield isnet, (warning(_ISNET),), 0.0 if count > 1 else 0.1
        yield imagenet, (warning(_ISNET),), 0.3
    else:
        yield fed, doubts, 0.0 if count == U2NET_OUTPUTS else 0.05
        yield replace(fed, mean=(), std=()), (warning(_PLAIN),), 0.3
