"""The live mirror: LabelImg XML, YOLO or labelme files beside the images follow the edits.

Only files of touched images are written, atomically, and what they hold beside our numbers
stays. A file that was changed outside since it was read, that our own reader does not understand
to the last row, or that two images would share, is not overwritten: writing gives a `Conflict`
instead, with both versions, and the user decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from labeldesk.domain.classes import ClassList
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.atomic import sweep_temporaries, write_atomically
from labeldesk.formats.book import ClassBook
from labeldesk.formats.mirrored import FileWriter
from labeldesk.formats.paths import safe_path
from labeldesk.formats.port import Options
from labeldesk.formats.reading import read_bytes
from labeldesk.formats.report import Report


def _voc() -> type[FileWriter]:
    from labeldesk.formats.voc.mirrored import VocFiles

    return VocFiles


def _yolo() -> type[FileWriter]:
    from labeldesk.formats.yolo.mirrored import YoloFiles

    return YoloFiles


def _labelme() -> type[FileWriter]:
    from labeldesk.formats.labelme.mirrored import LabelmeFiles

    return LabelmeFiles


def _xanylabeling() -> type[FileWriter]:
    from labeldesk.formats.xanylabeling.mirrored import XAnyLabelingFiles

    return XAnyLabelingFiles


MIRRORED: Mapping[str, Callable[[], type[FileWriter]]] = {
    "voc": _voc,
    "yolo": _yolo,
    "labelme": _labelme,
    "xanylabeling": _xanylabeling,
}
"""What writes the files of a format, loaded when asked for."""

Hashes: TypeAlias = tuple[str, ...]
NO_FILE = ""

_TEXTS: dict[str, Text] = {
    "changed": QT_TRANSLATE_NOOP("Mirror", "{file} was changed by another program"),
    "appeared": QT_TRANSLATE_NOOP("Mirror", "{file} was made by another program"),
    "gone": QT_TRANSLATE_NOOP("Mirror", "{file} was removed by another program"),
    "unreadable": QT_TRANSLATE_NOOP("Mirror", "{file} cannot be understood: {reason}"),
    "shared": QT_TRANSLATE_NOOP("Mirror", "{file} would be the file of {other} too"),
}
_DISK = QT_TRANSLATE_NOOP("Mirror", "The file cannot be written: {reason}")
_KEPT = QT_TRANSLATE_NOOP("Mirror", "The edit is saved in the project")


class Reason(StrEnum):
    """Why a file was not overwritten."""

    CHANGED = "changed"
    APPEARED = "appeared"
    GONE = "gone"
    UNREADABLE = "unreadable"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two versions of the file of one image: ours, and what lies there (None: nothing)."""

    image: str
    file: str
    reason: Reason
    text: Text
    mine: bytes
    theirs: bytes | None


@dataclass(frozen=True, slots=True)
class Kept:
    """The file holds what the project holds; `is_written` if that needed writing."""

    file: str
    is_written: bool


@dataclass
class Mirror:
    """The files of one format in one folder. `known` is by file name the content hash of the
    file as we read or wrote it last; store it to go on after a restart.

    `intend` is called with a file's name and its two hashes, before and after, just before it
    is written. Who stores both as `known` takes the file for ours wherever a kill falls; the
    hash of no file is `NO_FILE`. Not thread-safe: one thread writes.
    """

    root: Path
    format: str
    options: Options = field(default_factory=dict)
    known: dict[str, Hashes] = field(default_factory=dict)
    intend: Callable[[str, Hashes], None] = lambda _name, _hashes: None

    def __post_init__(self) -> None:
        self._files = MIRRORED[self.format]()(self.root, self.options)
        self._images: frozenset[str] = frozenset()
        self._sharing: dict[str, list[str]] = {}

    def file_of(self, image: str) -> str:
        """The annotation file of an image, relative to the root, whether it is there or not."""
        return self._files.name_of(image)

    def knows(self, image: str) -> bool:
        """Whether the image was among those of `meet`."""
        return image in self._images

    def meet(self, images: Iterable[str]) -> None:
        """All the images there are: a file that two of them could have is written for neither."""
        self._images = frozenset(images)
        owners: dict[str, str] = {}
        self._sharing = {}
        for image in self._images:
            for place in self._files.places_of(image):
                first = owners.setdefault(place, image)
                if first != image:
                    self._sharing.setdefault(place, [first]).append(image)

    def attach(self, images: Collection[str], cancel: Cancel | None = None) -> int:
        """Remembers the files of all images as they are: call it just before they are imported,
        so that a change in between shows. Gives how many there are.
        """
        self.meet(images)
        count = 0
        for image in images:
            if cancel is not None:
                cancel.check()
            name = self.file_of(image)
            data = self._current(name)
            if data is not None:
                self.known[name] = (_hash(data),)
                count += 1
        return count

    def write(
        self, image: LabeledImage, classes: ClassList, report: Report | None = None
    ) -> Kept | Conflict:
        """Brings the file of a touched image up to date. Losses of the format go to `report`;
        raises `UserError` when the disk does not let us.
        """
        name = self.file_of(image.path)
        theirs = self._current(name)
        is_new = self.known.get(name, (NO_FILE,)) == (NO_FILE,)
        if theirs is None and is_new and not _has_content(image):
            return Kept(name, is_written=False)
        mine = self._files.content(image, classes, theirs, report or Report())
        if mine == theirs:
            with _told(name):
                self._files.prepare(name)
            self.known[name] = (_hash(mine),)
            return Kept(name, is_written=False)
        reason, why = self._objection(image, name, theirs)
        if reason is not None:
            text = _TEXTS[reason].filled(file=name, reason=why, other=why)
            return Conflict(image.path, name, reason, text, mine, theirs)
        return self._put(name, mine, theirs)

    def keep_mine(
        self, conflict: Conflict, image: LabeledImage, classes: ClassList
    ) -> Kept | Conflict:
        """The user chose ours: the image as it is now takes the place of theirs, unless that is
        another again.
        """
        theirs = self._current(conflict.file)
        if theirs != conflict.theirs:
            return replace(conflict, theirs=theirs)
        mine = self._files.content(image, classes, theirs, Report())
        return self._put(conflict.file, mine, theirs)

    def read_theirs(
        self, conflict: Conflict, image: LabeledImage, classes: ClassBook
    ) -> LabeledImage:
        """What their version says of the image; an image without objects where they have none."""
        if conflict.theirs is None:
            return replace(image, annotations=(), foreign=None)
        return self._files.read(conflict.theirs, image, classes, Report())

    def keep_theirs(self, conflict: Conflict) -> None:
        """The user chose theirs: it is what we know now; import that image again."""
        self.known[conflict.file] = (_hash(conflict.theirs),)

    def tidy(self) -> None:
        """Remove what a kill left of files half written."""
        for name, hashes in self.known.items():
            if len(hashes) > 1:
                sweep_temporaries(safe_path(self.root, name))

    def _objection(
        self, image: LabeledImage, name: str, theirs: bytes | None
    ) -> tuple[Reason | None, str]:
        others = [one for one in self._sharing.get(name, ()) if one != image.path]
        if others:
            return Reason.SHARED, others[0]
        known = self.known.get(name, (NO_FILE,))
        if _hash(theirs) not in known:
            if theirs is None:
                return Reason.GONE, ""
            return (Reason.APPEARED if known == (NO_FILE,) else Reason.CHANGED), ""
        if theirs is None:
            return None, ""
        try:
            self._files.check(theirs, image)
        except UserError as error:
            return Reason.UNREADABLE, str(error.text)
        return None, ""

    def _current(self, name: str) -> bytes | None:
        path = safe_path(self.root, name)
        return read_bytes(path, shown=name) if path.exists() else None

    def _put(self, name: str, data: bytes, theirs: bytes | None) -> Kept:
        path = safe_path(self.root, name)
        self.intend(name, (_hash(theirs), _hash(data)))
        with _told(name):
            self._files.prepare(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
        self.known[name] = (_hash(data),)
        return Kept(name, is_written=True)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """A disk that does not let us write is a `UserError`."""
    try:
        yield
    except OSError as error:
        text = _DISK.filled(reason=error.strerror or str(error))
        raise UserError(text, path=name, kept=_KEPT) from error


def _has_content(image: LabeledImage) -> bool:
    return bool(image.annotations) or image.state.done


def _hash(data: bytes | None) -> str:
    return NO_FILE if data is None else hashlib.sha256(data).hexdigest()
