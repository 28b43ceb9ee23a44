"""Where the files that ship with the program are: icons, translations, desktop files."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource(name: str) -> Path:
    """The path of a shipped file such as ``icons/box.svg``.

    Looks inside the installed package (wheel, bundle) and then beside it (checkout); raises
    FileNotFoundError when it is in neither.
    """
    for place in _PLACES:
        if (path := place / name).exists():
            return path
    raise FileNotFoundError(name)
