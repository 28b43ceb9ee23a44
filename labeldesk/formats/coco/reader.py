"""One COCO file as labeled images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, TypeGuard

from labeldesk.domain.annotation import Annotation, Foreign
from labeldesk.domain.geometry import FARTHEST, Size
from labeldesk.domain.ids import AnnotationId, new_ids
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.formats.coco.categories import Categories
from labeldesk.formats.coco.decoder import TWICE, Decoder, JsonObject
from labeldesk.formats.coco.listing import Annotations, Groups, Images, is_id, is_whole, shown
from labeldesk.formats.coco.parse import DATASET, FORMAT, OWN, annotation_of
from labeldesk.formats.coco.plain import plain_annotations, plain_row
from labeldesk.formats.coco.stream import Elements, JsonError, JsonStream
from labeldesk.formats.coco.values import BadRow, Row, is_number
from labeldesk.formats.pairing import Pairing
from labeldesk.formats.paths import relative_name
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report

_NO_JSON = QT_TRANSLATE_NOOP("Coco", "The file is no JSON: {reason}")
_RESULTS = QT_TRANSLATE_NOOP(
    "Coco",
    "This is a list of results of a model and not a data set: it names no images and no classes",
)
_NO_OBJECT = QT_TRANSLATE_NOOP("Coco", "The file holds no COCO data set")
_NO_LIST = QT_TRANSLATE_NOOP("Coco", "The file has no list of {name}")
_PANOPTIC = QT_TRANSLATE_NOOP("Coco", "Panoptic files are not read by this format")
_CAPTIONS = QT_TRANSLATE_NOOP("Coco", "These are captions, which are a format of their own")
_BROKEN = QT_TRANSLATE_NOOP("Coco", "The entry cannot be read: {reason}")
_SAME_ID = QT_TRANSLATE_NOOP("Coco", "The id {id} is there twice; the first one counts")
_NO_IMAGE = QT_TRANSLATE_NOOP("Coco", "There is no image with the id {id}; the object is left out")
_NO_ID = QT_TRANSLATE_NOOP("Coco", "An image without an id or a file name is left out")
_NO_SIZE = QT_TRANSLATE_NOOP("Coco", "The file does not say how large the image is")
_UNSAFE = QT_TRANSLATE_NOOP(
    "Coco", "The name {name} leads outside the folder; the image is left out"
)
_ELSEWHERE = QT_TRANSLATE_NOOP("Coco", "The name {name} leads outside the folder; {path} is meant")

_AGAIN = QT_TRANSLATE_NOOP("Coco", "A second entry about the image {name}")
_ABSENT_ONE = QT_TRANSLATE_NOOP("Coco", "{n} image is missing; its objects are kept: {names}")
_ABSENT = QT_TRANSLATE_NOOP("Coco", "{n} images are missing; their objects are kept: {names}")
_FEW = 3  # names that are told of many

_BLOCK = 64  # images that are made at a time: few enough to stay in the processor's cache
_OF_IMAGE = frozenset(("file_name", "width", "height", OWN))
_TO_DO, _DONE = ImageState(), ImageState(done=True)
_MEMBERS = ("images", "annotations", "categories")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An image that is due: its row, its path, the numbers of its annotations in the file."""

    row: Row
    path: str
    indices: Sequence[int]


class _Paths:
    """The paths of the images of one file, as the source knows them; what is odd is reported."""

    def __init__(self, name: str, source: Source, report: Report) -> None:
        self.name = name
        self._source = source
        self._report = report
        self._pairing = Pairing(source.images)
        self._paths: set[str] = set()
        self._absent: list[str] = []
        self._absent_count = 0

    def of(self, name: str, index: int) -> str | None:
        """The image's path as the source knows it; never outside its root."""
        relative = relative_name(name)
        found, note = self._pairing.by_path(name, self.name)
        place = f"images {index + 1}"
        if note is not None:
            self._report.warning(note, self.name, place)
        path = found or relative
        if path is None:
            self._report.error(_UNSAFE.filled(name=ascii(name[:200])), self.name, place)
        elif relative is None and found != name:
            text = _ELSEWHERE.filled(name=ascii(name[:200]), path=path)
            self._report.warning(text, self.name, place)
        if path is not None and path in self._paths:
            self._report.warning(_AGAIN.filled(name=path), self.name, place)
        self._paths.add(path or "")
        if found is None and path is not None:
            self._absent_count += 1
            self._absent += [path] if len(self._absent) < _FEW else []
        return path

    def report_absent(self) -> None:
        """One row for all, where it is known which images there are."""
        is_known = bool(self._pairing) or self._source.images_root is not None
        if self._absent_count and is_known:
            more = ", …" if self._absent_count > _FEW else ""
            text = counted(self._absent_count, _ABSENT_ONE, _ABSENT)
            self._report.warning(text.filled(names=", ".join(self._absent) + more), self.name)


class CocoFile:
    """One file, read twice: first for the places of its entries, then image by image."""

    def __init__(self, stream: BinaryIO, name: str, source: Source, report: Report) -> None:
        self._stream = stream
        self.name = name
        self.classes = source.classes
        self._source = source
        self._report = report
        self._decoder = Decoder()
        self._images = Images(self._decoder)
        self._annotations = Annotations(self._decoder)
        self.categories = Categories(source.classes, name, report)
        self._dataset: dict[str, Any] = {}
        self._paths = _Paths(name, source, report)
        self._warn: list[Text] = []

    def read(self) -> Iterator[LabeledImage]:
        """Every image with its annotations; raises `UserError` if the file is no data set."""
        members = self._members()
        self._check_kind(members)
        extras = self.take_categories(members)
        self._dataset = {k: v for k, v in members.items() if k not in _MEMBERS}
        if extras:
            self._dataset["categories"] = extras
        groups = self._annotations.grouped()
        self._report_strays(groups)
        yield from self._labeled(groups)
        self._paths.report_absent()

    def _members(self) -> JsonObject:
        long: dict[str, Elements] = {"images": self._images, "annotations": self._annotations}
        stream = JsonStream(self._stream, self._decoder, self._tick)
        try:
            members, twice = stream.members(long)
        except JsonError as error:
            raise UserError(_NO_JSON.filled(reason=str(error)), path=self.name) from error
        for name in twice:
            self._report.warning(TWICE.filled(name=name), self.name)
        self._say(self._decoder.oddities(), "")
        return members

    def _tick(self, read: int) -> None:
        self._source.cancel.check()
        self._source.progress(Progress(read, 0))

    def _check_kind(self, members: JsonObject) -> None:
        if "" in members:
            text = _RESULTS if members[""] == [] else _NO_OBJECT
            raise UserError(text, path=self.name)
        for name in ("images", "annotations"):
            if name in members and members[name] != []:
                raise UserError(_NO_LIST.filled(name=name), path=self.name)
        if "images" not in members:
            raise UserError(_NO_LIST.filled(name="images"), path=self.name)
        self.check_rows(self._annotations.first)

    def check_rows(self, first: Row) -> None:
        """Raises `UserError` if the first annotation is of another kind of file."""
        if "segments_info" in first:
            raise UserError(_PANOPTIC, path=self.name)
        if "caption" in first and "bbox" not in first:
            raise UserError(_CAPTIONS, path=self.name)

    def take_categories(self, members: JsonObject) -> dict[str, Any]:
        """Take the file's classes; gives what it says beyond our own fields, by id."""
        return self.categories.take(members.get("categories"))

    def _report_strays(self, groups: Groups) -> None:
        for index, image_id in groups.strays(set(filter(is_id, self._images.ids))):
            self._report.error(
                _NO_IMAGE.filled(id=shown(image_id)), self.name, self._place(index, None)
            )

    def _labeled(self, groups: Groups) -> Iterator[LabeledImage]:
        seen: set[object] = set()
        for first in range(0, len(self._images), _BLOCK):
            self._source.cancel.check()
            self._source.progress(Progress(first, len(self._images)))
            block = range(first, min(first + _BLOCK, len(self._images)))
            rows = {index: self._image_row(index, seen) for index in block}
            wanted = [
                _Wanted(row, path, groups.of(self._images.ids[index]))
                for index, row in rows.items()
                if row is not None and (path := self._paths.of(row["file_name"], index)) is not None
            ]
            yield from self._block(wanted)

    def _block(self, wanted: Sequence[_Wanted]) -> Iterator[LabeledImage]:
        """The images of a block: their plain annotations in one go, the others one by one."""
        indices = [index for image in wanted for index in image.indices]
        rows = [plain_row(self._bytes(self._annotations, index)) for index in indices]
        ids = new_ids(len(indices)) if indices else range(0)
        plain = plain_annotations(rows, ids, self.categories.classes)
        made = zip(indices, ids, plain, strict=True)
        for image in wanted:
            yield self._image(image, list(islice(made, len(image.indices))))

    def _image(
        self, image: _Wanted, found: Sequence[tuple[int, int, Annotation | None]]
    ) -> LabeledImage:
        row = image.row
        size = _size(row)
        if size is None:
            size = self._source.probe.size(image.path)
            self._report.warning(_NO_SIZE, self.name, image.path)
        extra = {k: v for k, v in row.items() if k not in _OF_IMAGE}
        if self._dataset:
            extra[DATASET], self._dataset = self._dataset, {}
        made = [plain or self._annotation(index, own, size) for index, own, plain in found]
        mark = row.get(OWN)
        is_done = isinstance(mark, dict) and mark.get("done") is True
        return LabeledImage(
            image.path,
            size,
            tuple([one for one in made if one is not None]),
            _DONE if is_done else _TO_DO,
            Foreign(FORMAT, extra),
        )

    def _annotation(self, index: int, own: int, size: Size | None) -> Annotation | None:
        row = self._row(self._annotations, index, self._place(index, None))
        if row is None:
            return None
        self._warn = self._decoder.oddities()
        try:
            made = self.made_of(row, own, size)
        except BadRow as error:  # one word on a row is enough
            self._report.error(error.text, self.name, self._place(index, row))
            return None
        self._say(self._warn, self._place(index, row))
        return made

    def made_of(self, row: Row, own: int, size: Size | None) -> Annotation:
        """The annotation of a row; raises `BadRow`."""
        category = row.get("category_id")
        class_id = self.categories.class_of(category, self._warn)
        joints = self.categories.joints.get(category) if is_whole(category) else None
        return annotation_of(row, AnnotationId(own), class_id, size, self._warn, joints)

    def _image_row(self, index: int, seen: set[object]) -> Row | None:
        """The row of an image that has an id of its own and a file name."""
        place = f"images {index + 1}"
        row = self._row(self._images, index, place)
        if row is None:
            return None
        own = self._images.ids[index]
        if not is_id(own) or not isinstance(row.get("file_name"), str):
            self._report.error(_NO_ID, self.name, place)
            return None
        if own in seen:
            self._report.error(_SAME_ID.filled(id=shown(own)), self.name, place)
            return None
        seen.add(own)
        self._say(self._decoder.oddities(), place)
        return row

    def _bytes(self, listing: Images | Annotations, index: int) -> bytes:
        self._stream.seek(listing.offsets[index])
        return self._stream.read(listing.lengths[index])

    def _row(self, listing: Images | Annotations, index: int, place: str) -> Row | None:
        self._decoder.oddities()  # of a row before that was left out
        try:
            row = self._decoder.whole(self._bytes(listing, index))
        except ValueError as error:
            self._report.error(_BROKEN.filled(reason=str(error)), self.name, place)
            return None
        if isinstance(row, dict):
            return row
        self._report.error(_BROKEN.filled(reason="no object"), self.name, place)
        return None

    def _say(self, warnings: Sequence[Text], place: str) -> None:
        for text in warnings:
            self._report.warning(text, self.name, place)

    @staticmethod
    def _place(index: int, row: Row | None) -> str:
        own = row.get("id") if row else None
        return f"annotations {index + 1}" if own is None else f"annotation {shown(own)}"


def _size(row: Row) -> Size | None:
    width, height = row.get("width"), row.get("height")
    if _is_side(width) and _is_side(height):
        return Size(int(width), int(height))
    return None


def _is_side(value: object) -> TypeGuard[float]:
    """A whole number, 640.0 too, that an image can have."""
    return is_number(value) and 0 < value <= FARTHEST and value == int(value)
