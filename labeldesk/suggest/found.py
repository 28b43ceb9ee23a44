"""What a model saw on one image, before the project makes suggestions of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.annotation import Value
from labeldesk.domain.problem import Problem
from labeldesk.domain.shapes import Shape


@dataclass(frozen=True, slots=True)
class Found:
    """One object, in pixels of the upright image.

    `score` is 0..1. `probabilities` holds a classifier's whole vector, in the order of the
    recipe's classes, on its first answer only; empty elsewhere.
    """

    class_name: str
    shape: Shape
    score: float
    attributes: Mapping[str, Value] = field(default_factory=dict)
    probabilities: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """All a model said about one image, best first.

    `notes` are messages about ordinary oddities: numbers that are not finite, classes without
    a name, empty masks. `seconds` is the time the model itself took. `embedding` is a float32
    vector (n,), from models that describe images and propose nothing.
    """

    founds: tuple[Found, ...] = ()
    notes: tuple[Problem, ...] = ()
    seconds: float = 0.0
    embedding: NDArray[np.float32] | None = field(default=None, compare=False)
