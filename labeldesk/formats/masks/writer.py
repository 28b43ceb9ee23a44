"""Labeled images as masks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.copies import copy_image
from labeldesk.formats.masks.colours import colours_for, in_colour
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
from labeldesk.formats.masks.sets import list_texts
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.paths import UnsafePathError, is_listed_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report
from labeldesk.raster.rle import RleError, from_rle

SEMANTIC, INSTANCE, VOC, COLOUR = "semantic", "instance", "voc", "colour"
FOLDERS = {
    SEMANTIC: ("masks", ""),
    INSTANCE: ("semantic", "instances"),
    VOC: ("SegmentationClass", "SegmentationObject"),
    COLOUR: ("masks", ""),
}
IMAGE_FOLDERS = {SEMANTIC: "images", INSTANCE: "images", VOC: "JPEGImages", COLOUR: "images"}
OWN, WIDE = "classes", "16"  # words of the options palette and depth
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

    def __init__(self, target: Target, values: Mapping[ClassId, int], report: Report) -> None:
        self._target = target
        self._values = dict(values)
        self._layout = str(target.options.get("layout", SEMANTIC))
        self._is_own = target.options.get("palette") == OWN
        self._has_wide_objects = target.options.get("depth") == WIDE and self._layout == INSTANCE
        self._zero = next((one for one, value in values.items() if value == UNLABELLED), None)
        self._stead = UNLABELLED if self._zero is None else instead_of_0(values)
        self._is_wide = max(self._stead, *values.values(), 0) > VOID
        self._void = VOID_16 if self._is_wide else VOID
        self._images: dict[str, str] = {}
        self._names = LabelNames()
        self._parts: dict[str, list[str]] = {}
        if self._layout == COLOUR and self._zero is not None:  # black is no class
            self._leave_0(self._zero, report)
        self._colours = self._table()

    def _table(self) -> Colours:
        return colours_for(self._target.classes, self._values, self._void, own=self._is_own)

    def add(self, image: LabeledImage, report: Report) -> None:
        """One image, already restricted: masks that do not overlap, in painting order."""
        if not is_listed_name(image.path):
            report.failure(UnsafePathError(image.path))
        elif image.size is None:
            report.error(_NO_SIZE, image.path)
        else:
            self._write(image, image.size, self._named(image.path), report)

    def _named(self, path: str) -> str:
        """The mask's name: the image's with another ending, its whole name if that is taken. The
        folder of the images in the layout is none of it.
        """
        folder = f"{IMAGE_FOLDERS[self._layout]}/"
        plain = path.removeprefix(folder)
        if self._layout == VOC:  # as below VOCdevkit/VOC2012
            plain = plain.rpartition(f"/{folder}")[2]
        return f"{self._names.take(plain)}.png"

    def _write(self, image: LabeledImage, size: Size, name: str, report: Report) -> None:
        for annotation in image.annotations:
            if annotation.class_id not in self._values:
                report.error(_NO_CLASS, image.path)
        classes, objects = self._painted(image, size)
        if self._zero is not None and (objects == UNLABELLED).any():
            self._leave_0(self._zero, report)
            classes, objects = self._painted(image, size)
        self._save(name, classes, objects, image)
        self._images[name] = image.path
        stem = name.removesuffix(".png")
        for part in self._parts_of(image):
            self._parts.setdefault(part, []).append(stem)
        if self._target.options.get("copy_images"):
            folder, suffix = IMAGE_FOLDERS[self._layout], PurePosixPath(image.path).suffix
            copy_image(self._target, image.path, f"{folder}/{stem}{suffix}", report)

    def _parts_of(self, image: LabeledImage) -> Sequence[str]:
        """The lists that an image goes to: by the split, else those that it came from."""
        if self._target.split:
            return (self._target.split.get(image.path, "default"),)
        kept = _kept(image, "parts")
        parts = [one for one in kept if _is_word(one)] if isinstance(kept, list) else []
        return [str(one) for one in parts] or ("default",)

    def _painted(self, image: LabeledImage, size: Size) -> tuple[Numbers, Numbers]:
        """The classes and the objects of an image; objects beyond 254 need 16 bits, because
        255 of 8 bits means void.
        """
        shape = (size.height, size.width)
        is_many = self._has_wide_objects or len(image.annotations) >= VOID
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

    def _save(self, name: str, classes: Numbers, objects: Numbers, image: LabeledImage) -> None:
        first, second = FOLDERS[self._layout]
        if self._layout == COLOUR:
            self._target.write(f"{first}/{name}", png_bytes(in_colour(classes, self._colours)))
            return
        plain = self._colours[: VOID + 1] if self._is_own else None
        palette = (_palette_of(image) if plain is None else plain) if self._layout == VOC else plain
        self._target.write(f"{first}/{name}", png_bytes(classes, palette))
        if second:
            is_voc = self._layout == VOC
            own = (voc_colours() if self._is_own else palette) if is_voc else None
            self._target.write(f"{second}/{name}", png_bytes(objects, own))

    def finish(self) -> None:
        """The legend, and what the layout has beside it."""
        target, values = self._target, self._values
        facts = (self._layout, self._void)
        self._colours = self._table()
        told = self._colours if self._layout == COLOUR else None
        target.write(LEGEND, legend_bytes(facts, target.classes, values, self._images, told))
        target.write(LABELMAP, labelmap_bytes(target.classes, values, self._colours))
        if self._layout == VOC:
            for name, text in list_texts(self._parts).items():
                target.write(name, text.encode())


def _is_word(part: object) -> bool:
    return isinstance(part, str) and "/" not in part and is_listed_name(part)


def _kept(image: LabeledImage, key: str) -> object:
    foreign = image.foreign
    return foreign.extra.get(key) if foreign is not None and foreign.format == FORMAT else None


def _void_of(image: LabeledImage, size: Size) -> NDArray[np.bool_] | None:
    """The pixels that the image's mask said to ignore."""
    rle = _kept(image, "void")
    if not isinstance(rle, dict):
        return None
    try:
        return from_rle(rle).whole(size)
    except RleError:
        return None


def _palette_of(image: LabeledImage) -> Colours:
    """The palette the mask came with, else VOC's."""
    kept = _kept(image, "palette")
    if isinstance(kept, list) and 0 < len(kept) <= _WHOLE_PALETTE and not len(kept) % 3:
        return np.array(kept, dtype=np.uint8).reshape(-1, 3)
    return voc_colours()
