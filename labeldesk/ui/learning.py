"""Learning while labelling: looks at images beside the window, learns anew as labels come."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from labeldesk.domain.ids import AnnotationId, ImageId
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.jobs.threads import Ending
from labeldesk.quality.describe import Blind
from labeldesk.settings.places import Places
from labeldesk.ui.learning_thread import LearningThread, Wish
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.workspace import Deliver, Workspace

if TYPE_CHECKING:
    from labeldesk.suggest.heads import LearnedHead
    from labeldesk.work.describing import Describing, Scene
    from labeldesk.work.learners import Learners
    from labeldesk.work.learning import Learned, Learner, Marks
    from labeldesk.work.ranking import Ranking

REST_MS = 700
"""So long after the last of several labels the heads are fitted anew."""
_SLICE_S = 0.4
_BETWEEN_S = 5.0
_LOOK = "look"
_REFUSED_ONE = QT_TRANSLATE_NOOP("Learn", "Nothing is learned from {n} image: {reason}")
_REFUSED = QT_TRANSLATE_NOOP("Learn", "Nothing is learned from {n} images: {reason}")
_LOOKED_AT = QT_TRANSLATE_NOOP("Learn", "images and objects")


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was left after some images were looked at; whether all with a label were. At the end,
    what no vector could be made of.
    """

    left: int
    total: int
    is_ready: bool
    refused: UserError | None = None


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

    `trouble` is why the model that was chosen makes no vectors, None if it does.

    Everything but the signals happens on one thread of its own, a slice of images at a time.
    Nothing is looked at before somebody asks for something. A model that cannot be used, or no
    longer, is told, and learning goes on without one.
    """

    changed = Signal()
    progressed = Signal(object)
    ranked = Signal(object)
    learned = Signal(object)
    proposed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, deliver: Deliver, learners: Callable[[], Learners]
    ) -> None:
        super().__init__(workspace)
        self.is_on = False
        self._workspace, self._deliver, self._learners = workspace, deliver, learners
        self._desk: LearningThread | None = None
        self._is_plain = False
        self.trouble: UserError | None = None
        self._lent: dict[str, LearnedHead] = {}
        self._ending = Ending()
        self._wish: Wish | None = None
        self._need = _Need()
        self._others: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST_MS)
        self._soon.timeout.connect(self._look)
        workspace.opened.connect(self.labels_changed)
        workspace.leaving.connect(self._leave)
        watcher = workspace.watcher
        for told in (workspace.recorded, watcher.was_applied, watcher.was_reverted):
            told.connect(lambda _: self.labels_changed())

    @property
    def learner(self) -> Learner | None:
        """Who learns, once somebody asked for something."""
        return self._desk.learner if self._desk is not None else None

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
        elif self._desk is not None:
            scene, _ = _scene_of(self._workspace)
            self._desk.withdraw(scene, self.proposed.emit, self._failed)
        self.changed.emit()

    def restart(self, *, plain: bool = False) -> None:
        """Look at images with what the project says now, or without a model."""
        wish = self._wish
        self._leave()
        self._wish, self._is_plain = wish, plain
        self._need.outdate()
        self._look()

    def wish(self, wish: Wish) -> None:
        """Ask for a ranking, once everything was looked at; the one asked for last counts."""
        self._wish = wish
        self._look()

    def lend(self, head: LearnedHead) -> None:
        """Where labels teach nothing yet, this head from a file speaks."""
        self._lent = {**self._lent, head.of: head}
        if self.learner is not None:
            self.learner.lend(self._lent.values())
        self.labels_changed()

    def give_up(self) -> None:
        """Look at no more images for now."""
        self._wish = None
        if self._desk is not None:
            self._desk.runner.submit(lambda _: None, key=_LOOK)
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
        learner, desk = self.learner, self._desk
        if learner is not None and desk is not None:
            desk.runner.submit(lambda _: question(learner), done=then, failed=self.failed.emit)

    def close(self) -> None:
        """End, and wait for it."""
        self._leave()
        self._ending.wait()

    def _leave(self) -> None:
        self._soon.stop()
        if self._desk is not None:
            self._ending.add(self._desk.leave())
            self.progressed.emit(None)
        self._desk = self._wish = None
        self._is_plain, self.trouble = False, None
        self._others.clear()
        self.changed.emit()

    def _begin(self) -> LearningThread:
        """Make the learner, and load what it needs, on its own thread."""
        author, is_plain = self._workspace.author, self._is_plain
        learners, project = self._learners, self._workspace.project

        def make(end: Cancel) -> tuple[Learner, UserError | None]:
            if is_plain:
                return learners().plain(author), None
            return learners().made_anyhow(project, author, end)

        desk = self._desk = LearningThread(self._deliver)
        desk.begin(make, self._begun, self._failed)
        return desk

    def _begun(self, trouble: UserError | None) -> None:
        if self.learner is not None:
            self.learner.lend(self._lent.values())
        if trouble is not None:
            self.trouble = trouble
            self.failed.emit(trouble)
        if self._desk is not None and not self.is_on:
            scene, _ = _scene_of(self._workspace)
            self._desk.withdraw(scene, self.proposed.emit, self._failed)
        self._need = _Need()
        self._look()

    def _look(self) -> None:
        """Look at some images; what comes of it is decided in `_looked`."""
        if not self._workspace.is_open or not (self.is_on or self._wish is not None):
            return
        desk, learner = self._desk or self._begin(), self.learner
        if learner is None:  # it is being made, and then this is called again
            return
        scene, _ = _scene_of(self._workspace)
        is_stale = self._need.take_stale()
        others, self._others = self._others, set()

        work = partial(_looked_at, learner, scene, others, is_stale)
        desk.runner.submit(work, done=self._looked, failed=self._failed, key=_LOOK, priority=1)

    def _looked(self, looked: _Looked) -> None:
        done = looked.total - looked.left
        is_over = not looked.left
        self.progressed.emit(None if is_over else Progress(done, looked.total, _LOOKED_AT))
        if looked.refused is not None:
            self.failed.emit(looked.refused)
        if self._desk is None:
            return
        scene, marks = _scene_of(self._workspace)
        if is_over and self._wish is not None:
            wish, self._wish = self._wish, None
            self._desk.rank(wish, marks, self._ranked, self._failed)
        if self.is_on and self._need.take_due(looked):
            self._desk.fit(scene, marks, self._fitted, self._failed)
        if not is_over:
            self._look()

    def _ranked(self, ranking: Ranking) -> None:
        self.ranked.emit(ranking)
        self.changed.emit()

    def _fitted(self, learned: Learned) -> None:
        self.proposed.emit(learned.changed)
        if self._need.is_settled:
            self.learned.emit(learned)
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.progressed.emit(None)
        self.failed.emit(error)
        if isinstance(error, Blind):
            self.restart(plain=True)
            self.trouble = error


def _looked_at(
    learner: Learner, scene: Scene, others: Collection[int], is_stale: bool, cancel: Cancel
) -> _Looked:
    """Look at some images; `others` are those whose files are other ones now."""
    if is_stale:
        learner.read(scene)
    describing, first = learner.describing, learner.labelled()
    describing.forget(others)
    left = describing.some(scene, first, _SLICE_S, cancel)
    is_ready = not left or not np.isin(describing.images.missing(), first).any()
    refused = None if left else _refusal(describing)
    return _Looked(left, describing.total, is_ready, refused)


def _refusal(describing: Describing) -> UserError | None:
    """What is to be said of images that no vector could be made of, once."""
    refused, describing.refused = describing.refused, {}
    if not refused:
        return None
    path, problem = next(iter(refused.items()))
    words = counted(len(refused), _REFUSED_ONE, _REFUSED)
    text = words.filled(n=Grouped(len(refused)), reason=problem.text)
    return UserError(text, path=path)


def learners_in(places: Places) -> Learners:
    """What makes learners; called where they are made."""
    from labeldesk.work.learners import Learners

    return Learners(places.vectors, places.models)


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
    from labeldesk.work import ranking

    def wish(learner: Learner, marks: Marks, _: Cancel) -> Ranking:
        if chosen is not None:
            return ranking.similar_objects(learner, chosen, marks)
        return ranking.similar_images(learner, ImageId(image), marks)

    return wish
