"""How many suggestions wait on each image: the ones that would be seen there, kept in step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from labeldesk.ui.choice import Choice
from labeldesk.ui.modelling import Modelling
from labeldesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from labeldesk.storage.records import FoundByRun, Waiting

_REST_MS = 150
"""So long after the first of several changes they are counted together."""
_AT_ONCE = 2_000


class WaitingCounts(QObject):
    """Counts on the reader's thread, a part of the images at a time, so that a question of the
    window never stands behind the counting of 100,000. Signal: `changed(places)`, the places in
    the catalogue with another number.
    """

    changed = Signal(object)

    def __init__(self, workspace: Workspace, choice: Choice, models: Modelling) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._choice = choice
        self._fresh: set[int] = set()
        self._rest: NDArray[np.int64] = np.zeros(0, np.int64)
        self._is_asking = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST_MS)
        self._soon.timeout.connect(self._ask)
        workspace.opened.connect(self._all)
        workspace.closed.connect(self._none)
        workspace.rows_changed.connect(self._rows)
        choice.score_changed.connect(self._other_score)
        self._models = models
        models.was_answered.connect(lambda answer: self._one(answer.image_id))

    def of_run(self, tell: Callable[[FoundByRun], None]) -> None:
        """How much of what the run found would be seen, as soon as the reader's thread knows."""
        project, run = self._workspace.project, self._models.run
        if project is not None and run is not None:
            from labeldesk.storage import moments

            count = partial(moments.found_by, run_id=run.id, least=self._choice.thresholds)
            self._workspace.recorder.ask(project.later(count), tell)

    def count_anew(self, images: Iterable[int]) -> None:
        """What waits on these is another."""
        self._fresh.update(images)
        self._wait()

    def is_seen(self, class_name: str, score: float) -> bool:
        """Whether a suggestion of that class and score is shown."""
        return score >= self._choice.thresholds.of(class_name)

    def _all(self) -> None:
        """All images, those about the open one first."""
        if self._workspace.is_open:
            start = max(self._workspace.index - _AT_ONCE // 2, 0)
            self._rest = np.roll(self._workspace.catalogue.ids, -start)
            self._wait()

    def _other_score(self) -> None:
        self._all()
        if self._workspace.is_open:
            self._soon.start()  # anew: while the slider moves nothing is counted

    def _none(self) -> None:
        self._fresh.clear()
        self._rest = self._rest[:0]
        self._is_asking = False
        self._soon.stop()

    def _rows(self, places: list[int] | None) -> None:
        if places is None:
            self._all()
            return
        self._fresh.update(self._workspace.catalogue.ids[places].tolist())
        self._wait()

    def _one(self, image_id: int) -> None:
        self.count_anew([image_id])

    def _wait(self) -> None:
        if not self._soon.isActive() and not self._is_asking:
            self._soon.start()

    def _ask(self) -> None:
        project = self._workspace.project
        if project is None or self._is_asking:
            return
        ids = self._taken()
        if len(ids):
            from labeldesk.storage import moments

            self._is_asking = True
            count = partial(moments.waiting, ids=ids, least=self._choice.thresholds)
            self._workspace.recorder.ask(project.later(count), self._have)

    def _taken(self) -> NDArray[np.int64]:
        """What is counted next: what changed on its own first, then a part of the rest."""
        if self._fresh:
            fresh = np.fromiter(self._fresh, np.int64, len(self._fresh))
            self._fresh.clear()
            return fresh
        part, self._rest = self._rest[:_AT_ONCE], self._rest[_AT_ONCE:]
        return part

    def _have(self, found: Waiting) -> None:
        self._is_asking = False
        places = self._workspace.catalogue.wait(found)
        if len(places):
            self.changed.emit(places)
        if self._soon.isActive():
            return
        if len(self._rest):
            self._ask()
        elif self._fresh:
            self._wait()
