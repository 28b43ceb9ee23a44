"""What a data set on the disk is, before anything of it is read: formats, files, images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.port import Head, Source
from labeldesk.formats.registry import registry
from labeldesk.formats.zips import Zip, is_zip
from labeldesk.work import results
from labeldesk.work.sources import DataSet, ImagesAt, images_of
from labeldesk.work.unpacking import images_in, place_for

_MISSING = QT_TRANSLATE_NOOP("Work", "There is nothing here")


@dataclass(frozen=True, slots=True)
class Fitting:
    """A format that fits, and why."""

    format: str
    title: Text
    reason: Text
    files: int


@dataclass(frozen=True, slots=True)
class Found:
    """Formats, the best first; the folder of the images (None: not found) and how many, and whether
    they are still in the zip, to be unpacked into it.
    """

    formats: tuple[Fitting, ...]
    images: Path | None
    count: int
    unpacks: bool = False


def find(path: Path, images: Path | None = None, cancel: Cancel | None = None) -> Found:
    """Look at a file or folder of annotations. `UserError` when it is not there."""
    if not path.exists():
        raise UserError(_MISSING, path=str(path))
    if is_zip(path):
        return _in_zip(path, images)
    root, files = Source.files_of(path, cancel)
    at = images_of(DataSet(path, images=images))
    fitting = _fitting(files, Source(root=root, files=files).head_of)
    return Found(fitting, at.root if at.paths else images, len(at.paths))


def _in_zip(path: Path, images: Path | None) -> Found:
    with Zip(path) as archive:
        fitting, inside = _fitting(archive.names, archive.head), images_in(archive.names)
    place = images or place_for(path)
    there = images_of(DataSet(place, images=place)) if place.is_dir() else ImagesAt()
    if there.paths:
        return Found(fitting, place, len(there.paths))
    return Found(fitting, place if inside else images, len(inside), unpacks=bool(inside))


def _fitting(names: Sequence[str], head: Head) -> tuple[Fitting, ...]:
    found = [
        Fitting(codec.id, codec.title, sniff.reason, sniff.files)
        for codec, sniff in registry().fitting(names, head)
    ]
    said = results.results_among(names, head, results.FEW)
    if said:
        reason = results.REASON.filled(name=said[0])
        found.append(Fitting(results.FORMAT, results.TITLE, reason, len(said)))
    return tuple(found)
