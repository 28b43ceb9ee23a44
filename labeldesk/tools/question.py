"""What a tool wants a model to mark, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from labeldesk.domain.mask import Mask
from labeldesk.domain.prompt import Prompt
from labeldesk.domain.shapes import Polygon


class Looked(StrEnum):
    """Whether a model has looked at the image, or the part in sight, and can be asked."""

    NO_MODEL = "no-model"
    LOOKING = "looking"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What was shown, and the how-manieth of the answers is wanted. A peek is for the pointer
    that hovers: it is not worth waiting for. A question is itself and equal to no other: an
    answer to an older one is dropped.
    """

    prompt: Prompt
    choice: int = 0
    is_peek: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """One of `count` answers in the form that was wished for; None: nothing stands out.

    `score` is 0..1, as the model says.
    """

    shape: Mask | Polygon | None
    score: float = 0.0
    count: int = 1
