"""Import: a data set parsed into staging files (in a child process if wanted), each taken in
while the next is being filled, all of them as one undo step.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from labeldesk.domain.annotation import Json
from labeldesk.domain.changes import ImportBatch, Merge
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
    from labeldesk.storage.records import Met, Staged, Ticket

_TITLE = QT_TRANSLATE_NOOP("Work", "Import {n} annotations ({format})")
_OUTSIDE = QT_TRANSLATE_NOOP("Work", "The images must lie in the folder of the project, {root}")


@dataclass(frozen=True, slots=True)
class Imported:
    """What the project gained. `twins` were there already and were left out; `met` is what the
    others met.

    `change` is its step of the history; None when all was there, or nothing could be read.
    """

    format: str
    images: int
    new_images: int
    annotations: int
    twins: int
    classes: int
    report: Report
    change: ChangeId | None = None
    met: Met | None = None
    suggestions: int = 0

    @property
    def as_json(self) -> dict[str, Json]:
        """The counts for ``--json``."""
        met = self.met
        return {
            "format": self.format,
            "images": self.images,
            "new_images": self.new_images,
            "annotations": self.annotations,
            "already_there": self.twins,
            "new_classes": self.classes,
            "suggestions": self.suggestions,
            "new": met.new if met else 0,
            "changed": met.changed if met else 0,
            "conflicting": met.conflicting if met else 0,
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


Decide: TypeAlias = "Callable[[Met], Merge | None]"
"""What is to become of objects that meet others; None: nothing is imported."""


def import_dataset(
    project: Project,
    data: DataSet,
    watch: Watch | None = None,
    *,
    in_child: bool = False,
    decide: Decide = lambda _: Merge.BOTH,
    arrived: Path | None = None,
) -> Imported:
    """Takes a data set into the project. Nothing is visible before all is in; cancelling, or
    any fault, leaves the project as it was. `in_child` keeps parsing off this process. `decide`
    is asked once all is known of what comes in; `arrived` is a folder whose images the project
    does not know yet.
    """
    watch = watch or Watch()
    intake = _Intake(project, watch)
    with scratch_folder("import") as folder:
        images, prefix = _images(project, data, arrived)
        request = Request(data, images, project.classes(), project.author, Path(folder), prefix)
        run = parse_in_child if in_child else parse
        try:
            parsed = run(request, watch, intake.take)
            staged = intake.finish()
            with project.moment() as moment:
                met = moment.met(staged.batch)
            merge = decide(met)
            watch.cancel.check()
        except BaseException:
            intake.discard()
            raise
    return _applied(project, parsed, staged, met, merge)


def _applied(
    project: Project, parsed: Parsed, staged: Staged, met: Met, merge: Merge | None
) -> Imported:
    """What is staged becomes visible, or goes."""
    change: ChangeId | None = None
    annotations = staged.annotations
    if merge is not None and _brings(staged, met, merge, has_classes=bool(parsed.classes)):
        title = _TITLE.filled(n=staged.annotations, format=parsed.format)
        batch = ImportBatch(staged.batch, parsed.classes, merge=merge)
        applied = project.apply(batch, title).result()
        change, annotations = applied.id, applied.annotations
    else:
        project.discard(staged.batch).result()
    return Imported(
        parsed.format,
        staged.images,
        staged.new_images,
        annotations,
        staged.twins,
        sum(before is None for before, _ in parsed.classes.values()),
        parsed.report,
        change,
        met,
    )


def _brings(staged: Staged, met: Met, merge: Merge, *, has_classes: bool) -> bool:
    """Whether making it visible would change anything."""
    if has_classes or staged.new_images or staged.states:
        return True
    return bool(met.new if merge is Merge.MINE else staged.annotations)


def _images(project: Project, data: DataSet, arrived: Path | None) -> tuple[ImagesAt, str]:
    """The images, and the way to them from the folder of the project."""
    if arrived is None:
        return images_at(project, data), ""
    inside = arrived.resolve().relative_to(project.root.resolve()).as_posix()
    listed = tuple(list_images(arrived, recursive=True))
    return ImagesAt(arrived, listed), "" if inside == "." else f"{inside}/"


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
