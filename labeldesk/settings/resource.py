"""The files that come with the program: icons, translations, themes."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import labeldesk

_PACKAGE = Path(labeldesk.__file__).resolve().parent


def resource(name: str) -> Path:
    """The file or folder of that name below ``resources/``, with forward slashes.

    A wheel and the frozen program carry the folder inside the package; in a checkout it lies
    beside the package. Raises `FileNotFoundError` if there is no such resource: a bug.
    """
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts:
        raise ValueError(f"not the name of a resource: {name!r}")
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = folder / parts
        if path.exists():
            return path
    raise FileNotFoundError(f"no resource {name!r}")
