"""Labeled images in the folders of CamVid."""

from __future__ import annotations

import csv
import io
from pathlib import PurePosixPath

import numpy as np

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.camvid.layout import LEGEND, Places
from labeldesk.formats.camvid.names import CODES, COLOURS, CSV, VOID, numbers_for, table_for
from labeldesk.formats.copies import copy_image
from labeldesk.formats.entries import Object, json_bytes
from labeldesk.formats.masks.colours import in_colour
from labeldesk.formats.masks.png import Numbers, png_bytes
from labeldesk.formats.paths import UnsafePathError, is_listed_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

IN_COLOURS, IN_NUMBERS = "colours", "numbers"

_NO_SIZE = QT_TRANSLATE_NOOP("Camvid", "The size of the image is not known; it is left out")
_NO_CLASS = QT_TRANSLATE_NOOP("Formats", "The object's class is not among the classes written")


class CamvidWriter:
    """Writes one mask after the other, then the lists."""

    def __init__(self, target: Target, report: Report) -> None:
        self._target = target
        self._report = report
        self._is_coloured = target.options.get("masks") != IN_NUMBERS
        self._numbers, self._void = numbers_for(target.classes, report)
        self._colours = table_for(target.classes, self._numbers, self._void)
        self._places = Places(target.split)
        self._images: dict[str, str] = {}
        self._lists: dict[str, list[str]] = {}

    def add(self, image: LabeledImage) -> None:
        """One image, already restricted to one region for each class."""
        if not is_listed_name(image.path):
            self._report.failure(UnsafePathError(image.path))
            return
        if image.size is None:
            self._report.error(_NO_SIZE, image.path)
            return
        numbers: Numbers = np.full((image.size.height, image.size.width), self._void, np.uint8)
        for one in image.annotations:
            number, mask, bounds = self._numbers.get(one.class_id), one.shape, one.shape.bounds
            if number is None:
                self._report.error(_NO_CLASS, image.path)
            elif isinstance(mask, Mask) and bounds is not None:
                x0, y0, x1, y1 = map(int, bounds)
                numbers[y0:y1, x0:x1][mask.pixels(x0, y0, x1, y1)] = number
        part, name = self._places.of(image.path)
        copied = f"{part}/{name}{PurePosixPath(image.path).suffix or '.png'}"
        if copied != image.path:
            self._images[f"{part}/{name}"] = image.path
        mask_name = f"{part}annot/{name}.png"
        shown = in_colour(numbers, self._colours) if self._is_coloured else numbers
        self._target.write(mask_name, png_bytes(shown))
        line = " ".join(_quoted(f"/{one}") for one in (copied, mask_name))
        self._lists.setdefault(part, []).append(line)
        if self._target.options.get("copy_images"):
            copy_image(self._target, image.path, copied, self._report)

    def finish(self) -> None:
        """The lists of classes in both forms, of the images of each part, and of other names."""
        rows = [
            (" ".join(item.name.split()), self._numbers[item.id])
            for item in sorted(self._target.classes, key=lambda item: self._numbers[item.id])
        ]
        told = [(name, [int(c) for c in self._colours[number]]) for name, number in rows]
        told.insert(0, (VOID, [0, 0, 0]))
        text = "".join(f"{' '.join(map(str, rgb))} {name}\n" for name, rgb in told)
        self._target.write(COLOURS, text.encode())
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("name", "r", "g", "b"))
        writer.writerows((name, *rgb) for name, rgb in told)
        self._target.write(CSV, table.getvalue().encode())
        if not self._is_coloured:
            codes = [""] * self._void + [VOID]
            for name, number in rows:
                codes[number] = name
            self._target.write(CODES, ("\n".join(codes) + "\n").encode())
        for part, lines in self._lists.items():
            self._target.write(f"{part}.txt", ("\n".join(lines) + "\n").encode())
        if self._images:
            images: Object = dict(self._images)
            self._target.write(LEGEND, json_bytes({"images": images}, 1))


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
