"""One file as a whole: read as an image with its annotations, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import cast

from labeldesk.domain.annotation import Annotation, Foreign, Json, Origin
from labeldesk.domain.geometry import FARTHEST, Size
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Tag
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.class_lists import CLASS_LISTS, names_in
from labeldesk.formats.each import Files, OtherFileError, beside, is_named_after, own_beside
from labeldesk.formats.folders import folder_of, joined
from labeldesk.formats.json_text import Style, dumped, is_plain, is_same, name_in, parsed, style_of
from labeldesk.formats.labelme.dialect import Dialect
from labeldesk.formats.labelme.objects import annotation_of, shape_json
from labeldesk.formats.labelme.pictures import is_base64
from labeldesk.formats.labelme.shapes import UnknownTypeError, points_in
from labeldesk.formats.paths import last_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

LABELS = "labels.txt"
_NO_CLASSES = ("__ignore__", "_background_")
_FILE, _LEFT, _STYLE = "file", "left", "style"

_OTHER_JSON = QT_TRANSLATE_NOOP("Formats", "This JSON has no list of shapes; it is passed over")
_NO_DATA = QT_TRANSLATE_NOOP("Formats", "imageData is no image; the image file is used")
_ONLY_INSIDE = QT_TRANSLATE_NOOP(
    "Formats", "The image {name} is only inside this file; put its own file beside it"
)
_NO_FLAG = QT_TRANSLATE_NOOP("Formats", "The flags of the image are no table of true and false")
_NOT_KEPT = QT_TRANSLATE_NOOP("Formats", "What the file holds beside shapes cannot be written back")


class LabelmeReader:
    """Reads the JSON files of one source."""

    def __init__(self, source: Source, dialect: Dialect, report: Report) -> None:
        self._source = source
        self._dialect = dialect
        self._report = report
        names = [name for name in source.files if name.lower().endswith(".json")]
        self._files = Files(source, names, report)

    def images(self) -> Iterator[LabeledImage]:
        """Every file's image; broken files are reported and left out."""
        self._read_class_lists()
        yield from self._files.images(lambda name: self.labeled(name, self._source.bytes_of(name)))

    def _read_class_lists(self) -> None:
        for name in (LABELS, *CLASS_LISTS):
            if name not in self._source.files:
                continue
            try:
                text = self._source.text_of(name)
            except UserError as error:
                self._report.failure(error)
                continue
            for class_name in names_in(text, name, self._report):
                if class_name and class_name not in _NO_CLASSES:
                    self._source.classes.named(class_name)

    def labeled(self, name: str, data: bytes) -> LabeledImage:
        """The image of a file that holds this; `UserError` if it is none."""
        document = parsed(data, name)
        shapes = document.get("shapes") if isinstance(document, dict) else None
        if not isinstance(document, dict) or not isinstance(shapes, list):
            raise OtherFileError(_OTHER_JSON, path=name)
        path = self._path(document, name)
        size = self._files.size(_size_in(document), path, name)
        self._look_at_picture(document, path, name)
        annotations, left = self._objects(shapes, name)
        self._files.look_at(annotations, size, name, margin=1)
        everything = (*self._tags(document, name), *annotations)
        is_done = document.get("checked") is True
        if not self._dialect.has_marks:
            is_done = not everything and not left
        image = LabeledImage(path, size, everything, ImageState(done=is_done))
        foreign = self._foreign(document, left, style_of(data), image, name)
        return LabeledImage(path, size, everything, image.state, foreign)

    def _path(self, document: Mapping[str, Json], name: str) -> str:
        told = document.get("imagePath")
        told = told if isinstance(told, str) else ""
        last = last_name(told)
        near = [
            path
            for path in (beside(told, name), own_beside(last, name))
            if path is not None and path in self._files and is_named_after(path, name)
        ]
        plain = beside(told, name) or (joined(folder_of(name), last) if _is_image(last) else None)
        fallback = plain or PurePosixPath(name).with_suffix(".jpg").as_posix()
        told = last if ".." in told else told.replace("\\", "/")
        return self._files.path(next(iter(near), None), told, fallback, name)

    def _look_at_picture(self, document: Mapping[str, Json], path: str, name: str) -> None:
        data = document.get("imageData")
        if data is None:
            return
        if not is_base64(data):
            self._report.warning(_NO_DATA, name, "imageData")
        elif self._source.images and path not in self._files:
            self._report.warning(_ONLY_INSIDE.filled(name=path), name, "imageData")

    def _objects(self, shapes: list[Json], name: str) -> tuple[list[Annotation], list[Json]]:
        """The annotations; and what is no annotation, with its place, to be written back."""
        found: list[Annotation] = []
        left: list[Json] = []
        for index, item in enumerate(shapes):
            place = f"shapes[{index}]"

            def warn(text: Text, place: str = place) -> None:
                self._report.warning(text, name, place)

            try:
                found.append(annotation_of(item, self._source.classes, self._dialect, warn))
            except UnknownTypeError as error:
                warn(error.text)
                left.append([index, item])
            except UserError as error:
                self._report.error(error.text, name, place)
                if _is_harmless(item):
                    left.append([index, item])
        return found, left

    def _tags(self, document: Mapping[str, Json], name: str) -> Iterator[Annotation]:
        """A mark of the image is the class of it."""
        if not isinstance(document.get("flags", {}), dict | None):
            self._report.warning(_NO_FLAG, name, "flags")
        flags = _flags(document)
        names = {name_in(flag): value is True for flag, value in flags.items() if name_in(flag)}
        for class_name in [*names, *map(name_in, _listed(document))]:
            class_id = self._source.classes.named(class_name)
            if names.get(class_name, True):
                yield Annotation(
                    id=AnnotationId(new_id()),
                    class_id=class_id,
                    shape=Tag(),
                    origin=Origin.IMPORTED,
                )
                names[class_name] = False

    def _foreign(
        self,
        document: dict[str, Json],
        left: list[Json],
        style: Style,
        image: LabeledImage,
        name: str,
    ) -> Foreign | None:
        """The file but for its shapes, unless a new one would say just the same."""
        rest = {key: None if key == "shapes" else value for key, value in document.items()}
        if isinstance(rest.get("imageData"), str):
            rest["imageData"] = True
        if not is_plain(rest):
            self._report.error(_NOT_KEPT, name)
            return None
        own = _document(image, self._tag_names(image), self._dialect)
        own |= {"shapes": None, "imagePath": PurePosixPath(image.path).name}
        if is_same(own, rest) and style == Style() and not left:
            return None
        extra: dict[str, Json] = {_FILE: rest}
        extra |= {_LEFT: left} if left else {}
        extra |= {_STYLE: told} if (told := style.as_json()) else {}
        return Foreign(self._dialect.id, extra)

    def _tag_names(self, image: LabeledImage) -> list[str]:
        names = {item.id: item.name for item in self._source.classes.classes}
        tags = (a for a in image.annotations if isinstance(a.shape, Tag))
        return [names[tag.class_id] for tag in tags]


@dataclass(frozen=True, slots=True)
class Place:
    """What a file says of where its image is: the name of the image from the file on, and the
    picture itself. `told` gets the name that was in the file and says whether it will do.
    """

    image: str
    data: str | None = None
    told: Callable[[str], bool] = field(default=lambda _: False)


def file_bytes(image: LabeledImage, names: Sequence[str], dialect: Dialect, place: Place) -> bytes:
    """The file of an image already cut down; `names` are the classes of its annotations."""
    extra = image.foreign.extra if image.foreign and image.foreign.format == dialect.id else {}
    pairs = list(zip(image.annotations, names, strict=True))
    tags = [name for one, name in pairs if isinstance(one.shape, Tag)]
    shapes: list[Json] = [
        shape_json(one, name, dialect) for one, name in pairs if not isinstance(one.shape, Tag)
    ]
    left = extra.get(_LEFT)
    for entry in left if isinstance(left, list) else []:
        if isinstance(entry, list) and isinstance(entry[0], int):
            shapes.insert(entry[0], entry[1])
    old = extra.get(_FILE)
    document = _document(image, tags, dialect, old if isinstance(old, dict) else None)
    document["shapes"] = shapes
    told = document.get("imagePath")
    if not isinstance(told, str) or not place.told(told):
        document["imagePath"] = place.image
    document["imageData"] = place.data
    return dumped(document, Style.of_json(extra.get(_STYLE)))


def had_picture(image: LabeledImage, dialect: Dialect) -> bool:
    """Whether the file that the image came from had the picture inside."""
    foreign = image.foreign
    if foreign is None or foreign.format != dialect.id:
        return False
    old = foreign.extra.get(_FILE)
    return isinstance(old, dict) and old.get("imageData") is True


def _document(
    image: LabeledImage, tags: Sequence[str], dialect: Dialect, old: dict[str, Json] | None = None
) -> dict[str, Json]:
    """The file of an image without its shapes."""
    document = dict(old) if old is not None else dialect.new_file()
    listed = _listed(document)
    if listed:
        kept = [name for name in listed if name_in(name) in tags]
        document["tags"] = cast(Json, kept) if kept != listed else document["tags"]
    flags, named = _flags(document), {*map(name_in, listed)}
    marks = dict(flags)
    for flag, value in flags.items():
        if isinstance(value, bool) and name_in(flag):
            marks[flag] = name_in(flag) in tags and name_in(flag) not in named
    known = {*named, *map(name_in, flags)}
    marks |= {name: True for name in tags if name not in known}
    if not is_same(marks, flags):
        document["flags"] = cast(Json, marks)
    if dialect.has_marks and (document.get("checked") is True) != image.state.done:
        document["checked"] = image.state.done
    if image.size is not None and image.size != _size_in(document):
        document["imageHeight"], document["imageWidth"] = image.size.height, image.size.width
    return document


def _flags(document: Mapping[str, Json]) -> dict[str, Json]:
    flags = document.get("flags")
    return flags if isinstance(flags, dict) else {}


def _listed(document: Mapping[str, Json]) -> list[str]:
    """X-AnyLabeling's list of tags; a name that is not one of them only is none."""
    tags = document.get("tags")
    if not isinstance(tags, list) or not all(isinstance(tag, str) and tag.strip() for tag in tags):
        return []
    return [tag for tag in tags if isinstance(tag, str)]


def _size_in(document: Mapping[str, Json]) -> Size | None:
    width, height = document.get("imageWidth"), document.get("imageHeight")
    if type(width) is not int or type(height) is not int:
        return None
    return Size(width, height) if 0 < width <= FARTHEST and 0 < height <= FARTHEST else None


def _is_image(name: str) -> bool:
    return bool(PurePosixPath(name).suffix) and not name.startswith(".")


def _is_harmless(item: Json) -> bool:
    """Whether an entry that we cannot use keeps nobody from opening the file."""
    if not isinstance(item, dict) or not is_plain(item):
        return False
    try:
        points_in(item.get("points"))
    except UserError:
        return False
    return isinstance(item.get("label"), str) and isinstance(item.get("shape_type"), str)
