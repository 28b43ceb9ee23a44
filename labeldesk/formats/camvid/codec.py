"""The CamVid codec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.formats.camvid.layout import masks_in
from labeldesk.formats.camvid.names import FORMAT, LISTS
from labeldesk.formats.camvid.reader import CamvidReader
from labeldesk.formats.camvid.writer import IN_COLOURS, IN_NUMBERS, CamvidWriter
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.masks.paint import as_mask, painted_classes
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Camvid", "CamVid")
_LAYOUT = QT_TRANSLATE_NOOP("Camvid", "Masks")
_COPY = QT_TRANSLATE_NOOP("Formats", "Copy the images")
_FOUND_ONE = QT_TRANSLATE_NOOP("Camvid", "{n} mask lies where copies of CamVid have it")
_FOUND = QT_TRANSLATE_NOOP("Camvid", "{n} masks lie where copies of CamVid have them")
_NOTHING = QT_TRANSLATE_NOOP("Camvid", "No file is where CamVid has its masks")


class CamvidCodec:
    """One colour or one number for every class."""

    id = FORMAT
    title: Text = _TITLE
    options = (
        OptionSpec("masks", _LAYOUT, IN_COLOURS, (IN_COLOURS, IN_NUMBERS)),
        OptionSpec("copy_images", _COPY, default=False),
    )

    def keeps(self, options: Options) -> Keeps:
        """Visible pixels of classes."""
        return Keeps(shapes=frozenset(("mask",)), shape=as_mask, painted=painted_classes)

    def sniff(self, names: Sequence[str], _head: Head) -> Sniff:
        """By the names of folders and of the lists beside them."""
        masks = masks_in(names)
        if not masks:
            return Sniff(0.0, _NOTHING)
        has_list = any(name.rpartition("/")[2] in LISTS for name in names)
        fit = 0.95 if has_list or any("LabeledApproved" in name for name in masks) else 0.7
        return Sniff(fit, counted(len(masks), _FOUND_ONE, _FOUND), len(masks))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images that have a mask."""
        yield from CamvidReader(source, report).read()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``trainannot/X.png`` and so on, with the lists of classes and of the images."""
        keeps = self.keeps(target.options)
        writer = CamvidWriter(target, report)
        for image in images:
            target.cancel.check()
            sized = target.sized(image)
            writer.add(restricted(sized, keeps, report))
        writer.finish()


CODEC = CamvidCodec()
