"""Import: a data set parsed into a staging file (in a child process if wanted), then taken in
as one undo step.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Json
from labeldesk.domain.changes import ImportBatch
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.ids import ChangeId, ClassId
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancelled, Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.book import ClassBook
from labeldesk.formats.report import Report
from labeldesk.work.sources import DataSet, ImagesAt, opened
from labeldesk.work.watch import Count, Watch

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_POLL = 0.1  # seconds between two looks at the wish to stop
_TITLE = QT_TRANSLATE_NOOP("Work", "Import {n} annotations ({format})")
_OUTSIDE = QT_TRANSLATE_NOOP("Work", "The images must lie in the folder of the project, {root}")
_DIED = QT_TRANSLATE_NOOP("Work", "The import stopped unexpectedly (exit code {code})")
_KEPT = QT_TRANSLATE_NOOP("Work", "The project was not changed")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What parsing gave: the codec's id, classes new or filled in, counts, problems."""

    format: str
    classes: Mapping[ClassId, tuple[ImageClass | None, ImageClass | None]]
    images: int
    annotations: int
    report: Report


@dataclass(frozen=True, slots=True)
class Imported:
    """What the project gained. `twins` were there already and were left out.

    `change` is its step of the history; None where nothing at all was read.
    """

    format: str
    images: int
    new_images: int
    annotations: int
    twins: int
    classes: int
    report: Report
    change: ChangeId | None = None

    @property
    def as_json(self) -> dict[str, Json]:
        """The counts for ``--json``."""
        return {
            "format": self.format,
            "images": self.images,
            "new_images": self.new_images,
            "annotations": self.annotations,
            "already_there": self.twins,
            "new_classes": self.classes,
        }


@dataclass(frozen=True, slots=True)
class Request:
    """Everything a parser needs, picklable: the data, the images, the known classes."""

    data: DataSet
    images: ImagesAt
    classes: ClassList
    author: str
    staging: Path


def import_dataset(
    project: Project, data: DataSet, watch: Watch | None = None, *, in_child: bool = False
) -> Imported:
    """Takes a data set into the project. Nothing is visible before all is in; cancelling, or
    any fault, leaves the project as it was. `in_child` keeps parsing off this process.
    """
    watch = watch or Watch()
    with tempfile.TemporaryDirectory(prefix="labeldesk-import-") as folder:
        request = Request(
            data, _images(project, data), project.classes(), project.author, Path(folder, "staging")
        )
        parsed = parse_in_child(request, watch) if in_child else parse(request, watch)
        if not parsed.images and not parsed.classes:
            return Imported(parsed.format, 0, 0, 0, 0, 0, parsed.report)
        ticket = project.stage(request.staging, progress=watch.progress, cancel=watch.cancel)
        staged = ticket.result()
        title = _TITLE.filled(n=staged.annotations, format=parsed.format)
        applied = project.apply(ImportBatch(staged.batch, parsed.classes), title).result()
    new_classes = sum(before is None for before, _ in parsed.classes.values())
    return Imported(
        parsed.format,
        staged.images,
        staged.new_images,
        staged.annotations,
        staged.twins,
        new_classes,
        parsed.report,
        applied.id,
    )


def _images(project: Project, data: DataSet) -> ImagesAt:
    """The project's images, or those of them in the folder that the user named."""
    paths = tuple(project.image_columns().paths)
    root = project.root
    if data.images is None:
        return ImagesAt(root, paths)
    if not data.images.resolve().is_relative_to(root.resolve()):
        raise UserError(_OUTSIDE.filled(root=str(root)), path=str(data.images), kept=_KEPT)
    prefix = data.images.resolve().relative_to(root.resolve()).as_posix()
    inside = "" if prefix == "." else f"{prefix}/"
    return ImagesAt(root, tuple(path for path in paths if path.startswith(inside)))


def parse(request: Request, watch: Watch) -> Parsed:
    """Reads the data set into the staging file."""
    from labeldesk.storage.staging import Staging

    report = Report()
    book = ClassBook(request.classes)
    codec, source = opened(request.data, request.images, book, watch)
    count = Count()
    quiet = Watch(cancel=watch.cancel)  # the codec itself tells the progress
    with Staging(request.staging, author=request.author) as staging:
        staging.add_all(count.of(codec.read(source, report), quiet))
    return Parsed(codec.id, book.changes, count.images, count.annotations, report)


def parse_in_child(request: Request, watch: Watch) -> Parsed:
    """The same in a process of its own, which is ended when the job is cancelled."""
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(request, there), daemon=True)
    child.start()
    there.close()
    try:
        while True:
            watch.cancel.check()
            if here.poll(_POLL):
                said = here.recv()
                if isinstance(said, Progress):
                    watch.progress(said)
                elif isinstance(said, _Fault):
                    raise said.error
                else:
                    assert isinstance(said, Parsed)
                    return said
    except EOFError as error:
        child.join()
        raise UserError(_DIED.filled(code=child.exitcode or 0), kept=_KEPT) from error
    finally:
        here.close()
        if child.is_alive():
            child.terminate()
        child.join()
        child.close()


def _child(request: Request, pipe: Connection) -> None:
    from labeldesk.jobs.throttle import Throttle

    threading.Thread(target=_end_with_parent, args=(request.staging,), daemon=True).start()
    try:
        pipe.send(parse(request, Watch(Throttle(pipe.send))))
    except UserError as error:
        pipe.send(_Fault(error.text, error.path, error.place))
    except Cancelled:
        pass
    finally:
        pipe.close()


def _end_with_parent(staging: Path) -> None:
    """Whoever started this process was killed: nobody else will tidy up."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        shutil.rmtree(staging.parent, ignore_errors=True)
        os._exit(1)


@dataclass(frozen=True, slots=True)
class _Fault:
    """A `UserError` on its way between processes; it takes keywords and would not pickle."""

    text: Text
    path: str
    place: str

    @property
    def error(self) -> UserError:
        """The fault again."""
        return UserError(self.text, path=self.path, place=self.place, kept=_KEPT)
