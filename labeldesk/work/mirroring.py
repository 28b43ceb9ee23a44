"""The live mirror of an open project: files beside the images, kept as the project has them."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ChangeId, ImageId, new_id
from labeldesk.domain.image import ImageRecord, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.editing.session import ClassSteps
from labeldesk.formats.book import ClassBook
from labeldesk.formats.mirror import MIRRORED, Conflict, Hashes, Mirror

if TYPE_CHECKING:
    from labeldesk.storage.project import Project
    from labeldesk.storage.reader import Moment

SETTING = "mirror"
_FILE, _SEEN = "file", "seen"


@dataclass
class Brought:
    """What bringing files in step came to: file names, and what stood in the way. `settled`
    are in step now, whether they had to be written or not. `is_off` while the import that they
    came with is undone: then their files are left alone.
    """

    written: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    faults: list[UserError] = field(default_factory=list)
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Theirs:
    """What lies in a file that was changed outside, read as one image of the project."""

    image_id: ImageId
    image: LabeledImage
    document: Document
    classes: ClassSteps


@dataclass
class Noted:
    """What the settings say: hashes by file name, revisions by path of the image, and the
    import that brought the files' content into the project.
    """

    known: dict[str, Hashes] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    began: ChangeId | None = None

    @classmethod
    def of(cls, value: Mapping[str, Json]) -> Noted | None:
        """Out of the value of the beginning."""
        known, seen = value.get("known"), value.get("seen")
        if not isinstance(known, dict) or not isinstance(seen, dict):
            return None
        began = value.get("began")
        noted = cls(began=ChangeId(began) if isinstance(began, int) else None)
        noted.add(known, seen)
        return noted

    def add(self, known: Mapping[str, Json], seen: Mapping[str, Json]) -> None:
        """What was noted later."""
        for name, hashes in known.items():
            if isinstance(hashes, list):
                self.known[name] = tuple(map(str, hashes))
        self.seen |= {path: number for path, number in seen.items() if isinstance(number, int)}


class InStep:
    """Files of one format that follow the project. Thread-safe: one call at a time works.

    The project keeps as settings what the files held when we saw them last, and the revision
    of each image at that moment: one value for all of them at the beginning, then small values
    per file written. So whoever opens it next, after whatever end, knows who is behind.
    """

    def __init__(self, project: Project, format_id: str, run: str, at: Noted | None = None) -> None:
        noted = at or Noted()
        self._project = project
        self._mirror = Mirror(project.root, format_id, known=noted.known, intend=self._intend)
        self._seen = noted.seen
        self._began = noted.began
        self._run = run
        self._lock = threading.Lock()

    @classmethod
    def begin(cls, project: Project, format_id: str, cancel: Cancel | None = None) -> InStep:
        """Look at the files as they are; call it just before they are imported."""
        keeper = cls(project, format_id, str(new_id()))
        keeper._mirror.attach(project.image_columns().paths, cancel)
        return keeper

    @classmethod
    def resume(cls, project: Project) -> InStep | None:
        """Go on as the project says; None if it keeps nothing in step."""
        value = project.setting(SETTING)
        if not isinstance(value, dict):
            return None
        format_id, run, noted = value.get("format"), value.get("run"), Noted.of(value)
        if format_id not in MIRRORED or noted is None:
            return None
        noted.add(project.settings(f"{SETTING}/{run}/{_FILE}/"), {})
        noted.add({}, project.settings(f"{SETTING}/{run}/{_SEEN}/"))
        keeper = cls(project, str(format_id), str(run), noted)
        keeper._mirror.tidy()
        return keeper

    def remember(self, began: ChangeId | None) -> None:
        """From now on the project knows that these files are kept in step, as long as the
        import `began` is not undone.
        """
        self._began = began
        with self._project.moment() as moment:
            self._seen.update(moment.revisions())
        known: dict[str, Json] = {name: [*hashes] for name, hashes in self._mirror.known.items()}
        seen: dict[str, Json] = {**self._seen}
        value: dict[str, Json] = {"format": self.format, "run": self._run, "began": began}
        value |= {"known": known, "seen": seen}
        self._project.set_setting(SETTING, value).result()

    @property
    def format(self) -> str:
        """The format of the files."""
        return self._mirror.format

    def behind(self) -> frozenset[ImageId]:
        """The images whose files do not hold what the project does: not written yet when it
        was closed or killed, or in conflict. Blocks.
        """
        with self._project.moment() as moment:
            if self._is_off(moment):
                return frozenset()
            now, columns = moment.revisions(), moment.image_columns()
        paths = zip(columns.ids.tolist(), columns.paths, strict=True)
        return frozenset(
            ImageId(i) for i, path in paths if now.get(path, 0) != self._seen.get(path, 0)
        )

    def bring(self, images: Collection[ImageId]) -> Brought:
        """Write the files of these images where they are not in step. Blocks."""
        from labeldesk.storage.records import ImageFilter

        brought = Brought()
        with self._lock, self._project.moment() as moment:
            if self._is_off(moment):
                return Brought(is_off=True)
            classes, revisions = moment.classes(), moment.revisions(images)
            chosen = ImageFilter(images=tuple(images), excluded=None)
            for image in moment.labeled(chosen):
                self._bring(image, classes, revisions.get(image.path, 0), brought)
        return brought

    def keep_mine(self, conflict: Conflict) -> Brought:
        """The user chose the project's version: it takes the place of the file's. A conflict
        again if the file is another one since the user was asked.
        """
        record = self._project.image_named(conflict.image)
        if record is None:
            return Brought()
        with self._lock, self._project.moment() as moment:
            image, revision = self._one(moment, record)
            kept = self._mirror.keep_mine(conflict, image, moment.classes())
            if isinstance(kept, Conflict):
                return Brought(conflicts=[kept])
            self._note(kept.file)
            self._saw(image.path, revision)
        return Brought(written=[kept.file], settled=[kept.file])

    def keep_theirs(self, conflict: Conflict) -> Theirs:
        """The user chose the file's version: this is it. The project does not have it before
        it is committed and `agree` was called. `UserError` when it cannot be read.
        """
        with self._lock:
            theirs = self._theirs(conflict)
            self._project.set_foreign(theirs.image_id, theirs.image.foreign).result()
        return theirs

    def agree(self, conflict: Conflict) -> None:
        """The project has now what the file said, see `keep_theirs`. Blocks."""
        record = self._project.image_named(conflict.image)
        if record is not None:
            with self._lock, self._project.moment() as moment:
                self._mirror.keep_theirs(conflict)
                self._note(conflict.file)
                self._saw(record.path, moment.revisions([record.id]).get(record.path, 0))

    def _is_off(self, moment: Moment) -> bool:
        """To undo the import is not to empty the files that it was made from."""
        return self._began is not None and not moment.is_applied(self._began)

    def _bring(
        self, image: LabeledImage, classes: ClassList, revision: int, brought: Brought
    ) -> None:
        if not self._mirror.knows(image.path):
            self._mirror.meet(self._project.image_columns().paths)
        name = self._mirror.file_of(image.path)
        before = self._mirror.known.get(name)
        try:
            found = self._mirror.write(self._sized(image), classes)
        except UserError as error:
            brought.faults.append(error)
            return
        if isinstance(found, Conflict):
            brought.conflicts.append(found)
            return
        brought.settled.append(found.file)
        if found.is_written:
            brought.written.append(found.file)
        if self._mirror.known.get(name) != before:
            self._note(name)
        self._saw(image.path, revision)

    def _sized(self, image: LabeledImage) -> LabeledImage:
        from labeldesk.imaging.probe import FileProbe

        if image.size is not None:
            return image
        return replace(image, size=FileProbe(self._project.root).size(image.path))

    def _intend(self, name: str, hashes: Hashes) -> None:
        """On the disk before the file is: a kill in between is not taken for somebody else."""
        self._project.set_setting(self._key(_FILE, name), [*hashes]).result()

    def _note(self, name: str) -> None:
        self._project.set_setting(self._key(_FILE, name), [*self._mirror.known[name]])

    def _saw(self, path: str, revision: int) -> None:
        if self._seen.get(path, 0) != revision:
            self._seen[path] = revision
            self._project.set_setting(self._key(_SEEN, path), revision)

    def _key(self, kind: str, name: str) -> str:
        return f"{SETTING}/{self._run}/{kind}/{name}"

    def _theirs(self, conflict: Conflict) -> Theirs:
        record = self._project.image_named(conflict.image)
        if record is None:
            raise Cancelled
        with self._project.moment() as moment:
            mine, _ = self._one(moment, record)
            book = ClassBook(moment.classes())
        image = self._mirror.read_theirs(conflict, mine, book)
        return Theirs(record.id, image, self._project.document(record.id), book.changes)

    def _one(self, moment: Moment, record: ImageRecord) -> tuple[LabeledImage, int]:
        """The image as the project has it, and its revision."""
        from labeldesk.storage.records import ImageFilter

        (image,) = moment.labeled(ImageFilter(images=(record.id,), excluded=None))
        return self._sized(image), moment.revisions([record.id]).get(record.path, 0)


def replaced(
    document: Document, annotations: Iterable[Annotation], *, author: str, at: int
) -> ChangeSet:
    """From a document to what a file says; what both have alike stays as it is."""
    left = list(document.values())
    fresh: list[Annotation] = []
    for found in annotations:
        twin = next((old for old in left if _is_same(old, found)), None)
        if twin is not None:
            left.remove(twin)
        else:
            fresh.append(replace(found, author=author, created=at, edited=at))
    return ChangeSet.removing(*left).then(ChangeSet.adding(*fresh))


def _is_same(old: Annotation, new: Annotation) -> bool:
    content = (new.class_id, new.shape, new.flags, new.attributes, new.pose)
    return content == (old.class_id, old.shape, old.flags, old.attributes, old.pose)
