"""A data set parsed into staging files, in this process or in a child that may crash or be ended.

Each file is handed over as soon as it is full, so that the project's writer takes it in while
parsing goes on.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TypeAlias

from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancelled, Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.book import ClassBook
from labeldesk.formats.report import Report
from labeldesk.work.sources import DataSet, ImagesAt, opened
from labeldesk.work.watch import Watch

PART = 40_000  # annotations or images of one staging file
_POLL = 0.1  # seconds between two looks at the wish to stop
_YOUNG = 20_000  # objects made before Python looks for cycles, as in the entry points

_DIED = QT_TRANSLATE_NOOP("Work", "The import stopped unexpectedly (exit code {code})")
KEPT = QT_TRANSLATE_NOOP("Work", "The project was not changed")

TakePart: TypeAlias = Callable[[Path], None]
"""Is given each staging file once it is closed; may delete it."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What parsing gave: the codec's id, classes new or filled in, problems."""

    format: str
    classes: Mapping[ClassId, tuple[ImageClass | None, ImageClass | None]]
    report: Report


@dataclass(frozen=True, slots=True)
class Request:
    """Everything a parser needs, picklable: the data, the images, the known classes, the
    folder for the staging files, and the way from the project's folder to that of the images.
    """

    data: DataSet
    images: ImagesAt
    classes: ClassList
    author: str
    folder: Path
    prefix: str = ""


def parse(request: Request, watch: Watch, take: TakePart) -> Parsed:
    """Reads the data set into staging files, at least one."""
    report = Report()
    book = ClassBook(request.classes)
    codec, source = opened(request.data, request.images, book, watch, report)
    parts = _Parts(request, take)
    try:
        for image in codec.read(source, report):
            watch.cancel.check()  # the codec itself tells the progress
            if request.prefix:
                image = replace(image, path=f"{request.prefix}{image.path}")  # noqa: PLW2901
            parts.add(image)
    finally:
        parts.close()
    parts.hand_over()
    return Parsed(codec.id, book.changes, report)


class _Parts:
    """Staging files, one after the other."""

    def __init__(self, request: Request, take: TakePart) -> None:
        from labeldesk.storage.staging import Staging

        self._request = request
        self._take = take
        self._number = 0
        self._make = Staging
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        file = self._request.folder / f"part-{self._number}"
        self._staging = self._make(file, author=self._request.author)

    def add(self, image: LabeledImage) -> None:
        """One image; its annotations are never torn apart."""
        self._staging.add(image)
        if max(self._staging.images, self._staging.annotations) >= PART:
            self.close()
            self.hand_over()
            self._begin()

    def close(self) -> None:
        """The file that was being filled is whole."""
        self._staging.close()

    def hand_over(self) -> None:
        """Give away the file that was closed."""
        self._take(self._staging.file)


def parse_in_child(request: Request, watch: Watch, take: TakePart) -> Parsed:
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
                elif isinstance(said, Path):
                    take(said)
                elif isinstance(said, _Fault):
                    raise said.error
                else:
                    assert isinstance(said, Parsed)
                    return said
    except EOFError as error:
        child.join()
        raise UserError(_DIED.filled(code=child.exitcode or 0), kept=KEPT) from error
    finally:
        here.close()
        if child.is_alive():
            child.terminate()
        child.join()
        child.close()


def _child(request: Request, pipe: Connection) -> None:
    import gc

    from labeldesk.jobs.throttle import Throttle

    gc.set_threshold(_YOUNG)
    threading.Thread(target=_end_with_parent, args=(request.folder,), daemon=True).start()
    try:
        pipe.send(parse(request, Watch(Throttle(pipe.send)), pipe.send))
    except UserError as error:
        pipe.send(_Fault(error.text, error.path, error.place))
    except Cancelled:
        pass
    finally:
        pipe.close()


def _end_with_parent(folder: Path) -> None:
    """Whoever started this process was killed: nobody else will tidy up."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        shutil.rmtree(folder, ignore_errors=True)
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
        return UserError(self.text, path=self.path, place=self.place, kept=KEPT)
