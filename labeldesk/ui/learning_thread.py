"""The thread of learning, and the learner that lives on it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.ticket import Ticket
from labeldesk.ui.workspace import Deliver

if TYPE_CHECKING:
    from labeldesk.work.describing import Scene
    from labeldesk.work.learning import Learned, Learner, Marks
    from labeldesk.work.ranking import Ranking

_FIT, _WISH = "fit", "wish"

Wish = Callable[["Learner", "Marks", Cancel], "Ranking"]
T = TypeVar("T")
Done = Callable[[T], object]
Make = Callable[[Cancel], "tuple[Learner, UserError | None]"]


class LearningThread:
    """A thread, and the learner that is made there. Leaving it never waits."""

    def __init__(self, deliver: Deliver) -> None:
        self.runner = Runner(deliver, name="learning")
        self.learner: Learner | None = None
        self._made: list[Learner] = []
        self._end = Cancel()
        self._fitting: Ticket | None = None

    def begin(self, make: Make, done: Done[UserError | None], failed: Done[Exception]) -> None:
        """Make the learner, and load what it needs; then `learner` is there."""

        def work(_: Cancel) -> tuple[Learner, UserError | None]:
            from labeldesk.work import ranking  # noqa: F401 (loaded here, not by the window)

            learner, trouble = make(self._end)
            self._made.append(learner)
            return learner, trouble

        def made(found: tuple[Learner, UserError | None]) -> None:
            self.learner, trouble = found
            done(trouble)

        self.runner.submit(work, done=made, failed=failed)

    def rank(self, wish: Wish, marks: Marks, done: Done[Ranking], failed: Done[Exception]) -> None:
        """Give `done` what was wished for."""
        learner = self.learner
        if learner is not None:
            work = partial(wish, learner, marks)
            self.runner.submit(work, done=done, failed=failed, key=_WISH)

    def fit(self, scene: Scene, marks: Marks, done: Done[Learned], failed: Done[Exception]) -> None:
        """Learn anew, and store what follows from it."""
        learner = self.learner
        if learner is None:
            return

        def work(cancel: Cancel) -> Learned:
            return learner.propose(scene, marks, learner.fit(cancel), cancel)

        self._fitting = self.runner.submit(work, done=done, failed=failed, key=_FIT)

    def withdraw(
        self, scene: Scene, done: Done[frozenset[ImageId]], failed: Done[Exception]
    ) -> None:
        """Take back what nobody has decided about."""
        learner = self.learner
        if self._fitting is not None:
            self._fitting.cancel()
        if learner is not None:
            work = partial(_withdrawn, learner, scene)
            self.runner.submit(work, done=done, failed=failed, key=_FIT)

    def leave(self) -> list[threading.Thread]:
        """Nothing is heard from here any more; gives the threads that end soon."""
        self._end.set()
        working = self.runner.stop()

        def close() -> None:
            for thread in working:
                thread.join()
            for learner in self._made:
                learner.close()

        last = threading.Thread(target=close, name="learning-end")
        last.start()
        return [last]


def _withdrawn(learner: Learner, scene: Scene, _: Cancel) -> frozenset[ImageId]:
    return learner.withdraw(scene)
