"""The engine behind a click: two threads, one for the encoder and one for the decoder.

A question is answered as soon as the embedding of its scene is there, also while the encoder
looks at the next image. Newer wishes take the place of older ones; what comes late is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.runner import Deliver, deliver_directly, report_to_hook
from labeldesk.jobs.threads import give_way
from labeldesk.suggest.backend import Limits
from labeldesk.suggest.preprocess import Pixels
from labeldesk.suggest.prompting.looking import Load, Looking
from labeldesk.suggest.prompting.marking import Ask, Marked, Marking
from labeldesk.suggest.prompting.plan import Plan
from labeldesk.suggest.prompting.scene import Scene
from labeldesk.suggest.prompting.store import Embeddings
from labeldesk.suggest.prompting.worker import Half, HalfWorker
from labeldesk.suggest.recipe import ModelFile

PATIENT = Limits(load_s=120.0, run_s=300.0)
"""The largest encoders have 2 GB and look at an image for a minute."""

_BUG = QT_TRANSLATE_NOOP("Model", "The model could not be asked: {reason}")


def _patient() -> Half:
    return HalfWorker(PATIENT)


def _decoded(path: Path, frame: int) -> Pixels:
    from labeldesk.imaging.decode import decode

    return decode(path, frame=frame).pixels


@dataclass(frozen=True, slots=True)
class Means:
    """How the segmenter works: what runs the halves, loads pictures and keeps embeddings; after
    `idle_s` seconds without work the halves are unloaded.
    """

    encoder: Callable[[], Half] = _patient
    decoder: Callable[[], Half] = _patient
    load: Load = _decoded
    store: Embeddings | None = None
    device: str = "auto"
    idle_s: float = 600.0


class Listener(Protocol):
    """Hears of everything, through the segmenter's `deliver`."""

    def scene_ready(self, scene: Scene) -> None:
        """Its embedding is there: questions about it are answered at once."""
        ...

    def scene_failed(self, scene: Scene, problem: Problem) -> None:
        """It cannot be looked at."""
        ...

    def marked(self, ask: Ask, answer: Marked | Problem) -> None:
        """The newest question is answered."""
        ...


_USUAL = Means()


class Segmenter:
    """See the module. Every method returns at once and may be called from any thread."""

    def __init__(
        self, listener: Listener, *, deliver: Deliver = deliver_directly, means: Means = _USUAL
    ) -> None:
        self._listener, self._deliver, self._means = listener, deliver, means
        self._store = means.store or Embeddings(None)
        self._changed = threading.Condition()
        self._plan = Plan()
        self._over = Cancel()
        self._threads = [
            threading.Thread(target=self._looking, name="segment-look"),
            threading.Thread(target=self._marking, name="segment-mark"),
        ]
        for thread in self._threads:
            thread.start()

    def use(self, model: ModelFile | None) -> None:
        """Take a model, or none; also the same again, to try anew what failed."""
        with self._changing() as plan:
            plan.use(model)

    def look(self, scenes: Sequence[Scene]) -> None:
        """Look at these, the most urgent first; those wished before are dropped. So is the
        question about another image than the first.
        """
        with self._changing() as plan:
            plan.look(scenes)

    def ask(self, ask: Ask | None) -> None:
        """Answer this, in place of what was asked before; None takes the question back."""
        with self._changing() as plan:
            plan.ask(ask)

    def forget(self, path: Path) -> None:
        """The file is another one now."""
        with self._changing() as plan:
            plan.forget(path)

    def is_ready(self, scene: Scene) -> bool:
        """Whether questions about it are answered at once."""
        with self._changed:
            return scene in self._plan.names

    def failure(self, scene: Scene) -> Problem | None:
        """Why it cannot be looked at, if that is known."""
        with self._changed:
            return self._plan.failed.get(scene)

    def stop(self) -> list[threading.Thread]:
        """Stop everything and say nothing any more; gives the threads, which end soon."""
        with self._changing() as plan:
            self._over.set()
            plan.interrupt()
        return list(self._threads)

    def close(self) -> None:
        """The same, and wait for it."""
        for thread in self.stop():
            thread.join()

    @contextmanager
    def _changing(self) -> Iterator[Plan]:
        """The plan, locked; whoever waits looks again afterwards."""
        with self._changed:
            yield self._plan
            self._changed.notify_all()

    def _looking(self) -> None:
        give_way()
        means = self._means
        looking = Looking(means.encoder(), means.device, means.load, self._store)
        try:
            while not self._over.is_set:
                taken = self._to_look(means.idle_s if looking.is_open else None)
                if taken is None:
                    looking.rest()
                else:
                    self._look(looking, *taken)
        finally:
            looking.rest()

    def _to_look(self, idle_s: float | None) -> tuple[Scene, ModelFile, Cancel] | None:
        with self._changed:
            while not self._over.is_set:
                scene, model = self._plan.following(), self._plan.model
                if scene is not None and model is not None:
                    return scene, model, self._plan.begin(scene)
                if not self._changed.wait(idle_s):
                    break
            return None

    def _look(self, looking: Looking, scene: Scene, model: ModelFile, cancel: Cancel) -> None:
        result: str | Problem | None = None
        try:
            result = looking.look(scene, model, cancel)
        except Cancelled:
            pass
        except UserError as error:
            result = error.problem
        except Exception as error:  # noqa: BLE001 (a bug: shown, and the others are looked at)
            result = _shown(error)
        with self._changing() as plan:
            counts = plan.end(scene, model, result)
        if counts and isinstance(result, Problem):
            problem = result
            self._say(lambda: self._listener.scene_failed(scene, problem))
        elif counts:
            self._say(lambda: self._listener.scene_ready(scene))

    def _marking(self) -> None:
        give_way()
        marking = Marking(self._means.decoder(), self._means.device)
        try:
            while not self._over.is_set:
                taken = self._to_mark(marking)
                if taken is None:
                    marking.rest()
                elif taken[0] is None:
                    marking.warm(taken[1])
                else:
                    self._answer(marking, taken[0], taken[1])
        finally:
            marking.rest()

    def _to_mark(self, marking: Marking) -> tuple[Ask | None, ModelFile] | None:
        """The question to answer, or none and the model to get ready for the next one."""
        with self._changed:
            while not self._over.is_set:
                ask, model = self._plan.question, self._plan.model
                if model is not None and ask is not None and self._plan.is_known(ask.scene):
                    return ask, model
                if model is not None and self._plan.wanted and marking.is_cold(model):
                    return None, model
                if not self._changed.wait(self._means.idle_s if marking.is_open else None):
                    break
            return None

    def _answer(self, marking: Marking, ask: Ask, model: ModelFile) -> None:
        with self._changed:
            name, problem = self._plan.names.get(ask.scene, ""), self.failure(ask.scene)
        answer: Marked | Problem | None = problem
        try:
            embedding = self._store.get(name) if name else None
            if embedding is not None:
                answer = marking.mark(ask, name, embedding, model, self._over)
        except Cancelled:
            return
        except UserError as error:
            answer = error.problem
        except Exception as error:  # noqa: BLE001 (a bug: shown, and others are answered)
            answer = _shown(error)
        with self._changing() as plan:
            if answer is None:  # the embedding is gone from memory and disk: made once more
                plan.names.pop(ask.scene, None)
            if answer is None or ask is not plan.question:
                return
            plan.question = None
        self._say(lambda: self._listener.marked(ask, answer))

    def _say(self, what: Callable[[], None]) -> None:
        def call() -> None:
            if not self._over.is_set:
                what()

        self._deliver(call)


def _shown(error: Exception) -> Problem:
    report_to_hook(error)
    return Problem(Severity.ERROR, _BUG.filled(reason=repr(error)[:300]))
