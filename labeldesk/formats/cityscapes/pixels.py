"""The numbers of Cityscapes' PNG files: of labels, of objects, of what is learned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.annotation import Annotation, Flags, Origin
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Polygon, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.book import ClassBook
from labeldesk.formats.cityscapes.labels import FORMAT, IGNORED, THOUSAND, Label, Legend
from labeldesk.formats.masks.paint import regions_of, say_covered, visible_of
from labeldesk.formats.masks.png import Colours, Numbers
from labeldesk.formats.report import Report
from labeldesk.raster.overlap import to_mask

_UNLABELED = 0

_TOO_MANY = QT_TRANSLATE_NOOP(
    "Cityscapes", "More than {most} objects of {name}; the last ones are left out"
)
_MERGED = QT_TRANSLATE_NOOP(
    "Cityscapes", "{count} objects of {name} become one: the label does not tell objects apart"
)
_UNNAMED = QT_TRANSLATE_NOOP("Cityscapes", "No label has the id {id}; its class is {name}")
_NOT_PAINTED = QT_TRANSLATE_NOOP("Cityscapes", "Objects of {name} are never painted")


def painted_by_place(
    objects: Sequence[Annotation], path: str, report: Report | None
) -> list[Annotation]:
    """Every object's visible pixels, by its first pixel in reading order; groups of a class, which
    have one number together, become one.
    """
    numbers: list[int] = []
    groups: dict[int, int] = {}
    for n, one in enumerate(objects, start=1):
        numbers.append(groups.setdefault(one.class_id, n) if one.flags.crowd else n)
    first = {n: objects[n - 1] for n in numbers}
    seen, covered = visible_of(objects, numbers)
    say_covered(report, path, covered, len(first) - len(seen))
    return [replace(first[n], shape=mask) for n, mask in seen.items()]


class Painter:
    """Paints the objects of one image over each other, in numbers of instances (h, w)."""

    def __init__(self, size: Size, path: str, report: Report) -> None:
        self._size = size
        self._path = path
        self._report = report
        self._counts: Counter[int] = Counter()
        self._plain: Counter[str] = Counter()
        self.numbers: NDArray[np.uint16] = np.zeros((size.height, size.width), np.uint16)

    def paint(self, annotation: Annotation, label: Label) -> None:
        """The next object, over the others."""
        if label.id < 0:
            self._report.info(_NOT_PAINTED.filled(name=label.name), self._path)
            return
        value = label.id
        if label.has_instances and not annotation.flags.crowd:
            number = self._counts[label.id]
            self._counts[label.id] += 1
            if number >= THOUSAND:
                text = _TOO_MANY.filled(most=THOUSAND, name=label.name)
                self._report.error(text, self._path)
                return
            value = label.id * THOUSAND + number
        else:
            self._plain[label.name] += 1
        if annotation.foreign is not None and annotation.foreign.format == FORMAT:
            pixels = drawn(annotation.shape, self._size)
            if pixels is not None:
                self.numbers[pixels] = value
                return
        mask = to_mask(annotation.shape, self._size)
        if mask.bounds is not None:
            x0, y0, x1, y1 = map(int, mask.bounds)
            self.numbers[y0:y1, x0:x1][mask.pixels(x0, y0, x1, y1)] = value

    def say_merged(self) -> None:
        """A word on objects that have one number now."""
        for name, count in self._plain.items():
            if count > 1:
                self._report.warning(_MERGED.filled(count=count, name=name), self._path)


def drawn(shape: Shape, size: Size) -> NDArray[np.bool_] | None:
    """The pixels that Cityscapes' own scripts paint for an outline, its edge with it (Pillow
    draws them); None for what is no single outline.
    """
    if not isinstance(shape, Polygon) or len(shape.rings) != 1:
        return None
    from PIL import Image, ImageDraw

    canvas = Image.new("L", (size.width, size.height))
    points = [tuple(point) for point in shape.parts[0].outer.points.tolist()]
    ImageDraw.Draw(canvas).polygon(points, fill=1)
    return np.asarray(canvas) > 0


def label_ids(numbers: Numbers) -> NDArray[np.uint8]:
    """The labels of numbers of instances."""
    return np.where(numbers >= THOUSAND, numbers // THOUSAND, numbers).astype(np.uint8)


def looked_up(ids: NDArray[np.uint8], labels: Iterable[Label]) -> tuple[NDArray[np.uint8], Colours]:
    """The numbers that are learned, and the colours, of label ids (h, w)."""
    learned = np.full(256, IGNORED, np.uint8)
    colours = np.zeros((256, 3), np.uint8)
    for one in labels:
        if one.id >= 0:
            learned[one.id] = one.train_id
            colours[one.id] = one.colour
    return learned[ids], colours[ids]


class PixelReader:
    """Makes objects of numbers by the labels of a legend."""

    def __init__(self, legend: Legend, book: ClassBook, report: Report) -> None:
        self._legend = legend
        self._book = book
        self._report = report

    def instances(self, numbers: Numbers, name: str) -> Iterator[Annotation]:
        """Of numbers of instances, or of label ids: what is below 1000 has no instance."""
        for value, mask in regions_of(numbers, (_UNLABELED,)).items():
            number = value // THOUSAND if value >= THOUSAND else value
            label = self._legend.of_id(number)
            is_group = label is not None and label.has_instances and value < THOUSAND
            yield self._annotation(label, number, mask, name, is_group=is_group)

    def labels(self, numbers: Numbers, name: str) -> Iterator[Annotation]:
        """Of label ids: one region for each."""
        for value, mask in regions_of(numbers, (_UNLABELED,)).items():
            yield self._annotation(self._legend.of_id(value), value, mask, name)

    def learned(self, numbers: Numbers, name: str) -> Iterator[Annotation]:
        """Of training ids: one region for each."""
        for value, mask in regions_of(numbers, (IGNORED,)).items():
            yield self._annotation(self._legend.of_train_id(value), value, mask, name)

    def _annotation(
        self, label: Label | None, number: int, mask: Mask, name: str, *, is_group: bool = False
    ) -> Annotation:
        called = label.name if label is not None else f"class {number}"
        if label is None:
            self._report.warning(_UNNAMED.filled(id=number, name=called), name)
        value = label.id if label is not None else None
        return Annotation(
            id=AnnotationId(new_id()),
            class_id=self._book.named(called, mask_value=value),
            shape=mask,
            flags=Flags(crowd=is_group),
            origin=Origin.IMPORTED,
        )
