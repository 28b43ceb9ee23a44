"""What the inputs beside the picture are given: sizes, scales, constants."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.recipe import ExtraInput, Feed

_OTHER_NAMES = {"float": "float32", "double": "float64", "bool": "bool_"}
_UNFIT = QT_TRANSLATE_NOOP(
    "Model", "The input {name} takes {wanted} numbers, the recipe gives {given}"
)
_NO_NUMBERS = QT_TRANSLATE_NOOP("Model", "The input {name} takes no numbers but {kind}")


def dtype(declared: str) -> str:
    """The numpy name of a type as onnxruntime writes it, ``tensor(float)``."""
    inner = declared.removeprefix("tensor(").removesuffix(")")
    return _OTHER_NAMES.get(inner, inner)


def value(
    extra: ExtraInput, at: Frame, kind: str, shape: Sequence[int | str | None]
) -> NDArray[np.generic]:
    """The tensor for an input of that type and declared shape; raises `UserError`.

    Free axes have one place but the last, which has as many as there are numbers. One constant
    fills all places.
    """
    numbers = np.array(_numbers(extra, at), np.float64)
    dims = [axis if isinstance(axis, int) and axis > 0 else 0 for axis in shape]
    if dims and not dims[-1]:
        dims[-1] = max(numbers.size // (math.prod(axis or 1 for axis in dims[:-1]) or 1), 1)
    if len(dims) > 1 and numbers.size == math.prod(axis or 1 for axis in dims[1:]):
        dims[0] = 1  # of one image, also where the file declares a batch of several
    fixed = tuple(axis or 1 for axis in dims)
    if numbers.size == 1:
        numbers = np.full(fixed, numbers[0])
    if numbers.size != math.prod(fixed):
        wanted = math.prod(fixed)
        raise UserError(_UNFIT.filled(name=extra.name, wanted=wanted, given=numbers.size))
    try:
        return _cast(numbers, np.dtype(kind)).reshape(fixed)
    except TypeError as error:
        raise UserError(_NO_NUMBERS.filled(name=extra.name, kind=kind)) from error


def _cast(numbers: NDArray[np.float64], kind: np.dtype[np.generic]) -> NDArray[np.generic]:
    whole = np.issubdtype(kind, np.integer)
    return (np.rint(numbers) if whole else numbers).astype(kind)


def _numbers(extra: ExtraInput, at: Frame) -> tuple[float, ...]:
    match extra.feed:
        case Feed.IMAGE_WH:
            return at.image
        case Feed.IMAGE_HW:
            return at.image[::-1]
        case Feed.INPUT_WH:
            return at.net
        case Feed.INPUT_HW:
            return at.net[::-1]
        case Feed.SCALE_WH:
            return tuple(at.scale)
        case Feed.SCALE_HW:
            return tuple(at.scale[::-1])
        case Feed.CONSTANT:
            return extra.values or (0.0,)
