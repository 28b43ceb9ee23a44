"""The codec of the VGG Image Annotator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.formats.via.reader import OPTION, ViaFile
from labeldesk.formats.via.shapes import FORMAT, storable, storable_in_rows
from labeldesk.formats.via.writer import Names, Rows2, Version2
from labeldesk.formats.via.writer3 import Version3
from labeldesk.formats.volumes import Volumes

_TITLE = QT_TRANSLATE_NOOP("Via", "VIA JSON or CSV")
_LAYOUT = QT_TRANSLATE_NOOP("Formats", "Layout")
_CLASS = QT_TRANSLATE_NOOP("Via", "Attribute that is the class")
_FOUND_ONE = QT_TRANSLATE_NOOP("Via", "{n} file of VIA: {name}")
_FOUND = QT_TRANSLATE_NOOP("Via", "{n} files of VIA: {name} and others")
_NOT_FOUND = QT_TRANSLATE_NOOP("Via", "No JSON or CSV file here is of VIA")
_PROJECT = re.compile(rb'"(_via_img_metadata|_via_settings|_via_attributes)"\s*:')
_ALONE = re.compile(rb'^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{')
_MEMBERS = re.compile(rb'"(file_attributes|region_attributes|shape_attributes|fileref)"\s*:')
_THIRD = re.compile(rb'"vid_list"\s*:|"vid"\s*:\s*"[^"]*"\s*,\s*"flg"')
_OWN_THIRD = re.compile(rb'^\s*\{"metadata":\{\s*(\}|"[^"]*":\{"vid":)')
_TABLE = re.compile(
    rb'^(\xef\xbb\xbf)?#?"?filename"?,"?file_size"?,"?file_attributes"?,|metadata_id,file_list,'
)


class ViaCodec:
    """Boxes, ellipses, points, lines and polygons in one JSON or CSV file, versions 1 to 3."""

    id = FORMAT
    title: Text = _TITLE
    options = (
        OptionSpec("layout", _LAYOUT, "project", ("project", "annotations", "csv", "via3")),
        OptionSpec(OPTION, _CLASS, ""),
    )

    def keeps(self, options: Options) -> Keeps:
        """Outlines of one ring; attributes, which version 3 has as text."""
        is_third = options.get("layout") == "via3"
        kinds = {"box", "polygon", "point", "polyline", "ellipse"}
        return Keeps(
            shapes=frozenset(kinds | {"tag"} if is_third else kinds),
            shape=storable_in_rows if is_third else storable,
            quantum=1e-6,
            attributes=True,
            attributes_as_text=is_third,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the members of JSON files near their beginning, and by the header of CSV files."""
        return _VOLUMES.sniff(names, head)

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images of every file of VIA; a broken one is reported."""
        yield from _VOLUMES.images(source, report, ViaFile)

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``via.json`` or ``via.csv``; with a split one file for each part, ``via_train.json``."""
        keeps = self.keeps(target.options)
        files = _Files(target, report)
        try:
            for image in images:
                target.cancel.check()
                files.add(restricted(image, keeps, report))
            files.finish()
        finally:
            files.close()


class _Files:
    """The files of an export, one for each part of a split."""

    def __init__(self, target: Target, report: Report) -> None:
        self._target = target
        self._report = report
        self._open: dict[str, _File] = {}

    def add(self, image: LabeledImage) -> None:
        part = self._target.split.get(image.path, "")
        file = self._open.get(part)
        if file is None:
            file = self._open[part] = _File(self._target, self._report, part)
        file.add(image)

    def finish(self) -> None:
        if not self._open:
            self._open[""] = _File(self._target, self._report, "")
        for file in self._open.values():
            file.finish()

    def close(self) -> None:
        for file in self._open.values():
            file.close()


class _File:
    """One file of the layout that the options want."""

    def __init__(self, target: Target, report: Report, part: str) -> None:
        layout = target.options.get("layout", "project")
        stem = f"via_{part}" if part else "via"
        name = f"{stem}.csv" if layout == "csv" else f"{stem}.json"
        self._names = Names(target, report)
        self._out = target.path_of(name).open("wb")
        self._sheet: Version2 | Version3 | Rows2
        if layout == "via3":
            self._sheet = Version3(self._names, self._out, report)
        elif layout == "csv":
            self._sheet = Rows2(self._names, self._out)
        else:
            self._sheet = Version2(self._names, self._out, alone=layout == "annotations")

    def add(self, image: LabeledImage) -> None:
        extra = self._names.begin(image)
        if extra is not None:
            self._sheet.add(image, extra)

    def finish(self) -> None:
        self._sheet.finish()

    def close(self) -> None:
        self._out.close()


def _fit(name: str, head: Head) -> float:
    """By the header of a table, or by the members of a project or of annotations alone."""
    start = head(name)
    if name.lower().endswith(".csv"):
        return 0.95 if _TABLE.search(start) else 0.0
    if _PROJECT.search(start):
        return 0.95
    if _OWN_THIRD.search(start) or _THIRD.search(start):
        return 0.9
    return 0.9 if _ALONE.search(start) and _MEMBERS.search(start) else 0.0


def _is_blank(start: bytes) -> bool:
    """Whether these are the annotations of no image."""
    return start.strip() == b"{}"


_VOLUMES = Volumes((".json", ".csv"), _fit, _FOUND_ONE, _FOUND, _NOT_FOUND, _is_blank)
CODEC = ViaCodec()
