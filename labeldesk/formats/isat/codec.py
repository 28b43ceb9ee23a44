"""The codec of ISAT's JSON: outlines of single parts, a file for each image."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation, Foreign, Json
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import FARTHEST, Size
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.copies import copy_image
from labeldesk.formats.each import Files, OtherFileError, class_names, own_beside, stem_for
from labeldesk.formats.folders import folder_of, joined
from labeldesk.formats.isat.objects import (
    FORMAT,
    annotation_of,
    group_numbers,
    held_shape,
    layers_in,
    object_json,
    shared_groups,
)
from labeldesk.formats.json_text import Style, dumped, is_plain, is_same, parsed, style_of
from labeldesk.formats.keeps import Done, Keeps, restricted
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.paths import is_listed_name, last_name
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Formats", "ISAT JSON")
_FOUND = QT_TRANSLATE_NOOP("Formats", "{n} JSON files of ISAT")
_NOT_FOUND = QT_TRANSLATE_NOOP("Formats", "No JSON files of ISAT")
_OTHER_JSON = QT_TRANSLATE_NOOP("Formats", "This JSON is none of ISAT; it is passed over")
_COPY = QT_TRANSLATE_NOOP("Formats", "Copy the images")

_MARK = re.compile(rb'"description"\s*:\s*"ISAT"')
_HEADS = 10
_STYLE = Style(indent="    ")
_FILE, _LEFT, _LAID = "file", "left", "style"
_CLASSES = "isat.yaml"


class IsatCodec:
    """Outlines with groups and layers."""

    id = FORMAT
    title: Text = _TITLE
    options = (OptionSpec("copy_images", _COPY, default=False),)

    def keeps(self, _options: Options) -> Keeps:
        """Polygons of one ring; groups that several objects share, layers and crowds."""
        return Keeps(
            shapes=frozenset({"polygon"}),
            shape=held_shape,
            flags=frozenset({"crowd"}),
            group=True,
            z=True,
            done=Done.EMPTY,
            painted=shared_groups,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the name of the program, which stands in its files."""
        found = [name for name in names if name.lower().endswith(".json")]
        marks = [_MARK.search(head(name)) is not None for name in found[:_HEADS]]
        if not any(marks):
            return Sniff(0.0, _NOT_FOUND)
        return Sniff(0.95 * sum(marks) / len(marks), _FOUND.filled(n=len(found)), len(found))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """One image per file, in the order of the files."""
        yield from _Reader(source, report).images()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """A file for each image, in folders as the images are (and in that of its part of a
        split), and the classes in ``isat.yaml``.
        """
        keeps, taken = self.keeps(target.options), LabelNames()
        for image in images:
            target.cancel.check()
            cut = restricted(image, keeps, report)
            stem = stem_for(image.path, taken, ".json", report)
            part = target.split.get(image.path, "")
            if target.options.get("copy_images"):
                copy_image(target, image.path, posixpath.join(part, image.path), report)
            data = _file_bytes(cut, class_names(cut, target.classes))
            target.write(posixpath.join(part, f"{stem}.json"), data)
        target.write(_CLASSES, _classes_yaml(target.classes))


class _Reader:
    """Reads the JSON files of one source."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        names = [name for name in source.files if name.lower().endswith(".json")]
        self._files = Files(source, names, report)

    def images(self) -> Iterator[LabeledImage]:
        yield from self._files.images(self._image)

    def _image(self, name: str) -> LabeledImage:
        data = self._source.bytes_of(name)
        document = parsed(data, name)
        info = document.get("info") if isinstance(document, dict) else None
        items = document.get("objects") if isinstance(document, dict) else None
        if not isinstance(document, dict) or not isinstance(info, dict):
            raise OtherFileError(_OTHER_JSON, path=name)
        if not isinstance(items, list):
            raise OtherFileError(_OTHER_JSON, path=name)
        told = info.get("name")
        path = self._path(told if isinstance(told, str) else "", name)
        annotations, left = self._objects(items, name)
        size = self._files.size(_size_in(info), path, name)
        self._files.look_at(annotations, size, name)
        state = ImageState(done=not items)
        plain = LabeledImage(path, size, state=state)
        foreign = _foreign(document, left, style_of(data), plain)
        kept = tuple(shared_groups(annotations, path, None))
        return LabeledImage(path, size, kept, state, foreign)

    def _path(self, told: str, name: str) -> str:
        own = own_beside(told, name)
        last = last_name(told)
        is_usable = bool(PurePosixPath(last).suffix) and is_listed_name(last)
        plain = last if is_usable else f"{PurePosixPath(name).stem}.jpg"
        return self._files.path(own, told, joined(folder_of(name), plain), name)

    def _objects(self, items: list[Json], name: str) -> tuple[list[Annotation], list[Json]]:
        """The annotations; and what is none, with its place, to be written back."""
        layers = layers_in(items)
        found: list[Annotation] = []
        left: list[Json] = []
        for index, item in enumerate(items):
            try:
                found.append(annotation_of(item, self._source.classes, layers))
            except UserError as error:
                self._report.error(error.text, name, f"objects[{index}]")
                if isinstance(item, dict) and is_plain(item):
                    left.append([index, item])
        return found, left


def _foreign(
    document: Mapping[str, Json], left: list[Json], style: Style, image: LabeledImage
) -> Foreign | None:
    """The file but for its objects, unless a new one would say just the same."""
    rest = {key: None if key == "objects" else value for key, value in document.items()}
    own = _document(image) | {"objects": None}
    if not is_plain(rest) or (is_same(own, rest) and style == _STYLE and not left):
        return None
    extra: dict[str, Json] = {_FILE: rest}
    extra |= {_LEFT: left} if left else {}
    extra |= {_LAID: style.as_json()} if style != _STYLE else {}
    return Foreign(FORMAT, extra)


def _file_bytes(image: LabeledImage, names: Sequence[str]) -> bytes:
    extra = image.foreign.extra if image.foreign and image.foreign.format == FORMAT else {}
    old, left = extra.get(_FILE), extra.get(_LEFT)
    groups = group_numbers(image.annotations)
    objects: list[Json] = [
        object_json(one, name, group)
        for one, name, group in zip(image.annotations, names, groups, strict=True)
    ]
    for entry in left if isinstance(left, list) else []:
        if isinstance(entry, list) and isinstance(entry[0], int):
            objects.insert(entry[0], entry[1])
    document = _document(image, old if isinstance(old, dict) else None)
    document["objects"] = objects
    return dumped(document, Style.of_json(extra[_LAID]) if _LAID in extra else _STYLE)


def _document(image: LabeledImage, old: dict[str, Json] | None = None) -> dict[str, Json]:
    """The file of an image without its objects."""
    document: dict[str, Json] = dict(old) if old is not None else {"info": None, "objects": []}
    told = document.get("info")
    info: dict[str, Json] = dict(told) if isinstance(told, dict) else {
        "description": "ISAT", "folder": "", "name": "", "width": None, "height": None,
        "depth": 3, "note": "",
    }  # fmt: skip
    info["name"] = posixpath.basename(image.path)
    if image.size is not None and image.size != _size_in(info):
        info["width"], info["height"] = image.size
    document["info"] = info
    return document


def _size_in(info: Mapping[str, Json]) -> Size | None:
    width, height = info.get("width"), info.get("height")
    if type(width) is not int or type(height) is not int:
        return None
    return Size(width, height) if 0 < width <= FARTHEST and 0 < height <= FARTHEST else None


def _classes_yaml(classes: ClassList) -> bytes:
    """The classes as ISAT lists them, the one of holes first."""
    import yaml

    names = [(item.colour, item.name) for item in classes if item.name != "__background__"]
    rows = [
        {"color": colour, "name": name} for colour, name in [("#000000", "__background__"), *names]
    ]
    text = yaml.safe_dump({"label": rows}, allow_unicode=True)
    return text.encode("utf-8", "backslashreplace")


CODEC = IsatCodec()
