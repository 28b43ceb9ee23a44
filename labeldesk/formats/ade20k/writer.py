"""Labeled images as ADE20K, of either kind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.ade20k.layout import LEGEND, Places
from labeldesk.formats.ade20k.names import FORMAT, LIST, MOST, MOST_8_BIT, Tally, numbers_for
from labeldesk.formats.ade20k.objects import level_of, row_of
from labeldesk.formats.ade20k.reader import FILE, LEFT
from labeldesk.formats.copies import copy_image
from labeldesk.formats.entries import Object, as_object, json_bytes
from labeldesk.formats.masks.paint import painted_instances
from labeldesk.formats.masks.png import Numbers, png_bytes
from labeldesk.formats.paths import UnsafePathError, is_listed_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

FULL = "full"
MOST_INSTANCES = 255

_NO_SIZE = QT_TRANSLATE_NOOP("Ade20k", "The size of the image is not known; it is left out")
_NO_CLASS = QT_TRANSLATE_NOOP("Formats", "The object's class is not among the classes written")


def painted_by_level(
    objects: Sequence[Annotation], path: str, report: Report | None
) -> list[Annotation]:
    """The visible pixels of objects, then of parts by level: parts do not hide what they are of."""
    levels = sorted({level_of(one) for one in objects})
    found: list[Annotation] = []
    for level in levels:
        here = [one for one in objects if level_of(one) == level]
        found += painted_instances(here, path, report, most=MOST_INSTANCES)
    return found


class Ade20kWriter:
    """Writes the files of one image after the other, then the list of classes."""

    def __init__(self, target: Target, report: Report) -> None:
        self._target = target
        self._report = report
        self._is_full = target.options.get("kind") == FULL
        most = MOST if self._is_full else MOST_8_BIT
        self._numbers = numbers_for(target.classes, most, report)
        self._places = Places(target.split)
        self._images: dict[str, str] = {}
        self._tally = Tally()

    def add(self, image: LabeledImage) -> None:
        """One image, already restricted to visible pixels."""
        if not is_listed_name(image.path):
            self._report.failure(UnsafePathError(image.path))
            return
        if image.size is None:
            self._report.error(_NO_SIZE, image.path)
            return
        known = [one for one in image.annotations if one.class_id in self._numbers]
        if len(known) < len(image.annotations):
            self._report.error(_NO_CLASS, image.path)
        place, part, suffix = self._places.of(image.path)
        copied = f"{place}{suffix}" if self._is_full else f"images/{place}{suffix}"
        if copied != image.path:
            self._images[place] = image.path
        if self._is_full:
            self._full(image, image.size, known, place)
        else:
            numbers = self._painted(known, image.size)
            self._tally.add(numbers, part)
            self._target.write(f"annotations/{place}.png", png_bytes(numbers))
        if self._target.options.get("copy_images"):
            copy_image(self._target, image.path, copied, self._report)

    def _painted(self, objects: Sequence[Annotation], size: Size) -> Numbers:
        numbers: Numbers = np.zeros((size.height, size.width), np.uint8)
        for one in objects:
            _fill(numbers, one, self._numbers[one.class_id])
        return numbers

    def _full(
        self, image: LabeledImage, size: Size, known: Sequence[Annotation], place: str
    ) -> None:
        levels = sorted({0, *map(level_of, known)})
        rows: list[Json] = []
        for level in levels:
            pixels = np.zeros((size.height, size.width, 3), np.uint8)
            here = [one for one in known if level_of(one) == level]
            for instance, one in enumerate(here[:MOST_INSTANCES], start=1):
                number = self._numbers[one.class_id]
                _fill(pixels, one, (number // 256 * 10, number % 256, instance))
                item = self._target.classes.get(one.class_id)
                name = item.name if item is not None else ""
                rows.append(row_of(one, number, name, (len(rows), instance)))
            name = f"{place}_parts_{level}.png" if level else f"{place}_seg.png"
            self._target.write(name, png_bytes(pixels))
        foreign = image.foreign
        extra: Object = {}
        if foreign is not None and foreign.format == FORMAT:
            extra = dict(foreign.extra)
        left = extra.get(LEFT)
        rows += left if isinstance(left, list) else []
        folder, _, base = place.rpartition("/")
        about: Object = {"filename": f"{base}.jpg", "folder": folder}
        about |= as_object(extra.get(FILE))
        about |= {"imsize": [size.height, size.width, 3], "object": rows}
        self._target.write(f"{place}.json", json_bytes({"annotation": about}, 1))

    def finish(self) -> None:
        """The list of classes of scene parsing; which files are of which image."""
        if not self._is_full:
            data = self._tally.list_bytes(self._target.classes, self._numbers)
            self._target.write(LIST, data)
        if self._images:
            images: Object = dict(self._images)
            self._target.write(LEGEND, json_bytes({"images": images}, 1))


def _fill(numbers: Numbers, annotation: Annotation, value: int | tuple[int, ...]) -> None:
    mask, bounds = annotation.shape, annotation.shape.bounds
    if isinstance(mask, Mask) and bounds is not None:
        x0, y0, x1, y1 = map(int, bounds)
        numbers[y0:y1, x0:x1][mask.pixels(x0, y0, x1, y1)] = value
