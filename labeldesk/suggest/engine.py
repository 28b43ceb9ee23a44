"""The engine: models run over images beside the window, the open image first.

Two threads: one loads pictures and brings them to the input's size, one asks the model (which
lives in a child process), so that neither waits for the other. The queue holds ids.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.runner import Deliver, deliver_directly, report_to_hook
from labeldesk.jobs.threads import give_way
from labeldesk.suggest.asker import Asker
from labeldesk.suggest.backend import Backend
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
from labeldesk.suggest.feeding import Load, loaded
from labeldesk.suggest.listening import Listener, Voice
from labeldesk.suggest.recipe import ModelFile
from labeldesk.suggest.wishes import Ready, Wishes
from labeldesk.suggest.worker import Worker

_FAILED = QT_TRANSLATE_NOOP("Model", "The answer could not be kept: {reason}")
_BUSY = QT_TRANSLATE_NOOP("Model", "A run is going on; cancel it first")


@dataclass(frozen=True, slots=True)
class Setup:
    """How the engine runs: `backend` makes what runs the models, `device` is one of
    `session.DEVICES`, after `idle_s` seconds without work the model is unloaded.
    """

    backend: Callable[[], Backend] = Worker
    device: str = "auto"
    idle_s: float = 600.0
    clock: Clock = time.monotonic


_USUAL = Setup()


class Engine:
    """See the module. Every method returns at once and may be called from any thread.

    `keep` is called on the engine's own thread with each answer before the listener hears of
    it: storing there slows the run down instead of filling the memory.
    """

    def __init__(
        self,
        load: Load,
        listener: Listener,
        *,
        deliver: Deliver = deliver_directly,
        keep: Callable[[ImageAnswer], object] = lambda _: None,
        setup: Setup = _USUAL,
    ) -> None:
        self._load, self._keep, self._setup = load, keep, setup
        self._voice = Voice(listener, deliver, setup.clock)
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
            batch = Batch(images, model, self._setup.clock)
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

    def _prepare(self, wish: Wish, batch: Batch | None) -> None:
        item = loaded(self._load, wish, batch)
        if isinstance(item, Problem):
            self._fail(wish, batch, item)
            return
        with self._lock:
            self._wishes.put(item)
            self._lock.notify_all()

    def _asking(self) -> None:
        give_way()
        asker = Asker(self._setup.backend(), self._setup.device, self._voice)
        try:
            while (item := self._await(asker)) is not None:
                self._ask(asker, item)
        finally:
            asker.close()

    def _await(self, asker: Asker) -> Ready | None:
        """The next picture; unloads the model when none comes for long. None at the end."""
        while True:
            with self._lock:
                item = None
                while not self._closing and (item := self._wishes.pop()) is None:
                    if not self._lock.wait(self._setup.idle_s if asker.is_open else None):
                        break
                if self._closing:
                    return None
                if item is not None:
                    self._running = (Cancel(), item.batch)
                    self._lock.notify_all()
                    return item
            asker.rest()

    def _ask(self, asker: Asker, item: Ready) -> None:
        with self._lock:
            cancel = self._running[0] if self._running else Cancel()
            ahead = self._wishes.following(item)
        try:
            answer = asker.ask(item, cancel, ahead)
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
