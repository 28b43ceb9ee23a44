"""Labeled images as one file of COCO panoptic with its folder of PNG files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import PurePosixPath
from types import TracebackType

import numpy as np

from labeldesk.domain.annotation import Json
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.coco.categories import category_rows
from labeldesk.formats.coco.rows import json_text
from labeldesk.formats.coco.spill import Spill
from labeldesk.formats.coco.writer import Numbering
from labeldesk.formats.entries import Object, as_object
from labeldesk.formats.masks.colours import rgb_of_hex
from labeldesk.formats.masks.png import png_bytes
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.panoptic.reader import DATASET, NO_ROW, PART, ROW
from labeldesk.formats.panoptic.segments import FORMAT, Ids, as_pixels, row_of
from labeldesk.formats.paths import UnsafePathError, is_listed_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

_NO_SIZE = QT_TRANSLATE_NOOP("Panoptic", "The size of the image is not known; it is left out")
_NO_CLASS = QT_TRANSLATE_NOOP("Coco", "The object's class is not among the classes written")
_RENUMBERED = QT_TRANSLATE_NOOP("Coco", "The id {id} is taken; another one is written")


class PanopticWriter:
    """Writes the PNG files of one part as they come, its rows when all are there."""

    def __init__(
        self, target: Target, name: str, categories: Mapping[ClassId, int], report: Report
    ) -> None:
        self._target = target
        self._name = name
        self._categories = categories
        self._report = report
        self._colours = {c.id: rgb_of_hex(c.colour) or (0, 0, 0) for c in target.classes}
        self._spills = ExitStack()
        self._images = self._spills.enter_context(Spill(target.root))
        self._rows = self._spills.enter_context(Spill(target.root))
        self._numbers = Numbering()
        self._pending: list[bool] = []  # of images without an id: whether they have a row
        self._dataset: Object = {}
        self._names = LabelNames()

    def __enter__(self) -> PanopticWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._spills.close()

    def add(self, image: LabeledImage) -> None:
        """One image, already restricted: masks that do not overlap."""
        if not is_listed_name(image.path):
            self._report.failure(UnsafePathError(image.path))
            return
        if image.size is None:
            self._report.error(_NO_SIZE, image.path)
            return
        foreign = image.foreign
        extra: Object = {}
        if foreign is not None and foreign.format == FORMAT:
            extra = dict(foreign.extra)
        self._dataset = as_object(extra.pop(DATASET, None)) | self._dataset
        kept, is_unlabeled = as_object(extra.pop(ROW, None)), extra.pop(NO_ROW, False)
        extra.pop(PART, None)
        wanted = extra.pop("id", None)
        own = self._numbers.claim(wanted)
        if own is None and wanted is not None:
            self._report.warning(_RENUMBERED.filled(id=str(wanted)[:40]), image.path)
        has_row = not is_unlabeled or bool(image.annotations)
        size = image.size
        about: Object = {"file_name": image.path, **extra}
        about |= {"width": size.width, "height": size.height}
        token = None if own is None else json_text(own)
        self._images.add(None if token is None else _head("id", token), _rest(about))
        if own is None:
            self._pending.append(has_row)
        if has_row:
            row = self._segments(image, size, kept)
            self._rows.add(None if token is None else _head("image_id", token), _rest(row))

    def _segments(self, image: LabeledImage, size: Size, kept: Object) -> Object:
        """Writes the PNG file; the row that says what is in it."""
        told = kept.get("file_name")
        is_own = isinstance(told, str) and PurePosixPath(told).suffix == ".png"
        wish = told if isinstance(told, str) and is_own and is_listed_name(told) else image.path
        name = f"{self._names.take(wish)}.png"
        pixels = np.zeros((size.height, size.width), np.int32)
        ids = Ids(self._colours)
        known = [one for one in image.annotations if one.class_id in self._categories]
        if len(known) < len(image.annotations):
            self._report.error(_NO_CLASS, image.path)
        claimed = [ids.claim(one) for one in known]
        rows: list[Json] = []
        for one, wanted in zip(known, claimed, strict=True):
            mask, bounds = one.shape, one.shape.bounds
            if not isinstance(mask, Mask) or bounds is None:
                continue
            number = ids.fresh(one.class_id) if wanted is None else wanted
            x0, y0, x1, y1 = map(int, bounds)
            pixels[y0:y1, x0:x1][mask.pixels(x0, y0, x1, y1)] = number
            rows.append(row_of(one, number, self._categories[one.class_id]))
        folder = PurePosixPath(self._name).with_suffix("").as_posix()
        self._target.write(f"{folder}/{name}", png_bytes(as_pixels(pixels)))
        return {**kept, "file_name": name, "segments_info": rows}

    def finish(self) -> None:
        """Writes the JSON file; the writer is spent."""
        dataset = {"info": {}, "licenses": [], **self._dataset}
        extras = as_object(dataset.pop("categories", None))
        with self._target.path_of(self._name).open("wb") as out:
            out.write(b"{\n")
            for key, value in dataset.items():
                out.write(f"{json_text(key)}:{json_text(value)},\n".encode())
            out.write(b'"images":[')
            self._images.copy_to(out, self._heads("id"))
            out.write(b'\n],\n"annotations":[')
            self._rows.copy_to(out, self._heads("image_id"))
            rows = ",\n".join(map(json_text, self._category_rows(extras)))
            out.write(f'\n],\n"categories":[\n{rows}\n]\n}}\n'.encode())

    def _category_rows(self, extras: Object) -> list[Object]:
        """Every class is a thing unless the file it came from said otherwise."""
        full = {
            str(self._categories[one]): {"isthing": 1, "color": list(colour)}
            | as_object(extras.get(str(self._categories[one])))
            for one, colour in self._colours.items()
        }
        return category_rows(self._target.classes, self._categories, full)

    def _heads(self, key: str) -> Iterator[bytes]:
        fresh = self._numbers.fresh()
        for has_row in self._pending:
            number = next(fresh)
            if key == "id" or has_row:
                yield _head(key, number)


def _head(key: str, token: str) -> bytes:
    return f'{{"{key}":{token},'.encode()


def _rest(row: Object) -> bytes:
    return json_text(row)[1:].encode()
