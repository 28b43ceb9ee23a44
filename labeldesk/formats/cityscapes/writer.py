"""Labeled images as a folder of Cityscapes."""

from __future__ import annotations

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.cityscapes.labels import (
    LEGEND,
    STANDARD,
    Label,
    labels_for,
    legend_bytes,
)
from labeldesk.formats.cityscapes.layout import (
    COLOUR,
    IMAGES,
    INSTANCE_IDS,
    LABEL_IDS,
    LABELS,
    POLYGONS,
    TRAIN_IDS,
    Places,
)
from labeldesk.formats.cityscapes.pixels import Painter, label_ids, looked_up
from labeldesk.formats.cityscapes.polygons import scene_bytes
from labeldesk.formats.cityscapes.reader import PIXELS
from labeldesk.formats.copies import copy_as
from labeldesk.formats.masks.png import png_bytes
from labeldesk.formats.paths import UnsafePathError, is_listed_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

_NO_SIZE = QT_TRANSLATE_NOOP("Cityscapes", "The size of the image is not known; it is left out")
_NO_CLASS = QT_TRANSLATE_NOOP("Formats", "The object's class is not among the classes written")


class CityscapesWriter:
    """Writes the files of one image after the other, then the labels that are not Cityscapes'."""

    def __init__(self, target: Target, report: Report) -> None:
        self._target = target
        self._report = report
        self._labels = labels_for(target.classes, report)
        self._has_outlines = target.options.get("shapes") != PIXELS
        self._places = Places(target.split)
        self._images: dict[str, str] = {}

    def add(self, image: LabeledImage, cut: LabeledImage) -> None:
        """One image as it is and as the format keeps it."""
        if not is_listed_name(image.path):
            self._report.failure(UnsafePathError(image.path))
            return
        if image.size is None:
            self._report.error(_NO_SIZE, image.path)
            return
        place, is_told = self._places.of(image.path)
        if not is_told:
            self._images[place] = image.path
        start = f"{LABELS}/{place}_{LABELS}_"
        self._paint(image, cut, image.size, start)
        if self._has_outlines:
            known = [(one, label) for one in cut.annotations if (label := self._label(one, cut))]
            names = [label.name for _, label in known]
            data = scene_bytes([one for one, _ in known], names, image.size, image.foreign)
            self._target.write(f"{start}{POLYGONS}", data)
        if self._target.options.get("copy_images"):
            copy_as(self._target, image.path, f"{IMAGES}/{place}_{IMAGES}.png", self._report)

    def _label(self, annotation: Annotation, image: LabeledImage) -> Label | None:
        label = self._labels.get(annotation.class_id)
        if label is None:
            self._report.error(_NO_CLASS, image.path)
        return label

    def _paint(self, image: LabeledImage, cut: LabeledImage, size: Size, start: str) -> None:
        """The PNG files: of what the outlines say, or of the pixels that the objects have."""
        painter = Painter(size, image.path, self._report)
        shown = cut.annotations
        if self._has_outlines:
            shown = tuple(sorted(image.annotations, key=lambda one: one.z))
        for one in shown:
            label = self._labels.get(one.class_id)
            if label is not None:
                painter.paint(one, label)
        if not self._has_outlines:
            painter.say_merged()
        ids = label_ids(painter.numbers)
        learned, colours = looked_up(ids, [*STANDARD.values(), *self._labels.values()])
        for name, pixels in (
            (INSTANCE_IDS, painter.numbers),
            (LABEL_IDS, ids),
            (TRAIN_IDS, learned),
            (COLOUR, colours),
        ):
            self._target.write(f"{start}{name}", png_bytes(pixels))

    def finish(self) -> None:
        """The list of what Cityscapes' own scripts do not know, if there is anything."""
        own = [one for one in self._labels.values() if one.name not in STANDARD]
        if own or self._images:
            self._target.write(LEGEND, legend_bytes(own, self._images))
