"""Names from files of others: never led outside a folder by what a file says."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP

_OUTSIDE = QT_TRANSLATE_NOOP("Formats", "The name {name} leads outside the folder")
_DRIVE = re.compile(r"^[A-Za-z]:")
_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$", re.IGNORECASE)


class UnsafePathError(UserError):
    """A name that would be read or written outside the folder it was meant for."""

    def __init__(self, name: str) -> None:
        super().__init__(_OUTSIDE.filled(name=ascii(name[:200])))


def relative_name(name: str) -> str | None:
    """`name` as a normal relative POSIX path, or None if it is none.

    Refused: absolute paths, drive letters, UNC names, URLs, `..`, NUL, the empty name. Both
    slashes separate, as files made on Windows want it.
    """
    text = name.strip()
    if not text or "\0" in text or _DRIVE.match(text) or _URL.match(text):
        return None
    plain = PurePosixPath(text.replace("\\", "/"))
    if plain.is_absolute() or ".." in plain.parts or not plain.parts:
        return None
    return plain.as_posix()


def last_name(name: str) -> str:
    """The last part of a path of any system, e.g. of the absolute path in a LabelImg file."""
    return re.split(r"[/\\]", name.strip().rstrip("/\\"))[-1]


def safe_path(root: Path, name: str) -> Path:
    """`root / name`, with every link resolved still inside `root`; else `UnsafePathError`.

    The check holds for files that do not exist yet: their nearest existing folder counts.
    """
    relative = relative_name(name)
    if relative is None:
        raise UnsafePathError(name)
    path = root / relative
    try:
        real, inside = Path(os.path.realpath(path)), Path(os.path.realpath(root))
    except (OSError, ValueError) as error:
        raise UnsafePathError(name) from error
    if not real.is_relative_to(inside):
        raise UnsafePathError(name)
    return path


def portable_name(name: str) -> str:
    """A file name that every system can hold, changed only where it cannot."""
    clean = re.sub(r'[<>:"|?*\x00-\x1f/\\]', "_", name).rstrip(" .") or "_"
    stem = clean.split(".", 1)[0]
    return f"_{clean}" if _RESERVED.match(stem) else clean
