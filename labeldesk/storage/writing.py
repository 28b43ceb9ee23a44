"""The writing half of a project: every deed is a ticket, done in the order of calling."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from labeldesk.domain.annotation import Json
from labeldesk.domain.changes import Edit, ImportBatch, ProjectChange
from labeldesk.domain.ids import ChangeId, ImageId, now_ms
from labeldesk.domain.progress import Cancel, ProgressSink, ignore_progress
from labeldesk.domain.suggestion import Run, Suggestion
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.storage import connection as link
from labeldesk.storage import errors
from labeldesk.storage.bulk import kind_of, write_change
from labeldesk.storage.edits import flip, write_edit
from labeldesk.storage.image_writes import ImageWrites, Writing
from labeldesk.storage.intake import Intake, sweep, sweep_dropped
from labeldesk.storage.journal import Journal
from labeldesk.storage.opening import note_author, write_setting
from labeldesk.storage.records import (
    Applied,
    HistoryStep,
    Kind,
    Reverted,
    Staged,
    Ticket,
)
from labeldesk.storage.refitting import Stamp
from labeldesk.storage.suggesting import write_suggestions
from labeldesk.storage.writer import Steps, Writer

_IMPORT = QT_TRANSLATE_NOOP("Storage", "Import")
_GONE = QT_TRANSLATE_NOOP("Storage", "This import is no longer there")


def start_writing(path: Path, author: str) -> Writing:
    """Connect, load the ends of the journal, note the author, start the writer's thread."""
    connection = link.opened(path, read_only=False)
    try:
        link.driver(connection).execute("PRAGMA journal_mode = WAL")
        with connection.begin():
            note_author(connection, author)
            journal = Journal(connection)
    except BaseException:
        connection.close()
        raise
    writer = Writer(connection, partial(link.fault, path=path))
    writer.work_off(lambda _: sweep_dropped())
    return Writing(writer, journal)


class ProjectWrites(ImageWrites):
    """Deeds of a project. In a project opened for reading each raises `UserError` at once."""

    def peek_undo(self) -> HistoryStep | None:
        """What an undo would take back; never waits, knows what the disk has."""
        return self._writing.journal.peek_undo() if self._writing else None

    def peek_redo(self) -> HistoryStep | None:
        """What a redo would bring back; never waits."""
        return self._writing.journal.peek_redo() if self._writing else None

    def commit(self, edit: Edit, title: Text) -> Ticket[ChangeId]:
        """Store an edit of one image as one undo step."""
        writer, journal = self._opened()

        def work(connection: Connection) -> HistoryStep:
            step = self._step(journal.next_id(), Kind.EDIT, title, edit.image_id)
            journal.write(connection, step, write_edit(connection, edit, step.id))
            return step

        def then(step: HistoryStep) -> ChangeId:
            journal.pushed(step)
            return step.id

        return writer.submit_then(self._coming.with_one(edit.image_id, work), then)

    def apply(self, change: ProjectChange, title: Text) -> Ticket[Applied]:
        """Make a change of many images as one undo step."""
        _, journal = self._opened()

        def work(connection: Connection) -> tuple[HistoryStep, Applied]:
            prepared = None
            number = journal.next_id()
            if isinstance(change, ImportBatch):
                number = ChangeId(change.batch)
                prepared = journal.reserved(connection, number)
                if prepared is None:
                    raise errors.ProjectError(_GONE, path=str(self.path))
            step = self._step(number, kind_of(change), title)
            stamp = Stamp(step.id, step.author, step.time)
            payload, applied = write_change(connection, change, stamp, prepared)
            journal.write(connection, step, payload)
            return step, applied

        def then(done: tuple[HistoryStep, Applied]) -> Applied:
            journal.pushed(done[0])
            return done[1]

        return self._do(work, then)

    def undo(self) -> Ticket[Reverted | None]:
        """Take the last change back; None if there is none."""
        return self._turn(is_undone=True)

    def redo(self) -> Ticket[Reverted | None]:
        """Bring the change back that was undone last; None if there is none."""
        return self._turn(is_undone=False)

    def add_suggestions(
        self, run: Run, image_id: ImageId, suggestions: Sequence[Suggestion]
    ) -> Ticket[int]:
        """Store what a model found on one image, in the place of what it found before.

        What a person decided stays and keeps its like away; see `write_suggestions`.
        """

        def work(connection: Connection) -> int:
            return write_suggestions(connection, run, image_id, suggestions)

        return self._opened()[0].submit(self._coming.with_one(image_id, work))

    def stage(
        self,
        file: Path,
        *,
        batch: int = 0,
        progress: ProgressSink = ignore_progress,
        cancel: Cancel | None = None,
    ) -> Ticket[Staged]:
        """Take in a closed `Staging` file, invisibly, while edits go on. With the `batch` of a
        file before it, which must be in, both become visible in the same step.

        Apply `ImportBatch(staged.batch, classes)` to make it visible in one undo step, or
        `discard` it. Cancelling removes its rows; the ticket then carries `Cancelled`. Progress
        is told on the writer's thread. What is staged and never applied goes at the next opening.
        """
        writer, journal = self._opened()

        def begin(connection: Connection) -> Steps[Staged]:
            yield from self._coming.rest()
            number = ChangeId(batch) if batch else journal.next_id()
            step = self._step(number, Kind.IMPORT, _IMPORT)
            intake = Intake(file, step, journal, progress, cancel or Cancel(), is_first=not batch)
            return (yield from intake.steps(connection))

        return writer.work_off(begin)

    def discard(self, batch: int) -> Ticket[None]:
        """Remove what was staged."""
        return self._opened()[0].work_off(lambda _: sweep(ChangeId(batch)))

    def set_setting(self, name: str, value: Json) -> Ticket[None]:
        """Set a value that changes data and so belongs to the project."""
        return self._opened()[0].submit(lambda c: write_setting(c, name, value))

    def _turn(self, *, is_undone: bool) -> Ticket[Reverted | None]:
        writer, journal = self._opened()

        def work(connection: Connection) -> Reverted | None:
            step = journal.peek_undo() if is_undone else journal.peek_redo()
            if step is None:
                return None
            payload = journal.mark(connection, step, is_undone=is_undone)
            return flip(connection, step, payload, back=is_undone)

        def then(reverted: Reverted | None) -> Reverted | None:
            if reverted is not None:
                journal.moved(reverted.step, is_undone=is_undone)
            return reverted

        return writer.submit_then(work, then)

    def _step(
        self, number: ChangeId, kind: Kind, title: Text, image_id: ImageId | None = None
    ) -> HistoryStep:
        return HistoryStep(
            id=number,
            kind=kind,
            title=title,
            author=self.author,
            time=now_ms(),
            image_id=image_id,
        )
