"""A recipe tried on one image beside the window: the newest wish counts, older ones are broken off.

It has a child of its own, so that neither the engine nor its run is disturbed. A change of the
recipe does not load the model again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.runner import Deliver, report_to_hook
from labeldesk.jobs.threads import give_way
from labeldesk.suggest.found import Answer
from labeldesk.suggest.preprocess import Pixels
from labeldesk.suggest.preview import doubts
from labeldesk.suggest.recipe import ModelFile
from labeldesk.suggest.session import Opened
from labeldesk.suggest.tiles import Pieces, Tour
from labeldesk.suggest.worker import Worker

_NONE = QT_TRANSLATE_NOOP("Reading", "No image is open to try it on")


@dataclass(frozen=True, slots=True)
class Tried:
    """What a recipe gave on the image: an answer, or the problems why not; the true device."""

    model: ModelFile
    answer: Answer | None
    problems: tuple[Problem, ...]
    opened: Opened | None = None
    image: Pixels | None = None


class Trial:
    """`load` gives the image, on the trial's thread; `told` hears of each outcome, through
    `deliver`, and of no outcome that a newer wish overtook.
    """

    def __init__(
        self,
        load: Callable[[], Pixels] | None,
        told: Callable[[Tried], None],
        deliver: Deliver,
        worker: Callable[[], Worker] = Worker,
    ) -> None:
        self._load, self._told, self._deliver = load, told, deliver
        self._worker = worker
        self._changed = threading.Condition()
        self._wish: ModelFile | None = None
        self._cancel = Cancel()
        self._number = 0
        self._over = False
        self._thread = threading.Thread(target=self._serve, name="trial")
        self._thread.start()

    def ask(self, model: ModelFile) -> None:
        """Try this; what is being tried is broken off."""
        with self._changed:
            self._wish = model
            self._number += 1
            self._cancel.set()
            self._changed.notify_all()

    def stop(self) -> threading.Thread:
        """Nothing is heard any more; gives the thread, which ends soon."""
        with self._changed:
            self._over = True
            self._cancel.set()
            self._changed.notify_all()
        return self._thread

    def _serve(self) -> None:
        give_way()
        worker = self._worker()
        state = _State(worker, self._load)
        try:
            while (taken := self._taken()) is not None:
                model, cancel, number = taken
                try:
                    tried = state.tried(model, cancel)
                except Cancelled:
                    continue
                except Exception as error:  # noqa: BLE001 (a bug: shown, and it goes on)
                    report_to_hook(error)
                    continue
                self._tell(tried, number)
        finally:
            worker.close()

    def _taken(self) -> tuple[ModelFile, Cancel, int] | None:
        with self._changed:
            while self._wish is None and not self._over:
                self._changed.wait()
            if self._over or self._wish is None:
                return None
            model, self._wish = self._wish, None
            self._cancel = Cancel()
            return model, self._cancel, self._number

    def _tell(self, tried: Tried, number: int) -> None:
        def call() -> None:
            if not self._over and number == self._number:
                self._told(tried)

        self._deliver(call)


class _State:
    """The image and the model that are loaded; lives on the trial's thread."""

    def __init__(self, worker: Worker, load: Callable[[], Pixels] | None) -> None:
        self._worker, self._load = worker, load
        self._image: Pixels | None = None
        self._model: ModelFile | None = None
        self._opened: Opened | None = None

    def tried(self, model: ModelFile, cancel: Cancel) -> Tried:
        """Run it; raises `Cancelled`."""
        try:
            if self._image is None:
                self._image = self._loaded()
            self._read_as(model)
            image = self._image
            tour = Tour(Pieces(image, model.recipe))
            while not tour.is_over:
                _, canvas, at = tour.now
                tour.answered(self._worker.run(canvas, at, cancel))
        except UserError as error:
            return Tried(model, None, (error.problem,), self._opened, self._image)
        size = Size(image.shape[1], image.shape[0])
        odd = (*(self._opened.notes if self._opened else ()), *doubts(tour.answer, size))
        return Tried(model, tour.answer, odd, self._opened, image)

    def _loaded(self) -> Pixels:
        if self._load is None:
            raise UserError(_NONE)
        return self._load()

    def _read_as(self, model: ModelFile) -> None:
        before = self._model
        if before is not None and _is_loaded_alike(before, model):
            if before != model:
                self._worker.read_as(model)
        else:
            self._model = None
            self._opened = self._worker.open(model, model.device)
        self._model = model


def _is_loaded_alike(one: ModelFile, two: ModelFile) -> bool:
    """Whether the same session serves both."""
    same = replace(one, recipe=two.recipe) == two
    a, b = one.recipe, two.recipe
    return same and (a.sha256, a.files, a.clear_dims) == (b.sha256, b.files, b.clear_dims)
