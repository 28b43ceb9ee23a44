"""Maps of a whole input with known answers, and a plain way of reading them, pixel for pixel."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from labeldesk.domain.geometry import Size
from labeldesk.suggest.fake import constant_model
from labeldesk.suggest.recipe import Fit, InputSpec, Layout, ModelFile, OutputSpec, Recipe, Task
from labeldesk.suggest.runner import Model
from tests.unit.suggest.models import picture

ODD = (Size(641, 427), Size(333, 517), Size(1, 1), Size(97, 3))
SQUARE = Size(320, 320)
CLASSES = ("sky", "road", "car", "tree", "person")


def run(
    path: Path,
    outputs: dict[str, np.ndarray],
    size: Size,
    *,
    net: Size = SQUARE,
    fit: Fit = Fit.LETTERBOX,
    **recipe,
):
    """What a model of that recipe says about an image of that size; `format` and the like go
    to the output.
    """
    nhwc = recipe.get("layout") is Layout.NHWC
    dims = (1, net.height, net.width, 3) if nhwc else (1, 3, net.height, net.width)
    path.write_bytes(constant_model(outputs, dims=dims).SerializeToString())
    own = {key: recipe.pop(key) for key in ("classes", "thresholds", "max_det") if key in recipe}
    crop, layout = recipe.pop("crop", 1.0), recipe.get("layout", Layout.NCHW)
    fed = InputSpec(width=net.width, height=net.height, fit=fit, crop=crop, layout=layout)
    read = OutputSpec(recipe.pop("format"), tuple(outputs), **recipe)
    own = {"classes": CLASSES, **own}
    model = Model(ModelFile(path, Recipe("test", Task.SEMANTIC, fed, read, **own)))
    try:
        return model.suggest(picture(size))
    finally:
        model.close()


def content(size: Size, net: Size, fit: Fit) -> tuple[float, float, float, float]:
    """Where the image lies in the input: left, top, width, height."""
    if fit is Fit.STRETCH:
        return 0, 0, net.width, net.height
    ratio = min(net.width / size.width, net.height / size.height)
    width, height = max(round(size.width * ratio), 1), max(round(size.height * ratio), 1)
    return (net.width - width) // 2, (net.height - height) // 2, width, height


def places(size: Size, net: Size, cells: Size, fit: Fit, axis: int) -> tuple[np.ndarray, int, int]:
    """The cell coordinate of each pixel's centre, and the cells of the content, on one axis."""
    begin, length = content(size, net, fit)[axis::2]
    scale = cells[axis] / net[axis]
    at = (begin + (np.arange(size[axis]) + 0.5) * length / size[axis]) * scale
    inside = [c for c in range(cells[axis]) if begin * scale <= c + 0.5 < (begin + length) * scale]
    middle = min(int((begin + length / 2) * scale), cells[axis] - 1)
    return at, min(inside, default=middle), max(inside, default=middle)


def smooth(values: np.ndarray, size: Size, net: Size, fit: Fit) -> np.ndarray:
    """A map (h, w) on the image, linear between the centres of the cells that hold it."""
    for axis, cells in ((0, 1), (1, 0)):
        at, first, last = places(size, net, Size(*values.shape[::-1]), fit, axis)
        at = np.clip(at - 0.5, first, last)
        low = np.floor(at).astype(int)
        high = np.minimum(low + 1, last)
        share = (at - low)[None] if axis == 0 else (at - low)[:, None]
        values = np.take(values, low, cells) * (1 - share) + np.take(values, high, cells) * share
    return values


def blocky(values: np.ndarray, size: Size, net: Size, fit: Fit) -> np.ndarray:
    """A map (h, w) on the image, each pixel that of its cell."""
    for axis, cells in ((0, 1), (1, 0)):
        at, first, last = places(size, net, Size(*values.shape[::-1]), fit, axis)
        values = np.take(values, np.clip(np.floor(at + 1e-9).astype(int), first, last), cells)
    return values


def hills(count: int, rows: int, columns: int, seed: int = 3) -> np.ndarray:
    """Logits (1, count, rows, columns) of a few large regions with rough borders."""
    rng = np.random.default_rng(seed)
    coarse = rng.normal(0, 4, (count, 5, 6))
    tall = np.repeat(np.repeat(coarse, -(-rows // 5), 1), -(-columns // 6), 2)
    rough = rng.normal(0, 1, (count, rows, columns))
    return (tall[:, :rows, :columns] + rough).astype(np.float32)[None]


def masks(answer, size: Size) -> dict[str, np.ndarray]:
    """The mask of each class as pixels (height, width)."""
    return {found.class_name: found.shape.whole(size) for found in answer.founds}


def differing(found: np.ndarray, wanted: np.ndarray) -> int:
    """How many pixels are not the same: values computed in another order may tie otherwise."""
    return int((found != wanted).sum())
