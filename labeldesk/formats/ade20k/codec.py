"""The ADE20K codec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.formats.ade20k.layout import frames_of, has_names_of_ade, scene_files
from labeldesk.formats.ade20k.names import FORMAT, LIST
from labeldesk.formats.ade20k.reader import Ade20kReader
from labeldesk.formats.ade20k.writer import FULL, Ade20kWriter, painted_by_level
from labeldesk.formats.keeps import Keeps, restricted
from labeldesk.formats.masks.paint import as_mask, painted_classes
from labeldesk.formats.port import Head, Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report

_TITLE = QT_TRANSLATE_NOOP("Ade20k", "ADE20K")
_KIND = QT_TRANSLATE_NOOP("Ade20k", "Kind")
_COPY = QT_TRANSLATE_NOOP("Formats", "Copy the images")
_FULL_ONE = QT_TRANSLATE_NOOP("Ade20k", "{n} image has its objects in _seg.png, as ADE20K")
_FULL_MANY = QT_TRANSLATE_NOOP("Ade20k", "{n} images have their objects in _seg.png, as ADE20K")
_SCENE_ONE = QT_TRANSLATE_NOOP("Ade20k", "{n} mask lies where scene parsing of ADE20K has it")
_SCENE_MANY = QT_TRANSLATE_NOOP("Ade20k", "{n} masks lie where scene parsing of ADE20K has them")
_NOTHING = QT_TRANSLATE_NOOP("Ade20k", "No file is where ADE20K has its masks")
SCENE = "scene-parsing"


class Ade20kCodec:
    """Index PNG files for scene parsing, or objects with instances and parts."""

    id = FORMAT
    title: Text = _TITLE
    options = (
        OptionSpec("kind", _KIND, SCENE, (SCENE, FULL)),
        OptionSpec("copy_images", _COPY, default=False),
    )

    def keeps(self, options: Options) -> Keeps:
        """Visible pixels: of classes, or of objects and parts with what is said of them."""
        shapes = frozenset(("mask",))
        if options.get("kind") != FULL:
            return Keeps(shapes=shapes, shape=as_mask, painted=painted_classes)
        return Keeps(
            shapes=shapes,
            shape=as_mask,
            flags=frozenset(("occluded", "truncated")),
            attributes=True,
            painted=painted_by_level,
        )

    def sniff(self, names: Sequence[str], _head: Head) -> Sniff:
        """By the names of files; both kinds are like no other."""
        frames = frames_of(names)
        if frames:
            text = counted(len(frames), _FULL_ONE, _FULL_MANY)
            return Sniff(0.96, text, len(frames))
        scenes = scene_files(names)
        has_list = any(name.rpartition("/")[2] == LIST for name in names)
        if scenes and (has_list or has_names_of_ade(names)):
            text = counted(len(scenes), _SCENE_ONE, _SCENE_MANY)
            return Sniff(0.96, text, len(scenes))
        return Sniff(0.0, _NOTHING)

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """The images of the full data set, else those of scene parsing."""
        yield from Ade20kReader(source, report).read()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``annotations/training/X.png`` with the list of classes, or ``training/X_seg.png``."""
        keeps = self.keeps(target.options)
        writer = Ade20kWriter(target, report)
        for image in images:
            target.cancel.check()
            sized = target.sized(image)
            writer.add(restricted(sized, keeps, report))
        writer.finish()


CODEC = Ade20kCodec()
