"""Masks as labeled images."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from labeldesk.domain.annotation import Annotation, Foreign, Origin
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.folders import folded
from labeldesk.formats.masks.colours import MOST, derived, hex_of, is_standard
from labeldesk.formats.masks.files import (
    IN_COLOUR,
    OBJECT_FOLDERS,
    are_labels,
    folder_of,
    kind_of,
    may_be_labels,
    sorted_out,
)
from labeldesk.formats.masks.legend import UNLABELLED, VOID, VOID_16, Legend, legend_of
from labeldesk.formats.masks.paint import regions_of
from labeldesk.formats.masks.png import Colours, Raster, colours_in, read_png, voc_colours
from labeldesk.formats.masks.sets import ImageSets
from labeldesk.formats.pairing import Pairing
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.raster.rle import to_rle

FORMAT = "masks"

_NO_IMAGE = QT_TRANSLATE_NOOP("Masks", "There is no image for this mask")
_ALONE = QT_TRANSLATE_NOOP("Masks", "This looks like a mask, but no image is called like it")
_PHOTOGRAPH = QT_TRANSLATE_NOOP("Masks", "The pixels are no labels; this is taken for an image")
_AGAIN = QT_TRANSLATE_NOOP("Masks", "A second mask of the image {name}")
_SIZE = QT_TRANSLATE_NOOP(
    "Masks", "The mask has {mask} pixels and the image {image}; it is left out"
)
_PARTNER = QT_TRANSLATE_NOOP("Masks", "The masks of classes and of objects differ in size")
_MIXED = QT_TRANSLATE_NOOP(
    "Masks", "Object {number} has more than one class; the most frequent counts"
)
_DERIVED = QT_TRANSLATE_NOOP(
    "Masks", "There is no legend: the {n} colours of the masks become classes"
)
_UNNAMED = QT_TRANSLATE_NOOP("Masks", "The value {value} is in no legend; its class is {name}")


class MasksReader:
    """Reads the masks of one source, one after the other."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._legend: Legend = legend_of(source, report)
        self._files = sorted_out(source, lambda name: _key(name) in self._legend.images)
        self._pairing = Pairing(self._files.images, map(_key, self._files.masks))
        self._seen: set[str] = set()
        self._sets = ImageSets(source, report)
        self._classes: dict[int, ClassId] = {
            value: source.classes.named(name, mask_value=value)
            for value, name in sorted(self._legend.names.items())
        }
        for value, class_id in self._classes.items():
            if self._legend.colours is not None and value < len(self._legend.colours):
                source.classes.coloured(class_id, hex_of(self._legend.colours[value]))
        self._objects = {
            _key(name): name for name in source.files if folder_of(name) in OBJECT_FOLDERS
        }

    def read(self) -> Iterator[LabeledImage]:
        """Every image that has a mask; what cannot be read or is no mask is reported."""
        for name in self._files.masks:
            self._source.cancel.check()
            try:
                found = self._labeled(name)
            except UserError as error:
                self._report.failure(error)
                continue
            if found is not None:
                yield found
        self._say_alone()
        stems = {folded(_key(name).removesuffix(".png")): name for name in self._files.masks}
        self._sets.say_missing(stems, self._report)

    def _say_alone(self) -> None:
        """Pictures that are taken for images and look like masks of none."""
        images = set(self._files.images)
        for name, path in self._files.listed.items():
            self._source.cancel.check()
            if path not in images or path in self._seen:
                continue
            with suppress(UserError):
                if may_be_labels(self._source.head_of(name)) and are_labels(
                    self._raster(name).numbers
                ):
                    self._report.warning(_ALONE, name)

    def _labeled(self, name: str) -> LabeledImage | None:
        mask = self._raster(name)
        if name in self._files.doubtful and not are_labels(mask.numbers):
            self._report.warning(_PHOTOGRAPH, name)
            return None
        path = self._path(name)
        if path is None:
            return None
        size = self._source.probe.size(path)
        if size is not None and size != mask.size:
            shown = [f"{s.width} x {s.height}" for s in (mask.size, size)]
            self._report.error(_SIZE.filled(mask=shown[0], image=shown[1]), name)
            return None
        objects = self._objects.get(_key(name))
        if objects is None:
            regions = regions_of(mask.numbers, self._ignored(mask))
            found = [(self._class_of(value, name), pixels) for value, pixels in regions.items()]
        else:
            found = list(self._instances(mask, self._raster(objects), objects))
        annotations = tuple(_annotation(class_id, pixels) for class_id, pixels in found)
        return LabeledImage(path, mask.size, annotations, foreign=self._foreign(mask, _key(name)))

    def _raster(self, name: str) -> Raster:
        data = self._source.bytes_of(name)
        is_coloured = kind_of(data) in IN_COLOUR and folder_of(name) not in OBJECT_FOLDERS
        colours = self._legend.colours
        if is_coloured and colours is None:
            colours = self._derived
        return read_png(data, name, colours)

    @cached_property
    def _derived(self) -> Colours | None:
        """The colours of masks that no legend explains; None where all are VOC's."""
        found: dict[int, None] = {}
        for name in self._files.masks:
            self._source.cancel.check()
            with suppress(UserError):
                if kind_of(self._source.head_of(name)) in IN_COLOUR:
                    colours = colours_in(self._source.bytes_of(name), MOST)
                    if len(found.keys() | colours) <= MOST:
                        found |= dict.fromkeys(colours)
        if is_standard(found):
            return None
        table = derived(found)
        self._report.warning(_DERIVED.filled(n=len(table) - 1))
        for value, colour in enumerate(table):
            if value:
                class_id = self._source.classes.named(hex_of(colour), mask_value=value)
                self._source.classes.coloured(class_id, hex_of(colour))
                self._classes[value] = class_id
        return table

    def _path(self, name: str) -> str | None:
        """The image of a mask; None if it may be one itself and is of no other."""
        key = _key(name)
        listed = self._legend.images.get(key)
        pairing = self._pairing
        found, note = pairing.by_path(listed, name) if listed else pairing.by_stem(key)
        if note is not None:
            self._report.warning(note, name)
        if found is None and self._pairing:
            self._report.warning(_NO_IMAGE, name)
        if found is None and name in self._files.doubtful:
            return None
        path = found or listed or key
        if path in self._seen:
            self._report.warning(_AGAIN.filled(name=path), name)
        self._seen.add(path)
        return path

    def _ignored(self, mask: Raster) -> tuple[int, ...]:
        """Unlabelled and void, unless the legend gives these values to a class."""
        values = (UNLABELLED, self._void(mask))
        return tuple(value for value in values if value not in self._classes)

    def _void(self, mask: Raster) -> int:
        if self._legend.void is not None:
            return self._legend.void
        return VOID_16 if mask.numbers.dtype == np.uint16 else VOID

    def _class_of(self, value: int, name: str) -> ClassId:
        found = self._classes.get(value)
        if found is None:
            called = f"class {value}"
            self._report.warning(_UNNAMED.filled(value=value, name=called), name)
            found = self._source.classes.named(called, mask_value=value)
            self._classes[value] = found
        return found

    def _instances(
        self, classes: Raster, objects: Raster, name: str
    ) -> Iterator[tuple[ClassId, Mask]]:
        """Objects by number, each of the class its pixels have; then what no object has."""
        if classes.size != objects.size:
            raise UserError(_PARTNER, path=name)
        void = VOID_16 if objects.numbers.dtype == np.uint16 else VOID
        ignored = self._ignored(classes)
        for number, mask in sorted(regions_of(objects.numbers, (UNLABELLED, void)).items()):
            here = mask.bounds
            assert here is not None
            x0, y0, x1, y1 = map(int, here)
            values, counts = np.unique(
                classes.numbers[y0:y1, x0:x1][mask.pixels(x0, y0, x1, y1)], return_counts=True
            )
            if len(values) > 1:
                self._report.warning(_MIXED.filled(number=number), name)
            value = int(values[counts.argmax()])
            if value not in ignored:
                yield self._class_of(value, name), mask
        rest = classes.numbers.astype(np.int32)
        rest[objects.numbers != UNLABELLED] = -1
        for value, mask in regions_of(rest, (*ignored, -1)).items():
            yield self._class_of(value, name), mask

    def _foreign(self, mask: Raster, key: str) -> Foreign | None:
        """Void pixels, a palette of its own and the lists it is in, to be written again."""
        extra: dict[str, Any] = {}
        parts = self._sets.of(PurePosixPath(key).with_suffix("").as_posix())
        if parts and parts != ["default"]:
            extra["parts"] = list(parts)
        void = self._void(mask)
        pixels = mask.numbers == void
        if void not in self._classes and pixels.any():
            extra["void"] = to_rle(Mask.of(pixels), mask.size)
        if mask.palette is not None and not _is_voc(mask):
            extra["palette"] = mask.palette.ravel().tolist()
        return Foreign(FORMAT, extra) if extra else None


def _annotation(class_id: ClassId, mask: Mask) -> Annotation:
    return Annotation(
        id=AnnotationId(new_id()), class_id=class_id, shape=mask, origin=Origin.IMPORTED
    )


def _is_voc(mask: Raster) -> bool:
    palette = mask.palette
    return palette is None or bool((palette == voc_colours()[: len(palette)]).all())


def _key(name: str) -> str:
    """The mask's path below the folder of the layout: the same for both masks of an image."""
    parts = PurePosixPath(name).parts
    folder = folder_of(name)
    return "/".join(parts[parts.index(folder) + 1 :] if folder else parts)
