"""YOLO label files on the disk: which txt files are labels, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation, Foreign, Json, Origin
from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.shapes import Keypoints, RotatedBox, Shape
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.around import BBOX, bbox_of
from labeldesk.formats.origins import origins_of
from labeldesk.formats.pairing import Pairing
from labeldesk.formats.port import Source
from labeldesk.formats.report import Report
from labeldesk.formats.yolo.names import Names
from labeldesk.formats.yolo.pose import parse_pose, pose_shape
from labeldesk.formats.yolo.rows import (
    BOX_COLUMNS,
    FORMAT,
    Row,
    looks_like_rows,
    parse_row,
    shape_of,
    texts_of,
)
from labeldesk.formats.yolo.turned import BEYOND, is_beyond, parse_turned, turned_shape

_NO_LABELS = {"classes", "labels", "train", "val", "valid", "test", "readme", "license", "trainval",
              "predefined_classes", "requirements", "notes"}  # fmt: skip
_PLAIN = ("detect", "segment", "obb")  # tasks without joints
WITH_VISIBILITY = 3  # numbers of a joint
AMBIGUOUS = 9  # columns of a four-point outline, and of a turned box

_AMBIGUOUS = QT_TRANSLATE_NOOP(
    "Formats",
    "A row of 9 columns is a four-point outline or a turned box: choose the option "
    "task=segment if it is an outline, task=obb if it is a box",
)
_NAMELESS = QT_TRANSLATE_NOOP("Formats", "The class number {n} has no name in a list of {length}")
_TWICE = QT_TRANSLATE_NOOP("Formats", "The row is the same as row {first}")
_NO_SIZE = QT_TRANSLATE_NOOP("Formats", "The image {name} is missing: its size is needed")
_NO_IMAGE = QT_TRANSLATE_NOOP("Formats", "No image belongs to this file: its size is needed")
_AGAIN = QT_TRANSLATE_NOOP("Formats", "A second file about the image {name}")
_WRONG_TASK = QT_TRANSLATE_NOOP("Formats", "A row of {n} columns is no box")
_KEYPOINTS = QT_TRANSLATE_NOOP("Formats", "The keypoints of a row are left out, its box is kept")
_OTHERS = QT_TRANSLATE_NOOP("Formats", "A row has {n} joints, where kpt_shape says {count}")
_JOINTS = QT_TRANSLATE_NOOP(
    "Formats",
    "The class {name} has another keypoint template here: joints are matched by their names",
)
_UNIT = QT_TRANSLATE_NOOP("Formats", "files")


class YoloReader:
    """Reads the label files of one source."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        texts = [name for name in source.files if is_text(name) and not is_about_labels(name)]
        self._pairing = Pairing(source.images, texts)
        self._origins = origins_of(source, report)
        self._seen: set[str] = set()
        self._names = Names(source, report)
        self._task = str(source.options.get("task", "auto"))
        self._told: set[int] = set()

    def images(self) -> Iterator[LabeledImage]:
        """The image of every label file; broken rows and files are reported."""
        for number, name in enumerate(self._names.all()):
            if name:
                self._source.classes.named(name, skeleton=self._skeleton(number))
        labels = list(self.label_files())
        for done, name in enumerate(labels):
            self._source.cancel.check()
            self._source.progress(Progress(done, len(labels), _UNIT))
            try:
                yield self.image(name)
            except UserError as error:
                self._report.failure(error)

    def label_files(self) -> Iterator[str]:
        """The txt files that are labels: those that our own list names, those in a folder
        `labels`, those that share the stem of an image, and any other that begins with a row of
        numbers.
        """
        for name in self._source.files:
            if is_text(name) and (self._is_at_its_place(name) or self._begins_with_numbers(name)):
                yield name

    def _is_at_its_place(self, name: str) -> bool:
        if name in self._origins:
            return True
        if is_about_labels(name):  # or the labels of train.jpg
            return False
        return self._pairing.by_stem(name).path is not None or "labels" in PurePosixPath(name).parts

    def _begins_with_numbers(self, name: str) -> bool:
        return looks_like_rows(self._source.head_of(name))

    def image(self, name: str) -> LabeledImage:
        """The image of one label file; `UserError` when it cannot be read at all."""
        return self.labeled(name, self._source.text_of(name))

    def labeled(self, name: str, text: str) -> LabeledImage:
        """The image of a label file that holds this text."""
        path = self._path(name)
        size = self._source.probe.size(path)
        if size is None:
            raise UserError(_NO_SIZE.filled(name=path), path=name)
        annotations = tuple(self._annotations(text, size, name))
        state = ImageState(done=not annotations and not text.strip())
        return LabeledImage(path, size, annotations, state)

    def _path(self, name: str) -> str:
        origin = self._origins.get(name)
        path, note = (origin, None) if origin else self._pairing.by_stem(name)
        if path is None:
            raise UserError(note or _NO_IMAGE, path=name)
        if note is not None:
            self._report.warning(note, name)
        if path in self._seen:
            self._report.warning(_AGAIN.filled(name=path), name)
        self._seen.add(path)
        return path

    def _annotations(self, text: str, size: Size, name: str) -> Iterator[Annotation]:
        seen: dict[str, int] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.strip():
                continue
            place = f"line {number}"
            try:
                row = self._row(line, name)
                first = seen.setdefault(" ".join(line.split()), number)
                if first != number:
                    self._report.warning(_TWICE.filled(first=first), name, place)
                class_id = self._class(row.index, name)
                made = annotation_of(
                    row, class_id, size, self._joint_size, is_turned=self._task == "obb"
                )
                yield self._fitted(made, row.index)
            except UserError as error:
                self._report.error(error.text, name, place)

    def _row(self, line: str, name: str) -> Row:
        columns = line.split()
        if self._task == "obb":
            row = parse_turned(line)
            if is_beyond(row.texts):
                self._report.warning(BEYOND, name)
            return row
        pose = self._names.pose
        if pose is not None and self._task == "detect" and len(columns) > BOX_COLUMNS:
            self._report.warning(_KEYPOINTS, name)
            return parse_row(" ".join(columns[:BOX_COLUMNS]))
        if pose is not None and self._task != "segment":
            row = parse_pose(line, pose.size)
            count = (len(columns) - BOX_COLUMNS) // pose.size
            if count not in (0, pose.count):
                self._report.warning(_OTHERS.filled(n=count, count=pose.count), name)
            return row
        row = parse_row(line)
        if len(columns) == AMBIGUOUS and self._settled_task() == "auto":
            raise UserError(_AMBIGUOUS)
        if len(columns) != BOX_COLUMNS and self._task == "detect":
            raise UserError(_WRONG_TASK.filled(n=len(columns)))
        return row

    @property
    def _joint_size(self) -> int:
        """Numbers of a joint, 0 where rows have none."""
        pose = self._names.pose
        return pose.size if pose is not None and self._task not in _PLAIN else 0

    def _skeleton(self, number: int) -> Skeleton | None:
        pose = self._names.pose
        return pose.skeleton(number) if pose is not None and self._joint_size else None

    def _fitted(self, made: Annotation, number: int) -> Annotation:
        """Its joints in the order of the template that its class has here."""
        theirs = self._skeleton(number)
        if theirs is None or not isinstance(made.shape, Keypoints):
            return made
        follow = self._source.classes.joint_map(made.class_id, theirs)
        if follow is None:
            return made
        if number not in self._told:
            self._told.add(number)
            self._report.warning(_JOINTS.filled(name=self._names.all()[number]))
        return replace(made, shape=follow.applied_to(made.shape))

    def _settled_task(self) -> str:
        """The task; proved to be segment when some row can be nothing else."""
        if self._task == "auto" and self.has_outlines():
            self._task = "segment"
        elif self._task == "auto":
            self._task = "unsettled"
        return "auto" if self._task == "unsettled" else self._task

    def has_outlines(self) -> bool:
        """Whether some row of some file can be nothing but an outline."""
        return any(map(self._has_outline, self.label_files()))

    def _has_outline(self, name: str) -> bool:
        try:
            lines = self._source.text_of(name).splitlines()
        except UserError:
            return False
        counts = {len(line.split()) for line in lines}
        return any(n > BOX_COLUMNS and n % 2 and n != AMBIGUOUS for n in counts)

    def _class(self, index: int, name: str) -> ClassId:
        names = self._names.of(name)
        if names is None:
            return self._source.classes.named(str(index))
        if index >= len(names) or not names[index]:
            raise UserError(_NAMELESS.filled(n=index, length=len(names)))
        return self._source.classes.named(names[index])


def is_text(name: str) -> bool:
    """Whether its name is that of a label file at all."""
    return name.lower().endswith(".txt")


def is_about_labels(name: str) -> bool:
    """Whether a file of this name mostly is about labels: ``classes.txt``, ``README.box.txt``."""
    path = PurePosixPath(name.lower())
    return path.stem in _NO_LABELS or path.name.startswith("readme.")


def annotation_of(
    row: Row, class_id: ClassId, size: Size, joint: int = 0, *, is_turned: bool = False
) -> Annotation:
    """The annotation of a row; its digits are kept where ours would differ.

    `joint` is how many numbers each joint of a pose has. The box beside joints stays with them.
    """
    shape: Shape
    if is_turned:
        shape = turned_shape(row.texts, size)
    else:
        shape = pose_shape(row.texts, size, joint) if joint else shape_of(row.texts, size)
    foreign = None
    if isinstance(shape, Keypoints):
        box = shape_of(row.texts[: BOX_COLUMNS - 1], size)
        extra: dict[str, Json] = {BBOX: [*bbox_of(box.bounds)]}
        kept: dict[str, Json] = {"columns": list(row.texts)} if joint == WITH_VISIBILITY else {}
        foreign = Foreign(FORMAT, extra, kept, digest(shape))
    elif isinstance(shape, RotatedBox):
        foreign = Foreign(FORMAT, {}, {"columns": list(row.texts)}, digest(shape))
    elif texts_of(shape, size) != row.texts:
        texts = row.texts[: BOX_COLUMNS - 1] if joint else row.texts
        foreign = Foreign(FORMAT, {}, {"columns": list(texts)}, digest(shape))
    return Annotation(
        id=AnnotationId(new_id()),
        class_id=class_id,
        shape=shape,
        origin=Origin.IMPORTED,
        foreign=foreign,
    )
