"""Data sets in zip files: what is in them, and their files on the disk for as long as needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.registry import registry
from labeldesk.formats.zips import Zip, is_zip
from labeldesk.imaging.listing import is_image_name, list_images
from labeldesk.jobs.scratch import scratch_folder
from labeldesk.work.sources import AUTO, DataSet
from labeldesk.work.watch import Watch

_OUTSIDE = QT_TRANSLATE_NOOP(
    "Work", "The images of the zip file must be unpacked into the folder of the project, {root}"
)
_UNRECOGNISED = QT_TRANSLATE_NOOP("Formats", "No known annotation format was found here")
_KEPT = QT_TRANSLATE_NOOP("Formats", "Nothing was unpacked")
_ADVICE = QT_TRANSLATE_NOOP(
    "Work", "Say where with --unpack DIR, or which images the labels are of with --images DIR"
)


def images_in(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the names that are images."""
    return tuple(name for name in names if is_image_name(name.rpartition("/")[2]))


def place_for(path: Path) -> Path:
    """The folder that a zip's images go to unless its user names another: beside it."""
    return path.with_suffix("")


def has_images(folder: Path) -> bool:
    """Whether any image lies in a folder."""
    return folder.is_dir() and any(True for _ in list_images(folder, recursive=True))


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A data set as a folder. `images` is where those of a zip are, None where they are not its
    own; `is_new` says that they were unpacked just now.
    """

    data: DataSet
    images: Path | None = None
    is_new: bool = False


def unpacks(data: DataSet) -> bool:
    """Whether the images of a zip are to be unpacked: it has some, and where they are to be there
    are none yet.
    """
    if not is_zip(data.path) or has_images(_place(data)):
        return False
    with Zip(data.path) as archive:
        return bool(images_in(archive.names))


def _place(data: DataSet) -> Path:
    return data.unpack or data.images or place_for(data.path)


@contextmanager
def on_disk(data: DataSet, watch: Watch, root: Path | None = None) -> Iterator[OnDisk]:
    """The data set as a folder: that of a zip with images stays, in the folder of the project
    `root` if there is one; labels alone lie in one that is gone afterwards. Raises `UserError`.
    """
    if not is_zip(data.path):
        yield OnDisk(data)
        return
    place, is_own = _place(data), data.images is None
    if data.format == AUTO:
        _check_recognised(data.path)
    if unpacks(data):
        if root is not None and not place.resolve().is_relative_to(root.resolve()):
            text = _OUTSIDE.filled(root=str(root))
            raise UserError(text, path=str(place), advice=_ADVICE)
        unpack(data.path, place, watch)
        yield OnDisk(replace(data, path=place, images=place, unpack=None), place, is_new=True)
        return
    with scratch_folder("unpack") as name, Zip(data.path) as archive:
        folder = Path(name)
        archive.unpack(folder, _labels_of(archive.names), watch.cancel, watch.progress)
        there = place if is_own and has_images(place) else None
        yield OnDisk(replace(data, path=folder, images=there or data.images, unpack=None), there)


def _check_recognised(path: Path) -> None:
    """Nothing is unpacked for a format that nobody knows."""
    with Zip(path) as archive:
        if not registry().fitting(archive.names, archive.head):
            raise UserError(_UNRECOGNISED, path=str(path), kept=_KEPT)


def unpack(path: Path, folder: Path, watch: Watch) -> None:
    """All of a zip as a folder, whole or not at all."""
    with Zip(path) as archive:
        archive.unpack_as(folder, watch.cancel, watch.progress)


def _labels_of(names: tuple[str, ...]) -> list[str]:
    """What may be labels: everything but photographs; masks are PNG."""
    photographs = {name for name in images_in(names) if not name.lower().endswith(".png")}
    return [name for name in names if name not in photographs]
