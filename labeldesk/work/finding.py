"""What a data set on the disk is, before anything of it is read: formats, files, images."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from labeldesk.work import results
from labeldesk.work.sources import DataSet, images_of

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
    """Formats, the best first; the folder of the images (None: not found) and how many."""

    formats: tuple[Fitting, ...]
    images: Path | None
    count: int


def find(path: Path, images: Path | None = None, cancel: Cancel | None = None) -> Found:
    """Look at a file or folder of annotations. `UserError` when it is not there."""
    if not path.exists():
        raise UserError(_MISSING, path=str(path))
    root, files = Source.files_of(path, cancel)
    fitting = tuple(
        Fitting(codec.id, codec.title, sniff.reason, sniff.files)
        for codec, sniff in registry().sniffed(Source(root=root, files=files))
    )
    said = results.results_at(path)
    if said:
        reason = results.REASON.filled(name=said[0].name)
        fitting += (Fitting(results.FORMAT, results.TITLE, reason, len(said)),)
    at = images_of(DataSet(path, images=images))
    return Found(fitting, at.root if at.paths else images, len(at.paths))
