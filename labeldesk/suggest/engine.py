"""The engine: models run over images beside the window, the open image first.

Two threads: one loads pictures and brings them to the input's size, one asks the model (which
lives in a child process), so that neither waits for the other. The queue holds ids.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.runner import deliver_directly, report_to_hook
from labeldesk.jobs.threads import give_way
from labeldesk.suggest.backend import Backend, ModelLost
from labeldesk.suggest.batch import (
    Batch,
    BatchState,
    Clock,
    ImageAnswer,
    ImageFailure,
    Lane,
    RunProgress,
    Wish,
)
from labeldesk.suggest.preprocess import Pixels, fitted
from labeldesk.suggest.recipe import ModelFile
from labeldesk.suggest.wishes import Ready, Wishes
from labeldesk.suggest.worker import Worker

MOST_LOSSES = 5  # crashes one after the other: then it is the model, not the images
_EVERY_S = 0.1

_NO_PIXELS = QT_TRANSLATE_NOOP("Model", "The image has no pixels")
_UNLOADED = QT_TRANSLATE_NOOP("Model", "The image could not be loaded: {reason}")
_FAILED = QT_TRANSLATE_NOOP("Model", "The answer could not be kept: {reason}")
_BUSY = QT_TRANSLATE_NOOP("Model", "A run is going on; cancel it first")


class ModelState(StrEnum):
    """Whether the model is in memory."""

    LOADING = "loading"
    READY = "ready"
    UNLOADED = "unloaded"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """What to show about the model: its true device, and what is odd."""

    model: ModelFile
    state: ModelState
    providers: tuple[str, ...] = ()
    notes: tuple[Problem, ...] = ()


class Listener(Protocol):
    """Hears of everything, through the engine's `deliver`."""

    def answered(self, answer: ImageAnswer) -> None:
        """One image was looked at."""
        ...

    def failed(self, failure: ImageFailure) -> None:
        """One image has no answer."""
        ...

    def progressed(self, progress: RunProgress) -> None:
        """The batch went on; at most 10 times a second, and once at its end."""
        ...

    def status(self, status: ModelStatus) -> None:
        """The model was loaded, unloaded or lost."""
        ...


Load = Callable[[ImageId], Pixels]
"""Gives the upright picture, uint8 grey, BGR or BGRX; raises `UserError`. On the load thread."""


class Engine:
    """See the module. Every method returns at once and may be called from any thread.

    `keep` is called on the engine's own thread with each answer before the listener hears of
    it: storing there slows the run down instead of filling the memory.
    """

    def __init__(  # noqa: PLR0913 (ports and knobs, all but two with their usual value)
        self,
        load: Load,
        listener: Listener,
        *,
        deliver: Callable[[Callable[[], None]], None] = deliver_directly,
        keep: Callable[[ImageAnswer], object] = lambda _: None,
        backend: Callable[[], Backend] = Worker,
        device: str = "auto",
        idle_s: float = 600.0,
        clock: Clock = time.monotonic,
    ) -> None:
        self._load, self._keep, self._device = load, keep, device
        self._voice = _Voice(listener, deliver, clock)
        self._make_backend = backend
        self._idle_s, self._clock = idle_s, clock
        self._lock = threading.Condition()
        self._wishes = Wishes()
        self._closing = False
        self._running: tuple[Cancel, Batch | None] | None = None
        self._threads = [
            threading.Thread(target=self._loading, name="suggest-load"),
            threading.Thread(target=self._asking, name="suggest-ask"),
        ]
        for thread in self._threads:
            thread.start()

    def show(self, image: ImageId | None, model: ModelFile | None) -> None:
        """Look at the open image before everything else; None wishes nothing."""
        with self._lock:
            wish = Wish(image, model, Lane.CURRENT) if image is not None and model else None
            self._wishes.show(wish)
            self._lock.notify_all()

    def prefetch(self, images: Iterable[ImageId], model: ModelFile) -> None:
        """Then at these, nearest first; those wished before and not begun are dropped."""
        with self._lock:
            self._wishes.near(Wish(image, model, Lane.PREFETCH) for image in images)
            self._lock.notify_all()

    def start_batch(self, images: Iterable[ImageId], model: ModelFile) -> None:
        """Then at all of these, in order; raises `UserError` while another batch goes on."""
        with self._lock:
            if self._wishes.batch is not None and not self._wishes.batch.state.is_over:
                raise UserError(_BUSY)
            batch = Batch(images, model, self._clock)
            self._wishes.batch = batch
            self._lock.notify_all()
        self._voice.progressed(batch.progress, last=batch.state.is_over)

    def pause(self, *, on: bool = True) -> None:
        """Let the batch rest or go on; the open image is still looked at."""
        self._change(lambda batch: batch.pause(on=on))

    def resume(self) -> None:
        """Let the batch go on."""
        self.pause(on=False)

    def cancel(self) -> None:
        """End the batch, in the middle of an image if need be; what was answered stays."""
        with self._lock:
            if self._running is not None and self._running[1] is not None:
                self._running[0].set()
        self._change(lambda batch: batch.end(BatchState.CANCELLED))

    @property
    def progress(self) -> RunProgress | None:
        """How far the batch is, or how it ended; None before the first."""
        with self._lock:
            return self._wishes.batch.progress if self._wishes.batch else None

    @property
    def failures(self) -> tuple[ImageFailure, ...]:
        """The images of the batch without an answer, the first thousand."""
        with self._lock:
            return tuple(self._wishes.batch.failures) if self._wishes.batch else ()

    def close(self) -> None:
        """Stop everything and wait for it: at most as long as a picture takes to load."""
        with self._lock:
            self._closing = True
            if self._running is not None:
                self._running[0].set()
            self._lock.notify_all()
        for thread in self._threads:
            thread.join()

    def _change(self, change: Callable[[Batch], None]) -> None:
        with self._lock:
            batch = self._wishes.batch
            if batch is None or batch.state.is_over:
                return
            change(batch)
            self._lock.notify_all()
        self._voice.progressed(batch.progress, last=True)

    def _loading(self) -> None:
        give_way()
        while True:
            with self._lock:
                taken = None
                while not self._closing and (taken := self._wishes.take()) is None:
                    self._lock.wait()
                if self._closing or taken is None:
                    return
            self._prepare(*taken)

    def _picture(self, image: ImageId) -> Pixels:
        picture = self._load(image)
        if not picture.size:
            raise UserError(_NO_PIXELS)
        return picture

    def _prepare(self, wish: Wish, batch: Batch | None) -> None:
        try:
            picture = self._picture(wish.image_id)
            canvas, at = fitted(picture, wish.model.recipe.input)
        except UserError as error:
            self._fail(wish, batch, error.problem)
        except Exception as error:  # noqa: BLE001 (one odd picture must not end the run)
            text = _UNLOADED.filled(reason=repr(error)[:300])
            self._fail(wish, batch, Problem(Severity.ERROR, text))
        else:
            size = Size(picture.shape[1], picture.shape[0])
            with self._lock:
                self._wishes.put(Ready(wish.lane, 0, wish, canvas, at, size, batch))
                self._lock.notify_all()

    def _asking(self) -> None:
        give_way()
        asker = _Asker(self._make_backend(), self._device, self._voice)
        try:
            while (item := self._await(asker)) is not None:
                self._ask(asker, item)
        finally:
            asker.close()

    def _await(self, asker: _Asker) -> Ready | None:
        """The next picture; unloads the model when none comes for long. None at the end."""
        while True:
            with self._lock:
                item = None
                while not self._closing and (item := self._wishes.pop()) is None:
                    if not self._lock.wait(self._idle_s if asker.is_open else None):
                        break
                if self._closing:
                    return None
                if item is not None:
                    self._running = (Cancel(), item.batch)
                    self._lock.notify_all()
                    return item
            asker.rest()

    def _ask(self, asker: _Asker, item: Ready) -> None:
        cancel = self._running[0] if self._running else Cancel()
        try:
            answer = asker.ask(item, cancel)
            self._keep(answer)
        except Cancelled:
            pass
        except UserError as error:
            self._fail(item.wish, item.batch, error.problem)
            if asker.is_hopeless and item.batch is not None:
                self._give_up(item.batch, error.problem)
        except Exception as error:  # noqa: BLE001 (a bug: shown, and the run goes on)
            report_to_hook(error)
            text = _FAILED.filled(reason=repr(error)[:300])
            self._fail(item.wish, item.batch, Problem(Severity.ERROR, text))
        else:
            self._succeed(item, answer)
        finally:
            with self._lock:
                self._running = None

    def _succeed(self, item: Ready, answer: ImageAnswer) -> None:
        found = len(answer.answer.founds)
        with self._lock:
            batch = self._wishes.batch
            if item.batch is not None:
                item.batch.answered(found)
            elif batch is not None and batch.model == item.wish.model:
                batch.answered_early(item.wish.image_id, found)
        self._voice.answered(answer)
        self._tell(item.batch)

    def _fail(self, wish: Wish, batch: Batch | None, problem: Problem) -> None:
        failure = ImageFailure(wish.image_id, wish.model, wish.lane, problem)
        with self._lock:
            if batch is not None:
                batch.failed(failure)
        self._voice.failed(failure)
        self._tell(batch)

    def _give_up(self, batch: Batch, problem: Problem) -> None:
        with self._lock:
            batch.end(BatchState.FAILED, problem)
        self._tell(batch)

    def _tell(self, batch: Batch | None) -> None:
        if batch is not None:
            with self._lock:
                progress = batch.progress
            self._voice.progressed(progress, last=progress.state.is_over)


class _Asker:
    """The backend with the model that is open in it; lives on the asking thread."""

    def __init__(self, backend: Backend, device: str, voice: _Voice) -> None:
        self._backend, self._device, self._voice = backend, device, voice
        self._model: ModelFile | None = None
        self._broken: tuple[ModelFile, UserError] | None = None
        self._losses = 0

    @property
    def is_open(self) -> bool:
        """Whether a model is in memory."""
        return self._model is not None

    @property
    def is_hopeless(self) -> bool:
        """Whether the last failure was the model's and will come again with every image."""
        return self._broken is not None or self._losses >= MOST_LOSSES

    def ask(self, item: Ready, cancel: Cancel) -> ImageAnswer:
        """The model's answer; raises `UserError` or `Cancelled`."""
        model = item.wish.model
        self._opened(model, item.batch is not None)
        try:
            answer = self._backend.run(item.canvas, item.at, cancel)
        except ModelLost as error:
            self._losses += 1
            self._voice.status(ModelStatus(model, ModelState.LOST, notes=(error.problem,)))
            raise
        self._losses = 0
        return ImageAnswer(item.wish.image_id, model, item.wish.lane, item.size, answer)

    def rest(self) -> None:
        """Give the memory back; the next picture loads the model again."""
        if self._model is not None:
            self._backend.close()
            self._voice.status(ModelStatus(self._model, ModelState.UNLOADED))
            self._model = None

    def close(self) -> None:
        """The end."""
        self._model = None
        self._backend.close()

    def _opened(self, model: ModelFile, in_batch: bool) -> None:
        if self._model == model:
            return
        if in_batch and self._broken is not None and self._broken[0] == model:
            raise self._broken[1]
        self._broken, self._losses, self._model = None, 0, None
        self._voice.status(ModelStatus(model, ModelState.LOADING))
        try:
            opened = self._backend.open(model, self._device)
        except UserError as error:
            self._broken = (model, error)
            self._voice.status(ModelStatus(model, ModelState.FAILED, notes=(error.problem,)))
            raise
        self._model = model
        ready = ModelStatus(model, ModelState.READY, opened.providers, opened.notes)
        self._voice.status(ready)


class _Voice:
    """Tells the listener, through `deliver`; progress at most ten times a second."""

    def __init__(
        self, listener: Listener, deliver: Callable[[Callable[[], None]], None], clock: Clock
    ) -> None:
        self._listener, self._deliver, self._clock = listener, deliver, clock
        self._told = float("-inf")

    def answered(self, answer: ImageAnswer) -> None:
        self._deliver(lambda: self._listener.answered(answer))

    def failed(self, failure: ImageFailure) -> None:
        self._deliver(lambda: self._listener.failed(failure))

    def status(self, status: ModelStatus) -> None:
        self._deliver(lambda: self._listener.status(status))

    def progressed(self, progress: RunProgress, *, last: bool) -> None:
        now = self._clock()
        if last or now - self._told >= _EVERY_S:
            self._told = now
            self._deliver(lambda: self._listener.progressed(progress))
