"""The codec of PNG masks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.formats.keeps import Keeps, Painting, restricted
from labeldesk.formats.masks.files import (
    CLASS_FOLDERS,
    OBJECT_FOLDERS,
    PALETTE,
    is_png,
    kind_of,
    may_be_labels,
    twins_of,
)
from labeldesk.formats.masks.legend import KIND, LEGEND, values_of
from labeldesk.formats.masks.paint import (
    MOST_8_BIT,
    as_mask,
    painted_classes,
    painted_instances,
)
from labeldesk.formats.masks.reader import FORMAT, MasksReader
from labeldesk.formats.masks.writer import COLOUR, INSTANCE, OWN, SEMANTIC, VOC, WIDE, MasksWriter
from labeldesk.formats.port import Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Masks", "PNG masks")
_LAYOUT = QT_TRANSLATE_NOOP("Masks", "Layout")
_PALETTE = QT_TRANSLATE_NOOP("Masks", "Colours")
_DEPTH = QT_TRANSLATE_NOOP("Masks", "Object numbers")
_COPY = QT_TRANSLATE_NOOP("Formats", "Copy the images")
_LEGEND = QT_TRANSLATE_NOOP("Masks", "There is a legend of masks")
_FOLDER = QT_TRANSLATE_NOOP("Masks", "There are {n} PNG masks")
_TWIN = QT_TRANSLATE_NOOP("Masks", "{n} PNG file of labels has the name of an image")
_TWINS = QT_TRANSLATE_NOOP("Masks", "{n} PNG files of labels have the names of images")
_NOTHING = QT_TRANSLATE_NOOP("Masks", "There are no PNG masks")
_FEW = 50  # files whose header is looked at
_IN_FOLDER = re.compile(rf"(^|/)({'|'.join((*CLASS_FOLDERS, *OBJECT_FOLDERS))})/.*\.png$")

_PAINTINGS: dict[str, Painting] = {
    SEMANTIC: painted_classes,
    INSTANCE: painted_instances,
    VOC: partial(painted_instances, most=MOST_8_BIT),
    COLOUR: painted_classes,
}


class MasksCodec:
    """Pixels as numbers: of classes, of objects, or both as Pascal VOC has them."""

    id = FORMAT
    title = _TITLE
    options = (
        OptionSpec("layout", _LAYOUT, SEMANTIC, (SEMANTIC, INSTANCE, VOC, COLOUR)),
        OptionSpec("palette", _PALETTE, "standard", ("standard", OWN)),
        OptionSpec("depth", _DEPTH, "as-needed", ("as-needed", WIDE)),
        OptionSpec("copy_images", _COPY, default=False),
    )

    def keeps(self, options: Options) -> Keeps:
        """Visible pixels and classes; single objects unless semantic."""
        painting = _PAINTINGS[str(options.get("layout", SEMANTIC))]
        return Keeps(shapes=frozenset(("mask",)), shape=as_mask, painted=painting)

    def sniff(self, names: Sequence[str], head: Callable[[str], bytes]) -> Sniff:
        """By our legend, by the names of folders, by palettes."""
        legends = [name for name in names if name.rpartition("/")[2] == LEGEND]
        found = [name for name in names if _IN_FOLDER.search(name)]
        if any(KIND.encode() in head(name) for name in legends):
            return Sniff(1.0, _LEGEND, len(found))
        if found:
            return Sniff(0.6, _FOLDER.filled(n=len(found)), len(found))
        return _among_images(names, head)

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images that have a mask."""
        return MasksReader(source, report).read()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """One or two PNG files for every image, and a legend."""
        keeps = self.keeps(target.options)
        writer = MasksWriter(target, values_of(target.classes, report), report)
        for image in images:
            target.cancel.check()
            sized = target.sized(image)
            writer.add(restricted(sized, keeps, report), report)
        writer.finish()

    def image_place(self, path: str, _part: str, options: Options) -> str:
        """Where readers of the layout look for an image."""
        return f"JPEGImages/{path}" if options.get("layout") == VOC else f"images/{path}"


def _among_images(names: Sequence[str], head: Callable[[str], bytes]) -> Sniff:
    """By names and headers alone: what is asked for must be sure, what is told need not be."""
    twins = twins_of(names)
    kinds = [head(name) for name in twins[:_FEW]]
    if kinds and all(map(may_be_labels, kinds)):
        is_plain = all(kind_of(one) == PALETTE for one in kinds)
        return Sniff(0.45 if is_plain else 0.35, counted(len(twins), _TWIN, _TWINS), len(twins))
    files = [name for name in names if is_png(name)][:_FEW]
    if files and all(kind_of(head(name)) == PALETTE for name in files):
        return Sniff(0.35, _FOLDER.filled(n=len(files)), len(files))
    return Sniff(0.0, _NOTHING)


CODEC = MasksCodec()
