"""Where the project of a folder of images lies, or would be made."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

SUFFIX = ".labeldesk"


def project_of(folder: Path, projects: Path) -> Path:
    """Where the project of a folder lies or would be made.

    FOLDER/FOLDER.labeldesk; else the only other project in the folder; else, where the folder
    cannot be written to, a file of this user's own.
    """
    usual = usual_project(folder)
    if usual.exists():
        return usual
    others = [name for name in _names(folder) if name.endswith(SUFFIX)]
    if len(others) == 1:
        return folder / others[0]
    return usual if os.access(folder, os.W_OK) else own_project(folder, projects)


def usual_project(folder: Path) -> Path:
    """Where the project of a folder is made."""
    return folder / f"{folder.name}{SUFFIX}"


def own_project(folder: Path, projects: Path) -> Path:
    """Where the project of a folder lies that cannot be written to: among this user's own, or
    where it was moved to, while there is such a place.
    """
    own = _own(folder, projects)
    try:
        moved = Path(_note(own).read_text("utf-8", "surrogateescape").strip())
    except (OSError, ValueError):
        return own
    return moved if moved.is_absolute() and moved.parent.is_dir() else own


def note_moved(folder: Path, projects: Path, to: Path) -> None:
    """From now on `own_project` of the folder is there. Raises `OSError`."""
    note = _note(_own(folder, projects))
    note.parent.mkdir(parents=True, exist_ok=True)
    fresh = note.with_name(f"{note.name}.new")
    fresh.write_text(f"{to}\n", "utf-8", "surrogateescape")
    fresh.replace(note)


def _own(folder: Path, projects: Path) -> Path:
    own = blake2b(str(folder).encode("utf-8", "backslashreplace"), digest_size=6).hexdigest()
    return projects / f"{folder.name}-{own}{SUFFIX}"


def _note(own: Path) -> Path:
    return own.with_name(f"{own.name}.moved")


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 (three times as fast for 100,000 names)
    except OSError:
        return []
