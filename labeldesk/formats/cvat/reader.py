"""One CVAT file as labeled images, streaming; the tracks of a video are gathered by frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Annotation, Foreign, Json
from labeldesk.domain.geometry import FARTHEST, Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.cvat.labels import Label, labels_of
from labeldesk.formats.cvat.objects import Objects, element_text
from labeldesk.formats.cvat.shapes import FORMAT, TAGS, UNKNOWN
from labeldesk.formats.cvat.stream import children
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import Subjects
from labeldesk.formats.voc.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

META = "meta"  # key of the labels and all else about the task, kept with its first image
NAME, PATH = "name", "path"  # how the file names an image, as long as it lies there
_SIZE = ("width", "height")
_ENDINGS = ("png", "jpg", "jpeg", "png")

_NO_NAME = QT_TRANSLATE_NOOP("Cvat", "An image without a name is left out")
_NO_FRAME = QT_TRANSLATE_NOOP("Cvat", "A shape of a track without the number of its frame")
_STRANGE = QT_TRANSLATE_NOOP("Cvat", "The element {tag} is not read")


class CvatFile:
    """Reads one file of a source."""

    def __init__(self, source: Source, name: str, report: Report) -> None:
        self._source = source
        self._name = name
        self._report = report
        self._subjects = Subjects(source, name, report)
        self._labels: dict[str, Label] = {}
        self._objects = Objects(source.classes, self._labels)
        self._meta = ""
        self._frame_size: Size | None = None
        self._frames: dict[int, list[Annotation]] = defaultdict(list)

    def images(self) -> Iterator[LabeledImage]:
        """Every image, then every frame of a video that has an object; `UserError` where the
        file is broken, after what stands before that.
        """
        for count, element in enumerate(children(self._source, self._name)):
            self._source.cancel.check()
            self._source.progress(Progress(count, 0))
            match element.tag:
                case "image":
                    image = self._image(element)
                    if image is not None:
                        yield image
                case "track":
                    self._take_track(element)
                case "meta":
                    self._take_meta(element)
                case "version":
                    pass
                case _:
                    text = _STRANGE.filled(tag=str(element.tag)[:60])
                    self._report.warning(text, self._name, _line(element))
        yield from self._frame_images()

    def _take_meta(self, meta: _Element) -> None:
        self._meta = element_text(meta)
        for label in labels_of(meta):
            self._labels[label.name] = label
            book = self._source.classes
            book.named(label.name, skeleton=label.skeleton, attributes=label.attributes)
        size = meta.find(".//original_size")
        if size is not None:
            self._frame_size = _size(*(text_of(size, side) for side in _SIZE))

    def _image(self, element: _Element) -> LabeledImage | None:
        told, place = element.get("name") or "", _line(element)
        if not told.strip():
            self._report.error(_NO_NAME, self._name, place)
            return None
        subset = element.get("subset")
        names = [told] if not subset else [f"{subset}/{told}", told, f"{subset}/{told}"]
        path = self._subjects.path(names, place)
        if path is None:
            return None
        size = self._subjects.size(path, _size(*map(element.get, _SIZE)), place)
        extra: dict[str, Json] = {}
        others = {str(k): str(v) for k, v in element.attrib.items() if k not in (NAME, *_SIZE)}
        if others:
            extra["attributes"] = {**others}
        if told != path:
            extra |= {NAME: told, PATH: path}
        annotations, kept = self._annotations(element)
        if kept:
            extra["elements"] = kept
        self._subjects.look_at(annotations, size, place)
        return self._labeled(path, size, annotations, extra)

    def _labeled(
        self, path: str, size: Size | None, annotations: list[Annotation], extra: dict[str, Json]
    ) -> LabeledImage:
        if self._meta:
            extra[META], self._meta = self._meta, ""
        foreign = Foreign(FORMAT, extra) if extra else None
        return LabeledImage(path, size, tuple(annotations), foreign=foreign)

    def _annotations(self, image: _Element) -> tuple[list[Annotation], list[Json]]:
        """The objects of an image, and the elements that are none of ours."""
        found: list[Annotation] = []
        kept: list[Json] = []
        for element in image.iterchildren("*"):
            if element.tag not in TAGS:
                text = UNKNOWN.filled(tag=str(element.tag)[:60])
                self._report.warning(text, self._name, _line(element))
                kept.append(element_text(element))
                continue
            made = self._annotation(element, element.get("label"))
            if made is not None:
                found.append(made)
        return found, kept

    def _annotation(self, element: _Element, label: str | None) -> Annotation | None:
        place = _line(element)
        try:
            return self._objects.annotation(element, self._subjects.class_name(label, place))
        except UserError as error:
            self._report.error(error.text, self._name, place)
            return None

    def _take_track(self, track: _Element) -> None:
        for element in track.iterchildren("*"):
            if element.get("outside") == "1":
                continue
            frame = _frame(element)
            if frame is None or element.tag not in TAGS:
                text = _NO_FRAME if frame is None else _STRANGE.filled(tag=str(element.tag)[:60])
                self._report.error(text, self._name, _line(element))
                continue
            _pass_on(track, element)
            made = self._annotation(element, track.get("label"))
            if made is not None and not _is_gone(made):
                self._frames[frame].append(made)

    def _frame_images(self) -> Iterator[LabeledImage]:
        for frame in sorted(self._frames):
            self._source.cancel.check()
            annotations, place = self._frames.pop(frame), f"frame {frame}"
            names = [f"frame_{frame:06d}.{ending}" for ending in _ENDINGS]
            path = self._subjects.path(names, place)
            if path is None:
                continue
            size = self._subjects.size(path, self._frame_size, place)
            self._subjects.look_at(annotations, size, place)
            yield self._labeled(path, size, annotations, {})


def _line(element: _Element) -> str:
    return f"line {element.sourceline}"


def _frame(element: _Element) -> int | None:
    text = element.get("frame") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004


def _pass_on(track: _Element, element: _Element) -> None:
    """What a track says of all its shapes is said of one; where it lies in time is known."""
    for key in ("frame", "outside"):
        element.attrib.pop(key, "")
    for key in ("source", "group_id"):
        value = track.get(key)
        if value is not None:
            element.set(key, value)
    element.set("track_id", track.get("id") or "")


def _is_gone(annotation: Annotation) -> bool:
    shape = annotation.shape
    return isinstance(shape, Keypoints) and not any(shape.visibility)


def _size(width: str | None, height: str | None) -> Size | None:
    sides = [int(t) if t and t.isascii() and t.isdigit() else 0 for t in (width, height)]
    return Size(*sides) if all(0 < side <= FARTHEST for side in sides) else None
