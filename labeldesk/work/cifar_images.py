"""Images that lie inside batches of CIFAR-10, written as PNG files into folders of classes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.cifar.batches import Batch, batch_of, class_names, is_batch, part_of
from labeldesk.formats.folder import export_into
from labeldesk.formats.imagenet.layout import folder_for
from labeldesk.formats.masks.png import png_bytes
from labeldesk.formats.port import Source, Target
from labeldesk.formats.report import Report
from labeldesk.work.watch import Watch

_MISSING = QT_TRANSLATE_NOOP("Work", "There is nothing here")
_NONE = QT_TRANSLATE_NOOP("Work", "There are no batches of CIFAR-10 here")
_NAMELESS = QT_TRANSLATE_NOOP("Work", "No batches.meta has names of classes; numbers are used")
_UNIT = QT_TRANSLATE_NOOP("Work", "batches")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What was written."""

    out: Path
    images: int
    classes: int
    report: Report

    @property
    def as_json(self) -> dict[str, Json]:
        """The counts for ``--json``."""
        return {"out": str(self.out), "images": self.images, "classes": self.classes}


class _Writer:
    """Writes batches into a folder."""

    def __init__(self, source: Source, report: Report, watch: Watch) -> None:
        self._source = source
        self._report = report
        self._watch = watch
        self._names = class_names(source)
        if not self._names:
            report.info(_NAMELESS, source.root.name)
        self._folders: dict[int, str] = {}
        self._taken_folders: set[str] = set()
        self._taken: dict[str, set[str]] = defaultdict(set)
        self.images = 0

    @property
    def classes(self) -> int:
        return len(self._folders)

    def write(self, root: Path) -> dict[str, Json]:
        """Every batch; a broken one is reported."""
        target = Target(root=root, classes=self._source.classes.classes)
        batches = [name for name in self._source.files if is_batch(name)]
        for done, name in enumerate(batches):
            self._watch.progress(Progress(done, len(batches), _UNIT))
            try:
                batch = batch_of(self._source.bytes_of(name), name)
            except UserError as error:
                self._report.failure(error)
                continue
            self._add(batch, part_of(name), target)
        if not self.images:
            raise UserError(_NONE, path=str(self._source.root))
        return {"format": "imagenet", "counts": {"images": self.images}}

    def _add(self, batch: Batch, part: str, target: Target) -> None:
        for pixels, label, told in zip(batch.pixels, batch.labels, batch.names, strict=True):
            self._watch.cancel.check()
            folder = f"{part}/{self._folder(label)}"
            name = folder_for(told, self._taken[folder])
            target.write(f"{folder}/{name}.png", png_bytes(pixels))
            self.images += 1

    def _folder(self, label: int) -> str:
        if label not in self._folders:
            name = self._names[label] if label < len(self._names) else str(label)
            self._folders[label] = folder_for(name, self._taken_folders)
        return self._folders[label]


def unpack(path: Path, out: Path, watch: Watch, *, overwrite: bool = False) -> Unpacked:
    """Writes the images of all batches below `path` to ``OUT/train/CLASS/NAME.png`` and so on.

    `UserError` where there are none; OUT is then as it was.
    """
    if not path.exists():
        raise UserError(_MISSING, path=str(path))
    root, files = Source.files_of(path, watch.cancel)
    if not any(map(is_batch, files)):
        raise UserError(_NONE, path=str(path))
    report = Report()
    writer = _Writer(Source(root=root, files=files), report, watch)
    export_into(out, writer.write, overwrite=overwrite)
    return Unpacked(out, writer.images, writer.classes, report)
