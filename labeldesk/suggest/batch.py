"""A run of one model over many images: where it is, how fast, what failed."""

from __future__ import annotations

import time
from array import array
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np

from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import Problem
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.found import Answer
from labeldesk.suggest.recipe import ModelFile

MOST_FAILURES = 1000  # kept as rows; all are counted
_WINDOW_S = 20.0
_STEP_S = 0.25
_PATIENCE_S = 3.0  # before that, a time left would jump about

IMAGES = QT_TRANSLATE_NOOP("Model", "images")
Clock = Callable[[], float]


class Lane(IntEnum):
    """Who is served first."""

    CURRENT = 0
    PREFETCH = 1
    BATCH = 2


class BatchState(StrEnum):
    """What a batch is doing."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self in {BatchState.DONE, BatchState.CANCELLED, BatchState.FAILED}


@dataclass(frozen=True, slots=True)
class Wish:
    """One image that is to be looked at. Ids, not pixels: a hundred thousand cost nothing."""

    image_id: ImageId
    model: ModelFile
    lane: Lane


@dataclass(frozen=True, slots=True)
class ImageAnswer:
    """What a model said about one image of that (upright) size."""

    image_id: ImageId
    model: ModelFile
    lane: Lane
    size: Size
    answer: Answer


@dataclass(frozen=True, slots=True)
class ImageFailure:
    """Why there is no answer for one image."""

    image_id: ImageId
    model: ModelFile
    lane: Lane
    problem: Problem


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a batch is. `rate` is images per second, `seconds_left` None until both are known."""

    state: BatchState
    done: int
    total: int
    failed: int
    found: int
    rate: float | None = None
    seconds_left: float | None = None
    problem: Problem | None = None

    @property
    def plain(self) -> Progress:
        """The same for whoever shows any job."""
        return Progress(self.done, self.total, IMAGES)


class Batch:
    """The state of one batch; guarded by the engine's lock."""

    def __init__(
        self, images: Iterable[ImageId], model: ModelFile, clock: Clock = time.monotonic
    ) -> None:
        self.model = model
        self.state = BatchState.RUNNING
        self.problem: Problem | None = None
        self.failures: list[ImageFailure] = []
        self._images = array("q", images)
        self._clock = clock
        self._next = 0
        self._done = 0
        self._failed = 0
        self._found = 0
        self._early: set[int] = set()
        self._marks: deque[tuple[float, int]] = deque([(clock(), 0)])
        self._finish()

    def take(self) -> Wish | None:
        """The next image, leaving out those that were answered ahead of their turn."""
        while self.state is BatchState.RUNNING and self._next < len(self._images):
            image = self._images[self._next]
            self._next += 1
            if image not in self._early:
                return Wish(ImageId(image), self.model, Lane.BATCH)
            self._early.discard(image)
            self._count()
        return None

    def answered(self, found: int) -> None:
        """One more image has its answer."""
        self._found += found
        self._count()

    def answered_early(self, image: ImageId, found: int) -> None:
        """The open image was answered by the same model before its turn came."""
        waiting = np.frombuffer(self._images, np.int64)[self._next :]
        if not self.state.is_over and image not in self._early and (waiting == image).any():
            self._early.add(image)
            self._found += found

    def failed(self, failure: ImageFailure) -> None:
        """One more image has none."""
        self._failed += 1
        if len(self.failures) < MOST_FAILURES:
            self.failures.append(failure)
        self._count()

    def pause(self, *, on: bool) -> None:
        """Rest or go on; the time at rest does not count as slowness."""
        if self.state in {BatchState.RUNNING, BatchState.PAUSED}:
            self.state = BatchState.PAUSED if on else BatchState.RUNNING
            self._marks = deque([(self._clock(), self._done)])

    def end(self, state: BatchState, problem: Problem | None = None) -> None:
        """Stop for good."""
        if not self.state.is_over:
            self.state, self.problem = state, problem

    @property
    def progress(self) -> RunProgress:
        """How far it is."""
        rate = self._rate()
        total = len(self._images)
        known = rate is not None and rate > 0 and not self.state.is_over
        left = (total - self._done) / rate if known and rate else None
        return RunProgress(
            self.state, self._done, total, self._failed, self._found, rate, left, self.problem
        )

    def _count(self) -> None:
        self._done += 1
        now = self._clock()
        if now - self._marks[-1][0] >= _STEP_S:
            self._marks.append((now, self._done))
            while len(self._marks) > 2 and now - self._marks[1][0] > _WINDOW_S:  # noqa: PLR2004
                self._marks.popleft()
        self._finish()

    def _finish(self) -> None:
        if self._done >= len(self._images):
            self.end(BatchState.DONE)

    def _rate(self) -> float | None:
        (begun, before), (last, after) = self._marks[0], self._marks[-1]
        taken = last - begun
        return (after - before) / taken if taken >= _PATIENCE_S else None
