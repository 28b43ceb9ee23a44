"""Images among the files of a source: by their names, and where they lie among its images."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import PurePosixPath

from labeldesk.formats.port import Source

_ENDINGS = frozenset(
    (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif", ".ppm", ".pgm")
)


def is_picture(name: str) -> bool:
    """By its name, whether trainers take it for an image."""
    return PurePosixPath(name).suffix.lower() in _ENDINGS


def as_images(source: Source, names: Sequence[str]) -> list[str]:
    """The path that each file has among the images, which may have another root."""
    if source.images_root is None:
        return list(names)
    root, images = os.path.realpath(source.root), os.path.realpath(source.images_root)
    if root == images:
        return list(names)
    paths = (os.path.relpath(os.path.join(root, name), images) for name in names)  # noqa: PTH118 (fast)
    return [path.replace(os.sep, "/") for path in paths]
