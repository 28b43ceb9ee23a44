"""What was clicked, as the numbers that a decoder takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.prompt import Prompt
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.prompting.contract import FAMILIES, Habits, Pad, Role, roles
from labeldesk.suggest.prompting.framing import Features
from labeldesk.suggest.signature import Tensor

POSITIVE, NEGATIVE, TOP_LEFT, BOTTOM_RIGHT, NOTHING = 1.0, 0.0, 2.0, 3.0, -1.0
_CELLS_PER_MASK = 4  # a mask that is fed has so many cells per cell of the embedding
_FEW_AXES = 3  # of points: (batch, n, 2); with one more there are several questions at once


@dataclass(frozen=True, slots=True)
class Places:
    """A prompt in net pixels: `points` (n, 2) with `labels` (n,), `box` x0 y0 x1 y1 (4,)."""

    points: NDArray[np.float64]
    labels: NDArray[np.float64]
    box: NDArray[np.float64] | None = None


def places(prompt: Prompt, at: Frame, corner: tuple[float, float]) -> Places:
    """A prompt in image pixels, for a part of the image that begins at `corner`."""
    points = np.array([spot.at for spot in prompt.spots], np.float64).reshape(-1, 2)
    labels = np.array([POSITIVE if spot.is_positive else NEGATIVE for spot in prompt.spots])
    box = None if prompt.box is None else _moved(prompt.box, at, corner)
    return Places(at.to_net(points - corner), labels, box)


def _moved(box: Rect, at: Frame, corner: tuple[float, float]) -> NDArray[np.float64]:
    corners = np.array(box, np.float64).reshape(2, 2) - corner
    return at.to_net(corners).ravel()


def fed(
    inputs: Sequence[Tensor], family: str, features: Features, shown: Places, net: Size
) -> dict[str, NDArray[np.generic]]:
    """Every input of a decoder by its name, in its own type; `net` is what masks stand for."""
    kinds = roles(inputs) or {}
    habits = FAMILIES[family]
    has_box = Role.BOX in kinds.values()
    points, labels = _listed(shown, habits, has_box=has_box)
    left = iter(features)
    makers: Mapping[Role, Callable[[Tensor], NDArray[np.generic]]] = {
        Role.FEATURES: lambda _: next(left),
        Role.POINTS: lambda item: _deep(points[None], item.rank or _FEW_AXES),
        Role.LABELS: lambda item: _deep(labels[None], item.rank or _FEW_AXES - 1),
        Role.BOX: lambda item: _deep(_box(shown)[None], item.rank or _FEW_AXES),
        Role.MASK: lambda item: np.zeros(_mask_shape(item, net)),
        Role.HAS_MASK: lambda item: np.zeros(item.size(0) or 1),
        Role.SIZE: lambda item: _deep(np.array([net.height, net.width]), item.rank or 1),
    }
    return {
        item.name: np.ascontiguousarray(makers[kinds[item.name]](item), np.dtype(item.dtype))
        for item in inputs
    }


def _listed(
    shown: Places, habits: Habits, *, has_box: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points and labels with the box and the padding among them, as the family has it."""
    points, labels = shown.points, shown.labels
    if not habits.negatives:
        points, labels = points[labels == POSITIVE], labels[labels == POSITIVE]
    if shown.box is not None and not has_box:
        corners = shown.box.reshape(2, 2)
        if habits.corners:
            points = np.concatenate((points, corners))
            labels = np.append(labels, (TOP_LEFT, BOTTOM_RIGHT))
        else:  # the middle stands for the box; what lies outside is cut off afterwards
            points = np.concatenate((points, corners.mean(axis=0)[None]))
            labels = np.append(labels, POSITIVE)
    if habits.pad is Pad.ALWAYS or (habits.pad is Pad.WITHOUT_BOX and shown.box is None):
        points, labels = np.concatenate((points, np.zeros((1, 2)))), np.append(labels, NOTHING)
    return points, labels


def _box(shown: Places) -> NDArray[np.float64]:
    """(n, 4): the box, or none."""
    return np.empty((0, 4)) if shown.box is None else shown.box[None]


def _deep(value: NDArray[np.generic], rank: int) -> NDArray[np.generic]:
    return value.reshape((1,) * (rank - value.ndim) + value.shape)


def _mask_shape(item: Tensor, net: Size) -> tuple[int, ...]:
    side = (net.height // _CELLS_PER_MASK, net.width // _CELLS_PER_MASK)
    return (1, 1, item.size(2) or side[0], item.size(3) or side[1])
