"""Labeled images as YOLO label files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import TypeAlias

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Keypoints, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.class_lists import list_text
from labeldesk.formats.copies import copy_image
from labeldesk.formats.keeps import Keeps
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.origins import ORIGINS, origins_bytes
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report
from labeldesk.formats.yolo.names import LISTS, data_yaml
from labeldesk.formats.yolo.pose import pose_texts
from labeldesk.formats.yolo.rows import shape_of, yolo_texts
from labeldesk.formats.yolo.turned import BEYOND, is_beyond, turned_texts

_NO_SIZE = QT_TRANSLATE_NOOP("Formats", "The size of the image is not known; it is left out")
_SAME_STEM = QT_TRANSLATE_NOOP(
    "Formats", "Another image has this stem; trainers will not find {name}"
)
_RESERVED = QT_TRANSLATE_NOOP(
    "Formats", "{list} is a list of classes; the labels of this image are in {name}"
)
_RENAMED = QT_TRANSLATE_NOOP("Formats", "The name is taken; the copy is called {name}")

_UNEQUAL = QT_TRANSLATE_NOOP(
    "Formats", "Trainers want the same number of joints everywhere; there are {counts}"
)
Columns: TypeAlias = tuple[str, ...]
Texts = Callable[[Annotation, Size | None], Columns | None]
"""The columns of an annotation, None if they cannot hold it."""
_DIRECT = ("pose", "obb")  # tasks whose columns are cheap enough to be made twice
_LISTS = [PurePosixPath(name).stem for name in LISTS if name.endswith(".txt")]


class YoloWriter:
    """Writes the label files of one target, then the lists that belong to them.

    An image is first cut down with what `remembering` gives, then added.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._is_flat = target.options.get("layout") == "flat"
        self._task = str(target.options.get("task"))
        self._joints = Counter(self._templates())
        self._texts = texts_for(self._task, max(self._joints, default=0))
        self._has_copies = bool(target.options.get("copy_images")) and target.images is not None
        self._numbers = {item.id: n for n, item in enumerate(target.classes)}
        self._names = LabelNames(_LISTS if self._is_flat else ())
        self._found: list[Columns | None] = []
        self._parts: dict[str, None] = {}
        self._images: dict[str, str] = {}

    def remembering(self, keeps: Keeps) -> Keeps:
        """The same, with the columns that its rule finds kept for the next image to be added:
        outlines are too dear to be made twice.
        """
        if self._task in _DIRECT:
            return keeps

        def rule(annotation: Annotation, size: Size | None) -> Shape | None:
            texts = self._texts(annotation, size)
            self._found.append(texts)
            return shape_of(texts, size) if texts and size else None

        return replace(keeps, shape=rule)

    def add(self, image: LabeledImage, report: Report) -> None:
        """One image as it is; what YOLO cannot hold of it is left out."""
        if image.size is None:
            report.error(_NO_SIZE, image.path)
            return
        part = self._target.split.get(image.path, "")
        self._parts |= {part: None} if part else {}
        place = image.path if self._is_flat else _place(image.path, part)
        stem = self._names.take_for_both(place) if self._has_copies else self._names.take(place)
        name = f"{stem}.txt" if self._is_flat else f"labels/{stem}.txt"
        self._images[name] = image.path
        found, self._found = iter(self._found), []
        texts = self._texts if self._task in _DIRECT else lambda _annotation, _size: next(found)
        rows = label_text(image, self._numbers, texts)
        if self._task == "pose":
            shapes = (one.shape for one in image.annotations)
            self._joints.update(len(s.joints) for s in shapes if isinstance(s, Keypoints))
        elif self._task == "obb" and any(is_beyond(row.split()[1:]) for row in rows.splitlines()):
            report.warning(BEYOND, image.path)
        self._target.write(name, rows.encode())
        copy = f"{stem}{PurePosixPath(place).suffix}"
        self._say(image.path, (place, name, copy), report)
        if self._has_copies:
            copy_image(
                self._target, image.path, copy if self._is_flat else f"images/{copy}", report
            )

    def _say(self, path: str, names: tuple[str, str, str], report: Report) -> None:
        """What a program that goes by stems must know of names that are not as usual."""
        place, name, copy = names
        if self._has_copies and copy != place:
            report.info(_RENAMED.filled(name=copy), path)
        elif self._names.is_reserved(place):
            listed = PurePosixPath(place).with_suffix(".txt").name
            report.warning(_RESERVED.filled(list=listed, name=name), path)
        elif PurePosixPath(name).stem != PurePosixPath(place).stem:
            report.warning(_SAME_STEM.filled(name=name), path)

    def _templates(self) -> Iterator[int]:
        """How many joints the templates of the classes have."""
        if self._task == "pose":
            templates = (item.skeleton for item in self._target.classes)
            yield from (len(one) for one in templates if one is not None)

    def finish(self, report: Report) -> None:
        """The names of the classes, and the images that the files are of."""
        target, joints = self._target, self._joints
        if len(joints) > 1:
            counts = ", ".join(map(str, sorted(joints)))
            report.warning(_UNEQUAL.filled(counts=counts), "data.yaml", "kpt_shape")
        most = max(joints, key=lambda n: (joints[n], n), default=0)
        target.write("classes.txt", list_text(item.name for item in target.classes).encode())
        target.write(ORIGINS, origins_bytes(self._images))
        if most or not self._is_flat:
            yaml = data_yaml(target.classes, list(self._parts), most, is_flat=self._is_flat)
            target.write("data.yaml", yaml.encode())


def texts_for(task: str, joints: int) -> Texts:
    """What gives the columns of an annotation; `joints` are those that a box without any has."""
    if task == "pose":
        return partial(pose_texts, joints=joints)
    if task == "obb":
        return turned_texts
    return partial(yolo_texts, segment=task == "segment")


def label_text(image: LabeledImage, numbers: dict[ClassId, int], texts: Texts) -> str:
    """The label file of an image; annotations that YOLO cannot hold are left out.

    From the annotations as they are, not cut down: their digits come from the first rounding.
    """
    rows = ((numbers[one.class_id], texts(one, image.size)) for one in image.annotations)
    return "".join(f"{number} {' '.join(columns)}\n" for number, columns in rows if columns)


def _place(path: str, part: str) -> str:
    """Where an image lies below ``images/``. Trainers find labels by putting ``labels`` for
    the last ``images`` of the path, so no other folder may be called so.
    """
    parts = [p for p in PurePosixPath(path).parts[:-1] if p not in ("images", "labels")]
    return PurePosixPath(part, *parts, PurePosixPath(path).name).as_posix()
