"""What the window does to a project: handed over at once, told back when the disk has it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from labeldesk.domain.changes import Edit, ProjectChange
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.storage.records import Applied, HistoryStep, ImageColumns, Reverted
from labeldesk.work.outbox import Deed, Deliver, Outbox

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

T = TypeVar("T")
Waiting = Deed | Callable[["Project"], None]
_UNDO = QT_TRANSLATE_NOOP("Recorder", "Undo")
_REDO = QT_TRANSLATE_NOOP("Recorder", "Redo")


class Watching(Protocol):
    """Who hears of what was stored; every call comes through the `deliver` port."""

    def saved(self, *, is_saved: bool) -> None:
        """Everything handed over is on the disk, or no longer."""

    def failed(self, error: Exception) -> None:
        """The disk did not take an edit; what is shown is ahead of what is kept."""

    def reverted(self, reverted: Reverted) -> None:
        """An undo or redo was made."""

    def applied(self, applied: Applied) -> None:
        """A change of many images was made."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What the disk does not have, by name, and why. Without a name: the whole file is gone."""

    titles: tuple[Text, ...]
    error: Exception

    @property
    def count(self) -> int:
        """How many changes."""
        return len(self.titles)


def ignore(_: Applied) -> None:
    """Whoever need not hear what a change did."""


class Recorder:
    """Edits on their way to the project file, which the first of them makes.

    Used from one thread (the window's). While the file is being made, edits wait in order.
    `fresh` are images that the file does not know yet; they go in before what is handed over next.
    """

    def __init__(self, deliver: Deliver, watching: Watching) -> None:
        self.project: Project | None = None
        self.fresh: list[ImageColumns] = []
        self._deliver = deliver
        self._watching = watching
        self._waiting: list[Waiting] = []
        self._outbox = Outbox(deliver, self._answered)
        self._make: Callable[[], Future[Project]] | None = None
        self._making: Future[Project] | None = None
        self._not_made: Exception | None = None
        self._has_written = False

    def begin(self, project: Project | None, make: Callable[[], Future[Project]]) -> None:
        """Record into `project`, or into what `make` makes on a thread of its own when needed."""
        self.end()
        self.project = project
        self._make = make
        self._making = None

    def finish(self) -> Unsaved | None:
        """Wait until the disk has answered everything; gives what it does not have."""
        if self._making is not None:
            making, self._making = self._making, None
            wait([making])
            error = making.exception()
            self._not_made = error if isinstance(error, Exception) else None
            if error is None:
                self._made(making.result())
        self._outbox.settle()
        waiting = tuple(work.title for work in self._waiting if isinstance(work, Deed))
        if self._not_made is not None and waiting:
            return Unsaved(waiting, self._not_made)
        refused = self._outbox.refused
        if refused:
            return Unsaved(tuple(one.deed.title for one in refused), refused[0].error)
        if self.project is not None and self._has_written and self.project.is_lost:
            return Unsaved((), self._not_made or self.project.loss())
        return None

    def try_again(self) -> None:
        """Hand over once more what `finish` gave; then ask it again."""
        if self.project is None:
            self._start_making()
            return
        self._outbox.send_again(self.project)
        self._outbox.settle()
        if self.project.is_lost:
            try:
                self.project.rescue()
            except UserError as error:
                self._not_made = error

    def give_up(self) -> None:
        """What is not stored by now never will be."""
        self._waiting = []
        self.fresh = []
        self._not_made = None
        self._has_written = False
        self._outbox.clear()

    def end(self) -> None:
        """Hear of nothing any more."""
        self.project = None
        self.give_up()

    @property
    def is_saved(self) -> bool:
        """Whether the disk has everything."""
        return self._outbox.is_empty and not self._waiting

    @property
    def undo_step(self) -> HistoryStep | None:
        """What undo would take back."""
        return self.project.peek_undo() if self.project and self.project.is_writable else None

    @property
    def redo_step(self) -> HistoryStep | None:
        """What redo would do again."""
        return self.project.peek_redo() if self.project and self.project.is_writable else None

    def commit(self, edit: Edit, title: Text) -> None:
        """Store an edit of one image."""
        self.ensure(Deed(title, lambda project: project.commit(edit, title)))

    def apply(
        self, change: ProjectChange, title: Text, then: Callable[[Applied], None] = ignore
    ) -> None:
        """Store a change of many images; `then` hears what it did after everybody else."""

        def told(applied: Applied) -> None:
            self._watching.applied(applied)
            then(applied)

        self.ensure(Deed(title, lambda project: project.apply(change, title), told))

    def undo(self) -> None:
        """Take back the last step."""
        if self.project is not None:
            told = partial(_told, self._watching)
            self._hand_over(self.project, Deed(_UNDO, lambda p: p.undo(), told))

    def redo(self) -> None:
        """Make the last undone step again."""
        if self.project is not None:
            told = partial(_told, self._watching)
            self._hand_over(self.project, Deed(_REDO, lambda p: p.redo(), told))

    def ask(self, question: Future[T], answer: Callable[[T], None]) -> None:
        """Call `answer` with what a reading future gives, unless the project was left."""
        project = self.project

        def done(future: Future[T]) -> None:
            def deliver() -> None:
                if self.project is not project:
                    return
                error = future.exception()
                if isinstance(error, Exception):
                    self._watching.failed(error)
                elif error is None:
                    answer(future.result())

            self._deliver(deliver)

        question.add_done_callback(done)

    def ensure(self, then: Waiting) -> None:
        """Hand over, or call with, the project file, which is made first where there is none."""
        if self.project is not None:
            self._hand_over(self.project, then)
            return
        self._waiting.append(then)
        if len(self._waiting) == 1:
            self._watching.saved(is_saved=False)
            self._start_making()

    def _start_making(self) -> None:
        if self._make is not None:
            making = self._making = self._make()
            making.add_done_callback(lambda done: self._deliver(partial(self._made_or_not, done)))

    def _made_or_not(self, making: Future[Project]) -> None:
        if making is not self._making:
            return
        self._making = None
        error = making.exception()
        if isinstance(error, Exception):
            self._waiting = []
            self._watching.failed(error)
            self._watching.saved(is_saved=True)
        elif error is None:
            self._made(making.result())

    def _made(self, project: Project) -> None:
        self.project = project
        while self._waiting:  # it is not saved while any of it waits: taken off once handed over
            self._hand_over(project, self._waiting[0])
            self._waiting.pop(0)
        if self.is_saved:  # what waited only wanted the file to be there
            self._watching.saved(is_saved=True)

    def _hand_over(self, project: Project, work: Waiting) -> None:
        while self.fresh:
            project.bring_images(self.fresh.pop(0))
        if not isinstance(work, Deed):
            work(project)
            return
        was_empty = self._outbox.is_empty
        self._outbox.send(project, work)
        self._has_written = True
        if was_empty:
            self._watching.saved(is_saved=False)

    def _answered(self, deed: Deed, error: Exception | None, result: object) -> None:
        if error is not None:
            self._watching.failed(error)
        elif deed.then is not None:
            deed.then(result)
        if self.is_saved:
            self._watching.saved(is_saved=True)


def _told(watching: Watching, reverted: Reverted | None) -> None:
    if reverted is not None:
        watching.reverted(reverted)
