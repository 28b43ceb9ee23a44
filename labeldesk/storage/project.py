"""The project: one SQLite file, opened by one writer and any number of readers."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from labeldesk.domain.classes import ImageClass
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.storage import connection as link
from labeldesk.storage import errors
from labeldesk.storage.backups import back_up, rescue
from labeldesk.storage.opening import (
    PROJECT_ID,
    Access,
    Mode,
    gain_access,
    make_project,
    stored_root,
)
from labeldesk.storage.plain import ROOT
from labeldesk.storage.reader import Reader
from labeldesk.storage.records import Ticket
from labeldesk.storage.writing import ProjectWrites, start_writing


class Project(ProjectWrites):
    """Opened to write, or (without a lock) to read; thread-safe, also as a context manager.

    Everything that writes returns a ticket at once and happens in the order of calling. A ticket
    done means that the disk has it. A failed one carries a `UserError`, or `StaleChangeError`
    where the document it began from was not the stored one; nothing of that change is stored
    then, and the history does not know it.
    """

    def __init__(self, path: Path, access: Access, author: str) -> None:
        self._was = path.stat()
        writing = start_writing(path, author) if access.lock is not None else None
        super().__init__(path, Reader(path, immutable=access.immutable), writing, author)
        self._lock = access.lock
        self._is_rescued = False

    @classmethod
    def create(
        cls, path: Path, *, root: Path, author: str, classes: Iterable[ImageClass] = ()
    ) -> Self:
        """Make a new project and open it for writing; `root` is the folder of the images."""
        make_project(path, root, author, classes)
        return cls.open(path, author=author)

    @classmethod
    def open(cls, path: Path, *, author: str, mode: Mode | str = Mode.WRITE) -> Self:
        """Open a project; raises `UserError` (`ProjectLocked`, `ProjectDamaged`, ...)."""
        access = gain_access(path, Mode(mode), author)
        try:
            return cls(path, access, author)
        except BaseException as error:
            if access.lock is not None:
                access.lock.release(is_clean=False)
            raise link.fault(error, path, is_reading=True) from error

    @property
    def is_writable(self) -> bool:
        """Whether it was opened to write."""
        return self._writer is not None

    @property
    def root(self) -> Path:
        """The folder that image paths are relative to."""
        return self.path.parent / str(self.setting(ROOT) or ".")

    @property
    def id(self) -> str:
        """What names this project for ever, wherever its file goes."""
        return str(self.setting(PROJECT_ID))

    @property
    def is_lost(self) -> bool:
        """Whether the file at `path` is no longer the one that is open: removed or replaced.

        A folder that was renamed took the open file with it, so nothing is lost then.
        """
        try:
            is_same = os.path.samestat(self._was, self.path.stat())
        except OSError:
            is_same = False
        if is_same or self._is_rescued or self._lock is None:
            return False
        return not self._lock.has_moved

    def loss(self) -> UserError:
        """What to say where `is_lost`."""
        return errors.lost(self.path)

    def rescue(self) -> Path:
        """Where the file was lost, write what is open anew; to be closed after that.

        A file that took its place is left alone: the copy lies beside it then. Gives its path.
        """
        if self._writer is None:
            raise errors.read_only(self.path)
        there = rescue(self._writer, self.path)
        self._is_rescued = True
        return there

    def close(self) -> None:
        """Write what was handed in, answer what was asked, let others write."""
        if self._lock is not None:
            self._bring_all()  # what it cannot write nobody worked on: the folder lists it again
        # The writer last: it moves everything into the one file, which readers may not.
        self._reader.close()
        if self._writer is not None:
            self._writer.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def set_root(self, root: Path) -> Ticket[None]:
        """Say where the images are now."""
        return self.set_setting(ROOT, stored_root(self.path, root))

    def back_up(self, home: Path, cancel: Cancel | None = None) -> Path:
        """Copy the project into its own folder in `home`; blocks, while writing goes on."""
        if self._writer is not None:
            self._writer.barrier()()
        return back_up(self.path, home / self.id, cancel)
