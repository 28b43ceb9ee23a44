"""The Datumaro codec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.datumaro.reader import DatumaroFile
from labeldesk.formats.datumaro.shapes import FORMAT, storable
from labeldesk.formats.datumaro.writer import DatumaroWriter
from labeldesk.formats.keeps import FLAGS, Done, Keeps, restricted
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.formats.volumes import Volumes

_TITLE = QT_TRANSLATE_NOOP("Datumaro", "Datumaro JSON")
_FOUND_ONE = QT_TRANSLATE_NOOP("Datumaro", "{n} file of Datumaro: {name}")
_FOUND = QT_TRANSLATE_NOOP("Datumaro", "{n} files of Datumaro: {name} and others")
_NOT_FOUND = QT_TRANSLATE_NOOP("Datumaro", "No JSON file here is of Datumaro")
_WITHOUT_SPLIT = "default"
_VERSION = re.compile(rb'"dm_format_version"\s*:')
_INFOS = re.compile(rb'"infos"\s*:\s*\{')
_CATEGORIES = re.compile(rb'"categories"\s*:\s*\{')
_ITEMS = re.compile(rb'"items"\s*:\s*\[')
_KINDS = frozenset(
    ("tag", "box", "rotated-box", "polygon", "mask", "point", "polyline", "ellipse", "keypoints",
     "caption")
)  # fmt: skip


class DatumaroCodec:
    """Every shape in one JSON file for each part of a data set."""

    id = FORMAT
    title: Text = _TITLE
    options: tuple[OptionSpec, ...] = ()

    def keeps(self, options: Options) -> Keeps:
        """All there is; what Datumaro has no word for is in members it passes over."""
        return Keeps(
            shapes=_KINDS,
            shape=storable,
            quantum=1e-5,
            flags=FLAGS,
            attributes=True,
            pose=True,
            group=True,
            z=True,
            score=True,
            done=Done.YES,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the members of JSON files near their beginning."""
        return _VOLUMES.sniff(names, head)

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images of every file of Datumaro; a broken one is reported."""
        yield from _VOLUMES.images(source, report, DatumaroFile)

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``annotations/PART.json`` for every part, ``default`` without a split."""
        keeps = self.keeps(target.options)
        writers: dict[str, DatumaroWriter] = {}
        with ExitStack() as files:

            def writer_of(part: str) -> DatumaroWriter:
                if part not in writers:
                    path = target.path_of(f"annotations/{part}.json")
                    out = files.enter_context(path.open("wb"))
                    writers[part] = DatumaroWriter(target, out, report)
                return writers[part]

            for image in images:
                target.cancel.check()
                part = target.split.get(image.path) or _WITHOUT_SPLIT
                writer_of(part).add(restricted(image, keeps, report))
            if not writers:
                writer_of(_WITHOUT_SPLIT)
            for writer in writers.values():
                writer.finish()

    def image_place(self, path: str, part: str, _options: Options) -> str:
        """Where Datumaro looks for an image: in the folder of its subset."""
        return f"images/{part or _WITHOUT_SPLIT}/{path}"


def _fit(name: str, head: Head) -> float:
    """By the version of the format; less by the lists alone."""
    start = head(name)
    if _VERSION.search(start):
        return 0.95
    has_lists = _INFOS.search(start) or _ITEMS.search(start)
    return 0.9 if has_lists and _CATEGORIES.search(start) else 0.0


_VOLUMES = Volumes((".json",), _fit, _FOUND_ONE, _FOUND, _NOT_FOUND)
CODEC = DatumaroCodec()
