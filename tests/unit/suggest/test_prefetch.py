"""The images that come next: after the open one, before a batch, dropped once passed by."""

from __future__ import annotations

import threading

import pytest

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import Text
from labeldesk.suggest.batch import Lane
from labeldesk.suggest.listening import ModelState
from tests.unit.suggest.test_engine import MODEL, WAIT, _ready, backend, ear, engines, plain

__all__ = ["backend", "ear", "engines"]


def wait_for_ready(engine, *images):
    """These were loaded and wait for the model."""
    turns = engine._turns
    with turns.changed:
        assert turns.changed.wait_for(lambda: {*images} <= {*_ready(engine)}, WAIT)


@pytest.fixture
def held(backend):
    """The model works on its first image until the gate is opened."""
    backend.gate.clear()
    return backend


def test_the_next_images_come_after_the_open_one_and_before_the_batch(engines, ear, held):
    engine = engines()
    engine.start_batch(range(6), MODEL)
    assert held.entered.wait(WAIT)
    wait_for_ready(engine, 1, 2)  # the row of the batch is full
    engine.show(200, MODEL)
    engine.prefetch([100, 101], MODEL)
    wait_for_ready(engine, 200, 100, 101)
    held.gate.set()
    ear.over()
    assert ear.order == [0, 200, 100, 101, 1, 2, 3, 4, 5]


def test_what_was_passed_by_is_not_asked_about(engines, ear, held):
    engine = engines()
    engine.show(1, MODEL)
    assert held.entered.wait(WAIT)
    engine.prefetch([2, 3], MODEL)
    wait_for_ready(engine, 2, 3)
    engine.show(50, MODEL)
    engine.prefetch([51], MODEL)
    wait_for_ready(engine, 50, 51)
    held.gate.set()
    ear.until(lambda: 51 in ear.order)
    assert ear.order == [1, 50, 51]


def test_what_is_passed_by_while_it_is_loaded_is_dropped_too(engines, ear):
    loading, gate = threading.Event(), threading.Event()

    def load(image):
        if image == 2:
            loading.set()
            assert gate.wait(WAIT)
        return plain(image)

    engine = engines(load)
    engine.show(1, MODEL)
    ear.until(lambda: ear.order == [1])
    engine.prefetch([2], MODEL)
    assert loading.wait(WAIT)
    engine.show(50, MODEL)
    engine.prefetch([51], MODEL)
    gate.set()
    ear.until(lambda: 51 in ear.order)
    assert ear.order == [1, 50, 51]


@pytest.mark.parametrize("where", ["at the model", "waiting", "loading"])
def test_an_image_that_is_opened_while_it_is_looked_at_ahead_is_not_looked_at_twice(
    engines, ear, held, where
):
    begun, gate, loads = threading.Event(), threading.Event(), []

    def load(image):
        loads.append(image)
        if where == "loading" and image == 2:
            begun.set()
            assert gate.wait(WAIT)
        return plain(image)

    engine = engines(load)
    if where != "at the model":
        engine.show(1, MODEL)
        assert held.entered.wait(WAIT)
    engine.prefetch([2], MODEL)
    if where == "at the model":
        assert held.entered.wait(WAIT)
    elif where == "waiting":
        wait_for_ready(engine, 2)
    else:
        assert begun.wait(WAIT)
    engine.show(2, MODEL)
    engine.prefetch([3], MODEL)
    gate.set()
    wait_for_ready(engine, 3)
    held.gate.set()
    ear.until(lambda: 3 in ear.order)
    assert ear.order[-2:] == [2, 3]
    assert loads.count(2) == 1


def test_a_model_that_does_not_load_is_not_tried_again_for_what_may_come(engines, ear, backend):
    backend.broken = True
    engine = engines()
    engine.show(1, MODEL)
    engine.prefetch([2, 3], MODEL)
    ear.until(lambda: len(ear.failures) == 3)
    assert [failure.lane for failure in ear.failures[1:]] == [Lane.PREFETCH] * 2
    assert [s.state for s in ear.states] == [ModelState.LOADING, ModelState.FAILED]


def test_an_image_that_fails_ahead_stops_neither_the_others_nor_itself(engines, ear, backend):
    backend.wrong[2] = UserError(Text("t", "gave up"))
    engine = engines()
    engine.prefetch([2, 3], MODEL)
    ear.until(lambda: ear.order == [3])
    del backend.wrong[2]
    engine.show(2, MODEL)
    ear.until(lambda: ear.order == [3, 2])


def test_what_a_batch_has_begun_is_not_looked_at_ahead_as_well(engines, ear, held):
    engine = engines()
    engine.start_batch(range(6), MODEL)
    assert held.entered.wait(WAIT)
    wait_for_ready(engine, 1, 2)
    engine.prefetch([0, 1, 4], MODEL)
    wait_for_ready(engine, 4)
    held.gate.set()
    ear.over()
    assert ear.order == [0, 4, 1, 2, 3, 5]


def test_a_batch_takes_over_what_was_still_to_be_looked_at_ahead(engines, ear, held):
    engine = engines()
    engine.show(0, MODEL)
    assert held.entered.wait(WAIT)
    engine.prefetch([1, 2], MODEL)
    wait_for_ready(engine, 1, 2)
    engine.start_batch(range(4), MODEL)
    held.gate.set()
    ear.over()
    assert [ear.order.count(image) for image in (1, 2, 3)] == [1, 1, 1]
