"""Labeled images as tasks of Label Studio, streaming, and the interface to label them with."""

from __future__ import annotations

from itertools import count
from typing import IO

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.entries import Object, as_object, json_bytes
from labeldesk.formats.labelstudio.reader import GIVEN, KEY, NAME, PATH, TASK
from labeldesk.formats.labelstudio.results import WHICH, results_of
from labeldesk.formats.labelstudio.shapes import FORMAT
from labeldesk.formats.labelstudio.tasks import OWN
from labeldesk.formats.paths import UnsafePathError, is_listed_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report
from labeldesk.formats.words import printable

_NO_CLASS = QT_TRANSLATE_NOOP("Formats", "The object's class is not among the classes written")
_CONTROLS = {
    "label": "RectangleLabels",
    "ellipse": "EllipseLabels",
    "polygon": "PolygonLabels",
    "keypoint": "KeyPointLabels",
    "brush": "BrushLabels",
}


class LabelStudioWriter:
    """Writes the tasks of one file as they come."""

    def __init__(self, target: Target, out: IO[bytes], report: Report) -> None:
        self._out = out
        self._report = report
        self._names = {item.id: item.name for item in target.classes}
        self._ids: set[int] = set()
        self._fresh = count(1)
        self._is_first = True
        out.write(b"[")

    def add(self, image: LabeledImage) -> None:
        """One image, already restricted to what the format keeps."""
        if not is_listed_name(image.path):
            self._report.failure(UnsafePathError(image.path))
            return
        foreign = image.foreign
        extra: Object = {}
        if foreign is not None and foreign.format == FORMAT:
            extra = dict(foreign.extra)
        rest = as_object(extra.get(TASK))
        data = as_object(rest.get("data"))
        key = str(extra.get(KEY) or "image")
        told = extra.get(NAME) if extra.get(PATH) == image.path else image.path
        task: Object = {"id": self._id(rest.get("id"))}
        task |= {"data": data | {key: told}, GIVEN: self._given(image, extra)}
        task |= {k: v for k, v in rest.items() if k not in task}
        self._out.write((b"\n" if self._is_first else b",\n") + json_bytes(task))
        self._is_first = False

    def _id(self, told: Json) -> int:
        """The number the task had, where no other has it; else a free one."""
        if type(told) is not int or told in self._ids:
            told = next(n for n in self._fresh if n not in self._ids)
        self._ids.add(told)
        return told

    def _given(self, image: LabeledImage, extra: Object) -> list[Json]:
        kept = extra.get(GIVEN)
        told = [dict(as_object(one)) for one in kept] if isinstance(kept, list) else []
        results: list[list[Json]] = []
        for one in told:
            rest = one.pop("result", None)
            results.append(list(rest) if isinstance(rest, list) else [])
        if not told and (image.annotations or image.state.done):
            told, results = [{"was_cancelled": False, "ground_truth": False}], [[]]
        of_object: list[list[Json]] = [[] for _ in told]
        taken: list[set[str]] = [set() for _ in told]
        for annotation in image.annotations:
            name = self._names.get(annotation.class_id)
            if name is None:
                self._report.error(_NO_CLASS, image.path)
                continue
            which = _which(annotation, told)
            of_object[which] += _rows(annotation, name, image.size, taken[which])
        return [
            _marked({**one, "result": own + rest}, image)
            for one, own, rest in zip(told, of_object, results, strict=True)
        ]

    def finish(self) -> None:
        """The end of the file."""
        self._out.write(b"\n]\n")


def _rows(annotation: Annotation, name: str, size: Size | None, taken: set[str]) -> list[Json]:
    """The results of an object, under an id that is not `taken`."""
    rows = list(results_of(annotation, name, size))
    own = rows[0].get("id")
    if str(own) in taken:
        free = next(one for n in count(2) if (one := f"{own}-{n}") not in taken)
        rows = [{**row, "id": free} if row.get("id") == own else row for row in rows]
    taken.add(str(rows[0].get("id")))
    return [*rows]


def _which(annotation: Annotation, told: list[Object]) -> int:
    """The annotation that an object came with, else the first one that nobody skipped."""
    which = annotation.extra(FORMAT).get(WHICH, 0)
    if isinstance(which, int) and 0 <= which < len(told) and "was_cancelled" in told[which]:
        return which if told[which]["was_cancelled"] is not True else _first(told)
    return which if isinstance(which, int) and 0 <= which < len(told) else 0


def _first(told: list[Object]) -> int:
    return next((n for n, one in enumerate(told) if one.get("was_cancelled") is not True), 0)


def _marked(given: Object, image: LabeledImage) -> Json:
    """With our mark where it is not done: an annotation says by being there that it is."""
    plain = {k: v for k, v in given.items() if k != OWN}
    return plain if image.state.done else plain | {OWN: {"done": False}}


def interface(classes: ClassList) -> str:
    """The labeling interface with the classes for every kind of shape."""
    rows = ["<View>", '  <Image name="image" value="$image" zoom="true"/>']
    labels = [
        f'    <Label value="{_attribute(item.name)}" background="{_attribute(item.colour)}"/>'
        for item in classes
    ]
    for name, control in _CONTROLS.items():
        rows += [f'  <{control} name="{name}" toName="image">', *labels, f"  </{control}>"]
    rows.append('  <Choices name="choice" toName="image" choice="multiple">')
    rows += [f'    <Choice value="{_attribute(item.name)}"/>' for item in classes]
    return "\n".join([*rows, "  </Choices>", "</View>", ""])


def _attribute(text: str) -> str:
    from html import escape

    return escape(printable(text)).replace("\n", "&#10;").replace("\t", "&#9;")
