"""The Cityscapes codec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.formats.cityscapes.labels import FORMAT
from labeldesk.formats.cityscapes.layout import POLYGONS, frames_of
from labeldesk.formats.cityscapes.pixels import painted_by_place
from labeldesk.formats.cityscapes.polygons import outline
from labeldesk.formats.cityscapes.reader import PIXELS, CityscapesReader
from labeldesk.formats.cityscapes.writer import CityscapesWriter
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.masks.paint import as_mask
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Cityscapes", "Cityscapes")
_SHAPES = QT_TRANSLATE_NOOP("Cityscapes", "Objects")
_COPY = QT_TRANSLATE_NOOP("Formats", "Copy the images")
_FOUND_ONE = QT_TRANSLATE_NOOP("Cityscapes", "The labels of {n} image have the names of Cityscapes")
_FOUND = QT_TRANSLATE_NOOP("Cityscapes", "The labels of {n} images have the names of Cityscapes")
_NOT_FOUND = QT_TRANSLATE_NOOP("Cityscapes", "No file has a name of Cityscapes")
OUTLINES = "polygons"


class CityscapesCodec:
    """Outlines with the pixels painted from them, or pixels alone."""

    id = FORMAT
    title: Text = _TITLE
    options = (
        OptionSpec("shapes", _SHAPES, OUTLINES, (OUTLINES, PIXELS)),
        OptionSpec("copy_images", _COPY, default=False),
    )

    def keeps(self, options: Options) -> Keeps:
        """One outline for each object and the order of painting; or the visible pixels."""
        crowd = frozenset(("crowd",))
        if options.get("shapes") == PIXELS:
            shapes = frozenset(("mask",))
            return Keeps(shapes=shapes, shape=as_mask, flags=crowd, painted=painted_by_place)
        return Keeps(
            shapes=frozenset(("polygon",)),
            shape=outline,
            flags=crowd,
            painted=lambda objects, _path, _report: objects,
        )

    def sniff(self, names: Sequence[str], _head: Head) -> Sniff:
        """By the names of files, which are like no other."""
        frames = frames_of(names)
        if not frames:
            return Sniff(0.0, _NOT_FOUND)
        found = counted(len(frames), _FOUND_ONE, _FOUND)
        return Sniff(0.97 if any(POLYGONS in f.files for f in frames) else 0.96, found, len(frames))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The outlines of every image, or its pixels where there are none or the option says so."""
        yield from CityscapesReader(source, report).read()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``gtFine/PART/CITY/BASE_gtFine_*`` as a download has them."""
        keeps = self.keeps(target.options)
        writer = CityscapesWriter(target, report)
        for image in images:
            target.cancel.check()
            sized = target.sized(image)
            writer.add(sized, restricted(sized, keeps, report))
        writer.finish()


CODEC = CityscapesCodec()
