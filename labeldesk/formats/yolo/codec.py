"""The YOLO codec: detect, segment and pose as Ultralytics and Darknet have them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Keypoints, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.class_lists import list_text
from labeldesk.formats.copies import copy_image
from labeldesk.formats.keeps import Done, Keeps, restricted
from labeldesk.formats.naming import LabelNames
from labeldesk.formats.port import Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.formats.yolo.files import YoloReader, is_about_labels, is_text, looks_like_rows
from labeldesk.formats.yolo.names import data_yaml
from labeldesk.formats.yolo.pose import pose_kept, pose_texts
from labeldesk.formats.yolo.rows import FORMAT, QUANTUM, yolo_shape, yolo_texts

_TITLE = QT_TRANSLATE_NOOP("Formats", "YOLO (Ultralytics, Darknet)")
_FOUND = QT_TRANSLATE_NOOP("Formats", "{n} txt files that may be YOLO labels")
_NOT_FOUND = QT_TRANSLATE_NOOP("Formats", "No txt files with rows of YOLO numbers")
_NO_SIZE = QT_TRANSLATE_NOOP("Formats", "The size of the image is not known; it is left out")
_SAME_STEM = QT_TRANSLATE_NOOP(
    "Formats", "Another image has this stem; trainers will not find {name}"
)
_UNEQUAL = QT_TRANSLATE_NOOP(
    "Formats", "Trainers want the same number of joints everywhere; there are {counts}"
)
_HEADS = 12
Texts = Callable[[Annotation, Size | None], "tuple[str, ...] | None"]
"""The columns of an annotation, None if they cannot hold it."""


class YoloCodec:
    """Boxes, outlines or poses in one txt file per image, in shares of its size."""

    id = FORMAT
    title: Text = _TITLE
    options = (
        OptionSpec(
            "task",
            QT_TRANSLATE_NOOP("Formats", "Task"),
            "auto",
            ("auto", "detect", "segment", "pose"),
        ),
        OptionSpec(
            "layout",
            QT_TRANSLATE_NOOP("Formats", "Layout"),
            "ultralytics",
            ("ultralytics", "flat"),
        ),
        OptionSpec("copy_images", QT_TRANSLATE_NOOP("Formats", "Copy the images"), default=False),
    )

    def keeps(self, options: Options) -> Keeps:
        """Boxes (detect, the default), outlines of one ring (segment) or keypoints and boxes
        without any (pose), to 0.001 px.
        """
        segment = options.get("task") == "segment"
        if options.get("task") == "pose":
            kinds = frozenset({"keypoints", "box"})
            return Keeps(kinds, pose_kept, quantum=QUANTUM, done=Done.EMPTY)

        def rule(annotation: Annotation, size: Size | None) -> Shape | None:
            return yolo_shape(annotation, size, segment=segment)

        kind = "polygon" if segment else "box"
        return Keeps(frozenset({kind}), rule, quantum=QUANTUM, done=Done.EMPTY)

    def sniff(self, names: Sequence[str], head: Callable[[str], bytes]) -> Sniff:
        """By the first rows of a few txt files, and by data.yaml or a folder `labels`."""
        texts = [n for n in names if is_text(n) and not is_about_labels(n)]
        fitting = sum(looks_like_rows(head(name)) for name in texts[:_HEADS])
        bases = {PurePosixPath(name).name.lower() for name in names}
        has_marks = bool(bases & {"data.yaml", "classes.txt", "obj.names"})
        has_marks = has_marks or any("labels" in PurePosixPath(n).parts for n in texts)
        if not fitting and not (has_marks and "data.yaml" in bases):
            return Sniff(0.0, _NOT_FOUND)
        share = fitting / min(len(texts), _HEADS) if texts else 0.5
        fit = 0.5 * share + (0.4 if has_marks else 0.1)
        return Sniff(fit, _FOUND.filled(n=len(texts)), len(texts))

    def read(self, source: Source, report: Report) -> Iterator[LabeledImage]:
        """One image per label file."""
        yield from YoloReader(source, report).images()

    def write(self, images: Iterable[LabeledImage], target: Target, report: Report) -> None:
        """``labels/`` (and ``images/``) with data.yaml, or txt files with classes.txt."""
        keeps = self.keeps(target.options)
        is_flat = target.options.get("layout") == "flat"
        task = str(target.options.get("task"))
        joints = _joints(target.classes) if task == "pose" else Counter()
        texts = texts_for(task, max(joints, default=0))
        numbers = {item.id: n for n, item in enumerate(target.classes)}
        parts: dict[str, None] = {}
        taken = LabelNames()
        for image in images:
            target.cancel.check()
            if image.size is None:
                report.error(_NO_SIZE, image.path)
                continue
            restricted(image, keeps, report)
            part = target.split.get(image.path, "")
            parts |= {part: None} if part else {}
            place = image.path if is_flat else _place(image.path, part)
            name = _label_name(place, taken, report, image.path)
            rows = label_text(image, numbers, texts)
            if task == "pose":
                joints.update(_counted(image))
            target.write(name if is_flat else f"labels/{name}", rows.encode())
            if target.options.get("copy_images"):
                copy_image(target, image.path, place if is_flat else f"images/{place}", report)
        if len(joints) > 1:
            counts = ", ".join(map(str, sorted(joints)))
            report.warning(_UNEQUAL.filled(counts=counts), "data.yaml", "kpt_shape")
        most = max(joints, key=lambda n: (joints[n], n), default=0)
        _write_names(target, list(parts), most, is_flat=is_flat)


def texts_for(task: str, joints: int) -> Texts:
    """What gives the columns of an annotation; `joints` are those that a box without any has."""
    if task == "pose":
        return partial(pose_texts, joints=joints)
    return partial(yolo_texts, segment=task == "segment")


def label_text(image: LabeledImage, numbers: dict[ClassId, int], texts: Texts) -> str:
    """The label file of an image; annotations that YOLO cannot hold are left out.

    From the annotations as they are, not cut down: their digits come from the first rounding.
    """
    rows = ((numbers[one.class_id], texts(one, image.size)) for one in image.annotations)
    return "".join(f"{number} {' '.join(columns)}\n" for number, columns in rows if columns)


def _joints(classes: ClassList) -> Counter[int]:
    """How many joints the templates have."""
    return Counter(len(item.skeleton) for item in classes if item.skeleton is not None)


def _counted(image: LabeledImage) -> Iterator[int]:
    shapes = (one.shape for one in image.annotations)
    return (len(shape.joints) for shape in shapes if isinstance(shape, Keypoints))


def _write_names(target: Target, parts: list[str], joints: int, *, is_flat: bool) -> None:
    target.write("classes.txt", _list(target.classes))
    if joints or not is_flat:
        yaml = data_yaml(target.classes, parts, joints, is_flat=is_flat)
        target.write("data.yaml", yaml.encode())


def _list(classes: ClassList) -> bytes:
    return list_text(item.name for item in classes).encode()


def _place(path: str, part: str) -> str:
    """Where an image lies below ``images/``. Trainers find labels by putting ``labels`` for
    the last ``images`` of the path, so no other folder may be called so.
    """
    parts = [p for p in PurePosixPath(path).parts[:-1] if p not in ("images", "labels")]
    return PurePosixPath(part, *parts, PurePosixPath(path).name).as_posix()


def _label_name(place: str, names: LabelNames, report: Report, path: str) -> str:
    stem = names.take(place)
    name = f"{stem}.txt"
    if stem != PurePosixPath(place).with_suffix("").as_posix():
        report.warning(_SAME_STEM.filled(name=name), path)
    return name


CODEC = YoloCodec()
