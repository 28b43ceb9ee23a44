"""A project that lies among the user's own files goes to a folder that they choose."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.work.project_place import SUFFIX, note_moved

_DISK = QT_TRANSLATE_NOOP("Moving", "The project could not be moved: {reason}")
_STAYS = QT_TRANSLATE_NOOP("Moving", "It stays where it is, with everything in it")
_TAKEN = QT_TRANSLATE_NOOP("Moving", "There is already a project in this folder")


def move_project(path: Path, root: Path, folder: Path, projects: Path, author: str) -> Path:
    """The project at `path` over the images in `root`, which nobody has open here, goes into
    `folder`, and is found there again; gives its path. Where there is no file yet it will be made
    there.

    Blocks. Raises `UserError`, and it stays where it is then: the old file goes only after the
    new one is whole and known.
    """
    target = folder / f"{root.name}{SUFFIX}"
    if target.exists():
        raise UserError(_TAKEN, path=str(target), kept=_STAYS)
    try:
        if path.exists():
            _copy(path, target, root, author)
        note_moved(root, projects, target)
    except OSError as error:
        _remove(target)
        text = _DISK.filled(reason=error.strerror or str(error))
        raise UserError(text, path=str(target), kept=_STAYS) from error
    except BaseException:
        _remove(target)
        raise
    _remove(path)
    return target


def _copy(path: Path, target: Path, root: Path, author: str) -> None:
    from labeldesk.storage.copying import copy
    from labeldesk.storage.project import Project

    if not os.access(target.parent, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    with Project.open(path, author=author):  # nobody else writes to it meanwhile
        copy(path, target)
    with Project.open(target, author=author) as moved:
        moved.set_root(root).result()


def _remove(path: Path) -> None:
    from labeldesk.storage.migrations import companions

    for one in (path, *companions(path)):
        with suppress(OSError):
            one.unlink()
