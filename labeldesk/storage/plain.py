"""SQLite's own connections to a project file, and what is read there without SQLAlchemy."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

ROOT = "project.root"
"""The setting that says where the images are, seen from the folder of the project file."""
_BUSY_SECONDS = 5.0


def uri(path: Path, *, read_only: bool, immutable: bool = False) -> str:
    """The address of the file for SQLite, any name allowed."""
    mode = "ro" if read_only else "rw"
    name = quote(os.fsencode(path.absolute().as_posix()))
    return f"file:{name}?mode={mode}{'&immutable=1' if immutable else ''}"


def is_on_read_only_media(path: Path) -> bool:
    """Whether not even SQLite's own files could be made beside the project."""
    return not os.access(path.parent, os.W_OK)


def raw(path: Path, *, read_only: bool, immutable: bool = False) -> sqlite3.Connection:
    """A plain connection without implicit transactions."""
    return sqlite3.connect(
        uri(path, read_only=read_only, immutable=immutable),
        uri=True,
        isolation_level=None,
        timeout=_BUSY_SECONDS,
        check_same_thread=False,
    )


def image_root(path: Path) -> Path | None:
    """The folder of a project's images; None if the file does not say. Asks nobody, checks nothing.

    For a first look while the rest is still being loaded: `Project.open` finds out what is wrong.
    """
    try:
        link = raw(path, read_only=True, immutable=is_on_read_only_media(path))
        with closing(link):
            row = link.execute("SELECT value FROM setting WHERE name = ?", (ROOT,)).fetchone()
        return path.parent / json.loads(row[0]) if row else None
    except (sqlite3.Error, ValueError, TypeError):
        return None
