"""YOLO txt beside the images, for the live mirror."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from labeldesk.domain.classes import ClassList
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.shapes import Polygon
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.book import ClassBook
from labeldesk.formats.keeps import restricted
from labeldesk.formats.mirrored import OneImage
from labeldesk.formats.paths import safe_path
from labeldesk.formats.port import Options, Source
from labeldesk.formats.reading import decoded, files_below
from labeldesk.formats.report import Report
from labeldesk.formats.words import number_in
from labeldesk.formats.yolo.codec import CODEC
from labeldesk.formats.yolo.files import AMBIGUOUS, YoloReader
from labeldesk.formats.yolo.names import Names
from labeldesk.formats.yolo.numbers import Longer, Numbers
from labeldesk.formats.yolo.pose import Pose
from labeldesk.formats.yolo.writer import label_text, texts_for

_NO_SIZE = QT_TRANSLATE_NOOP("Mirror", "The size of the image is not known")
_LOSES = QT_TRANSLATE_NOOP("Mirror", "Row {n} of it would be changed")
_NO_VISIBILITY = QT_TRANSLATE_NOOP(
    "Mirror", "Its joints have two numbers each and no visibility, which writing would lose"
)
_OTHER_JOINTS = QT_TRANSLATE_NOOP(
    "Mirror", "The joints of the class {name} are not those of the file in their order"
)
_IMAGES = "images"


class YoloFiles:
    """YOLO txt beside the image, or in the folder ``labels`` that is the twin of ``images``.

    Numbers are those that reading gives, see `Numbers`; boxes, outlines or poses are written as
    the reader finds them in the file.
    """

    def __init__(self, root: Path, options: Options) -> None:
        self._root = root
        self._options = options
        self._numbers = Numbers(root)
        self._are_outlines: bool | None = None
        self._longer: dict[str, Longer | None] = {}  # lists of names, by the file that needs them

    def places_of(self, image: str) -> tuple[str, ...]:
        """Beside the image, then in the twin of its folder."""
        path = PurePosixPath(image)
        plain = path.with_suffix(".txt")
        folders = path.parts[:-1]
        if _IMAGES not in folders:
            return (plain.as_posix(),)
        at = len(folders) - 1 - folders[::-1].index(_IMAGES)
        twin = PurePosixPath(*folders[:at], "labels", *plain.parts[at + 1 :])
        return plain.as_posix(), twin.as_posix()

    def name_of(self, image: str) -> str:
        """The file beside the image if it is there, else the twin."""
        beside, *twin = self.places_of(image)
        is_beside = not twin or safe_path(self._root, beside).exists()
        return beside if is_beside else twin[0]

    def read(
        self, data: bytes, image: LabeledImage, classes: ClassBook, report: Report
    ) -> LabeledImage:
        """The image as the file says it, its rows understood as they were when it was imported."""
        name = self.name_of(image.path)
        source = Source(
            root=self._root,
            files=(name, *self._numbers.lists(name)),
            images=(image.path,),
            probe=OneImage(image.path, image.size),
            classes=classes,
            options={**self._options, "task": self._task_of(data, self._numbers.names(name))},
        )
        return YoloReader(source, report).labeled(name, decoded(data, name))

    def check(self, data: bytes, image: LabeledImage) -> None:
        """Nothing may be wrong with the file, and every row must be one that we write just so."""
        name, book, report = self.name_of(image.path), ClassBook(), Report()
        read = self.read(data, image, book, report)
        for row in report.rows:
            if row.path == name and row.severity is not Severity.INFO:
                raise UserError(row.text, path=name, place=row.place)
        before = _rows(data)
        after = _rows(self._content(read, book.classes, data, Report())[0])
        for n, (old, new) in enumerate(zip(before, after, strict=False), start=1):
            if old != new:
                raise UserError(_LOSES.filled(n=n), path=name)
        if len(before) != len(after):
            raise UserError(_LOSES.filled(n=min(len(before), len(after)) + 1), path=name)

    def content(
        self, image: LabeledImage, classes: ClassList, old: bytes | None, report: Report
    ) -> bytes:
        """The rows: outlines if the file has them already or the options say so."""
        content, longer = self._content(image, classes, old, report)
        self._longer[self.name_of(image.path)] = longer
        return content

    def _content(
        self, image: LabeledImage, classes: ClassList, old: bytes | None, report: Report
    ) -> tuple[bytes, Longer | None]:
        if image.size is None:
            raise UserError(_NO_SIZE, path=image.path)
        name = self.name_of(image.path)
        names = self._numbers.names(name)
        pose, task = _pose(names, name), self._task(image, old, names)
        restricted(image, CODEC.keeps({"task": task}), report)
        used = {annotation.class_id for annotation in image.annotations}
        numbers, longer = self._numbers.of(name, classes, used, names)
        for item in classes:
            if pose and item.id in numbers and not pose.fits(numbers[item.id], item.skeleton):
                raise UserError(_OTHER_JOINTS.filled(name=item.name), path=name)
        text = label_text(image, numbers, texts_for(task, pose.count if pose else 0))
        newline = "\r\n" if b"\r\n" in (old or b"") else "\n"
        return text.replace("\n", newline).encode(), longer

    def prepare(self, name: str) -> None:
        """The list of names, longer by the classes that it lacks and that are in use."""
        longer = self._longer.pop(name, None)
        if longer is not None:
            self._numbers.write(longer)

    def _task_of(self, data: bytes, names: Names) -> str:
        """What a reader of the whole folder takes rows for that may be two things."""
        wanted = str(self._options.get("task", "auto"))
        may_be_two = any(len(line.split()) == AMBIGUOUS for line in data.splitlines())
        if wanted != "auto" or names.pose is not None or not may_be_two:
            return wanted
        if self._are_outlines is None:
            whole = Source(root=self._root, files=files_below(self._root))
            self._are_outlines = YoloReader(whole, Report()).has_outlines()
        return "segment" if self._are_outlines else wanted

    def _task(self, image: LabeledImage, old: bytes | None, names: Names) -> str:
        """What the rows are: as the options say, else as the reader finds them in the file."""
        if names.pose is not None:
            return "pose"
        wanted = str(self._options.get("task", "auto"))
        if wanted != "auto" or old is None:
            return wanted if wanted in ("segment", "obb") else "detect"
        try:
            found = self.read(old, image, ClassBook(), Report())
        except UserError:
            return "detect"
        shapes = [annotation.shape for annotation in found.annotations]
        return "segment" if any(isinstance(shape, Polygon) for shape in shapes) else "detect"


def _pose(names: Names, name: str) -> Pose | None:
    """What data.yaml says of joints, None where rows have none. Where they have two numbers, one
    could not say whether a joint is hidden.
    """
    pose = names.pose
    if pose is not None and not pose.has_visibility:
        raise UserError(_NO_VISIBILITY, path=names.file_of(name) or name)
    return pose


def _rows(data: bytes) -> list[tuple[float, ...] | tuple[float, str]]:
    """The rows as they must stay; class numbers as numbers, 1.0 is 1."""
    rows = (line.split() for line in data.decode("utf-8", "replace").splitlines())
    return [(_class_of(row[0]), " ".join(row[1:])) for row in rows if row]


def _class_of(text: str) -> float:
    try:
        return number_in(text)
    except ValueError:
        return -1.0
