"""Small models with known answers, and images of odd sizes."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from labeldesk.domain.geometry import Size
from labeldesk.suggest.fake import constant_model
from labeldesk.suggest.inspection import Inspection, inspect

LANDSCAPE = Size(501, 333)
PORTRAIT = Size(217, 401)
SIZES = (LANDSCAPE, PORTRAIT)


def picture(size: Size) -> np.ndarray:
    rng = np.random.default_rng(7)
    return rng.integers(0, 256, (size.height, size.width, 3), dtype=np.uint8)


def written(path: Path, outputs: dict[str, np.ndarray], **more) -> Inspection:
    """The model on disk, inspected."""
    path.write_bytes(constant_model(outputs, **more).SerializeToString())
    return inspect(path)


def letterboxed(size: Size, net: int, boxes: np.ndarray) -> np.ndarray:
    """Image boxes as they lie in a centred letterbox, by a formula of its own."""
    ratio = net / max(size)
    width, height = round(size.width * ratio), round(size.height * ratio)
    left, top = (net - width) // 2, (net - height) // 2
    x = boxes[:, 0::2] * width / size.width + left
    y = boxes[:, 1::2] * height / size.height + top
    return np.stack((x[:, 0], y[:, 0], x[:, 1], y[:, 1]), axis=1)


def centred(boxes: np.ndarray) -> np.ndarray:
    """x0 y0 x1 y1 as cx cy w h."""
    return np.concatenate(((boxes[:, :2] + boxes[:, 2:]) / 2, boxes[:, 2:] - boxes[:, :2]), axis=1)
