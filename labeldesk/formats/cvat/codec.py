"""The CVAT codec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.formats.cvat.reader import CvatFile
from labeldesk.formats.cvat.shapes import FORMAT, storable
from labeldesk.formats.cvat.writer import CvatWriter
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import images_of
from labeldesk.formats.voc.xml import has_dtd

_TITLE = QT_TRANSLATE_NOOP("Cvat", "CVAT XML")
_FOUND_ONE = QT_TRANSLATE_NOOP("Cvat", "{n} XML file of CVAT: {name}")
_FOUND = QT_TRANSLATE_NOOP("Cvat", "{n} XML files of CVAT: {name} and others")
_NOT_FOUND = QT_TRANSLATE_NOOP("Cvat", "No XML file here is of CVAT")
_ROOT = re.compile(rb"<annotations[\s/>]")
_MEMBERS = re.compile(rb"<(version|meta|image|track)[\s/>]")
_FEW = 50  # files that are looked at when a format is sought
_DTD_HEAD = 1 << 18  # bytes that a DTD may fill before the root element
_KINDS = frozenset(
    ("tag", "box", "rotated-box", "polygon", "mask", "point", "polyline", "ellipse", "keypoints")
)


class CvatCodec:
    """Everything but captions in one XML file; tracks of videos are read as their frames."""

    id = FORMAT
    title: Text = _TITLE
    options: tuple[OptionSpec, ...] = ()

    def keeps(self, options: Options) -> Keeps:
        """All shapes but captions; a polygon with holes or of several parts as a mask.

        Values come back as text but where the class declares them as something else.
        """

        def rule(annotation: Annotation, size: Size | None) -> Shape | None:
            return storable(annotation, size)

        return Keeps(
            shapes=_KINDS,
            shape=rule,
            quantum=1e-6,
            flags=frozenset(("occluded",)),
            attributes=True,
            attributes_as_text=True,
            group=True,
            z=True,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the root element of XML files."""
        found = _files(names, head, _FEW)
        if not found:
            return Sniff(0.0, _NOT_FOUND)
        text = counted(len(found), _FOUND_ONE, _FOUND).filled(name=next(iter(found)))
        return Sniff(max(found.values()), text, len(found))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images of every file of CVAT; a broken one is reported."""
        found = _files(source.files, source.head_of)
        if not found:
            report.error(_NOT_FOUND, str(source.root))
        for name in found:
            yield from images_of(partial(_read, source, name, report), name, report)

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``annotations.xml``; the part of a split is the subset of an image."""
        keeps = self.keeps(target.options)
        with closing(CvatWriter(target, report)) as writer:
            for image in images:
                target.cancel.check()
                writer.add(restricted(image, keeps, report))
            writer.finish("annotations.xml")


def _files(names: Sequence[str], head: Head, most: int | None = None) -> dict[str, float]:
    """How surely each of the XML files is of CVAT; those that are not are left out.

    Of many only the first `most` are looked at.
    """
    found = {}
    for name in [one for one in names if one.lower().endswith(".xml")][:most]:
        start = head(name)
        if has_dtd(start) and not _ROOT.search(start):
            start = head(name, _DTD_HEAD)  # read, it says better why it is refused
        if _ROOT.search(start):
            found[name] = 0.95 if _MEMBERS.search(start) else 0.5
    return found


def _read(source: Source, name: str, report: Report) -> Iterator[LabeledImage]:
    return CvatFile(source, name, report).images()


CODEC = CvatCodec()
