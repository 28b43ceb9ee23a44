"""What looks wrong about a first answer, before its recipe is saved."""

from __future__ import annotations

from collections.abc import Iterator

from labeldesk.domain.geometry import Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.shapes import Shape, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.found import Answer, Found

NEARLY_ALL = 0.95  # of the image's area

_NOTHING = QT_TRANSLATE_NOOP("Model", "Nothing was found on this image, not even doubtfully")
_DESCRIBES = QT_TRANSLATE_NOOP(
    "Model", "This model describes images and proposes nothing; it serves to compare them"
)
_EVERYTHING = QT_TRANSLATE_NOOP(
    "Model", "Every box covers nearly the whole image: the recipe may be wrong"
)


def doubts(answer: Answer, image: Size) -> tuple[Problem, ...]:
    """The answer's own notes, and what its shapes say about the recipe."""
    if answer.embedding is not None:
        return (*answer.notes, Problem(Severity.INFO, _DESCRIBES))
    return (*answer.notes, *_about(answer.founds, image))


def _about(founds: tuple[Found, ...], image: Size) -> Iterator[Problem]:
    if not founds:
        yield Problem(Severity.INFO, _NOTHING)
    placed = [_area(found.shape) for found in founds if not isinstance(found.shape, Tag)]
    whole = image.width * image.height * NEARLY_ALL
    if placed and all(area > whole for area in placed):
        yield Problem(Severity.WARNING, _EVERYTHING)


def _area(shape: Shape) -> float:
    """Of a mask its pixels, of all else what is around it."""
    if isinstance(shape, Mask):
        return shape.area
    bounds = shape.bounds
    return bounds.area if bounds is not None else 0.0
