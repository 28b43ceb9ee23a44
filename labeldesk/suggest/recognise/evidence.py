"""What recognition looks at, and what it concludes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.names import NameList, in_metadata
from labeldesk.suggest.recipe import Recipe
from labeldesk.suggest.sidecars import Sidecars
from labeldesk.suggest.signature import Signature, Tensor

IMAGE_AXES = 4
GREY, COLOUR = 1, 3
DEFAULT_SIDE = 640

NAMES_FROM = QT_TRANSLATE_NOOP("Model", "Class names from {source}")
_NO_NAMES = QT_TRANSLATE_NOOP("Model", "No class names were found; classes are called by number")
_NAMES_COUNT = QT_TRANSLATE_NOOP(
    "Model", "The metadata names {names} classes, the output has {count}"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The signature, the name lists and settings that lie beside the file, and its name.
    `decoder` is the other half of an encoder, which marks what is clicked.
    """

    signature: Signature
    lists: tuple[NameList, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    sidecars: Sidecars = field(default_factory=Sidecars)
    name: str = ""
    decoder: Signature | None = None

    @property
    def image(self) -> Tensor | None:
        """The one input that is a picture (batch, channels, rows, columns in either layout)."""
        inputs = self.signature.inputs
        if len(inputs) != 1 or inputs[0].rank != IMAGE_AXES:
            return None
        return inputs[0]

    @property
    def picture(self) -> Tensor | None:
        """The input that is a picture, with or without a batch axis, whatever is beside it."""
        like = [item for item in self.signature.inputs if item.rank in {IMAGE_AXES - 1, IMAGE_AXES}]
        return like[0] if len(like) == 1 else None

    @property
    def alone(self) -> bool:
        """Whether there is one input."""
        return len(self.signature.inputs) == 1

    def named(self, count: int) -> bool:
        """Whether names for exactly so many classes are known."""
        names = self.names(count)
        return names.known and len(names.names) == count

    def names(self, count: int) -> Names:
        """The names for `count` classes; with `count` 0 (not known) those of the metadata."""
        own = in_metadata(self.signature.metadata)
        if own and count in {0, len(own)}:
            return Names(own, why=(NAMES_FROM.filled(source="metadata"),))
        if own:
            text = _NAMES_COUNT.filled(names=len(own), count=count)
            return Names(own, findings=(warning(text),))
        for item in self.lists:
            if count in {0, len(item.names)}:
                return Names(item.names, why=(NAMES_FROM.filled(source=item.source),))
        numbered = tuple(f"class{slot}" for slot in range(count))
        return Names(numbered, findings=(Problem(Severity.INFO, _NO_NAMES),), known=False)


@dataclass(frozen=True, slots=True)
class Names:
    """Class names, where they come from, and what is odd about them."""

    names: tuple[str, ...]
    why: tuple[Text, ...] = ()
    findings: tuple[Problem, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of the model: how sure (0..1), why, and what remains doubtful."""

    recipe: Recipe
    sure: float
    why: tuple[Text, ...] = ()
    findings: tuple[Problem, ...] = field(default=())


Recogniser = Callable[[Evidence], Iterable[Candidate]]
"""Gives every reading of one family that the evidence allows, none if it is another's."""


def warning(text: Text) -> Problem:
    """A doubt, as a row."""
    return Problem(Severity.WARNING, text)
