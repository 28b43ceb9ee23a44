"""The CVAT codec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.cvat.reader import CvatFile
from labeldesk.formats.cvat.shapes import FORMAT, storable
from labeldesk.formats.cvat.writer import CvatWriter
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.formats.voc.xml import has_dtd
from labeldesk.formats.volumes import Volumes

_TITLE = QT_TRANSLATE_NOOP("Cvat", "CVAT XML")
_FOUND_ONE = QT_TRANSLATE_NOOP("Cvat", "{n} XML file of CVAT: {name}")
_FOUND = QT_TRANSLATE_NOOP("Cvat", "{n} XML files of CVAT: {name} and others")
_NOT_FOUND = QT_TRANSLATE_NOOP("Cvat", "No XML file here is of CVAT")
_ROOT = re.compile(rb"<annotations[\s/>]")
_MEMBERS = re.compile(rb"<(version|meta|image|track)[\s/>]")
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
        return _VOLUMES.sniff(names, head)

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images of every file of CVAT; a broken one is reported."""
        yield from _VOLUMES.images(source, report, CvatFile)

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``annotations.xml``; the part of a split is the subset of an image."""
        keeps = self.keeps(target.options)
        with closing(CvatWriter(target, report)) as writer:
            for image in images:
                target.cancel.check()
                writer.add(restricted(image, keeps, report))
            writer.finish("annotations.xml")


def _fit(name: str, head: Head) -> float:
    """By the root element; 0.5 where nothing but that is of CVAT."""
    start = head(name)
    if has_dtd(start) and not _ROOT.search(start):
        start = head(name, _DTD_HEAD)  # read, it says better why it is refused
    if not _ROOT.search(start):
        return 0.0
    return 0.95 if _MEMBERS.search(start) else 0.5


_VOLUMES = Volumes((".xml",), _fit, _FOUND_ONE, _FOUND, _NOT_FOUND)
CODEC = CvatCodec()
