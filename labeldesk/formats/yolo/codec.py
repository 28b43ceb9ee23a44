"""The YOLO codec: detect, segment, obb and pose as Ultralytics and Darknet have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.keeps import Done, Keeps, restricted
from labeldesk.formats.port import Options, OptionSpec, Sniff, Source, Target
from labeldesk.formats.report import Report
from labeldesk.formats.yolo.files import YoloReader, is_about_labels, is_text
from labeldesk.formats.yolo.pose import pose_kept
from labeldesk.formats.yolo.rows import FORMAT, QUANTUM, looks_like_rows, yolo_shape
from labeldesk.formats.yolo.turned import turned_kept
from labeldesk.formats.yolo.writer import YoloWriter

_TITLE = QT_TRANSLATE_NOOP("Formats", "YOLO (Ultralytics, Darknet)")
_FOUND = QT_TRANSLATE_NOOP("Formats", "{n} txt files that may be YOLO labels")
_NOT_FOUND = QT_TRANSLATE_NOOP("Formats", "No txt files with rows of YOLO numbers")
_HEADS = 12


class YoloCodec:
    """Boxes, outlines or poses in one txt file per image, in shares of its size."""

    id = FORMAT
    title: Text = _TITLE
    options = (
        OptionSpec(
            "task",
            QT_TRANSLATE_NOOP("Formats", "Task"),
            "auto",
            ("auto", "detect", "segment", "obb", "pose"),
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
        """Boxes (detect, the default), outlines of one ring (segment), turned boxes (obb) or
        keypoints and boxes without any (pose), to 0.001 px.
        """
        segment = options.get("task") == "segment"
        if options.get("task") == "pose":
            kinds = frozenset({"keypoints", "box"})
            return Keeps(kinds, pose_kept, quantum=QUANTUM, done=Done.EMPTY)

        if options.get("task") == "obb":
            kinds = frozenset({"rotated-box"})
            return Keeps(kinds, turned_kept, quantum=QUANTUM, done=Done.EMPTY)

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
        writer = YoloWriter(target)
        keeps = writer.remembering(self.keeps(target.options))
        for image in images:
            target.cancel.check()
            if image.size is not None:
                restricted(image, keeps, report)
            writer.add(image, report)
        writer.finish(report)


CODEC = YoloCodec()
