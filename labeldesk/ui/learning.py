"""Learning while labelling: looks at images beside the window, learns anew as labels come."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.progress import Cancel, Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.threads import Ending
from labeldesk.jobs.ticket import Ticket
from labeldesk.ui.workspace import Deliver, Workspace

if TYPE_CHECKING:
    from labeldesk.suggest.heads import LearnedHead
    from labeldesk.work.describing import Scene
    from labeldesk.work.learning import Learned, Learner, Marks
    from labeldesk.work.ranking import Ranking

REST_MS = 700
"""So long after the last of several labels the heads are fitted anew."""
_SLICE_S = 0.4
_BETWEEN_S = 5.0
_FIT, _LOOK, _WISH = "fit", "look", "wish"
_LOOKED_AT = QT_TRANSLATE_NOOP("Learn", "images and objects")

Wish = Callable[["Learner", "Marks", Cancel], "Ranking"]


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was left after some images were looked at; whether all with a label were."""

    left: int
    total: int
    is_ready: bool


class _Need:
    """Whether labels have to be read and heads to be fitted anew."""

    def __init__(self) -> None:
        self._is_stale = self._is_due = True
        self._fitted_at = -_BETWEEN_S

    @property
    def is_settled(self) -> bool:
        """Whether the heads know all there is to know."""
        return not self._is_due

    def outdate(self) -> None:
        """There are other labels."""
        self._is_stale = self._is_due = True

    def take_stale(self) -> bool:
        """Whether labels have to be read, which is done then."""
        is_stale, self._is_stale = self._is_stale, False
        return is_stale

    def take_due(self, looked: _Looked) -> bool:
        """Whether to fit now, which is done then: at the end, and some seconds apart before it."""
        now, is_over = time.monotonic(), not looked.left
        is_time = is_over or now - self._fitted_at >= _BETWEEN_S
        if not (looked.is_ready and self._is_due and is_time):
            return False
        self._fitted_at, self._is_due = now, not is_over
        return True


class Learning(QObject):
    """Signals: `changed` when it is on or off, or has a head or none; `progressed(Progress or
    None)` while images are looked at; `ranked(Ranking)`; `learned(Learned)`, once all are;
    `proposed(ids)`, the images where other suggestions wait now; `failed(Exception)`.

    Everything but the signals happens on one thread of its own, a slice of images at a time.
    Nothing is looked at before somebody asks for something.
    """

    changed = Signal()
    progressed = Signal(object)
    ranked = Signal(object)
    learned = Signal(object)
    proposed = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, deliver: Deliver, cache: Path) -> None:
        super().__init__(workspace)
        self.is_on = False
        self.learner: Learner | None = None
        self._workspace, self._deliver, self._cache = workspace, deliver, cache
        self._runner: Runner | None = None
        self._lent: dict[str, LearnedHead] = {}
        self._ending = Ending()
        self._wish: Wish | None = None
        self._fitting: Ticket | None = None
        self._need = _Need()
        self._others: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST_MS)
        self._soon.timeout.connect(self._look)
        workspace.opened.connect(self.labels_changed)
        workspace.leaving.connect(self._leave)
        workspace.recorded.connect(lambda _: self.labels_changed())
        workspace.watcher.was_applied.connect(lambda _: self.labels_changed())
        workspace.watcher.was_reverted.connect(lambda _: self.labels_changed())

    @property
    def has_head(self) -> bool:
        """Whether something was learned."""
        learner = self.learner
        return learner is not None and bool(learner.tag_head or learner.object_head)

    def set_on(self, *, on: bool) -> None:
        """Suggest from labels and learn anew as they come, or take the suggestions back."""
        if on == self.is_on:
            return
        self.is_on = on
        self._need.outdate()
        if on:
            self._look()
        else:
            self._withdraw()
        self.changed.emit()

    def wish(self, wish: Wish) -> None:
        """Ask for a ranking, once everything was looked at; the one asked for last counts."""
        self._wish = wish
        self._look()

    def lend(self, head: LearnedHead) -> None:
        """Where labels teach nothing yet, this head from a file speaks."""
        self._lent = {**self._lent, head.of: head}
        if self.learner is not None:
            self.learner.lent = self._lent
        self.labels_changed()

    def give_up(self) -> None:
        """Look at no more images for now."""
        self._wish = None
        if self._runner is not None:
            self._runner.submit(lambda _: None, key=_LOOK)
        self.progressed.emit(None)

    def look_again(self, image: int) -> None:
        """The file of the image changed."""
        self._others.add(image)
        self.labels_changed()

    def labels_changed(self) -> None:
        """There are other labels, or other images."""
        self._need.outdate()
        if self.is_on:
            self._soon.start()

    def ask(self, question: Callable[[Learner], object], then: Callable[[object], object]) -> None:
        """Ask the learner something on its thread."""
        learner = self.learner
        if learner is not None and self._runner is not None:
            self._runner.submit(lambda _: question(learner), done=then, failed=self.failed.emit)

    def close(self) -> None:
        """End, and wait for it."""
        self._leave()
        self._ending.wait()

    def _leave(self) -> None:
        self._soon.stop()
        if self._runner is not None:
            self._ending.add(self._runner.stop())
            self.progressed.emit(None)
        self._runner = self.learner = self._wish = self._fitting = None
        self._others.clear()
        self.changed.emit()

    def _begin(self) -> None:
        """Make the learner, and load what it needs, on its own thread."""
        self._runner = Runner(self._deliver, name="learning")
        make = partial(_made_learner, self._cache, self._workspace.author)
        self._runner.submit(make, done=self._begun, failed=self._failed)

    def _begun(self, learner: Learner) -> None:
        self.learner, learner.lent = learner, self._lent
        self._need = _Need()
        self._look()

    def _look(self) -> None:
        """Look at some images; what comes of it is decided in `_looked`."""
        if not self._workspace.is_open or not (self.is_on or self._wish is not None):
            return
        if self._runner is None:
            self._begin()
        runner, learner = self._runner, self.learner
        if runner is None or learner is None:  # it is being made, and then this is called again
            return
        scene, _ = _scene_of(self._workspace)
        is_stale = self._need.take_stale()
        others, self._others = self._others, set()

        def work(cancel: Cancel) -> _Looked:
            if is_stale:
                learner.read(scene)
            learner.describing.forget(others)
            first = learner.labelled()
            describing = learner.describing
            left = describing.some(scene, first, _SLICE_S, cancel)
            is_ready = not left or not np.isin(describing.images.missing(), first).any()
            return _Looked(left, describing.total, is_ready)

        runner.submit(work, done=self._looked, failed=self._failed, key=_LOOK, priority=1)

    def _looked(self, looked: _Looked) -> None:
        done = looked.total - looked.left
        is_over = not looked.left
        self.progressed.emit(None if is_over else Progress(done, looked.total, _LOOKED_AT))
        if self._runner is None or self.learner is None:
            return
        if is_over and self._wish is not None:
            self._rank(self._runner, self.learner, self._wish)
        if self.is_on and self._need.take_due(looked):
            self._fit(self._runner, self.learner)
        if not is_over:
            self._look()

    def _rank(self, runner: Runner, learner: Learner, wish: Wish) -> None:
        _, marks = _scene_of(self._workspace)
        self._wish = None

        def work(cancel: Cancel) -> Ranking:
            return wish(learner, marks, cancel)

        def done(ranking: Ranking) -> None:
            self.ranked.emit(ranking)
            self.changed.emit()

        runner.submit(work, done=done, failed=self._failed, key=_WISH)

    def _fit(self, runner: Runner, learner: Learner) -> None:
        scene, marks = _scene_of(self._workspace)

        def work(cancel: Cancel) -> Learned:
            return learner.propose(scene, marks, learner.fit(cancel), cancel)

        self._fitting = runner.submit(work, done=self._fitted, failed=self._failed, key=_FIT)

    def _fitted(self, learned: Learned) -> None:
        self.proposed.emit(learned.changed)
        if self._need.is_settled:
            self.learned.emit(learned)
        self.changed.emit()

    def _withdraw(self) -> None:
        if self._fitting is not None:
            self._fitting.cancel()
        if self._runner is not None and self.learner is not None:
            learner, (scene, _) = self.learner, _scene_of(self._workspace)
            done, failed = self.proposed.emit, self._failed
            self._runner.submit(
                lambda _: learner.withdraw(scene), done=done, failed=failed, key=_FIT
            )

    def _failed(self, error: Exception) -> None:
        self.progressed.emit(None)
        self.failed.emit(error)


def _made_learner(cache: Path, author: str, _: Cancel) -> Learner:
    from labeldesk.work import ranking  # noqa: F401 (loaded here, not on the window's thread)
    from labeldesk.work.describing import Describing
    from labeldesk.work.learning import Learner

    return Learner(Describing(cache), author)


def _scene_of(workspace: Workspace) -> tuple[Scene, Marks]:
    """Images and states as they are now, for another thread."""
    from labeldesk.work.describing import Scene
    from labeldesk.work.learning import Marks

    catalogue = workspace.catalogue
    root = workspace.source.root if workspace.source is not None else Path()
    scene = Scene(catalogue.listed, root, workspace.project, workspace.index)
    return scene, Marks(catalogue.ids, catalogue.states.copy())


def similar_to(image: int, chosen: AnnotationId | None) -> Wish:
    """What is like that image, or like that object on it."""
    from labeldesk.domain.ids import ImageId
    from labeldesk.work import ranking

    def wish(learner: Learner, marks: Marks, _: Cancel) -> Ranking:
        if chosen is not None:
            return ranking.similar_objects(learner, chosen, marks)
        return ranking.similar_images(learner, ImageId(image), marks)

    return wish
