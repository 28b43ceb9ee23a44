"""The codec of Create ML's JSON: one file for all images of a folder, or one for each."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import PurePosixPath
from typing import BinaryIO

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.copies import copy_image
from labeldesk.formats.createml.entries import (
    FORMAT,
    QUANTUM,
    annotation_of,
    entry_json,
    foreign_of,
    held_shape,
    image_in,
    is_entry,
    items_in,
)
from labeldesk.formats.each import (
    Files,
    OtherFileError,
    beside,
    class_names,
    is_named_after,
    stem_for,
)
from labeldesk.formats.folders import folder_of, joined
from labeldesk.formats.json_text import Style, dumped, parsed
from labeldesk.formats.keeps import Done, Keeps, restricted
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.paths import last_name
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Formats", "CreateML JSON")
_FOUND = QT_TRANSLATE_NOOP("Formats", "{n} JSON files with CreateML's list of images")
_NOT_FOUND = QT_TRANSLATE_NOOP("Formats", "No JSON files with CreateML's list of images")
_OTHER_JSON = QT_TRANSLATE_NOOP("Formats", "This JSON is no list of images; it is passed over")
_LAYOUT = QT_TRANSLATE_NOOP("Formats", "Layout")
_COPY = QT_TRANSLATE_NOOP("Formats", "Copy the images")

ONE, EACH = "one-file", "file-per-image"
_NAME = "_annotations.createml.json"
_LINE = Style(indent=None, comma=", ")
_LIST = re.compile(rb"^(\xef\xbb\xbf)?\s*\[\s*\{")
_ENTRY = re.compile(
    rb'^(\xef\xbb\xbf)?\s*\[\s*\{[^{}\[\]]*"image(filename)?"\s*:\s*"[^{}\[\]]*"annotations?"\s*:\s*\['
)
_PLACE = re.compile(rb'"coordinates"\s*:\s*\{\s*"(x|y|width|height)"\s*:')
_HEADS = 10


class CreateMlCodec:
    """Boxes by their centre, in pixels."""

    id = FORMAT
    title: Text = _TITLE
    options = (
        OptionSpec("layout", _LAYOUT, ONE, (ONE, EACH)),
        OptionSpec("copy_images", _COPY, default=False),
    )

    def keeps(self, _options: Options) -> Keeps:
        """Boxes to six decimals, and whether an image was verified."""

        def rule(annotation: Annotation, _size: Size | None) -> Shape | None:
            return held_shape(annotation)

        return Keeps(shapes=frozenset({"box"}), shape=rule, quantum=QUANTUM, done=Done.YES)

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the beginnings of a few JSON files."""
        found = [name for name in names if name.lower().endswith(".json")]
        fits = [_fit(head(name)) for name in found[:_HEADS]]
        if not any(fits):
            return Sniff(0.0, _NOT_FOUND)
        return Sniff(sum(fits) / len(fits), _FOUND.filled(n=len(found)), len(found))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """Every entry of every file, in order."""
        yield from _Reader(source, report).images()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """One file (one for each part of a split), an image in every line; or a file beside
        each image, as LabelImg has them.
        """
        keeps, taken = self.keeps(target.options), LabelNames()
        is_each = target.options.get("layout") == EACH
        with ExitStack() as stack:
            lists: dict[str, BinaryIO] = {}
            for image in images:
                target.cancel.check()
                cut = restricted(image, keeps, report)
                part = target.split.get(image.path, "")
                if target.options.get("copy_images"):
                    copy_image(target, image.path, posixpath.join(part, image.path), report)
                told = posixpath.basename(image.path) if is_each else image.path
                entry = entry_json(cut, class_names(cut, target.classes), told)
                if is_each:
                    stem = stem_for(image.path, taken, ".json", report)
                    data = dumped([entry], _LINE)
                    target.write(posixpath.join(part, f"{stem}.json"), data)
                    continue
                if part not in lists:
                    path = target.path_of(posixpath.join(part, _NAME))
                    lists[part] = stack.enter_context(path.open("wb"))
                stream = lists[part]
                stream.write((b",\n" if stream.tell() else b"[\n") + dumped(entry, _LINE))
            for stream in lists.values():
                stream.write(b"\n]\n")


class _Reader:
    """Reads the JSON files of one source."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        names = [name for name in source.files if name.lower().endswith(".json")]
        self._files = Files(source, names, report)

    def images(self) -> Iterator[LabeledImage]:
        yield from self._files.all_images(self._of_file)

    def _of_file(self, name: str) -> Iterator[LabeledImage]:
        entries = parsed(self._source.bytes_of(name), name)
        if isinstance(entries, dict):  # LabelImg of old
            entries = [entries]
        if not isinstance(entries, list) or not any(map(is_entry, entries)):
            raise OtherFileError(_OTHER_JSON, path=name)
        for index, entry in enumerate(entries):
            self._source.cancel.check()
            try:
                yield self._image(entry, name, f"[{index}]", is_alone=len(entries) == 1)
            except UserError as error:
                self._report.error(error.text, name, error.place or f"[{index}]")

    def _image(self, entry: Json, name: str, place: str, *, is_alone: bool) -> LabeledImage:
        told = image_in(entry)
        assert isinstance(entry, dict)
        items = items_in(entry)
        path = self._path(told, name, is_alone=is_alone)
        annotations: list[Annotation] = []
        for number, item in enumerate(items):
            where = f"{place}.annotations[{number}]"

            def warn(text: Text, where: str = where) -> None:
                self._report.warning(text, name, where)

            try:
                annotations.append(annotation_of(item, self._source.classes, warn))
            except UserError as error:
                self._report.error(error.text, name, where)
        size = self._files.size(None, path, name)
        self._files.look_at(annotations, size, name)
        state = ImageState(done=entry.get("verified") is True)
        own = entry_json(LabeledImage(path, size, state=state), (), told)
        return LabeledImage(path, size, tuple(annotations), state, foreign_of(entry, own))

    def _path(self, told: str, name: str, *, is_alone: bool) -> str:
        own, last = beside(told, name), last_name(told)
        is_each = is_alone and is_named_after(last, name)
        places = (joined(folder_of(name), told), own or "")
        near = next((place for place in places if place in self._files), None)
        plain = own if own is not None and PurePosixPath(own).suffix else None
        fallback = plain or PurePosixPath(name).with_suffix(".jpg").as_posix()
        return self._files.path(near, told, fallback, name, by_stem=is_each)


def _fit(head: bytes) -> float:
    if _LIST.search(head) and _PLACE.search(head):
        return 0.95
    return 0.6 if _ENTRY.search(head) else 0.0


CODEC = CreateMlCodec()
