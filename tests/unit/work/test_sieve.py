"""The list that a filter makes."""

from __future__ import annotations

import pytest

from labeldesk.domain.image import ImageState
from labeldesk.work.catalogue import Catalogue, columns_of
from labeldesk.work.sieve import Sieve

DONE = ImageState(done=True)


@pytest.fixture
def images():
    made = Catalogue(columns_of([f"{n}.jpg" for n in range(5)]))
    made.set_state(1, DONE)
    made.set_state(3, DONE)
    return made


@pytest.mark.parametrize(
    ("chosen", "start", "by", "place"),
    [
        ("done", 0, 1, 1), ("done", 1, 1, 3), ("done", 3, 1, None), ("done", 3, -10, 1),
        ("done", 2, -1, 1), ("all", 0, 10, 4), ("all", 0, -1, None), ("waiting", 0, 1, None),
    ],
)  # fmt: skip
def test_steps_go_through_the_list_and_stop_at_its_ends(images, chosen, start, by, place):
    assert Sieve.of(images, chosen).stepped(start, by) == place


def test_what_is_done_stays_in_the_list_and_keeps_its_position(images):
    sieve = Sieve.of(images, "todo")
    images.set_state(2, DONE)
    assert sieve.grown(images) is sieve
    assert [sieve.position(place) for place in range(5)] == [0, -1, 1, -1, 2]
    assert sieve.stepped(4, -1) == 2


def test_what_matches_later_is_taken_in(images):
    sieve = Sieve.of(images, "todo")
    images.set_state(2, DONE)
    images.set_state(3, ImageState())
    assert sieve.grown(images).places.tolist() == [0, 2, 3, 4]
