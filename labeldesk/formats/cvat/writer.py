"""Labeled images as one CVAT file; images wait on the disk for what the labels must declare."""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from itertools import count
from typing import TYPE_CHECKING, BinaryIO

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.cvat.labels import meta_element
from labeldesk.formats.cvat.objects import element_of, parsed_elements
from labeldesk.formats.cvat.reader import META, NAME, PATH
from labeldesk.formats.cvat.shapes import FORMAT
from labeldesk.formats.paths import UnsafePathError, is_listed_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report
from labeldesk.formats.words import printable

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCK = 1 << 20
_HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n'

_NO_CLASS = QT_TRANSLATE_NOOP("Formats", "The object's class is not among the classes written")
_UNPRINTABLE = QT_TRANSLATE_NOOP("Formats", "The format cannot hold this name of a file")
_JOINTS = QT_TRANSLATE_NOOP(
    "Cvat", "Keypoints of a class without such a template: CVAT will refuse them"
)


class CvatWriter:
    """Writes the images of one file into a temporary one, then both parts of it in order."""

    def __init__(self, target: Target, report: Report) -> None:
        self._target = target
        self._report = report
        self._classes = {item.id: item for item in target.classes}
        self._declared = {
            item.id: {printable(spec.name) for spec in item.attributes} for item in target.classes
        }
        self._extras: dict[ClassId, set[str]] = defaultdict(set)
        self._meta = ""
        self._names: set[tuple[str, str]] = set()
        self._ids: set[tuple[str, int]] = set()
        self._fresh = count()
        self._rows: BinaryIO = tempfile.TemporaryFile(dir=target.root)  # noqa: SIM115 (closed by finish)

    def add(self, image: LabeledImage) -> None:
        """One image, already restricted to what the format keeps."""
        if not is_listed_name(image.path):
            self._report.failure(UnsafePathError(image.path))
            return
        if printable(image.path) != image.path:
            self._report.warning(_UNPRINTABLE, image.path)
        foreign = image.foreign
        extra = foreign.extra if foreign is not None and foreign.format == FORMAT else {}
        self._meta = self._meta or str(extra.get(META) or "")
        element = self._image(image, extra)
        for annotation in image.annotations:
            self._add(element, annotation, image.path)
        element.extend(parsed_elements(extra.get("elements")))
        self._rows.write(_text(element))

    def _image(self, image: LabeledImage, extra: Mapping[str, Json]) -> _Element:
        from lxml import etree

        told = extra.get("attributes")
        others = {k: str(v) for k, v in told.items()} if isinstance(told, dict) else {}
        part = self._target.split.get(image.path)
        if part:
            others["subset"] = printable(part)
        name = str(extra.get(NAME)) if extra.get(PATH) == image.path else image.path
        subset = others.get("subset", "")
        if (name, subset) in self._names:
            name = image.path
        self._names.add((name, subset))
        element = etree.Element("image")
        element.set("id", self._id(others.pop("id", ""), f"{others.get('task_id')} {subset}"))
        element.set("name", printable(name))
        for key, value in others.items():
            element.set(key, value)
        if image.size is not None:
            element.set("width", str(image.size.width))
            element.set("height", str(image.size.height))
        return element

    def _id(self, told: str, task: str) -> str:
        """The number the image had, where no other has it; else a free one."""
        if told.isascii() and told.isdigit() and (task, int(told)) not in self._ids:
            own = int(told)
        else:
            own = next(n for n in self._fresh if (task, n) not in self._ids)
        self._ids.add((task, own))
        return str(own)

    def _add(self, parent: _Element, annotation: Annotation, path: str) -> None:
        item = self._classes.get(annotation.class_id)
        if item is None:
            self._report.error(_NO_CLASS, path)
            return
        undeclared = set(annotation.attributes) - self._declared[item.id]
        self._extras[item.id] |= undeclared
        element = element_of(annotation, item.name, item.skeleton)
        shape = annotation.shape
        joints = len(item.skeleton) if item.skeleton else 0
        if (
            element.tag == "skeleton"
            and isinstance(shape, Keypoints)
            and joints != len(shape.joints)
        ):
            self._report.warning(_JOINTS, path)
        parent.append(element)

    def finish(self, name: str) -> None:
        """Writes the file; the writer is spent."""
        extras = {own: frozenset(names) for own, names in self._extras.items()}
        meta = meta_element(list(self._target.classes), extras, self._meta)
        with self._target.path_of(name).open("wb") as out:
            out.write(_HEAD)
            out.write(_text(meta))
            self._rows.seek(0)
            shutil.copyfileobj(self._rows, out, _BLOCK)
            out.write(b"</annotations>\n")

    def close(self) -> None:
        """Lets the temporary file go."""
        self._rows.close()


def _text(element: _Element) -> bytes:
    from lxml import etree

    etree.indent(element, "  ", level=1)
    return b"  %b\n" % etree.tostring(element, encoding="unicode", with_tail=False).encode()
