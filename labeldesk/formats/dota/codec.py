"""The codec of DOTA's label files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.dota.reader import DotaReader, is_at_its_place, is_text
from labeldesk.formats.dota.rows import FORMAT, QUANTUM, kept_shape, looks_like_rows
from labeldesk.formats.dota.writer import DotaWriter
from labeldesk.formats.keeps import Done, Keeps, restricted
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Formats", "DOTA text (turned boxes)")
_FOUND = QT_TRANSLATE_NOOP("Formats", "{n} txt files with DOTA's four corners and a class")
_NOT_FOUND = QT_TRANSLATE_NOOP("Formats", "No txt files with four corners and a class")
_HEADS = 12
_SURE = 0.95


class DotaCodec:
    """Turned boxes and quadrangles in one txt file per image, in pixels."""

    id = FORMAT
    title: Text = _TITLE
    options = (
        OptionSpec("copy_images", QT_TRANSLATE_NOOP("Formats", "Copy the images"), default=False),
    )

    def keeps(self, _options: Options) -> Keeps:
        """Turned boxes and polygons of four corners to 0.001 px, and what is difficult."""

        def rule(annotation: Annotation, _size: Size | None) -> Shape | None:
            return kept_shape(annotation)

        return Keeps(
            frozenset({"rotated-box", "polygon"}),
            rule,
            quantum=QUANTUM,
            flags=frozenset({"difficult"}),
            done=Done.EMPTY,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the first rows of a few txt files."""
        texts = [name for name in names if is_text(name)]
        placed = [name for name in texts if is_at_its_place(name)]
        looked = (placed or texts)[:_HEADS]
        fitting = sum(looks_like_rows(head(name)) for name in looked)
        if not fitting:
            return Sniff(0.0, _NOT_FOUND)
        count = len(placed or texts)
        return Sniff(_SURE * max(fitting / len(looked), 0.7), _FOUND.filled(n=count), count)

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """One image per label file."""
        yield from DotaReader(source, report).images()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``labelTxt/`` and, if they are copied, ``images/``, for each part of a split."""
        writer, keeps = DotaWriter(target, report), self.keeps(target.options)
        for image in images:
            target.cancel.check()
            restricted(image, keeps, report)
            writer.add(image)
        writer.finish()


CODEC = DotaCodec()
