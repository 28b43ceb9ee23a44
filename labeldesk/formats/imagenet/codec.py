"""The codec of folders that are classes: one tag for each image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Shape, Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.imagenet.layout import SYNSET, Layout, is_numbered
from labeldesk.formats.imagenet.lists import OURS
from labeldesk.formats.imagenet.reader import ImageNetReader
from labeldesk.formats.imagenet.writer import ImageNetWriter
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.pictures import is_picture
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Formats", "Folders of classes (ImageNet, YOLO classify)")
_FOUND = QT_TRANSLATE_NOOP("Formats", "{n} images in folders that may be {classes} classes: {name}")
_OWN = QT_TRANSLATE_NOOP("Formats", "A list of folders as we write it")
_NOT_FOUND = QT_TRANSLATE_NOOP("Formats", "No images in folders that may be classes")
_ONLY_ONE = QT_TRANSLATE_NOOP(
    "Formats", "An image lies in one folder: the first of its {n} classes is kept"
)

_LABELS = (".xml", ".json", ".txt", ".csv")
_MANY = 0.3  # as many label files for each image are labels of another kind
_FEW, _SURE, _MAYBE = 0.2, 0.9, 0.45


class ImageNetCodec:
    """One class for each image, which is the folder that it lies in."""

    id = "imagenet"
    title: Text = _TITLE
    options: tuple[OptionSpec, ...] = ()

    def keeps(self, _options: Options) -> Keeps:
        """The first class of the whole image."""

        def rule(annotation: Annotation, _size: Size | None) -> Shape | None:
            return annotation.shape if isinstance(annotation.shape, Tag) else None

        return Keeps(shapes=frozenset({"tag"}), shape=rule, painted=_first)

    def sniff(self, names: Sequence[str], _head: Head) -> Sniff:
        """By the folders alone."""
        pictures = [name for name in names if is_picture(name)]
        if any(PurePosixPath(name).name == OURS for name in names):
            return Sniff(0.99, _OWN, max(len(pictures), 1))
        layout = Layout(pictures)
        parts = layout.by_part(pictures)
        classes = sorted(set().union(*parts.values())) if parts else []
        if not classes:
            return Sniff(0.0, _NOT_FOUND)
        labels = sum(name.lower().endswith(_LABELS) for name in names)
        fit = _FEW if labels > _MANY * len(pictures) else _fit(layout, parts, classes)
        inside = sum(layout.class_of(name) is not None for name in pictures)
        fit *= inside / len(pictures)
        return Sniff(fit, _FOUND.filled(n=inside, classes=len(classes), name=classes[0]), inside)

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """Every image with its folder for a class."""
        yield from ImageNetReader(source, report).images()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """Copies of the images in folders, below those of a split; images without a class beside
        the folders, where trainers pass them over.
        """
        writer, keeps = ImageNetWriter(target, report), self.keeps(target.options)
        for image in images:
            target.cancel.check()
            writer.add(restricted(image, keeps, report))
        writer.finish()


def _fit(layout: Layout, parts: dict[str, set[str]], classes: Sequence[str]) -> float:
    """By the names, and by whether the parts of a split have the same classes."""
    if all(map(SYNSET.match, classes)):
        return _SURE
    if not layout.has_splits:
        is_plain = len(classes) > 1 and not any(map(is_numbered, classes))
        return _MAYBE if is_plain else _FEW
    tops = {part.rpartition("/")[0] for part in parts}
    shared = set.intersection(*parts.values())
    if len(tops) > 1 or len(shared) <= len(classes) / 2:
        return _FEW
    return _SURE - 0.1 if len(parts) > 1 else _MAYBE + 0.1


def _first(found: Sequence[Annotation], path: str, report: Report | None) -> Sequence[Annotation]:
    classes = {one.class_id for one in found}
    if len(classes) > 1 and report is not None:
        report.warning(_ONLY_ONE.filled(n=len(classes)), path)
    return found[:1]


CODEC = ImageNetCodec()
