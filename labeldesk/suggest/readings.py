"""What a model file leaves open, as questions: how it may be read, and which answers there are.

Nothing here decides. A recipe is changed one answer at a time, tried on an image, and saved.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.inspection import Inspection
from labeldesk.suggest.recipe import Colour, InputSpec, ModelFile, OutputSpec, Recipe, Task
from labeldesk.suggest.recognise.classifier import IMAGENET_MEAN, IMAGENET_STD
from labeldesk.suggest.recognise.image_input import spec
from labeldesk.suggest.signature import Signature

SURE = 0.7  # from here on a model is used before anybody is asked
NOT_RECOGNISED = "unknown"
_PICTURE = 4  # axes
_FORMATS: dict[int, tuple[tuple[str, Task], ...]] = {  # by the axes of the output
    3: (
        ("yolo-v8", Task.DETECT),
        ("yolo-v5", Task.DETECT),
        ("yolox", Task.DETECT),
        ("yolo-end2end", Task.DETECT),
    ),
    2: (("classify", Task.CLASSIFY), ("yolo-end2end", Task.DETECT)),
    4: (("classify", Task.CLASSIFY), ("fastestdet", Task.DETECT)),
}
_ONE_CLASS = tuple(f"class{slot}" for slot in range(80))


@dataclass(frozen=True, slots=True)
class Scaling:
    """How levels 0..255 become numbers; mean and deviation in the order red, green, blue."""

    id: str
    words: Text
    scale: float
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()

    def on(self, fed: InputSpec) -> InputSpec:
        """An input with these numbers, in the order of its channels."""
        turn = -1 if fed.colour is Colour.BGR else 1
        return replace(fed, scale=self.scale, mean=self.mean[::turn], std=self.std[::turn])

    def is_of(self, fed: InputSpec) -> bool:
        """Whether an input has these numbers."""
        mine = self.on(fed)
        return all(
            _near(one, two)
            for one, two in (
                ((mine.scale,), (fed.scale,)),
                (mine.mean or (0.0,), fed.mean or (0.0,)),
                (mine.std or (1.0,), fed.std or (1.0,)),
            )
        )


def _near(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    both = zip(one, two, strict=False)
    return len(one) == len(two) and all(math.isclose(a, b, rel_tol=1e-4) for a, b in both)


SCALINGS = (
    Scaling("unit", QT_TRANSLATE_NOOP("Reading", "0 to 1"), 1 / 255),
    Scaling("levels", QT_TRANSLATE_NOOP("Reading", "0 to 255"), 1.0),
    Scaling("signed", QT_TRANSLATE_NOOP("Reading", "-1 to 1"), 1 / 255, (0.5,), (0.5,)),
    Scaling(
        "imagenet",
        QT_TRANSLATE_NOOP("Reading", "ImageNet mean and deviation"),
        1 / 255,
        IMAGENET_MEAN,
        IMAGENET_STD,
    ),
    Scaling(
        "imagenet-levels",
        QT_TRANSLATE_NOOP("Reading", "ImageNet mean only, from 0 to 255"),
        1.0,
        (123.675, 116.28, 103.53),
    ),
)


def scaling_of(fed: InputSpec) -> str:
    """The id of the usual numbers that an input has; empty for others."""
    return next((one.id for one in SCALINGS if one.is_of(fed)), "")


def recoloured(fed: InputSpec, colour: Colour) -> InputSpec:
    """The same input with its channels in another order: their numbers go along."""
    if fed.colour is colour:
        return fed
    turned = {fed.colour, colour} == {Colour.RGB, Colour.BGR}
    mean, std = (fed.mean[::-1], fed.std[::-1]) if turned else (fed.mean, fed.std)
    return replace(fed, colour=colour, mean=mean, std=std)


def asks(inspection: Inspection) -> bool:
    """Whether the file alone does not say enough: then a person is asked before it is used."""
    return not inspection.candidates or inspection.sure < SURE


def readings(inspection: Inspection, now: Recipe | None = None) -> tuple[Recipe, ...]:
    """Every way to read the file: `now` if it is given, those recognised, the surest first, then
    the usual forms that its outputs could have.
    """
    found = [now] if now is not None else []
    found += [candidate.recipe for candidate in inspection.candidates]
    if now is not None:  # what it is called and what it names stays, however it is read
        found = [found[0], *(_kept(one, now) for one in found[1:])]
    usual = list(_usual(inspection))
    if found:
        usual = [_kept(replace(one, input=found[0].input), found[0]) for one in usual]
    sure = {_answers(recipe): recipe for recipe in reversed(found)}
    kinds = {_kind(recipe) for recipe in found}
    more = [recipe for recipe in usual if _kind(recipe) not in kinds]
    return (*reversed(sure.values()), *more)


def _kind(recipe: Recipe) -> tuple[object, ...]:
    return recipe.task, recipe.output.format, recipe.output.names


def _answers(recipe: Recipe) -> tuple[object, ...]:
    """All that changes the answer about an image."""
    return recipe.task, recipe.input, recipe.output, recipe.classes, recipe.extras


def _kept(recipe: Recipe, like: Recipe) -> Recipe:
    more = recipe.classes[len(like.classes) :]
    return replace(
        recipe,
        classes=(*like.classes, *more) if _is_numbered(recipe) else recipe.classes,
        files=like.files,
        sha256=like.sha256,
        license=like.license,
        source=like.source,
        tiling=like.tiling,
    )


def _is_numbered(recipe: Recipe) -> bool:
    """Whether nobody named the classes: other readings may have other names on purpose."""
    return all(name == f"class{slot}" for slot, name in enumerate(recipe.classes))


def _usual(inspection: Inspection) -> Iterator[Recipe]:
    signature = inspection.signature
    fed = _fed(signature)
    if fed is None:
        return
    sha256, files = inspection.sha256, {"model": inspection.path.name}
    for output in signature.outputs:
        for name, task in _FORMATS.get(output.rank, ()):
            yield Recipe(
                NOT_RECOGNISED,
                task,
                fed,
                OutputSpec(name, (output.name,)),
                _ONE_CLASS,
                files=files,
                sha256=sha256,
            )


def _fed(signature: Signature) -> InputSpec | None:
    pictures = [one for one in signature.inputs if one.rank == _PICTURE]
    return spec(pictures[0]) if len(pictures) == len(signature.inputs) == 1 else None


def unknown(inspection: Inspection) -> ModelFile | None:
    """A model of unknown kind with the first form it could have; None if it has none of them."""
    found = readings(inspection)
    return ModelFile(inspection.path, found[0]) if found else None
