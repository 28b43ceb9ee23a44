"""Names of files: those of our own listings as they are, those from files of others tidied, and
none of them ever leads outside a folder.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP

_OUTSIDE = QT_TRANSLATE_NOOP("Formats", "The name {name} leads outside the folder")
_DRIVE = re.compile(r"^[A-Za-z]:")
_ON_WINDOWS = os.name == "nt"
_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")


class UnsafePathError(UserError):
    """A name that would be read or written outside the folder it was meant for."""

    def __init__(self, name: str) -> None:
        super().__init__(_OUTSIDE.filled(name=ascii(name[:200])))


def is_listed_name(name: str) -> bool:
    """Whether `name` is a normal relative POSIX path as it stands, as our own listings have it.

    Blanks at its ends belong to it, and so do backslashes and colons where the system lets a
    file be called so: it is the name of a file, and no other file's.
    """
    plain = PurePosixPath(name)
    if not _is_spelled(name) or plain.is_absolute() or plain.as_posix() != name:
        return False
    return ".." not in plain.parts and not (_ON_WINDOWS and ("\\" in name or ":" in name))


def relative_name(name: str) -> str | None:
    """A name that somebody else wrote as a normal relative POSIX path, or None if it is none.

    Refused: absolute paths, drive letters, UNC names, URLs, `..`, the empty name, and what no
    file can be called: NUL, halves of letters as JSON can hold them. Both
    slashes separate, as files made on Windows want it, and blanks at the ends do not count. A
    file that is called just so comes first: look for the name as it stands before this.
    """
    text = name.strip()
    if not _is_spelled(text) or _DRIVE.match(text) or _URL.match(text):
        return None
    plain = PurePosixPath(text.replace("\\", "/"))
    if plain.is_absolute() or ".." in plain.parts or not plain.parts:
        return None
    return plain.as_posix()


def _is_spelled(name: str) -> bool:
    """Whether the system has bytes for it; others were never the name of a file."""
    try:
        return bool(name) and "\0" not in name and bool(os.fsencode(name))
    except UnicodeEncodeError:
        return False


def last_name(name: str) -> str:
    """The last part of a path of any system, e.g. of the absolute path in a LabelImg file."""
    return re.split(r"[/\\]", name.strip().rstrip("/\\"))[-1]


def safe_path(root: Path, name: str) -> Path:
    """`root / name`, with every link resolved still inside `root`; else `UnsafePathError`.

    `name` is taken as it stands (see `is_listed_name`). The check holds for files that do not
    exist yet: their nearest existing folder counts.
    """
    if not is_listed_name(name):
        raise UnsafePathError(name)
    path = root / name
    try:
        real, inside = Path(os.path.realpath(path)), Path(os.path.realpath(root))
    except (OSError, ValueError) as error:
        raise UnsafePathError(name) from error
    if not real.is_relative_to(inside):
        raise UnsafePathError(name)
    return path
