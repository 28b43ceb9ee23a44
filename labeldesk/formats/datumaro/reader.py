"""One file of Datumaro, which is one part of a data set, as labeled images."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation, Foreign, Json
from labeldesk.domain.geometry import FARTHEST, Size
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.datumaro.categories import Categories
from labeldesk.formats.datumaro.objects import annotation_of, said_in
from labeldesk.formats.datumaro.shapes import FORMAT, OWN, UnknownKindError, shape_of
from labeldesk.formats.entries import Object, Raw, as_object, decoded, opened, top
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import Subjects

DATASET, NAME, PATH, KEPT = "$dataset", "$name", "$path", "$annotations"
"""What is kept of the file with its first image, and of each: how it is called, and the
annotations that are of no known kind."""
CAPTION = "caption"  # the class of a text that has none
_OURS = frozenset(("annotations", OWN))

_NO_ITEMS = QT_TRANSLATE_NOOP("Datumaro", "The file holds no items of Datumaro")
_NO_ITEM = QT_TRANSLATE_NOOP("Datumaro", "The item is no object with an id; it is left out")
_NO_IMAGE = QT_TRANSLATE_NOOP("Datumaro", "The item is of no image; it is left out")
_NO_OBJECT = QT_TRANSLATE_NOOP("Datumaro", "An annotation is no object; it is left out")
_NO_CLASS = QT_TRANSLATE_NOOP("Datumaro", "The file has no label of the number {number}")


class DatumaroFile:
    """Reads one file of a source."""

    def __init__(self, source: Source, name: str, report: Report) -> None:
        self._source = source
        self._name = name
        self._report = report
        self._subjects = Subjects(source, name, report)
        root = top(source, name)
        members = root if isinstance(root, dict) else {}
        items = opened(members["items"], name) if "items" in members else None
        if not isinstance(items, list):
            raise UserError(_NO_ITEMS, path=name)
        self._items: list[Raw] = items
        self._dataset: Object = {k: decoded(raw) for k, raw in members.items() if k != "items"}
        self._categories = Categories(as_object(self._dataset.get("categories")), source.classes)

    def images(self) -> Iterator[LabeledImage]:
        """Every image of the file."""
        for number, raw in enumerate(self._items):
            self._source.cancel.check()
            self._source.progress(Progress(number, len(self._items)))
            try:
                image = self._image(as_object(decoded(raw)), f"item {number + 1}")
            except UserError as error:
                self._report.error(error.text, self._name, f"item {number + 1}")
                continue
            if image is not None:
                yield image

    def _image(self, item: Object, number: str) -> LabeledImage | None:
        own = item.get("id")
        if not isinstance(own, str | int) or own == "":
            raise UserError(_NO_ITEM)
        place = f"item {str(own)[:100]!a}"
        if any(key in item for key in ("point_cloud", "video", "video_frame")):
            self._report.error(_NO_IMAGE, self._name, place)
            return None
        told = as_object(item.get("image")) or as_object(item.get("media"))
        named = told.get("path")
        name = named if isinstance(named, str) and named.strip() else f"{own}.jpg"
        path = self._subjects.path(self._names(name), place)
        if path is None:
            return None
        size = self._subjects.size(path, _size(told.get("size")), place)
        extra: Object = {k: v for k, v in item.items() if k not in _OURS}
        if self._dataset:
            extra[DATASET], self._dataset = self._dataset, {}
        extra |= {NAME: name, PATH: path}
        found, kept = self._annotations(item.get("annotations"), size, place)
        if kept:
            extra[KEPT] = kept
        self._subjects.look_at(found, size, place)
        is_done = as_object(item.get(OWN)).get("done") is True
        foreign = Foreign(FORMAT, extra)
        return LabeledImage(path, size, tuple(found), ImageState(done=is_done), foreign)

    def _names(self, name: str) -> list[str]:
        """Where Datumaro looks for an image, in its own folder of the part first."""
        part = PurePosixPath(self._name).stem
        return [name, f"images/{part}/{name}", f"images/{name}", f"{part}/{name}", name]

    def _annotations(
        self, listed: Json, size: Size | None, place: str
    ) -> tuple[list[Annotation], list[Json]]:
        found: list[Annotation] = []
        kept: list[Json] = []
        for number, told in enumerate(listed if isinstance(listed, list) else (), start=1):
            where = f"{place}, annotation {number}"
            if not isinstance(told, dict):
                self._report.error(_NO_OBJECT, self._name, where)
                continue
            try:
                found.append(self._annotation(told, size, where))
            except UnknownKindError as error:
                self._report.warning(error.text, self._name, where)
                kept.append(told)
            except UserError as error:
                self._report.error(error.text, self._name, where)
        return found, kept

    def _annotation(self, told: Object, size: Size | None, place: str) -> Annotation:
        said, number = said_in(told), told.get("label_id")
        shape = shape_of(told, said.degrees, size)
        follow = self._categories.joints_of(number)
        if follow is not None and isinstance(shape, Keypoints):
            shape = follow.applied_to(shape)
        return annotation_of(told, said, shape, self._class(told, place), size)

    def _class(self, told: Object, place: str) -> ClassId:
        number = told.get("label_id")
        found = self._categories.class_of(number)
        if found is not None:
            return found
        if number is not None:
            text = _NO_CLASS.filled(number=ascii(str(number)[:40])[1:-1])
            self._report.warning(text, self._name, place)
        if told.get("type") == CAPTION:
            return self._source.classes.named(CAPTION)
        return self._source.classes.named(self._subjects.class_name("", place))


def _size(told: Json) -> Size | None:
    """Height and width, in this order."""
    if not isinstance(told, list) or len(told) != 2:  # noqa: PLR2004 (two sides)
        return None
    height, width = told
    if type(height) is not int or type(width) is not int:
        return None
    is_sound = 0 < width <= FARTHEST and 0 < height <= FARTHEST
    return Size(width, height) if is_sound else None
