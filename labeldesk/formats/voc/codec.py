"""The Pascal VOC / LabelImg codec."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.class_lists import list_text
from labeldesk.formats.copies import copy_image
from labeldesk.formats.each import class_names, stem_for
from labeldesk.formats.keeps import Done, Keeps, restricted
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.formats.voc.files import VocReader, file_bytes, image_sets
from labeldesk.formats.voc.values import FORMAT, Frame, voc_shape
from labeldesk.formats.voc.xml import has_dtd

_TITLE = QT_TRANSLATE_NOOP("Formats", "Pascal VOC / LabelImg XML")
_FOUND = QT_TRANSLATE_NOOP("Formats", "{n} XML files with the root annotation")
_NOT_FOUND = QT_TRANSLATE_NOOP("Formats", "No XML files with the root annotation")
_ROOT = re.compile(rb"<annotation[\s>]")
_LABELME = re.compile(rb"<(sourceImage|imagesize)>")
_HEADS = 5
_DTD_HEAD = 1 << 18  # bytes that a DTD may fill before the root element


class VocCodec:
    """Boxes (and polygons of one ring) in one XML file per image."""

    id = FORMAT
    title: Text = _TITLE
    options = (
        OptionSpec(
            "coordinates",
            QT_TRANSLATE_NOOP("Formats", "Coordinates"),
            "raw",
            ("raw", "one-based"),
        ),
        OptionSpec("float", QT_TRANSLATE_NOOP("Formats", "Keep fractions"), default=False),
        OptionSpec("layout", QT_TRANSLATE_NOOP("Formats", "Layout"), "voc", ("voc", "flat")),
        OptionSpec("copy_images", QT_TRANSLATE_NOOP("Formats", "Copy the images"), default=False),
    )

    def keeps(self, options: Options) -> Keeps:
        """Boxes as integers (`float`: as they are), polygons of one ring, the VOC flags."""
        frame = frame_of(options)

        def rule(annotation: Annotation, _size: Size | None) -> Shape | None:
            return voc_shape(annotation, frame)

        return Keeps(
            shapes=frozenset({"box", "polygon"}),
            shape=rule,
            quantum=0.0 if frame.is_float else 0.5,
            flags=frozenset({"difficult", "truncated", "occluded"}),
            attributes=True,
            attributes_as_text=True,
            pose=True,
            done=Done.YES,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the first few XML files; LabelMe's XML (sourceImage) and CVAT's are others."""
        found = [name for name in names if name.lower().endswith(".xml")]
        heads = [head(name) for name in found[:_HEADS]]
        heads = [_beyond_dtd(h, head, name) for name, h in zip(found, heads, strict=False)]
        fitting = sum(bool(_ROOT.search(h)) and not _LABELME.search(h) for h in heads)
        if not fitting:
            return Sniff(0.0, _NOT_FOUND)
        fit = 0.95 * fitting / len(heads)
        return Sniff(fit, _FOUND.filled(n=len(found)), len(found))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """One image per XML file, in the order of the files."""
        yield from VocReader(source, frame_of(source.options), report).images()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``Annotations/*.xml`` with ImageSets, or (flat) XML files as LabelImg has them."""
        keeps, frame = self.keeps(target.options), frame_of(target.options)
        is_flat = target.options.get("layout") == "flat"
        folder = target.images.name if target.images else ""
        parts: list[tuple[str, str]] = []
        taken = LabelNames()
        for image in images:
            target.cancel.check()
            cut = restricted(image, keeps, report)
            stem = stem_for(image.path, taken, ".xml", report)
            name = f"{stem}.xml" if is_flat else f"Annotations/{stem}.xml"
            data = file_bytes(cut, class_names(cut, target.classes), frame, folder)
            target.write(name, data)
            parts.append((target.split.get(image.path, ""), stem))
            if target.options.get("copy_images"):
                place = image.path if is_flat else f"JPEGImages/{image.path}"
                copy_image(target, image.path, place, report)
        self._write_lists(target, parts, is_flat=is_flat)

    def _write_lists(self, target: Target, parts: list[tuple[str, str]], *, is_flat: bool) -> None:
        target.write("classes.txt", list_text(c.name for c in target.classes).encode())
        if is_flat and not target.split:
            return
        for name, text in image_sets(parts).items():
            target.write(name, text.encode())


def _beyond_dtd(start: bytes, head: Head, name: str) -> bytes:
    """More of a file whose DTD may hide the root: read, it says better why it is refused."""
    return head(name, _DTD_HEAD) if has_dtd(start) and not _ROOT.search(start) else start


def frame_of(options: Options) -> Frame:
    """How the options want numbers read and written."""
    base = 1 if options.get("coordinates") == "one-based" else 0
    return Frame(base, bool(options.get("float", False)))


CODEC = VocCodec()
