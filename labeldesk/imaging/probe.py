"""Answers about image files by relative path, for readers of annotation files."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.imaging.header import Header, header


class FileProbe:
    """Looks at files under one root and never outside: such paths count as missing.

    Headers are remembered, so that asking twice costs nothing. Thread-safe by the nature of
    dicts: two threads may at worst read the same header.
    """

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        self._real_root = os.path.realpath(self.root)
        self._headers: dict[str, Header | UserError] = {}

    def locate(self, path: str) -> Path | None:
        """Where the file lies; None for absolute paths, ``..`` and links that leave the root."""
        relative = PurePosixPath(path)
        if not path or "\0" in path or relative.is_absolute() or ".." in relative.parts:
            return None
        if os.name == "nt" and (
            PureWindowsPath(path).anchor or ".." in PureWindowsPath(path).parts
        ):
            return None
        place = self.root / relative
        try:
            real = os.path.realpath(place)
            inside = os.path.commonpath((real, self._real_root)) == self._real_root
        except (OSError, ValueError):
            return None
        return place if inside else None

    def exists(self, path: str) -> bool:
        """Whether there is a regular file of this name inside the root."""
        place = self.locate(path)
        return place is not None and place.is_file()

    def header(self, path: str) -> Header | None:
        """The header; None if there is no such file or it is no image (see `fault`)."""
        found = self._look(path)
        return found if isinstance(found, Header) else None

    def fault(self, path: str) -> UserError | None:
        """Why `header` is None; also None when there is no such file."""
        found = self._look(path)
        return found if isinstance(found, UserError) else None

    def size(self, path: str) -> Size | None:
        """The upright size, or None."""
        found = self.header(path)
        return None if found is None else found.size

    def orientation(self, path: str) -> int:
        """The EXIF orientation 1..8; 1 if unknown."""
        found = self.header(path)
        return 1 if found is None else found.orientation

    def depth(self, path: str) -> int | None:
        """Channels as stored (palette: 1, CMYK: 4), or None."""
        found = self.header(path)
        return None if found is None else found.channels

    def _look(self, path: str) -> Header | UserError | None:
        known = self._headers.get(path)
        if known is not None:
            return known
        place = self.locate(path)
        if place is None or not place.is_file():
            return None
        try:
            found: Header | UserError = header(place)
        except UserError as error:
            found = error
        self._headers[path] = found
        return found
