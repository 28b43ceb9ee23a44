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
    UNLABELLED,
    VOID,
    VOID_16,
    instead_of_0,
    labelmap_bytes,
    legend_bytes,
)
from labeldesk.formats.masks.png import Colours, Numbers, png_bytes, read_png, voc_colours
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
_ZERO = QT_TRANSLATE_NOOP(
    "Masks", "The class {name} has the mask value 0, which means no object; {value} is written"
)
_WHOLE_PALETTE = 768


class MasksWriter:
    """Writes the masks of one target, then what explains them.

    A class that wants 0 has it as long as its pixels and those of others cover every image.
    With the first image that has some left over it gets another value, in all files.
    """

    def __init__(self, target: Target, values: Mapping[ClassId, int], layout: str) -> None:
        self._target = target
        self._values = dict(values)
        self._layout = layout
        self._zero = next((one for one, value in values.items() if value == UNLABELLED), None)
        self._stead = UNLABELLED if self._zero is None else instead_of_0(values)
        self._is_wide = max(self._stead, *values.values(), 0) > VOID
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
        return f"{self._names.take(path)}.png"

    def _write(self, image: LabeledImage, size: Size, name: str, report: Report) -> None:
        for annotation in image.annotations:
            if annotation.class_id not in self._values:
                report.error(_NO_CLASS, image.path)
        classes, objects = self._painted(image, size)
        if self._zero is not None and (objects == UNLABELLED).any():
            self._leave_0(self._zero, report)
            classes, objects = self._painted(image, size)
        self._save(name, classes, objects, _palette_of(image) if self._layout == VOC else None)
        self._images[name] = image.path
        part = self._target.split.get(image.path, "default")
        self._parts.setdefault(part, []).append(name.removesuffix(".png"))

    def _painted(self, image: LabeledImage, size: Size) -> tuple[Numbers, Numbers]:
        """The classes and the objects of an image; objects beyond 254 need 16 bits, because
        255 of 8 bits means void.
        """
        shape = (size.height, size.width)
        is_many = len(image.annotations) >= VOID
        classes: Numbers = np.zeros(shape, np.uint16 if self._is_wide else np.uint8)
        objects: Numbers = np.zeros(shape, np.uint16 if is_many else np.uint8)
        void = _void_of(image, size)
        if void is not None:
            classes[void] = self._void
        for number, annotation in enumerate(image.annotations, start=1):
            value, mask = self._values.get(annotation.class_id), annotation.shape
            if value is not None and isinstance(mask, Mask) and mask.bounds is not None:
                x0, y0, x1, y1 = map(int, mask.bounds)
                pixels = mask.pixels(x0, y0, x1, y1)
                classes[y0:y1, x0:x1][pixels] = value
                objects[y0:y1, x0:x1][pixels] = number
        if void is not None:
            objects[void & (objects == UNLABELLED)] = VOID_16 if is_many else VOID
        return classes, objects

    def _leave_0(self, class_id: ClassId, report: Report) -> None:
        """The class gets another value. In the files so far every 0 is of it."""
        self._zero = None
        self._values[class_id] = self._stead
        item = self._target.classes.get(class_id)
        text = _ZERO.filled(name=item.name if item else "", value=self._stead)
        report.warning(text)
        for name in self._images:
            path = self._target.path_of(f"{FOLDERS[self._layout][0]}/{name}")
            numbers, palette = read_png(path.read_bytes(), name)
            numbers[numbers == UNLABELLED] = self._stead
            path.write_bytes(png_bytes(numbers, palette))

    def _save(self, name: str, classes: Numbers, objects: Numbers, palette: Colours | None) -> None:
        first, second = FOLDERS[self._layout]
        self._target.write(f"{first}/{name}", png_bytes(classes, palette))
        if second:
            self._target.write(f"{second}/{name}", png_bytes(objects, palette))

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
