"""Import: a data set parsed into staging files (in a child process if wanted), each taken in
while the next is being filled, all of them as one undo step.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Json
from labeldesk.domain.changes import ImportBatch
from labeldesk.domain.ids import ChangeId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.report import Report
from labeldesk.imaging.listing import list_images
from labeldesk.jobs.scratch import scratch_folder
from labeldesk.work.parsing import KEPT, Parsed, Request, parse, parse_in_child
from labeldesk.work.sources import DataSet, ImagesAt
from labeldesk.work.watch import Watch

if TYPE_CHECKING:
    from labeldesk.storage.project import Project
    from labeldesk.storage.records import Staged, Ticket

_TITLE = QT_TRANSLATE_NOOP("Work", "Import {n} annotations ({format})")
_OUTSIDE = QT_TRANSLATE_NOOP("Work", "The images must lie in the folder of the project, {root}")


@dataclass(frozen=True, slots=True)
class Imported:
    """What the project gained. `twins` were there already and were left out.

    `change` is its step of the history; None when all was there, or nothing could be read.
    `suggestions` are what a model's results brought instead of annotations.
    """

    format: str
    images: int
    new_images: int
    annotations: int
    twins: int
    classes: int
    report: Report
    change: ChangeId | None = None
    suggestions: int = 0

    @property
    def as_json(self) -> dict[str, Json]:
        """The counts for ``--json``."""
        return {
            "format": self.format,
            "images": self.images,
            "new_images": self.new_images,
            "annotations": self.annotations,
            "already_there": self.twins,
            "suggestions": self.suggestions,
            "new_classes": self.classes,
        }


class _Intake:
    """The staging files of one import on their way into the project, one at a time."""

    def __init__(self, project: Project, watch: Watch) -> None:
        self._project = project
        self._watch = watch
        self._under_way: tuple[Path, Ticket[Staged]] | None = None
        self._staged: Staged | None = None

    def take(self, file: Path) -> None:
        """Send the next file in; the one before is in when this returns."""
        self._wait()
        batch = self._staged.batch if self._staged else 0
        ticket = self._project.stage(file, batch=batch, cancel=self._watch.cancel)
        self._under_way = (file, ticket)

    def finish(self) -> Staged:
        """What the files brought, once all are in."""
        self._wait()
        assert self._staged is not None
        return self._staged

    def discard(self) -> None:
        """Everything goes again; where the project was closed, at its next opening."""
        from labeldesk.storage.errors import StorageClosedError

        if self._under_way is not None:
            self._under_way[1].exception()
        if self._staged is not None:
            with suppress(StorageClosedError):
                self._project.discard(self._staged.batch).result()

    def _wait(self) -> None:
        if self._under_way is None:
            return
        file, ticket = self._under_way
        staged = ticket.result()
        self._under_way = None
        self._staged = self._staged.joined(staged) if self._staged else staged
        file.unlink()


def import_dataset(
    project: Project,
    data: DataSet,
    watch: Watch | None = None,
    *,
    in_child: bool = False,
    arrived: Path | None = None,
) -> Imported:
    """Takes a data set into the project. Nothing is visible before all is in; cancelling, or
    any fault, leaves the project as it was. `in_child` keeps parsing off this process. `arrived`
    is a folder whose images the project does not know yet.
    """
    watch = watch or Watch()
    intake = _Intake(project, watch)
    with scratch_folder("import") as folder:
        images, prefix = images_at(project, data), ""
        if arrived is not None:
            images, prefix = _arrived(arrived, project.root)
        request = Request(data, images, project.classes(), project.author, Path(folder), prefix)
        run = parse_in_child if in_child else parse
        try:
            parsed = run(request, watch, intake.take)
            staged = intake.finish()
        except BaseException:
            intake.discard()
            raise
    change = _made_visible(project, staged, parsed)
    return Imported(
        parsed.format,
        staged.images,
        staged.new_images,
        staged.annotations,
        staged.twins,
        sum(before is None for before, _ in parsed.classes.values()),
        parsed.report,
        change,
    )


def _made_visible(project: Project, staged: Staged, parsed: Parsed) -> ChangeId | None:
    """The step of the history, None where there is nothing new."""
    if not parsed.classes and staged.is_empty:
        project.discard(staged.batch).result()
        return None
    title = _TITLE.filled(n=staged.annotations, format=parsed.format)
    return project.apply(ImportBatch(staged.batch, parsed.classes), title).result().id


def _arrived(folder: Path, root: Path) -> tuple[ImagesAt, str]:
    """The images of a folder in the project's, and the way there."""
    inside = folder.resolve().relative_to(root.resolve()).as_posix()
    listed = tuple(list_images(folder, recursive=True))
    return ImagesAt(folder, listed), "" if inside == "." else f"{inside}/"


def images_at(project: Project, data: DataSet) -> ImagesAt:
    """The project's images, or those of them in the folder that the user named."""
    paths = tuple(project.image_columns().paths)
    root = project.root
    if data.images is None:
        return ImagesAt(root, paths)
    if not data.images.resolve().is_relative_to(root.resolve()):
        raise UserError(_OUTSIDE.filled(root=str(root)), path=str(data.images), kept=KEPT)
    prefix = data.images.resolve().relative_to(root.resolve()).as_posix()
    inside = "" if prefix == "." else f"{prefix}/"
    return ImagesAt(root, tuple(path for path in paths if path.startswith(inside)))
