"""The live mirror of an open project: files beside the images, kept as the project has them."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Annotation, Json
from labeldesk.domain.changes import ChangeSet, Document
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ImageId, new_id
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancelled
from labeldesk.editing.session import ClassSteps
from labeldesk.formats.book import ClassBook
from labeldesk.formats.mirror import MIRRORED, Conflict, Kept, Mirror
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

SETTING = "mirror"
_LISTS = ("data.yaml", "classes.txt", "predefined_classes.txt", "obj.names")


@dataclass
class Brought:
    """What bringing files in step came to: file names, and what stood in the way."""

    written: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    faults: list[UserError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What lies in a file that was changed outside, read as one image of the project."""

    image_id: ImageId
    image: LabeledImage
    document: Document
    classes: ClassSteps


class InStep:
    """Files of one format that follow the project. Thread-safe: one call at a time works.

    What the files held when we saw them last is a setting of the project: one value for all of
    them at the beginning, then one small value per file written.
    """

    def __init__(self, project: Project, format_id: str, known: dict[str, str], run: str) -> None:
        self._project = project
        self._mirror = Mirror(project.root, format_id, known=known)
        self._run = run
        self._lock = threading.Lock()

    @classmethod
    def begin(cls, project: Project, format_id: str) -> InStep:
        """Remember the files as they are; call it just before they are imported."""
        keeper = cls(project, format_id, {}, str(new_id()))
        keeper._mirror.attach(project.image_columns().paths)
        return keeper

    @classmethod
    def resume(cls, project: Project) -> InStep | None:
        """Go on as the project says; None if it keeps nothing in step."""
        value = project.setting(SETTING)
        if not isinstance(value, dict):
            return None
        format_id, run, known = value.get("format"), value.get("run"), value.get("known")
        if format_id not in MIRRORED or not isinstance(known, dict):
            return None
        later = project.settings(f"{SETTING}/{run}/")
        both = {name: str(digest) for name, digest in {**known, **later}.items() if digest}
        return cls(project, str(format_id), both, str(run))

    def remember(self) -> None:
        """From now on the project knows that these files are kept in step."""
        known: dict[str, Json] = dict(self._mirror.known)
        value: Json = {"format": self._mirror.format, "run": self._run, "known": known}
        self._project.set_setting(SETTING, value).result()

    @property
    def format(self) -> str:
        """The format of the files."""
        return self._mirror.format

    def bring(self, images: Collection[ImageId]) -> Brought:
        """Write the files of these images where they are not in step. Blocks."""
        from labeldesk.storage.records import ImageFilter

        brought = Brought()
        with self._lock:
            classes = self._project.classes()
            chosen = ImageFilter(images=tuple(images), excluded=None)
            for image in self._project.iter_labeled(chosen):
                self._bring(image, classes, brought)
        return brought

    def keep_mine(self, conflict: Conflict) -> Kept:
        """The user chose the project's version: it takes the place of the file's."""
        with self._lock:
            kept = self._mirror.keep_mine(conflict, self._project.classes())
            self._note(conflict.file)
        return kept

    def keep_theirs(self, conflict: Conflict) -> Theirs:
        """The user chose the file's version. `UserError`, and nothing is changed, when it
        cannot be read.
        """
        with self._lock:
            theirs = self._theirs(conflict)
            self._mirror.keep_theirs(conflict)
            self._note(conflict.file)
            self._project.set_foreign(theirs.image_id, theirs.image.foreign).result()
        return theirs

    def _bring(self, image: LabeledImage, classes: ClassList, brought: Brought) -> None:
        name = self._mirror.file_of(image.path)
        before = self._mirror.known.get(name)
        try:
            found = self._mirror.write(self._sized(image), classes)
        except UserError as error:
            brought.faults.append(error)
            return
        if isinstance(found, Conflict):
            brought.conflicts.append(found)
        elif found.is_written:
            brought.written.append(found.file)
        if self._mirror.known.get(name) != before:
            self._note(name)

    def _sized(self, image: LabeledImage) -> LabeledImage:
        from labeldesk.imaging.probe import FileProbe

        if image.size is not None:
            return image
        return replace(image, size=FileProbe(self._project.root).size(image.path))

    def _note(self, name: str) -> None:
        digest = self._mirror.known.get(name, "")
        self._project.set_setting(f"{SETTING}/{self._run}/{name}", digest)

    def _theirs(self, conflict: Conflict) -> Theirs:
        from labeldesk.imaging.probe import FileProbe

        project = self._project
        record = project.image_named(conflict.image)
        if record is None:
            raise Cancelled
        book = ClassBook(project.classes())
        image = LabeledImage(conflict.image, record.size)
        if conflict.theirs is not None:
            source = Source(
                root=project.root,
                files=(conflict.file, *_lists_near(project, conflict.file)),
                images=(conflict.image,),
                probe=FileProbe(project.root),
                classes=book,
            )
            report = Report()
            found = list(registry().get(self.format).read(source, report))
            if not found and report.rows:
                fault = report.rows[0]
                raise UserError(fault.text, path=fault.path, place=fault.place)
            image = found[0] if found else image
        return Theirs(record.id, image, project.document(record.id), book.changes)


def _lists_near(project: Project, file: str) -> Iterable[str]:
    folder = PurePosixPath(file).parent
    for place in (folder, *folder.parents):
        for name in _LISTS:
            path = (place / name).as_posix()
            if (project.root / path).is_file():
                yield path


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
