"""Labeled images as the tables of Open Images."""

from __future__ import annotations

import posixpath
import re
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.copies import copy_image
from labeldesk.formats.csv.boxes import cells_of
from labeldesk.formats.csv.columns import CORNERS
from labeldesk.formats.csv.sheet import Sheet, line_of
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.openimages.reader import ABSENT, CELLS, NONE, ONE, TEXTS
from labeldesk.formats.openimages.tables import (
    BOXES,
    CONFIDENCE,
    DESCRIPTIONS,
    FLAGS,
    FORMAT,
    IMAGE,
    LABEL,
    LABELS,
    SIDES,
    SOURCE,
)
from labeldesk.formats.origins import ORIGINS, origins_bytes
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report
from labeldesk.formats.words import printable

_MID = re.compile(r"/[a-z]/\S+\Z")
_BOXES, _LABELS = "annotations-bbox.csv", "annotations-human-imagelabels-boxable.csv"
_OF_BOX, _OF_IMAGE = "xclick", "verification"

_ID = QT_TRANSLATE_NOOP("Formats", "Another image has this stem; its ID is {name}")
_NO_SIZE = QT_TRANSLATE_NOOP(
    "Formats", "The size of the image is not known; its boxes are left out"
)


class OpenImagesWriter:
    """Writes the tables of one target. Images come cut down; close it by leaving its `with`."""

    def __init__(self, target: Target, report: Report) -> None:
        self._target = target
        self._report = report
        self._labels: dict[int, str] = {}
        for item in target.classes:
            mids = (one for one in item.aliases if _MID.match(one))
            label = next(mids, printable(item.name))
            is_taken = label in self._labels.values()
            self._labels[item.id] = printable(item.name) if is_taken else label
        self._names = LabelNames()
        self._images: dict[str, str] = {}
        self._sheets: dict[str, Sheet] = {}
        self._stack = ExitStack()

    def __enter__(self) -> OpenImagesWriter:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def add(self, image: LabeledImage) -> None:
        """The rows of one image."""
        name = PurePosixPath(image.path).name
        told = printable(self._names.take(name))
        if told != PurePosixPath(name).stem:
            self._report.info(_ID.filled(name=told), image.path)
        self._images[told] = image.path
        part = self._target.split.get(image.path, "")
        boxes, labels = self._sheet(part, _BOXES, BOXES), self._sheet(part, _LABELS, LABELS)
        if image.size is None and any(isinstance(one.shape, Box) for one in image.annotations):
            self._report.error(_NO_SIZE, image.path)
        for one in image.annotations:
            cells = self._cells(one, told)
            if isinstance(one.shape, Tag):
                _put(labels, LABELS, cells)
            elif isinstance(one.shape, Box) and image.size is not None:
                kept = one.verbatim(FORMAT).get(TEXTS)
                texts = kept if isinstance(kept, list) else cells_of(one.shape, CORNERS, image.size)
                _put(boxes, BOXES, cells | dict(zip(SIDES, map(str, texts), strict=True)))
        self._put_absent(image, told, labels)
        if self._target.options.get("copy_images"):
            copy = posixpath.join(part or "images", f"{told}{PurePosixPath(name).suffix}")
            copy_image(self._target, image.path, copy, self._report)

    def _put_absent(self, image: LabeledImage, told: str, labels: Sheet) -> None:
        """The classes of which somebody said that the image does not show them."""
        foreign = image.foreign
        absent = foreign.extra.get(ABSENT) if foreign and foreign.format == FORMAT else None
        for row in absent if isinstance(absent, list) else ():
            if isinstance(row, dict):
                _put(labels, LABELS, {IMAGE: told, **{k: str(v) for k, v in row.items()}})

    def _cells(self, one: Annotation, told: str) -> dict[str, str]:
        is_tag = isinstance(one.shape, Tag)
        rest = one.extra(FORMAT).get(CELLS)
        cells = {key: str(cell) for key, cell in rest.items()} if isinstance(rest, dict) else {}
        flags = {flag: getattr(one.flags, field) for flag, field in FLAGS.items()}
        if is_tag:
            cells |= {flag: ONE for flag, is_set in flags.items() if is_set}
        else:
            unknown = {flag: cells[flag] for flag in FLAGS if flag in cells and not flags[flag]}
            cells |= {flag: ONE if is_set else NONE for flag, is_set in flags.items()} | unknown
            cells = {"IsDepiction": NONE, "IsInside": NONE} | cells
        confidence = ONE if one.score is None else repr(one.score)
        own = {IMAGE: told, LABEL: self._labels[one.class_id], CONFIDENCE: confidence}
        return {SOURCE: _OF_IMAGE if is_tag else _OF_BOX} | cells | own

    def _sheet(self, part: str, name: str, header: tuple[str, ...]) -> Sheet:
        file = f"{part}-{name}" if part else name
        if file not in self._sheets:
            temporary = tempfile.TemporaryFile("w+", encoding="ascii", dir=self._target.root)  # noqa: SIM115 (the stack closes it)
            stream = self._stack.enter_context(temporary)
            self._sheets[file] = Sheet(header, stream, lambda _name: False)
        return self._sheets[file]

    def finish(self) -> None:
        """The tables, the names of the labels, and what image each ID is."""
        for name, sheet in self._sheets.items():
            with self._target.path_of(name).open("wb") as stream:
                stream.writelines(sheet.lines(","))
        rows = (
            line_of((self._labels[item.id], printable(item.name)), ",")
            for item in self._target.classes
        )
        self._target.write(DESCRIPTIONS, b"".join(rows))
        self._target.write(ORIGINS, origins_bytes(self._images))


def _put(sheet: Sheet, header: tuple[str, ...], cells: Mapping[str, str]) -> None:
    more = {name: cell for name, cell in cells.items() if name not in header}
    sheet.add([cells.get(name, "") for name in header], more)
