"""The engine with a stand-in for the model, and with real children."""

from __future__ import annotations

import threading
import tracemalloc
from pathlib import Path

import numpy as np
import psutil
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.suggest.backend import Limits, ModelLost
from labeldesk.suggest.batch import BatchState, Lane
from labeldesk.suggest.engine import Engine, Setup
from labeldesk.suggest.fake import write_detector
from labeldesk.suggest.found import Answer, Found
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.listening import ModelState
from labeldesk.suggest.recipe import InputSpec, ModelFile, OutputSpec, Recipe, Task
from labeldesk.suggest.session import Opened
from labeldesk.suggest.worker import Worker
from tests.unit.suggest.models import LANDSCAPE, picture
from tests.unit.suggest.test_worker import endless

MODEL = ModelFile(
    Path("m.onnx"), Recipe("test", Task.DETECT, InputSpec(width=8, height=8), OutputSpec("x"))
)
OTHER = ModelFile(Path("o.onnx"), MODEL.recipe)
FOUND = Found("cat", Box(0, 0, 1, 1), 0.5)
WAIT = 30


class FakeBackend:
    """Finds one cat; fails as told. The pixel in the middle says which image it is."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.closed = 0
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()
        self.wrong: dict[int, Exception] = {}
        self.broken = False

    def open(self, model, device):
        if self.broken:
            raise UserError(Text("t", "does not load"))
        self.opened.append(model.name)
        return Opened(("CPUExecutionProvider",))

    def run(self, canvas, at, cancel, ahead=None):
        self.entered.set()
        assert self.gate.wait(WAIT)
        cancel.check()
        image = int(canvas[4, 4, 0])
        if image in self.wrong:
            raise self.wrong[image]
        return Answer((FOUND,))

    def close(self):
        self.closed += 1


class Ear:
    """Hears everything, and lets a test wait for the end of a batch."""

    def __init__(self) -> None:
        self.answers: list = []
        self.failures: list = []
        self.states: list = []
        self.steps: list = []
        self.heard = threading.Condition()

    def answered(self, answer):
        self._hear(self.answers, answer)

    def failed(self, failure):
        self._hear(self.failures, failure)

    def progressed(self, progress):
        self._hear(self.steps, progress)

    def status(self, status):
        self._hear(self.states, status)

    def _hear(self, where, what):
        with self.heard:
            where.append(what)
            self.heard.notify_all()

    def until(self, test):
        with self.heard:
            assert self.heard.wait_for(test, WAIT)

    def over(self):
        self.until(lambda: self.steps and self.steps[-1].state.is_over)
        return self.steps[-1]

    @property
    def order(self):
        return [answer.image_id for answer in self.answers]


def plain(image):
    return np.full((4, 6, 3), image, np.uint8)


@pytest.fixture
def ear():
    return Ear()


@pytest.fixture
def backend():
    return FakeBackend()


@pytest.fixture
def engines(ear, backend):
    made: list[Engine] = []

    def make(load=plain, keep=lambda _: None, **more):
        setup = Setup(**{"backend": lambda: backend, **more})
        made.append(Engine(load, ear, keep=keep, setup=setup))
        return made[-1]

    yield make
    backend.gate.set()
    for engine in made:
        engine.close()


def test_a_batch_answers_every_image_in_order(engines, ear, backend):
    engine = engines()
    engine.start_batch(range(20), MODEL)
    last = ear.over()
    assert (last.state, last.done, last.total, last.found) == (BatchState.DONE, 20, 20, 20)
    assert ear.order == list(range(20))
    assert ear.answers[0].size == Size(6, 4)
    assert backend.opened == ["m"]
    assert [s.state for s in ear.states] == [ModelState.LOADING, ModelState.READY]


def test_the_open_image_overtakes_the_batch(engines, ear, backend):
    backend.gate.clear()
    engine = engines()
    engine.start_batch(range(6), MODEL)
    assert backend.entered.wait(WAIT)
    engine.show(200, MODEL)
    engine.prefetch([100], MODEL)
    with engine._turns.changed as changed:
        assert changed
        assert engine._turns.changed.wait_for(lambda: 200 in _ready(engine), WAIT)
    backend.gate.set()
    ear.over()
    assert ear.order[:2] == [0, 200]
    assert 100 in ear.order
    assert sorted(ear.order) == [0, 1, 2, 3, 4, 5, 100, 200]


def _ready(engine):
    return [item.wish.image_id for item in engine._turns.wishes._ready]


def test_a_failure_is_listed_and_the_run_goes_on(engines, ear, backend):
    def load(image):
        if image == 1:
            raise UserError(Text("t", "truncated"), path="b.jpg")
        if image == 2:
            raise ValueError("odd")
        return plain(image) if image != 3 else np.zeros((0, 5, 3), np.uint8)

    backend.wrong[4] = UserError(Text("t", "gave up"))
    engine = engines(load)
    engine.start_batch(range(6), MODEL)
    last = ear.over()
    assert (last.done, last.failed, last.found) == (6, 4, 2)
    said = {f.image_id: str(f.problem) for f in engine.failures}
    assert said[1] == "b.jpg: truncated"
    assert "odd" in said[2]
    assert "no pixels" in said[3]
    assert said[4] == "gave up"
    assert ear.order == [0, 5]


def test_a_crash_names_its_image_and_the_run_goes_on(engines, ear, backend):
    backend.wrong[1] = ModelLost(Text("t", "process ended"))
    engine = engines()
    engine.start_batch(range(4), MODEL)
    assert ear.over().state is BatchState.DONE
    assert [f.image_id for f in ear.failures] == [1]
    said = [s.state for s in ear.states]
    assert said[-2:] == [ModelState.LOST, ModelState.READY]


def test_a_model_that_crashes_on_every_image_ends_the_run(engines, ear, backend):
    backend.wrong = {image: ModelLost(Text("t", "process ended")) for image in range(100)}
    engine = engines()
    engine.start_batch(range(100), MODEL)
    last = ear.over()
    assert (last.state, last.failed) == (BatchState.FAILED, 5)
    assert str(last.problem) == "The model failed on 5 images in a row. process ended"


def test_a_model_that_does_not_load_ends_the_run_once(engines, ear, backend):
    backend.broken = True
    engine = engines()
    engine.start_batch(range(100), MODEL)
    last = ear.over()
    assert (last.state, last.failed) == (BatchState.FAILED, 1)
    backend.broken = False
    engine.show(5, MODEL)
    ear.until(lambda: ear.order == [5])


def test_pause_keeps_the_open_image_alive_and_resume_goes_on(engines, ear, backend):
    backend.gate.clear()
    engine = engines()
    engine.start_batch(range(5), MODEL)
    assert backend.entered.wait(WAIT)
    engine.pause()
    backend.gate.set()
    engine.show(77, MODEL)
    ear.until(lambda: 77 in ear.order)
    assert engine.progress.state is BatchState.PAUSED
    assert engine.progress.done == 1
    engine.resume()
    assert ear.over().done == 5


def test_cancel_keeps_what_was_answered(engines, ear, backend):
    engine = engines()
    backend.gate.clear()
    engine.start_batch(range(50), MODEL)
    assert backend.entered.wait(WAIT)
    engine.cancel()
    backend.gate.set()
    assert ear.over().state is BatchState.CANCELLED
    engine.show(3, MODEL)
    ear.until(lambda: 3 in ear.order)
    assert ear.order == [3]
    assert ear.failures == []


def test_a_second_batch_waits_for_the_end_of_the_first(engines, ear, backend):
    backend.gate.clear()
    engine = engines()
    engine.start_batch(range(5), MODEL)
    with pytest.raises(UserError, match="cancel it first"):
        engine.start_batch(range(5), MODEL)
    backend.gate.set()
    ear.over()
    ear.steps.clear()
    engine.start_batch(range(2), OTHER)
    assert ear.over().done == 2
    assert backend.opened == ["m", "o"]


def test_an_idle_model_is_unloaded_and_comes_back(engines, ear, backend):
    engine = engines(idle_s=lambda: 0.01)
    engine.show(1, MODEL)
    ear.until(lambda: ear.states and ear.states[-1].state is ModelState.UNLOADED)
    engine.show(2, MODEL)
    ear.until(lambda: ear.order == [1, 2])
    assert backend.opened == ["m", "m"]


def test_answers_are_kept_before_they_are_told(engines, ear):
    kept: list = []
    engine = engines(keep=lambda answer: kept.append((answer.image_id, len(ear.answers))))
    engine.start_batch(range(3), MODEL)
    ear.over()
    assert kept == [(0, 0), (1, 1), (2, 2)]


def test_what_cannot_be_kept_is_a_failure(engines, ear):
    def keep(answer):
        raise UserError(Text("t", "disk full"))

    engine = engines(keep=keep)
    engine.start_batch(range(2), MODEL)
    assert ear.over().failed == 2
    assert ear.order == []


def test_memory_does_not_grow_over_many_images(engines, ear, monkeypatch):
    monkeypatch.setattr(Ear, "answered", lambda _ear, _answer: None)
    engine = engines(load=lambda _image: plain(0))
    engine.start_batch(range(200), MODEL)
    ear.over()
    ear.steps.clear()
    tracemalloc.start()
    try:
        engine.start_batch(range(4000), MODEL)
        before = tracemalloc.get_traced_memory()[0]
        ear.over()
        assert tracemalloc.get_traced_memory()[0] - before < 200_000
    finally:
        tracemalloc.stop()


def test_closing_in_the_middle_ends_at_once(engines, backend):
    backend.gate.clear()
    engine = engines()
    engine.start_batch(range(1000), MODEL)
    assert backend.entered.wait(WAIT)
    threading.Timer(0.05, backend.gate.set).start()
    engine.close()
    assert backend.closed == 1


def test_stopping_comes_back_at_once_and_nothing_is_heard_of_it_any_more(ear, backend):
    calls: list = []
    backend.gate.clear()
    engine = Engine(plain, ear, deliver=calls.append, setup=Setup(backend=lambda: backend))
    engine.start_batch(range(1000), MODEL)
    engine.show(7, MODEL)
    assert backend.entered.wait(WAIT)
    threads = engine.stop()
    assert all(thread.is_alive() for thread in threads)
    backend.gate.set()
    for thread in threads:
        thread.join()
    for call in calls:
        call()
    assert (ear.answers, ear.failures, ear.steps, ear.states) == ([], [], [], [])
    assert backend.closed == 1


def test_an_answer_that_comes_when_its_project_is_closed_is_no_bug(backend, monkeypatch):
    bugs: list = []
    monkeypatch.setattr(threading, "excepthook", bugs.append)
    held, ear = threading.Event(), Ear()

    def keep(_):
        backend.entered.set()
        assert held.wait(WAIT)
        raise RuntimeError("the project is closed")

    engine = Engine(plain, ear, keep=keep, setup=Setup(backend=lambda: backend))
    backend.entered.clear()
    engine.show(1, MODEL)
    ear.until(lambda: ear.states and ear.states[-1].state is ModelState.READY)
    threads = engine.stop()
    held.set()
    for thread in threads:
        thread.join()
    assert (ear.answers, ear.failures, bugs) == ([], [], [])


def test_a_real_child_answers_through_the_engine(engines, ear, tmp_path):
    row = (10.5, 20.25, 110.0, 220.5, 0.9, 1)
    write_detector(tmp_path / "m.onnx", [row], ["cat", "dog"], image=LANDSCAPE)
    engine = engines(load=lambda _: picture(LANDSCAPE), backend=Worker)
    engine.start_batch(range(3), inspect(tmp_path / "m.onnx").model)
    assert ear.over().found == 3
    assert np.allclose(ear.answers[0].answer.founds[0].shape.bounds, row[:4], atol=1e-3)
    assert ear.answers[0].lane is Lane.BATCH


def test_an_endless_model_is_cancelled_through_the_engine(engines, ear, tmp_path):
    engine = engines(backend=lambda: Worker(Limits(run_s=60)))
    engine.start_batch(range(3), endless(tmp_path / "m.onnx"))
    ear.until(lambda: any(s.state is ModelState.READY for s in ear.states))
    engine.cancel()
    assert ear.over().state is BatchState.CANCELLED


def test_killing_the_child_in_the_middle_names_an_image_and_the_run_goes_on(engines, ear, tmp_path):
    write_detector(tmp_path / "m.onnx", [(1, 2, 30, 40, 0.9, 0)], ["cat"], image=LANDSCAPE)
    workers: list[Worker] = []

    def make():
        workers.append(Worker())
        return workers[-1]

    def keep(answer):
        if answer.image_id == 5:
            psutil.Process(workers[0].pid).kill()

    engine = engines(load=lambda _: picture(LANDSCAPE), backend=make, keep=keep)
    engine.start_batch(range(12), inspect(tmp_path / "m.onnx").model)
    last = ear.over()
    assert (last.state, last.done, last.failed) == (BatchState.DONE, 12, 1)
    # A picture given ahead may have been answered before the end.
    lost = engine.failures[0].image_id
    assert lost in {6, 7}
    assert "process ended" in str(engine.failures[0].problem)
    assert sorted([*ear.order, lost]) == list(range(12))
