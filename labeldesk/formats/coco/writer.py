"""Labeled images as one COCO file, streaming: nothing is held but the ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.coco.categories import category_rows
from labeldesk.formats.coco.listing import Id, is_id, shown
from labeldesk.formats.coco.parse import DATASET, FORMAT, OWN
from labeldesk.formats.coco.rows import annotation_row, json_text, loses_outline
from labeldesk.formats.coco.spill import Spill
from labeldesk.formats.paths import UnsafePathError, is_listed_name
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

_RENUMBERED = QT_TRANSLATE_NOOP("Coco", "The id {id} is taken; another one is written")
_NO_CLASS = QT_TRANSLATE_NOOP("Coco", "The object's class is not among the classes written")
_OTHERS = QT_TRANSLATE_NOOP(
    "Coco", "A set of {n} joints, where the template has {count}: other readers will refuse it"
)
_MOVED = QT_TRANSLATE_NOOP(
    "Coco", "The outline is where the keypoints were before they were moved; it is left out"
)
_NAMELESS = QT_TRANSLATE_NOOP(
    "Coco", "Keypoints of a class without a template: the file does not name their joints"
)
_FIRST = ("info", "licenses")
_OURS = ("images", "annotations", "categories")


class Numbering:
    """Ids that rows bring with them; those without one get the numbers after the highest."""

    def __init__(self) -> None:
        self._taken: set[Id] = set()

    def claim(self, wanted: object) -> Id | None:
        """The id if it is one and free."""
        if not is_id(wanted) or wanted in self._taken:
            return None
        assert isinstance(wanted, int | str)
        self._taken.add(wanted)
        return wanted

    def fresh(self) -> Iterator[str]:
        """Free ids without end."""
        highest = max((i for i in self._taken if isinstance(i, int)), default=0)
        return map(str, count(max(highest, 0) + 1))


class CocoWriter:
    """Collects the rows of one file in two spills, then joins them into it."""

    has_categories = True

    def __init__(self, target: Target, ids: Mapping[ClassId, int], *, compressed: bool) -> None:
        self._target = target
        self._categories = ids
        self._compressed = compressed
        self._templates = {c.id: len(c.skeleton) for c in target.classes if c.skeleton}
        self._numbers = {name: Numbering() for name in ("images", "annotations")}
        self._spills = ExitStack()
        self._images = self._spills.enter_context(Spill(target.root))
        self._annotations = self._spills.enter_context(Spill(target.root))
        self._image_ids: list[Id | None] = []
        self._pending: list[tuple[int, Id | None]] = []  # of rows without a head
        self._dataset: dict[str, Any] = {}

    def __enter__(self) -> CocoWriter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._spills.close()

    def add(self, image: LabeledImage, report: Report) -> None:
        """One image, already restricted to what the format keeps."""
        if not is_listed_name(image.path):
            report.failure(UnsafePathError(image.path))
            return
        foreign = image.foreign
        extra = dict(foreign.extra) if foreign is not None and foreign.format == FORMAT else {}
        dataset = extra.pop(DATASET, None)
        if isinstance(dataset, dict):
            self._dataset = {**dataset, **self._dataset}
        own = self._claimed("images", extra.pop("id", None), image.path, report)
        size = image.size
        row: dict[str, Any] = {"width": size.width, "height": size.height} if size else {}
        row |= {"file_name": image.path, **extra}
        if image.state.done:
            row[OWN] = {"done": True}
        head = None if own is None else _image_head(_token(own))
        self._images.add(head, json_text(row)[1:].encode())
        self._image_ids.append(own)
        for annotation in image.annotations:
            self._add(annotation, image, report)

    def _add(self, annotation: Annotation, image: LabeledImage, report: Report) -> None:
        if annotation.class_id not in self._categories:
            report.error(_NO_CLASS, image.path)
            return
        wanted = annotation.extra(FORMAT).get("id")
        own = self._claimed("annotations", wanted, image.path, report)
        of = self._image_ids[-1]
        head = None
        if own is None or of is None:
            self._pending.append((len(self._image_ids) - 1, own))
        else:
            head = _annotation_head(_token(own), _token(of))
        self._annotations.add(head, self.row_of(annotation, image, report) + b"}")

    def row_of(self, annotation: Annotation, image: LabeledImage, report: Report) -> bytes:
        """The members between those that name the image and the end."""
        joints = self._templates.get(annotation.class_id, 0)
        category = self._categories[annotation.class_id]
        if isinstance(annotation.shape, Keypoints) and len(annotation.shape.joints) != joints:
            count = len(annotation.shape.joints)
            text = _OTHERS.filled(n=count, count=joints) if joints else _NAMELESS
            report.warning(text, image.path)
        if loses_outline(annotation):
            report.warning(_MOVED, image.path)
        return annotation_row(
            annotation, category, image.size, compressed=self._compressed, joints=joints
        )

    def _claimed(self, kind: str, wanted: object, path: str, report: Report) -> Id | None:
        own = self._numbers[kind].claim(wanted)
        if own is None and wanted is not None:
            report.warning(_RENUMBERED.filled(id=shown(wanted)), path, kind)
        return own

    def finish(self, name: str) -> None:
        """Writes the file; the writer is spent."""
        path: Path = self._target.path_of(name)
        with path.open("wb") as out:
            self._write(out)

    def _write(self, out: IO[bytes]) -> None:
        fresh = self._numbers["images"].fresh()
        images = [_token(i) if i is not None else next(fresh) for i in self._image_ids]
        new = (images[n] for n, own in enumerate(self._image_ids) if own is None)
        dataset = {"info": {}, "licenses": [], **self._dataset}
        extras = dataset.pop("categories", {})
        out.write(b"{\n")
        for name in _FIRST:
            out.write(f'"{name}":{json_text(dataset.pop(name))},\n'.encode())
        out.write(b'"images":[')
        self._images.copy_to(out, map(_image_head, new))
        out.write(b'\n],\n"annotations":[')
        self._annotations.copy_to(out, self._heads(images))
        out.write(b"\n]")
        if self.has_categories:
            listed = category_rows(self._target.classes, self._categories, extras)
            rows = ",\n".join(map(json_text, listed))
            out.write(f',\n"categories":[\n{rows}\n]'.encode())
        for name, value in dataset.items():
            if name not in _OURS:
                out.write(f",\n{json_text(name)}:{json_text(value)}".encode())
        out.write(b"\n}\n")

    def _heads(self, images: Sequence[str]) -> Iterator[bytes]:
        fresh = self._numbers["annotations"].fresh()
        for number, own in self._pending:
            token = next(fresh) if own is None else _token(own)
            yield _annotation_head(token, images[number])


def _image_head(own: str) -> bytes:
    return f'{{"id":{own},'.encode()


def _annotation_head(own: str, image: str) -> bytes:
    return f'{{"id":{own},"image_id":{image},'.encode()


def _token(own: Id) -> str:
    return str(own) if type(own) is int else json_text(own)
