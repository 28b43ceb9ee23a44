"""What a decoder is given and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.found import Found
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.recipe import Recipe

_UNLIKE = QT_TRANSLATE_NOOP(
    "Model", "The answer has the shapes {shapes}, which {format} does not have"
)
_NOT_FINITE = QT_TRANSLATE_NOOP("Model", "{count} answers had numbers that are not finite")
_NAMELESS = QT_TRANSLATE_NOOP("Model", "The class {index} has no name in the list of {count}")
_NO_PIXELS = QT_TRANSLATE_NOOP("Model", "{count} masks had no pixels")
NO_CLASSES = QT_TRANSLATE_NOOP("Model", "The model has no classes")


@dataclass(frozen=True, slots=True)
class Raw:
    """The output tensors, batch axis included, in the order of `recipe.output.names`."""

    outputs: tuple[NDArray[np.generic], ...]
    frame: Frame
    recipe: Recipe

    def unlike(self, output_format: str) -> UserError:
        """The error that the outputs do not have the form that their format has."""
        shapes = ", ".join(str(list(output.shape)) for output in self.outputs) or "none"
        return UserError(_UNLIKE.filled(shapes=shapes, format=output_format))

    def table(self, index: int = 0, *, width: int) -> NDArray[np.float32]:
        """Output `index` without its batch axis as float32 (rows, columns >= width)."""
        if index >= len(self.outputs):
            raise self.unlike(self.recipe.output.format)
        output = self.outputs[index]
        while output.ndim > 2 and output.shape[0] == 1:  # noqa: PLR2004 (rows and columns)
            output = output[0]
        if output.ndim != 2 or output.shape[1] < width:  # noqa: PLR2004
            raise self.unlike(self.recipe.output.format)
        return np.ascontiguousarray(output, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Found objects, best first, messages about what was odd, and the vector of an embedding."""

    founds: tuple[Found, ...] = ()
    notes: tuple[Problem, ...] = ()
    embedding: NDArray[np.float32] | None = field(default=None, compare=False)


Decoder = Callable[[Raw], Decoded]


def note(text: Text) -> Problem:
    """A message about an ordinary oddity."""
    return Problem(Severity.WARNING, text)


def not_finite(count: int) -> tuple[Problem, ...]:
    """The message that answers were left out, if any were."""
    return (note(_NOT_FINITE.filled(count=count)),) if count else ()


def no_pixels(count: int) -> tuple[Problem, ...]:
    """The message that masks came out empty, if any did."""
    return (note(_NO_PIXELS.filled(count=count)),) if count else ()


def nameless(classes: NDArray[np.integer], recipe: Recipe) -> tuple[Problem, ...]:
    """The message that a class id lies beyond the names, for the largest one."""
    top = int(classes.max(initial=-1))
    if top < len(recipe.classes):
        return ()
    return (note(_NAMELESS.filled(index=top, count=len(recipe.classes))),)
