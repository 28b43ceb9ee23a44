"""Labeled images as one COCO file, streaming: nothing is held but the ids."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.coco.categories import category_rows
from labeldesk.formats.coco.listing import Id, is_id
from labeldesk.formats.coco.parse import DATASET, FORMAT, OWN
from labeldesk.formats.coco.rows import annotation_row, json_text
from labeldesk.formats.paths import UnsafePathError, relative_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

_RENUMBERED = QT_TRANSLATE_NOOP("Coco", "The id {id} is taken; another one is written")
_NO_CLASS = QT_TRANSLATE_NOOP("Coco", "The object's class is not among the classes written")
_FIRST = ("info", "licenses")
_OURS = ("images", "annotations", "categories")
_MIDDLE, _END = ",\n", "\n],\n"


class _Numbering:
    """Ids that rows bring with them; those without one get the numbers after the highest."""

    def __init__(self) -> None:
        self._taken: set[Id] = set()

    def claim(self, wanted: object) -> Id | None:
        """The id if it is one and free."""
        if not is_id(wanted) or wanted in self._taken:
            return None
        assert isinstance(wanted, int | str)
        self._taken.add(wanted)
        return wanted

    def fresh(self) -> Iterator[int]:
        """Free ids without end."""
        number = max((i for i in self._taken if isinstance(i, int)), default=0)
        number = max(number, 0)
        while True:
            number += 1
            yield number


class CocoWriter:
    """Collects the rows of one file in two spill files, then joins them into it.

    Spilled lines are ``id TAB index of the image TAB the rest of the row``; JSON text has
    neither tabs nor line ends. The id is empty where it is still to be given.
    """

    def __init__(self, target: Target, ids: dict[ClassId, int], compressed: bool) -> None:
        self._target = target
        self._categories = ids
        self._compressed = compressed
        self._rows = {name: _Numbering() for name in ("images", "annotations")}
        self._images = self._spill()
        self._annotations = self._spill()
        self._image_ids: list[Id | None] = []
        self._dataset: dict[str, Any] = {}

    def _spill(self) -> IO[str]:
        return tempfile.TemporaryFile("w+", encoding="ascii", newline="\n", dir=self._target.root)

    def __enter__(self) -> CocoWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._images.close()
        self._annotations.close()

    def add(self, image: LabeledImage, report: Report) -> None:
        """One image, already restricted to what the format keeps."""
        if relative_name(image.path) is None:
            report.failure(UnsafePathError(image.path))
            return
        foreign = image.foreign
        extra = dict(foreign.extra) if foreign is not None and foreign.format == FORMAT else {}
        dataset = extra.pop(DATASET, None)
        if isinstance(dataset, dict):
            self._dataset = {**dataset, **self._dataset}
        own = self._claimed("images", extra.pop("id", None), image.path, report)
        size = image.size
        row: dict[str, Any] = {"width": size.width, "height": size.height} if size else {}
        row |= {"file_name": image.path, **extra}
        if image.state.done:
            row[OWN] = {"done": True}
        self._images.write(f"{_token(own)}\t\t{json_text(row)[1:]}\n")
        number = len(self._image_ids)
        self._image_ids.append(own)
        for annotation in image.annotations:
            self._add(annotation, image, number, report)

    def _add(
        self, annotation: Annotation, image: LabeledImage, number: int, report: Report
    ) -> None:
        category = self._categories.get(annotation.class_id)
        if category is None:
            report.error(_NO_CLASS, image.path)
            return
        wanted = annotation.extra(FORMAT).get("id")
        own = self._claimed("annotations", wanted, image.path, report)
        row = annotation_row(annotation, category, image.size, compressed=self._compressed)
        self._annotations.write(f"{_token(own)}\t{number}\t{row}}}\n")

    def _claimed(self, kind: str, wanted: object, path: str, report: Report) -> Id | None:
        own = self._rows[kind].claim(wanted)
        if own is None and wanted is not None:
            report.warning(_RENUMBERED.filled(id=str(wanted)), path, kind)
        return own

    def finish(self, name: str) -> None:
        """Writes the file; the writer is spent."""
        path: Path = self._target.path_of(name)
        with path.open("w", encoding="ascii", newline="\n") as out:
            self._write(out)

    def _write(self, out: IO[str]) -> None:
        ids = self._rows["images"].fresh()
        image_ids = [_token(i) if i is not None else str(next(ids)) for i in self._image_ids]
        dataset = {"info": {}, "licenses": [], **self._dataset}
        extras = dataset.pop("categories", {})
        out.write("{\n")
        for name in _FIRST:
            out.write(f'"{name}":{json_text(dataset.pop(name))},\n')
        out.write('"images":[')
        self._images.seek(0)
        separator = "\n"
        for own, line in zip(image_ids, self._images, strict=True):
            rest = line.split("\t", 2)[2][:-1]
            out.write(f'{separator}{{"id":{own},{rest}')
            separator = _MIDDLE
        out.write(f'{_END}"annotations":[')
        self._write_annotations(out, image_ids)
        rows = category_rows(self._target.classes, self._categories, extras)
        out.write(f'{_END}"categories":[\n{_MIDDLE.join(map(json_text, rows))}\n]')
        for name, value in dataset.items():
            if name not in _OURS:
                out.write(f",\n{json_text(name)}:{json_text(value)}")
        out.write("\n}\n")

    def _write_annotations(self, out: IO[str], image_ids: list[str]) -> None:
        fresh = self._rows["annotations"].fresh()
        self._annotations.seek(0)
        separator = "\n"
        for line in self._annotations:
            own, number, rest = line.split("\t", 2)
            out.write(
                f'{separator}{{"id":{own or next(fresh)},"image_id":{image_ids[int(number)]},'
                f"{rest[:-1]}"
            )
            separator = _MIDDLE


def _token(own: Id | None) -> str:
    return "" if own is None else json_text(own)
