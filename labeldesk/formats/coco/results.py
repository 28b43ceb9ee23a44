"""Results files: a bare list of what a model found, with images and classes by number alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.formats.coco.decoder import Decoder, JsonObject
from labeldesk.formats.coco.listing import Annotations, Id, is_id, is_whole, shown
from labeldesk.formats.coco.stream import JsonError, JsonStream
from labeldesk.formats.coco.values import JOINT, BadRow, Row, are_numbers, is_number, shape_of
from labeldesk.formats.port import Source
from labeldesk.formats.predictions import Numbered, Predicted
from labeldesk.formats.report import Report

_LIST = re.compile(rb"^(?:\xef\xbb\xbf)?\s*\[\s*\{")
_ROW = re.compile(rb'"image_id"\s*:')
_SAID = re.compile(rb'"(category_id|score|caption)"\s*:')

_NO_JSON = QT_TRANSLATE_NOOP("Coco", "The file is no JSON: {reason}")
_NO_RESULTS = QT_TRANSLATE_NOOP("Coco", "This is no list of results of a model")
_CAPTIONS = QT_TRANSLATE_NOOP(
    "Coco", "These are captions that a model wrote; they are not taken in as suggestions"
)
_BROKEN = QT_TRANSLATE_NOOP("Coco", "The entry cannot be read: {reason}")
_NO_OBJECT = QT_TRANSLATE_NOOP("Coco", "The entry is no object")
_NO_CATEGORY = QT_TRANSLATE_NOOP("Coco", "The object has no class; it is left out")
_NO_SCORE = QT_TRANSLATE_NOOP("Coco", "The object has no score from 0 to 1; it is left out")
_UNLISTED = QT_TRANSLATE_NOOP("Coco", "The class {id} is not listed; it is called {name}")
_STRAY_ONE = QT_TRANSLATE_NOOP(
    "Coco", "{n} image is not known, what was found on it is left out: {ids}"
)
_STRAYS = QT_TRANSLATE_NOOP(
    "Coco", "{n} images are not known, what was found on them is left out: {ids}"
)
_FEW = 3


def are_results(head: bytes) -> bool:
    """Whether a file that begins so is a list of results."""
    return bool(_LIST.match(head) and _ROW.search(head) and _SAID.search(head))


class ResultsFile:
    """One file, read twice as `CocoFile` does: for the places of its entries, then by image."""

    def __init__(self, stream: BinaryIO, name: str, source: Source, report: Report) -> None:
        self._stream = stream
        self._name = name
        self._source = source
        self._report = report
        self._decoder = Decoder()
        self._rows = Annotations(self._decoder)

    def ids(self) -> list[Id]:
        """The images that the file is about; raises `UserError` if it is no list of results."""
        stream = JsonStream(self._stream, self._decoder, self._tick)
        try:
            is_list = stream.array(self._rows)
        except JsonError as error:
            raise UserError(_NO_JSON.filled(reason=str(error)), path=self._name) from error
        first = self._rows.first
        if "caption" in first and "category_id" not in first:
            raise UserError(_CAPTIONS, path=self._name)
        if not is_list or not len(self._rows) or not is_id(first.get("image_id")):
            raise UserError(_NO_RESULTS, path=self._name)
        self._decoder.oddities()
        return self._rows.image_ids

    def read(self, known: Numbered) -> Iterator[tuple[str, list[Predicted]]]:
        """What was found, by the path of the image; `ids` must have been asked before."""
        groups = self._rows.grouped()
        ids = self._rows.image_ids
        strays = [shown(one) for one in ids if one not in known.images]
        if strays:
            more = ", …" if len(strays) > _FEW else ""
            text = counted(len(strays), _STRAY_ONE, _STRAYS)
            self._report.warning(text.filled(ids=", ".join(strays[:_FEW]) + more), self._name)
        unnamed: dict[int, str] = {}
        for number, one in enumerate(ids):
            self._source.cancel.check()
            self._source.progress(Progress(number, len(ids)))
            path = known.images.get(one)
            if path is not None:
                found = [self._found(index, path, known, unnamed) for index in groups.of(one)]
                yield path, [predicted for predicted in found if predicted is not None]
        for category, name in unnamed.items():
            self._report.warning(_UNLISTED.filled(id=category, name=name), self._name)

    def _found(
        self, index: int, path: str, known: Numbered, unnamed: dict[int, str]
    ) -> Predicted | None:
        place = f"entry {index + 1}"
        warn: list[Text] = []
        try:
            row = self._row(index)
            category, score = _told(row)
            shape = shape_of(_with_plain_joints(row), known.sizes.get(path), warn)
        except BadRow as error:
            self._report.error(error.text, self._name, place)
            return None
        for text in (*self._decoder.oddities(), *warn):
            self._report.warning(text, self._name, place)
        name = known.classes.get(category)
        if name is None:
            name = unnamed[category] = f"category {category}"
        return Predicted(name, shape, score)

    def _row(self, index: int) -> JsonObject:
        self._decoder.oddities()
        self._stream.seek(self._rows.offsets[index])
        try:
            row = self._decoder.whole(self._stream.read(self._rows.lengths[index]))
        except ValueError as error:
            raise BadRow(_BROKEN.filled(reason=str(error))) from error
        if not isinstance(row, dict):
            raise BadRow(_NO_OBJECT)
        return row

    def _tick(self, read: int) -> None:
        self._source.cancel.check()
        self._source.progress(Progress(read, 0))


def _told(row: Row) -> tuple[int, float]:
    """The class's number and the score; raises `BadRow`."""
    category, score = row.get("category_id"), row.get("score")
    if not is_whole(category):
        raise BadRow(_NO_CATEGORY)
    if not is_number(score) or not 0 <= score <= 1:
        raise BadRow(_NO_SCORE)
    return category, float(score)


def _with_plain_joints(row: Row) -> Row:
    """Models say how sure they are of a joint where data sets say whether it can be seen."""
    told = row.get("keypoints")
    if not isinstance(told, list) or len(told) % JOINT or not are_numbers(told):
        return row
    marks: list[Any] = told[2::JOINT]
    if set(marks) <= {0, 1, 2}:
        return row
    plain = [*told]
    plain[2::JOINT] = [2 if mark > 0 else 0 for mark in marks]
    return {**row, "keypoints": plain}
