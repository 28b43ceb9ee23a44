"""Where the image lies in the encoder's input, exactly as these models were trained."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect, Size
from labeldesk.suggest.frames import Frame, frame
from labeldesk.suggest.prompting.contract import stride
from labeldesk.suggest.recipe import Fit, InputSpec

Features = tuple[NDArray[np.generic], ...]
_IMAGE_AXES = 4


def net_frame(image: Size, spec: InputSpec) -> Frame:
    """How an image (or the part that is looked at) of that size goes into that input.

    The long side fills the net and the other is rounded half up, from the top left corner on;
    stretched inputs are filled.
    """
    if spec.fit is Fit.STRETCH:
        return frame(image, spec)
    net = Size(spec.width, spec.height)
    ratio = min(net.width / image.width, net.height / image.height)
    sides = (min(max(math.floor(a * ratio + 0.5), 1), b) for a, b in zip(image, net, strict=True))
    whole = Rect(0.0, 0.0, float(image.width), float(image.height))
    return Frame(image, net, Size(*sides), 0, 0, whole)


def covered(features: Sequence[NDArray[np.generic]], spec: InputSpec) -> Size:
    """What embeddings and masks stand for, in net pixels: the net, or more than that where the
    encoder pads by itself.
    """
    if spec.fit is Fit.STRETCH:
        return Size(spec.width, spec.height)
    high, wide = min((item.shape[-2:] for item in features), key=math.prod)
    return Size(wide * stride(max(wide, high)), high * stride(max(wide, high)))


def emptied(fed: NDArray[np.generic], at: Frame) -> NDArray[np.generic]:
    """The input with zeros where there is no image: these models pad what is normalised."""
    if fed.ndim == _IMAGE_AXES:
        fed[:, :, at.resized.height :, :] = 0
        fed[:, :, :, at.resized.width :] = 0
    return fed
