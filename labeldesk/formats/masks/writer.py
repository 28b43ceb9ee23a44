"""Labeled images as masks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.masks.legend import (
    LABELMAP,
    LEGEND,
    VOID,
    VOID_16,
    labelmap_bytes,
    legend_bytes,
)
from labeldesk.formats.masks.png import Colours, Numbers, narrowed, png_bytes, voc_colours
from labeldesk.formats.masks.reader import FORMAT
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.paths import UnsafePathError, is_listed_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report
from labeldesk.raster.rle import RleError, from_rle

SEMANTIC, INSTANCE, VOC = "semantic", "instance", "voc"
FOLDERS = {
    SEMANTIC: ("masks", ""),
    INSTANCE: ("semantic", "instances"),
    VOC: ("SegmentationClass", "SegmentationObject"),
}
_NO_SIZE = QT_TRANSLATE_NOOP("Masks", "The size of the image is not known; it gets no mask")
_NO_CLASS = QT_TRANSLATE_NOOP("Masks", "The class of an object is not among those written")
_WHOLE_PALETTE = 768


class MasksWriter:
    """Writes the masks of one target, then what explains them."""

    def __init__(self, target: Target, values: Mapping[ClassId, int], layout: str) -> None:
        self._target = target
        self._values = values
        self._layout = layout
        self._is_wide = max(values.values(), default=0) > VOID
        self._void = VOID_16 if self._is_wide else VOID
        self._images: dict[str, str] = {}
        self._names = LabelNames()
        self._parts: dict[str, list[str]] = {}

    def add(self, image: LabeledImage, report: Report) -> None:
        """One image, already restricted: masks that do not overlap, in painting order."""
        if not is_listed_name(image.path):
            report.failure(UnsafePathError(image.path))
        elif image.size is None:
            report.error(_NO_SIZE, image.path)
        else:
            self._write(image, image.size, self._named(image.path), report)

    def _named(self, path: str) -> str:
        """The mask's name: the image's with another ending, its whole name if that is taken."""
        name = f"{self._names.take(path)}.png"
        self._images[name] = path
        return name

    def _write(self, image: LabeledImage, size: Size, name: str, report: Report) -> None:
        shape = (size.height, size.width)
        classes: Numbers = np.zeros(shape, np.uint16 if self._is_wide else np.uint8)
        objects = np.zeros(shape, np.uint16)
        void = _void_of(image, size)
        if void is not None:
            classes[void] = self._void
        for number, annotation in enumerate(image.annotations, start=1):
            value, mask = self._values.get(annotation.class_id), annotation.shape
            if value is None:
                report.error(_NO_CLASS, image.path)
            elif isinstance(mask, Mask) and mask.bounds is not None:
                x0, y0, x1, y1 = map(int, mask.bounds)
                pixels = mask.pixels(x0, y0, x1, y1)
                classes[y0:y1, x0:x1][pixels] = value
                objects[y0:y1, x0:x1][pixels] = number
        if void is not None:
            objects[void & (objects == 0)] = VOID if len(image.annotations) < VOID else VOID_16
        self._save(name, classes, objects, _palette_of(image) if self._layout == VOC else None)
        part = self._target.split.get(image.path, "default")
        self._parts.setdefault(part, []).append(name.removesuffix(".png"))

    def _save(
        self, name: str, classes: Numbers, objects: NDArray[np.uint16], palette: Colours | None
    ) -> None:
        first, second = FOLDERS[self._layout]
        self._target.write(f"{first}/{name}", png_bytes(classes, palette))
        if second:
            self._target.write(f"{second}/{name}", png_bytes(narrowed(objects), palette))

    def finish(self) -> None:
        """The legend, and what the layout has beside it."""
        target, values = self._target, self._values
        facts = (self._layout, self._void)
        target.write(LEGEND, legend_bytes(facts, target.classes, values, self._images))
        target.write(LABELMAP, labelmap_bytes(target.classes, values))
        if self._layout == VOC:
            for part, names in self._parts.items():
                text = "".join(f"{name}\n" for name in names)
                target.write(f"ImageSets/Segmentation/{part}.txt", text.encode())


def _void_of(image: LabeledImage, size: Size) -> NDArray[np.bool_] | None:
    """The pixels that the image's mask said to ignore."""
    foreign = image.foreign
    rle = foreign.extra.get("void") if foreign is not None and foreign.format == FORMAT else None
    if not isinstance(rle, dict):
        return None
    try:
        return from_rle(rle).whole(size)
    except RleError:
        return None


def _palette_of(image: LabeledImage) -> Colours:
    """The palette the mask came with, else VOC's."""
    foreign = image.foreign
    kept = foreign.extra.get("palette") if foreign and foreign.format == FORMAT else None
    if isinstance(kept, list) and 0 < len(kept) <= _WHOLE_PALETTE and not len(kept) % 3:
        return np.array(kept, dtype=np.uint8).reshape(-1, 3)
    return voc_colours()
