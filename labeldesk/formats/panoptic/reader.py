"""One file of COCO panoptic as labeled images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation, Foreign, Json
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.coco.categories import Categories
from labeldesk.formats.coco.values import BadRow
from labeldesk.formats.entries import Object, Raw, as_object, decoded, opened, top
from labeldesk.formats.masks.paint import regions_of
from labeldesk.formats.panoptic.pictures import Pictures
from labeldesk.formats.panoptic.segments import FORMAT, is_id, segment_of
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import Subjects

DATASET, ROW, NO_ROW, PART = "$dataset", "$annotation", "$unlabeled", "$part"
"""What is kept of the file with its first image, and of each: the rest of the row of its segments,
or that it has none, and the part that the file is of."""
PREFIX = "panoptic_"  # of the names of files
_LARGEST = 512 << 20  # bytes of a file; COCO's own of 118,287 images has 300 million
_LISTS = ("images", "annotations", "categories")
_OF_ROW = ("image_id", "segments_info")

_IMAGE_ID = re.compile(rb'"image_id"\s*:\s*(\d{1,18})\s*[,}]')

_NO_LISTS = QT_TRANSLATE_NOOP("Panoptic", "The file has no lists of images and annotations")
_NO_IMAGE = QT_TRANSLATE_NOOP("Panoptic", "The segments are of no image in the list")
_AGAIN = QT_TRANSLATE_NOOP("Panoptic", "A second list of segments of this image; the first counts")
_NO_NAME = QT_TRANSLATE_NOOP("Panoptic", "The entry has no file name; it is left out")
_NO_ID = QT_TRANSLATE_NOOP("Panoptic", "The segment has no id of its own; it is left out")
_NO_PIXEL = QT_TRANSLATE_NOOP("Panoptic", "The segment {id} has no pixel; it is left out")
_UNLISTED = QT_TRANSLATE_NOOP(
    "Panoptic", "{pixels} pixels have ids that no segment has, e.g. {id}; they are left out"
)
_AREA = QT_TRANSLATE_NOOP(
    "Panoptic", "The file says {told} pixels for the segment {id}; it has {n}"
)
_SIZE = QT_TRANSLATE_NOOP(
    "Masks", "The mask has {mask} pixels and the image {image}; it is left out"
)


class PanopticFile:
    """Reads one file of a source."""

    def __init__(self, source: Source, name: str, report: Report) -> None:
        self._source = source
        self._name = name
        self._report = report
        self._subjects = Subjects(source, name, report)
        self._categories = Categories(source.classes, name, report)
        root = top(source, name, _LARGEST)
        members = root if isinstance(root, dict) else {}
        images, rows = (self._list(members, key) for key in _LISTS[:2])
        if images is None or rows is None:
            raise UserError(_NO_LISTS, path=name)
        self._images: list[Raw] = images
        extras = self._categories.take(decoded(members.get("categories")))
        self._dataset: Object = {k: decoded(v) for k, v in members.items() if k not in _LISTS}
        self._dataset["categories"] = extras
        self._rows: dict[str, Raw] = {}
        for number, raw in enumerate(rows):
            self._take(raw, f"annotations[{number}]")

    def _list(self, members: dict[str, Raw], key: str) -> list[Raw] | None:
        found = opened(members[key], self._name) if key in members else None
        return found if isinstance(found, list) else None

    def _take(self, raw: Raw, place: str) -> None:
        match = _IMAGE_ID.search(raw)
        own = match[1].decode() if match else str(as_object(decoded(raw)).get("image_id"))
        if own in self._rows:
            self._report.warning(_AGAIN, self._name, place)
        self._rows.setdefault(own, raw)

    def images(self) -> Iterator[LabeledImage]:
        """Every image of the list, with its segments."""
        with closing(Pictures(self._source, self._name)) as pictures:
            for number, raw in enumerate(self._images):
                self._source.cancel.check()
                self._source.progress(Progress(number, len(self._images)))
                place = f"images[{number}]"
                try:
                    image = self._image(as_object(decoded(raw)), pictures, place)
                except UserError as error:
                    self._report.error(error.text, self._name, error.place or place)
                    continue
                if image is not None:
                    yield image
        if self._rows:
            self._report.error(_NO_IMAGE, self._name, f"image_id {next(iter(self._rows))[:40]}")

    def _image(self, item: Object, pictures: Pictures, place: str) -> LabeledImage | None:
        row = self._rows.pop(str(item.get("id")), None)
        told = item.get("file_name")
        if not isinstance(told, str) or not told.strip():
            raise UserError(_NO_NAME)
        path = self._subjects.path([told], place)
        if path is None:
            return None
        size = self._subjects.size(path, _size_in(item), place)
        extra: Object = {k: v for k, v in item.items() if k not in ("width", "height")}
        if told == path:
            del extra["file_name"]
        if row is None:
            return LabeledImage(path, size, foreign=self._foreign({**extra, NO_ROW: True}))
        about = as_object(decoded(row))
        kept = {k: v for k, v in about.items() if k not in _OF_ROW}
        name = about.get("file_name")
        if not isinstance(name, str) or not name.strip():
            name = f"{PurePosixPath(told).stem}.png"
        ids = pictures.ids(name)
        found = Size(ids.shape[1], ids.shape[0])
        if size is not None and found != size:
            shown = [f"{s.width} x {s.height}" for s in (found, size)]
            raise UserError(_SIZE.filled(mask=shown[0], image=shown[1]), place=name)
        regions = regions_of(ids, (0,))
        listed = about.get("segments_info")
        segments = self._segments(listed, regions, name)
        rest = {number: mask.area for number, mask in regions.items()}
        if rest:
            text = _UNLISTED.filled(pixels=sum(rest.values()), id=next(iter(rest)))
            self._report.error(text, self._name, name)
        return LabeledImage(path, found, segments, foreign=self._foreign({**extra, ROW: kept}))

    def _foreign(self, extra: Object) -> Foreign:
        stem = PurePosixPath(self._name).stem
        if stem.startswith(PREFIX):
            extra[PART] = stem.removeprefix(PREFIX)
        if self._dataset:
            extra[DATASET], self._dataset = self._dataset, {}
        return Foreign(FORMAT, extra)

    def _segments(
        self, listed: Json, regions: dict[int, Mask], name: str
    ) -> tuple[Annotation, ...]:
        """The segments in their order; their pixels are taken out of the regions."""
        found: list[Annotation] = []
        for number, told in enumerate(listed if isinstance(listed, list) else ()):
            place = f"{name}, segments_info[{number}]"
            row = as_object(told)
            own = row.get("id")
            if not isinstance(own, int) or not is_id(own):
                self._report.error(_NO_ID, self._name, place)
                continue
            mask = regions.pop(own, None)
            if mask is None:
                self._report.warning(_NO_PIXEL.filled(id=own), self._name, place)
                continue
            warn: list[Text] = []
            try:
                class_id = self._categories.class_of(row.get("category_id"), warn)
            except BadRow as error:
                self._report.error(error.text, self._name, place)
                continue
            area = row.get("area")
            if isinstance(area, int | float) and area != mask.area:
                warn.append(_AREA.filled(told=area, id=own, n=mask.area))
            for text in warn:
                self._report.warning(text, self._name, place)
            found.append(segment_of(row, mask, class_id))
        return tuple(found)


def _size_in(item: Object) -> Size | None:
    width, height = item.get("width"), item.get("height")
    if type(width) is not int or type(height) is not int or min(width, height) <= 0:
        return None
    return Size(width, height)
