"""What the window does to a project: handed over at once, told back when the disk has it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from labeldesk.domain.changes import Edit, ProjectChange
from labeldesk.domain.text import Text
from labeldesk.storage.records import Applied, HistoryStep, Reverted

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

T = TypeVar("T")
Deliver = Callable[[Callable[[], None]], object]


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


class Recorder:
    """Edits on their way to the project file, which the first of them makes.

    Used from one thread (the window's). While the file is being made, edits wait in order.
    """

    def __init__(self, deliver: Deliver, watching: Watching) -> None:
        self.project: Project | None = None
        self._deliver = deliver
        self._watching = watching
        self._waiting: list[Callable[[Project], None]] = []
        self._open = 0
        self._make: Callable[[], Future[Project]] | None = None
        self._making: Future[Project] | None = None

    def begin(self, project: Project | None, make: Callable[[], Future[Project]]) -> None:
        """Record into `project`, or into what `make` makes on a thread of its own when needed."""
        self.project = project
        self._make = make
        self._making = None
        self._waiting = []
        self._open = 0

    def finish(self) -> None:
        """Hand over what still waits for its project file to be made; waits for that."""
        making = self._making
        if making is not None:
            wait([making])
            self._made_or_not(making)

    def end(self) -> None:
        """Hear of nothing any more."""
        self.project = None
        self._waiting = []

    @property
    def is_saved(self) -> bool:
        """Whether the disk has everything."""
        return not self._open and not self._waiting

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
        self._with_project(lambda project: self._track(project.commit(edit, title)))

    def apply(self, change: ProjectChange, title: Text) -> None:
        """Store a change of many images."""

        def work(project: Project) -> None:
            self._track(project.apply(change, title), self._watching.applied)

        self._with_project(work)

    def ensure(self, then: Callable[[Project], None]) -> None:
        """Call `then` with the project file, which is made first where there is none."""
        self._with_project(then)

    def write(self, work: Callable[[Project], Future[Any]]) -> None:
        """Anything else that writes and gives a ticket."""
        self._with_project(lambda project: self._track(work(project)))

    def undo(self) -> None:
        """Take back the last step."""
        if self.project is not None:
            self._track(self.project.undo(), self._reverted)

    def redo(self) -> None:
        """Make the last undone step again."""
        if self.project is not None:
            self._track(self.project.redo(), self._reverted)

    def _reverted(self, reverted: Reverted | None) -> None:
        if reverted is not None:
            self._watching.reverted(reverted)

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

    def _with_project(self, work: Callable[[Project], None]) -> None:
        if self.project is not None:
            work(self.project)
            return
        self._waiting.append(work)
        if len(self._waiting) == 1 and self._make is not None:
            self._watching.saved(is_saved=False)
            making = self._making = self._make()
            making.add_done_callback(lambda done: self._deliver(lambda: self._made_or_not(done)))

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
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            work(project)
        if self.is_saved:  # what waited only wanted the file to be there
            self._watching.saved(is_saved=True)

    def _track(self, ticket: Future[T], then: Callable[[T], None] | None = None) -> None:
        self._open += 1
        if self._open == 1:
            self._watching.saved(is_saved=False)
        project = self.project

        def ended(future: Future[T]) -> None:
            self._deliver(lambda: self._ended(future, project, then))

        ticket.add_done_callback(ended)

    def _ended(
        self, future: Future[T], project: Project | None, then: Callable[[T], None] | None
    ) -> None:
        if self.project is not project:
            return
        self._open -= 1
        error = future.exception()
        if isinstance(error, Exception):
            self._watching.failed(error)
        elif then is not None:
            then(future.result())
        if self.is_saved:
            self._watching.saved(is_saved=True)
