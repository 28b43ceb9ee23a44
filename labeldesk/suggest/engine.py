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
from labeldesk.suggest.turns import Turns
from labeldesk.suggest.wishes import Ready
from labeldesk.suggest.worker import Worker

_FAILED = QT_TRANSLATE_NOOP("Model", "The answer could not be kept: {reason}")
_BUSY = QT_TRANSLATE_NOOP("Model", "A run is going on; cancel it first")


@dataclass(frozen=True, slots=True)
class Setup:
    """How the engine runs: `backend` makes what runs the models, `device` is one of
    `session.DEVICES` for models that wish for none, after `idle_s` seconds without work the model
    is unloaded.
    """

    backend: Callable[[], Backend] = Worker
    device: str = "auto"
    idle_s: Callable[[], float] = lambda: 600.0
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
        self._turns = Turns()
        self._threads = [
            threading.Thread(target=self._loading, name="suggest-load"),
            threading.Thread(target=self._asking, name="suggest-ask"),
        ]
        for thread in self._threads:
            thread.start()

    def show(self, image: ImageId | None, model: ModelFile | None) -> None:
        """Look at the open image before everything else; None wishes nothing."""
        with self._turns.changing() as wishes:
            wish = Wish(image, model, Lane.CURRENT) if image is not None and model else None
            wishes.show(wish, self._turns.in_hand)

    def prefetch(self, images: Iterable[ImageId], model: ModelFile) -> None:
        """Then at these, nearest first; those wished before are dropped, but for what the model
        works on. Call it after `show`.
        """
        ahead = [Wish(image, model, Lane.PREFETCH) for image in images]
        with self._turns.changing() as wishes:
            wishes.near(ahead, self._turns.in_hand)

    def start_batch(self, images: Iterable[ImageId], model: ModelFile) -> None:
        """Then at all of these, in order; raises `UserError` while another batch goes on."""
        with self._turns.changing() as wishes:
            if wishes.batch is not None and not wishes.batch.state.is_over:
                raise UserError(_BUSY)
            batch = wishes.batch = Batch(images, model, self._setup.clock)
            wishes.near(())  # a batch begins with those
            progress = batch.progress
        self._voice.progressed(progress, last=True)

    def pause(self, *, on: bool = True) -> None:
        """Let the batch rest or go on; the open image is still looked at."""
        self._change(lambda batch: batch.pause(on=on))

    def resume(self) -> None:
        """Let the batch go on."""
        self.pause(on=False)

    def cancel(self) -> None:
        """End the batch, in the middle of an image if need be; what was answered stays."""
        self._turns.interrupt()
        self._change(lambda batch: batch.end(BatchState.CANCELLED))

    @property
    def progress(self) -> RunProgress | None:
        """How far the batch is, or how it ended; None before the first."""
        with self._turns.changed:
            batch = self._turns.wishes.batch
            return batch.progress if batch else None

    @property
    def failures(self) -> tuple[ImageFailure, ...]:
        """The images of the batch without an answer, the first thousand."""
        with self._turns.changed:
            batch = self._turns.wishes.batch
            return tuple(batch.failures) if batch else ()

    def stop(self) -> list[threading.Thread]:
        """Stop everything and say nothing any more; gives the threads, which end soon.

        "Soon" is when the picture in hand is loaded and the child has ended.
        """
        self._voice.fall_silent()
        self._turns.end()
        return list(self._threads)

    def close(self) -> None:
        """The same, and wait for it."""
        for thread in self.stop():
            thread.join()

    def _change(self, change: Callable[[Batch], None]) -> None:
        with self._turns.changing() as wishes:
            batch = wishes.batch
            if batch is None or batch.state.is_over:
                return
            change(batch)
            progress = batch.progress
        self._voice.progressed(progress, last=True)

    def _loading(self) -> None:
        give_way()
        while (taken := self._turns.to_load()) is not None:
            wish, batch = taken
            item = loaded(self._load, wish, batch)
            if isinstance(item, Problem):
                self._fail(wish, batch, item)
                continue
            with self._turns.changing() as wishes:
                wishes.put(item)

    def _asking(self) -> None:
        give_way()
        asker = Asker(self._setup.backend(), self._setup.device, self._voice)
        try:
            while not self._turns.is_over:
                taken = self._turns.to_ask(self._setup.idle_s() if asker.is_open else None)
                if taken is None:
                    asker.rest()
                else:
                    self._ask(asker, *taken)
        finally:
            asker.close()

    def _ask(self, asker: Asker, item: Ready, cancel: Cancel) -> None:
        try:
            answer = asker.ask(item, cancel, self._turns)
            if answer is not None:
                self._keep(answer)
        except Cancelled:
            pass
        except UserError as error:
            self._fail(item.wish, item.batch, error.problem)
            hopeless = asker.why_hopeless(error.problem)
            if hopeless is not None and item.batch is not None:
                self._give_up(item.batch, hopeless)
        except Exception as error:  # noqa: BLE001 (a bug: shown, and the run goes on)
            self._stumble(item, error)
        else:
            self._succeed(item, answer)
        finally:
            self._turns.answered()

    def _succeed(self, item: Ready, answer: ImageAnswer | None) -> None:
        with self._turns.changing() as wishes:
            if answer is None:  # something more urgent goes between two pieces
                wishes.put_back(item)
                return
            found = len(answer.answer.founds)
            batch = wishes.batch
            if item.batch is not None:
                item.batch.answered(found)
            elif batch is not None and batch.model == item.wish.model:
                batch.answered_early(item.wish.image_id, found)
        self._voice.answered(answer)
        self._tell(item.batch)

    def _stumble(self, item: Ready, error: Exception) -> None:
        if self._turns.is_over:
            return  # there is nowhere to keep answers any more
        report_to_hook(error)
        text = _FAILED.filled(reason=repr(error)[:300])
        self._fail(item.wish, item.batch, Problem(Severity.ERROR, text))

    def _fail(self, wish: Wish, batch: Batch | None, problem: Problem) -> None:
        failure = ImageFailure(wish.image_id, wish.model, wish.lane, problem)
        if batch is not None:
            with self._turns.changing():
                batch.failed(failure)
        self._voice.failed(failure)
        self._tell(batch)

    def _give_up(self, batch: Batch, problem: Problem) -> None:
        with self._turns.changing():
            batch.end(BatchState.FAILED, problem)
        self._tell(batch)

    def _tell(self, batch: Batch | None) -> None:
        if batch is not None:
            with self._turns.changed:
                progress = batch.progress
            self._voice.progressed(progress, last=progress.state.is_over)
