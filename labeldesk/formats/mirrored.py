"""What the live mirror knows of each format: file names, content, and whether it understands."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from labeldesk.domain.classes import ClassList
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.atomic import write_atomically
from labeldesk.formats.class_lists import list_text, names_in
from labeldesk.formats.keeps import restricted
from labeldesk.formats.paths import safe_path
from labeldesk.formats.port import Options, Source
from labeldesk.formats.reading import read_text
from labeldesk.formats.report import Report

if TYPE_CHECKING:
    from labeldesk.formats.yolo.names import Names
    from labeldesk.formats.yolo.pose import Pose

_BROKEN = QT_TRANSLATE_NOOP("Mirror", "{n} objects in it are broken")
_NO_SIZE = QT_TRANSLATE_NOOP("Mirror", "The size of the image is not known")
_NO_CLASS = QT_TRANSLATE_NOOP("Mirror", "The class {name} is not in the list of names, {file}")
_NO_VISIBILITY = QT_TRANSLATE_NOOP(
    "Mirror", "Its joints have two numbers each and no visibility, which writing would lose"
)
_OTHER_JOINTS = QT_TRANSLATE_NOOP(
    "Mirror", "The joints of the class {name} are not those of the file in their order"
)


class FileWriter(Protocol):
    """One format as the mirror needs it. `name` is relative to the root."""

    def __init__(self, root: Path, options: Options) -> None: ...

    def name_of(self, image: str) -> str:
        """The annotation file of an image."""

    def check(self, data: bytes, name: str) -> None:
        """`UserError` when writing would lose something of the file that we do not know."""

    def content(
        self, image: LabeledImage, classes: ClassList, old: bytes | None, report: Report
    ) -> bytes:
        """The file of an image; `UserError` when it has none."""

    def prepare(self, name: str, classes: ClassList) -> None:
        """What must be written before the file, e.g. a longer class list."""


class VocFiles:
    """LabelImg XML: the file beside the image that has its stem."""

    def __init__(self, root: Path, options: Options) -> None:
        self._root = root
        self._options = options

    def name_of(self, image: str) -> str:
        """The annotation file of an image."""
        return PurePosixPath(image).with_suffix(".xml").as_posix()

    def check(self, data: bytes, name: str) -> None:
        """Broken objects stay in the file's skeleton; only XML that is none is refused."""
        from labeldesk.formats.voc.parse import parse_voc

        parse_voc(data, name, lambda _item, _xml: None)

    def content(
        self, image: LabeledImage, classes: ClassList, old: bytes | None, report: Report
    ) -> bytes:
        """The XML; what the file held beside our numbers comes from `image.foreign`."""
        from labeldesk.formats.voc.codec import CODEC, frame_of
        from labeldesk.formats.voc.files import class_names, file_bytes

        cut = restricted(image, CODEC.keeps(self._options), report)
        names = class_names(cut, classes)
        return file_bytes(cut, names, frame_of(self._options), self._root.name)

    def prepare(self, name: str, classes: ClassList) -> None:
        """Nothing: names stand in the file itself."""


class YoloFiles:
    """YOLO txt beside the image, or in the folder ``labels`` that is the twin of ``images``.

    Numbers are those of the folder's own list of names: never renumbered, new classes at its
    end. A data.yaml is not edited: a class it lacks is refused.
    """

    def __init__(self, root: Path, options: Options) -> None:
        self._root = root
        self._options = options
        self._pending: dict[str, list[str]] = {}  # longer lists, by the label file that needs them

    def name_of(self, image: str) -> str:
        """The annotation file of an image."""
        path = PurePosixPath(image)
        plain = path.with_suffix(".txt")
        if "images" in path.parts[:-1] and not safe_path(self._root, plain.as_posix()).exists():
            at = len(path.parts) - 2 - path.parts[:-1][::-1].index("images")
            return PurePosixPath(*path.parts[:at], "labels", *plain.parts[at + 1 :]).as_posix()
        return plain.as_posix()

    def check(self, data: bytes, name: str) -> None:
        """Every row must be one that we read: others would be lost."""
        from labeldesk.formats.yolo.pose import parse_pose
        from labeldesk.formats.yolo.rows import parse_row

        pose = self._pose(name)
        broken = 0
        for line in data.decode("utf-8", "replace").splitlines():
            try:
                if line.strip():
                    parse_pose(line, pose.size) if pose else parse_row(line)
            except UserError:
                broken += 1
        if broken:
            raise UserError(_BROKEN.filled(n=broken), path=name)

    def content(
        self, image: LabeledImage, classes: ClassList, old: bytes | None, report: Report
    ) -> bytes:
        """The rows; outlines if the file has them already or the options say so."""
        from labeldesk.formats.yolo.codec import CODEC
        from labeldesk.formats.yolo.writer import label_text, texts_for

        if image.size is None:
            raise UserError(_NO_SIZE, path=image.path)
        name = self.name_of(image.path)
        pose, is_segment = self._pose(name), self._options.get("task") == "segment"
        task = "pose" if pose else "segment" if is_segment or _has_outlines(old) else "detect"
        restricted(image, CODEC.keeps({"task": task}), report)
        names = self._names(name, classes, image)
        numbers = {item.id: names.index(item.name) for item in classes if item.name in names}
        for item in classes:
            if pose and item.id in numbers and not pose.fits(numbers[item.id], item.skeleton):
                raise UserError(_OTHER_JOINTS.filled(name=item.name), path=name)
        texts = texts_for(task, pose.count if pose else 0)
        return label_text(image, numbers, texts).encode()

    def prepare(self, name: str, classes: ClassList) -> None:
        """The list of names, longer by the classes that it lacks and that are in use."""
        listed = self._list_for(name)
        if listed.suffix == ".txt" and self._pending.get(name):
            write_atomically(listed, list_text(self._pending.pop(name)).encode())

    def _names(self, name: str, classes: ClassList, image: LabeledImage) -> list[str]:
        """The folder's names, longer by what this image needs."""
        known = self._known(name)
        used = {annotation.class_id for annotation in image.annotations}
        new = [item.name for item in classes if item.id in used and item.name not in known]
        listed = self._list_for(name)
        if new and listed.suffix != ".txt":
            raise UserError(_NO_CLASS.filled(name=new[0], file=listed.name), path=name)
        if new:
            self._pending[name] = known + new
        return known + new

    def _known(self, name: str) -> list[str]:
        listed = self._list_for(name)
        if not listed.exists():
            return []
        if listed.suffix == ".txt":
            return names_in(read_text(listed), listed.name, Report())
        return self._of_yaml(listed).all()

    def _pose(self, name: str) -> Pose | None:
        """What data.yaml says of joints; None where rows have none, or two numbers for each, of
        which one could not say whether it is hidden.
        """
        listed = self._list_for(name)
        pose = None if listed.suffix == ".txt" else self._of_yaml(listed).pose
        if pose is not None and not pose.has_visibility:
            raise UserError(_NO_VISIBILITY, path=listed.name)
        return pose

    def _of_yaml(self, listed: Path) -> Names:
        from labeldesk.formats.yolo.names import Names

        return Names(Source(root=self._root, files=(listed.name,)), Report())

    def _list_for(self, name: str) -> Path:
        """data.yaml at the root, else the nearest classes.txt from the file up, else the one
        to be made in the file's own folder.
        """
        yaml = self._root / "data.yaml"
        if yaml.is_file():
            return yaml
        folder = PurePosixPath(name).parent
        for place in (folder, *folder.parents):
            found = self._root / place / "classes.txt"
            if found.is_file():
                return found
        return self._root / folder / "classes.txt"


def _has_outlines(old: bytes | None) -> bool:
    box_columns = 5
    return any(len(line.split()) > box_columns for line in (old or b"").splitlines())
