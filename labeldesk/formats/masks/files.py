"""Which PNG files of a source are masks, where they lie among the images that they are of."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import numpy as np

from labeldesk.formats.folders import folded
from labeldesk.formats.masks.png import Numbers
from labeldesk.formats.port import Source

CLASS_FOLDERS = ("SegmentationClass", "SegmentationClassPNG", "semantic", "masks")
OBJECT_FOLDERS = ("SegmentationObject", "SegmentationObjectPNG", "instances")

PALETTE, GREY = 3, 0  # what the header says pixels are
IN_COLOUR = (2, 6)
IMAGE_FOLDERS = ("JPEGImages", "images")
_KIND_AT = 25  # the byte of the header that says it
_PNG = b"\x89PNG\r\n\x1a\n"
_IMAGES = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".gif")
_FLAT = 0.75  # of labels so many pixels are like the one to the right; of photographs far fewer


@dataclass(frozen=True)
class MaskFiles:
    """`masks` are to be read, of `images`; `listed` are PNG files that are images as well, by
    the path they have as such. The pixels of `doubtful` masks have yet to look like labels.
    """

    masks: Sequence[str]
    images: Sequence[str]
    listed: Mapping[str, str] = field(default_factory=dict)
    doubtful: Collection[str] = frozenset()


def is_png(name: str) -> bool:
    """By its name."""
    return name.lower().endswith(".png")


def kind_of(head: bytes) -> int:
    """What the header of a PNG says its pixels are; -1 for another file."""
    return head[_KIND_AT] if head.startswith(_PNG) and len(head) > _KIND_AT else -1


def may_be_labels(head: bytes) -> bool:
    """Whether the pixels are numbers: of one channel, or of a palette."""
    return kind_of(head) in (PALETTE, GREY)


def are_labels(numbers: Numbers) -> bool:
    """Whether numbers (h, w) are flat, as those of regions are and a photograph's are not."""
    if numbers.shape[1] < 2:  # noqa: PLR2004 (no neighbour)
        return False
    return bool(np.mean(numbers[:, 1:] == numbers[:, :-1]) >= _FLAT)


def folder_of(name: str) -> str:
    """The folder of the layout that a mask lies in, or ""."""
    for part in PurePosixPath(name).parts[:-1]:
        if part in CLASS_FOLDERS or part in OBJECT_FOLDERS:
            return part
    return ""


def stem_of(name: str) -> str:
    """The name without folders and extension, equal for names that differ in case only."""
    return folded(PurePosixPath(name).stem)


def twins_of(names: Sequence[str]) -> list[str]:
    """The PNG files that are called like another image in the same folder."""
    images = [name for name in names if PurePosixPath(name).suffix.lower() in _IMAGES]
    others = {folded(PurePosixPath(n).with_suffix("").as_posix()) for n in images if not is_png(n)}
    return [
        n
        for n in images
        if is_png(n) and folded(PurePosixPath(n).with_suffix("").as_posix()) in others
    ]


def sorted_out(source: Source, is_known: Callable[[str], bool]) -> MaskFiles:
    """What is a mask: what lies in a folder of masks, what a legend knows (`is_known`), what is
    no image, and what is called like an image and has numbers for pixels.
    """
    images = set(source.images)
    pngs = [name for name in source.files if is_png(name)]
    if any(map(folder_of, pngs)):
        pngs = [name for name in pngs if name.partition("/")[0] not in IMAGE_FOLDERS]
    listed = {
        n: path for n, path in zip(pngs, _as_images(source, pngs), strict=True) if path in images
    }
    sure = {name for name in pngs if name not in listed or folder_of(name) or is_known(name)}
    doubtful = _doubtful(source, listed, sure)
    taken = {listed[name] for name in (*sure, *doubtful) if name in listed}
    return MaskFiles(
        [n for n in pngs if n in sure | doubtful and folder_of(n) not in OBJECT_FOLDERS],
        [path for path in source.images if path not in taken],
        listed,
        doubtful,
    )


def _doubtful(source: Source, listed: Mapping[str, str], sure: Collection[str]) -> set[str]:
    """Those whose name and header say that they may be masks of others, that are none."""
    names = {path: name for name, path in listed.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for path in source.images:
        if names.get(path) not in sure:
            groups[stem_of(path)].append(path)
    found: set[str] = set()
    for paths in groups.values():
        if len(paths) > 1:
            maybe = [
                n for path in paths if (n := names.get(path)) and may_be_labels(source.head_of(n))
            ]
            found.update(maybe if len(maybe) < len(paths) else ())
    return found


def _as_images(source: Source, names: Sequence[str]) -> list[str]:
    """The path that each file has among the images, which may have another root."""
    if source.images_root is None:
        return list(names)
    root, images = os.path.realpath(source.root), os.path.realpath(source.images_root)
    if root == images:
        return list(names)
    paths = (os.path.relpath(os.path.join(root, name), images) for name in names)  # noqa: PTH118 (fast)
    return [path.replace(os.sep, "/") for path in paths]
