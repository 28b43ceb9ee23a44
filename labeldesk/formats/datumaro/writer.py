"""Labeled images as one file of Datumaro, streaming."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import IO

from labeldesk.domain.annotation import Json
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.datumaro.categories import told_categories
from labeldesk.formats.datumaro.objects import told_annotation
from labeldesk.formats.datumaro.reader import CAPTION, DATASET, KEPT, NAME, PATH
from labeldesk.formats.datumaro.shapes import FORMAT, OWN
from labeldesk.formats.entries import Object, as_object, json_bytes
from labeldesk.formats.paths import UnsafePathError, is_listed_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report
from labeldesk.formats.subjects import NAMELESS

_VERSION = "1.0"
_IMAGES = 2  # the number of this kind of data

_NO_CLASS = QT_TRANSLATE_NOOP("Formats", "The object's class is not among the classes written")


class DatumaroWriter:
    """Writes the items of one file as they come; what the file says of all of them goes first."""

    def __init__(self, target: Target, out: IO[bytes], report: Report) -> None:
        self._out = out
        self._report = report
        self._classes = list(target.classes)
        self._numbers = {item.id: number for number, item in enumerate(self._classes)}
        self._taken: set[str] = set()
        self._begun = False

    def add(self, image: LabeledImage) -> None:
        """One image, already restricted to what the format keeps."""
        if not is_listed_name(image.path):
            self._report.failure(UnsafePathError(image.path))
            return
        foreign = image.foreign
        extra: Object = {}
        if foreign is not None and foreign.format == FORMAT:
            extra = dict(foreign.extra)
        dataset, kept = as_object(extra.pop(DATASET, None)), extra.pop(KEPT, None)
        told, path = extra.pop(NAME, None), extra.pop(PATH, None)
        name = told if path == image.path else image.path
        start = b",\n" if self._begun else self._head(dataset)
        self._begun = True
        item: Object = {"id": self._id(extra.get("id"), image.path)}
        annotations = self._annotations(image)
        item["annotations"] = annotations + (kept if isinstance(kept, list) else [])
        item |= {k: v for k, v in extra.items() if k not in item}
        about: Object = as_object(extra.get("image")) | {"path": name}
        if image.size is not None and ("size" in about or not extra):
            about["size"] = [image.size.height, image.size.width]
        item["image"] = about
        if image.state.done:
            item[OWN] = {"done": True}
        self._out.write(start + json_bytes(item))

    def _id(self, told: Json, path: str) -> Json:
        """The name that the item had, else that of its image, without the ending if it is free."""
        plain = PurePosixPath(path).with_suffix("").as_posix()
        wishes = [told] if isinstance(told, str | int) else []
        own = next((one for one in (*wishes, plain, path) if str(one) not in self._taken), path)
        self._taken.add(str(own))
        return own

    def _annotations(self, image: LabeledImage) -> list[Json]:
        found: list[Json] = []
        for annotation in image.annotations:
            number = self._numbers.get(annotation.class_id)
            if number is None:
                self._report.error(_NO_CLASS, image.path)
                continue
            usual = CAPTION if annotation.shape.kind == "caption" else NAMELESS
            is_nameless = self._classes[number].name == usual
            found.append(told_annotation(annotation, number, image.size, is_nameless=is_nameless))
        return found

    def _head(self, dataset: Object) -> bytes:
        """The beginning of the file up to its first item."""
        categories = told_categories(self._classes, as_object(dataset.get("categories")))
        usual: Object = {"dm_format_version": _VERSION, "media_type": _IMAGES, "infos": {}}
        told = usual | dataset | {"categories": categories}
        return json_bytes(told)[:-1] + b',"items":[\n'

    def finish(self) -> None:
        """The end of the file."""
        self._out.write(b"\n]}\n" if self._begun else self._head({}) + b"]}\n")
