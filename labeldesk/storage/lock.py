"""Who may write: an operating system's lock on NAME.labeldesk.lock, with a note of the owner.

The lock is the system's, so it dies with its process; the note is for people, and a note left
by a dead owner tells that the project was not closed.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from labeldesk.storage import errors

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FAR = 1 << 30  # Windows locks bytes for reading too: lock one that is never read


class ProjectLock:
    """Held from `take` to `release`. `was_left` says that the owner before died."""

    def __init__(self, handle: int, path: Path, *, was_left: bool) -> None:
        self._handle = handle
        self._path = path
        self.was_left = was_left

    @staticmethod
    def take(project: Path, author: str) -> ProjectLock:
        """Lock the project; raises `ProjectLocked` saying who has it, `UserError` if no file
        can be made there.
        """
        path = lock_path(project)
        while True:
            try:
                handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            except OSError as error:
                refused = errors.full if error.errno in _FULL else errors.read_only
                raise refused(project) from error
            if not _try_lock(handle):
                os.close(handle)
                raise _refusal(project, path)
            if _is_still(handle, path):
                break
            os.close(handle)  # its owner removed the file while closing
        try:
            was_left = os.fstat(handle).st_size > 0
            _leave_note(handle, author)
        except BaseException:
            os.close(handle)  # else nobody could write before this process ends
            raise
        return ProjectLock(handle, path, was_left=was_left)

    @property
    def has_moved(self) -> bool:
        """Whether the folder got another name: the lock is there, but no longer at its path."""
        return os.fstat(self._handle).st_nlink > 0 and not _is_still(self._handle, self._path)

    def release(self, *, is_clean: bool = True) -> None:
        """Let others write. No note stays behind, unless the file was not checked to its end."""
        if is_clean:
            os.ftruncate(self._handle, 0)
            if sys.platform != "win32":
                self._path.unlink(missing_ok=True)
        os.close(self._handle)


def lock_path(project: Path) -> Path:
    """Where the lock of a project lies."""
    return project.with_name(f"{project.name}.lock")


def _leave_note(handle: int, author: str) -> None:
    """Say who has it; on a full disk nobody does, and the lock is as good without."""
    note = json.dumps(_note(author)).encode()
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.write(handle, note)


def _note(author: str) -> dict[str, object]:
    started = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "host": socket.gethostname(), "started": started, "author": author}


def _refusal(project: Path, path: Path) -> errors.ProjectLocked:
    try:
        note = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        note = {}
    return errors.locked(
        project,
        str(note.get("author", "")),
        str(note.get("host", "")),
        int(note.get("pid", 0)),
        str(note.get("started", "")),
    )


def _is_still(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
