"""The codec of Open Images' tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Shape, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.csv.boxes import QUANTUM, cells_of, shape_of
from labeldesk.formats.csv.columns import CORNERS
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.openimages.reader import OpenImagesReader
from labeldesk.formats.openimages.tables import FLAGS, FORMAT, tables
from labeldesk.formats.openimages.writer import OpenImagesWriter
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.raster.convert import to_box

_TITLE = QT_TRANSLATE_NOOP("Formats", "Open Images CSV")
_FOUND = QT_TRANSLATE_NOOP("Formats", "{n} tables of Open Images: {name}")
_NOT_FOUND = QT_TRANSLATE_NOOP("Formats", "No tables with the columns of Open Images")
_NO_AREA = ("point", "polyline", "keypoints", "caption")


class OpenImagesCodec:
    """Boxes in shares of the image, and classes of whole images."""

    id = FORMAT
    title: Text = _TITLE
    options = (
        OptionSpec("copy_images", QT_TRANSLATE_NOOP("Formats", "Copy the images"), default=False),
    )

    def keeps(self, _options: Options) -> Keeps:
        """Boxes to 0.001 px and tags, with three marks and scores; boxes come before tags."""
        return Keeps(
            frozenset({"box", "tag"}),
            _held,
            quantum=QUANTUM,
            flags=frozenset(FLAGS.values()),
            score=True,
            painted=_in_order,
        )

    def sniff(self, names: Sequence[str], head: Head) -> Sniff:
        """By the columns of the tables."""
        boxes, labels = tables(names, head)
        found = [*boxes, *labels]
        if not found:
            return Sniff(0.0, _NOT_FOUND)
        fit = 0.97 if boxes else 0.9
        return Sniff(fit, _FOUND.filled(n=len(found), name=found[0]), len(found))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """Every image that is here."""
        yield from OpenImagesReader(source, report).images()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """A table of boxes and one of classes for each part of a split, and the descriptions."""
        keeps = self.keeps(target.options)
        with OpenImagesWriter(target, report) as writer:
            for image in images:
                target.cancel.check()
                writer.add(restricted(image, keeps, report))
            writer.finish()


def _held(annotation: Annotation, size: Size | None) -> Shape | None:
    shape = annotation.shape
    if isinstance(shape, Tag) or (isinstance(shape, Box) and annotation.verbatim(FORMAT)):
        return shape
    if size is None or shape.kind in _NO_AREA:
        return None
    box = shape if isinstance(shape, Box) else to_box(shape)
    return shape_of(cells_of(box, CORNERS, size), CORNERS, size) if box else None


def _in_order(
    found: Sequence[Annotation], _path: str, _report: Report | None
) -> Sequence[Annotation]:
    return sorted(found, key=lambda one: isinstance(one.shape, Tag))


CODEC = OpenImagesCodec()
