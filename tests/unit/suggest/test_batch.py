"""The order of the work and the count of a batch, without threads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import Text
from labeldesk.suggest.batch import Batch, BatchState, ImageFailure, Lane, Wish
from labeldesk.suggest.recipe import InputSpec, ModelFile, OutputSpec, Recipe, Task
from labeldesk.suggest.tiles import Pieces, Tour
from labeldesk.suggest.wishes import Ready, Wishes

MODEL = ModelFile(Path("m.onnx"), Recipe("test", Task.DETECT, InputSpec(), OutputSpec("yolo-v8")))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def ready(wish: Wish, batch: Batch | None = None) -> Ready:
    tour = Tour(Pieces(np.zeros((4, 4, 3), np.uint8), wish.model.recipe))
    return Ready(wish.lane, 0, wish, tour, Size(4, 4), batch)


def taken(wishes: Wishes) -> int | None:
    item = wishes.take()
    return item[0].image_id if item else None


def test_the_open_image_goes_before_its_neighbours_and_those_before_the_batch():
    wishes = Wishes()
    wishes.batch = Batch([1, 2], MODEL)
    wishes.near([Wish(8, MODEL, Lane.PREFETCH)])
    wishes.show(Wish(9, MODEL, Lane.CURRENT))
    assert [taken(wishes) for _ in range(5)] == [9, 8, 1, 2, None]


def test_only_the_open_image_goes_ahead_of_a_full_row():
    wishes = Wishes()
    wishes.batch = Batch(range(9), MODEL)
    for _ in range(2):
        wishes.put(ready(*wishes.take()))
    assert taken(wishes) is None
    wishes.show(Wish(50, MODEL, Lane.CURRENT))
    wishes.put(ready(*wishes.take()))
    assert [wishes.pop().wish.image_id for _ in range(3)] == [50, 0, 1]


def test_stale_wishes_are_dropped():
    wishes = Wishes()
    wishes.near([Wish(n, MODEL, Lane.PREFETCH) for n in (1, 2)])
    wishes.put(ready(*wishes.take()))
    wishes.near([Wish(5, MODEL, Lane.PREFETCH)])
    assert wishes.pop() is None
    wishes.show(Wish(5, MODEL, Lane.CURRENT))
    wishes.show(None)
    assert taken(wishes) is None


def test_images_that_were_passed_by_are_not_looked_at():
    wishes = Wishes()
    for image in (1, 2, 3):
        wishes.show(Wish(image, MODEL, Lane.CURRENT))
        wishes.put(ready(*wishes.take()))
    assert wishes.pop().wish.image_id == 3
    assert wishes.pop() is None


def test_a_paused_batch_holds_its_pictures_and_a_cancelled_one_drops_them():
    wishes = Wishes()
    wishes.batch = batch = Batch([1, 2, 3], MODEL)
    wishes.put(ready(*wishes.take()))
    batch.pause(on=True)
    assert (wishes.pop(), taken(wishes)) == (None, None)
    batch.pause(on=False)
    assert wishes.pop().wish.image_id == 1
    wishes.put(ready(*wishes.take()))
    batch.end(BatchState.CANCELLED)
    assert (wishes.pop(), taken(wishes)) == (None, None)


def test_a_batch_counts_answers_failures_and_what_was_found():
    batch = Batch([1, 2], MODEL)
    batch.answered(3)
    failure = ImageFailure(2, MODEL, Lane.BATCH, Problem(Severity.ERROR, Text("t", "no")))
    batch.failed(failure)
    progress = batch.progress
    assert (progress.state, progress.done, progress.failed, progress.found) == ("done", 2, 1, 3)
    assert batch.failures == [failure]


def test_an_image_answered_ahead_of_its_turn_is_not_looked_at_again():
    batch = Batch([1, 2, 3], MODEL)
    batch.answered_early(2, 5)
    batch.answered_early(77, 9)
    assert [batch.take().image_id for _ in range(2)] == [1, 3]
    assert (batch.progress.done, batch.progress.found) == (1, 5)


def test_speed_and_time_left_come_after_three_seconds_and_ignore_a_rest():
    clock = Clock()
    batch = Batch(range(100), MODEL, clock)
    for step in range(1, 41):
        clock.now = step * 0.1
        batch.answered(0)
        assert (batch.progress.rate is None) == (step < 30)
    assert batch.progress.rate == pytest.approx(10, rel=0.1)
    assert batch.progress.seconds_left == pytest.approx(6, rel=0.1)
    batch.pause(on=True)
    clock.now += 1000
    batch.pause(on=False)
    assert batch.progress.rate is None


def test_an_empty_batch_is_done_at_once():
    assert Batch([], MODEL).progress.state is BatchState.DONE
