"""The list that a filter makes."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.image import ImageState
from labeldesk.work.catalogue import Catalogue, columns_of
from labeldesk.work.sieve import Sieve, origins

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


def test_images_that_come_and_go_move_no_other_into_the_list_or_out_of_it(images):
    sieve, before = Sieve.of(images, "todo"), images.ids
    images.set_state(2, DONE)
    fresh = columns_of(["0b.jpg", "5.jpg"])
    fresh.states[1] = images.states[1]
    paths = ["0.jpg", "0b.jpg", *(f"{n}.jpg" for n in range(1, 6))]
    images.insert(fresh, [1, 5], paths)
    sieve = sieve.carried(before, images)
    assert [images.paths[at] for at in sieve.places] == ["0.jpg", "0b.jpg", "2.jpg", "4.jpg"]
    before = images.ids
    images.drop([images.id_at(0)])
    sieve = sieve.carried(before, images)
    assert [images.paths[at] for at in sieve.places] == ["0b.jpg", "2.jpg", "4.jpg"]


@pytest.mark.parametrize(
    ("before", "now", "at"),
    [
        ([7, 3, 9], [5, 7, 9, 3, 8], [-1, 0, 2, 1, -1]),
        ([], [1, 2], [-1, -1]),
        ([4], [], []),
    ],
)
def test_every_id_says_where_it_was_before(before, now, at):
    ids = np.array(before, np.int64), np.array(now, np.int64)
    assert origins(*ids).tolist() == at


def ranked(images, *places):
    return Sieve.ranked(images, "useful", np.array([*(images.ids[at] for at in places), 12345]))


def test_a_ranked_list_has_its_own_order_and_leaves_out_what_is_not_there(images):
    sieve = ranked(images, 3, 0, 4)
    assert sieve.places.tolist() == [3, 0, 4]
    assert [sieve.position(place) for place in range(5)] == [1, -1, -1, 0, 2]


@pytest.mark.parametrize(
    ("start", "by", "place"),
    [(3, 1, 0), (0, 1, 4), (4, 1, None), (4, -1, 0), (4, -9, 3), (3, -1, None), (3, 9, 4),
     (1, 1, 3), (1, -1, None)],
)  # fmt: skip
def test_steps_follow_the_order_of_a_ranked_list(images, start, by, place):
    assert ranked(images, 3, 0, 4).stepped(start, by) == place


def test_what_comes_next_in_a_ranked_list_is_in_its_order(images):
    sieve = ranked(images, 3, 0, 4)
    assert (sieve.ahead(3).tolist(), sieve.behind(4).tolist()) == ([0, 4], [0, 3])
    assert (sieve.ahead(1).tolist(), sieve.behind(1).tolist()) == ([3, 0, 4], [])


def test_a_ranked_list_keeps_its_order_when_images_come_and_go_and_takes_none_in(images):
    sieve, before = ranked(images, 3, 0, 4), images.ids
    assert sieve.grown(images) is sieve
    paths = ["00.jpg", *images.paths]
    images.insert(columns_of(["00.jpg"]), [0], paths)
    sieve = sieve.carried(before, images)
    assert sieve.places.tolist() == [4, 1, 5]
    before = images.ids
    images.drop([images.id_at(1)])
    assert sieve.carried(before, images).places.tolist() == [3, 4]


def test_the_images_around_one_are_those_of_the_list_the_nearest_first():
    sieve = Sieve("todo", np.array([0, 2, 5, 6, 9]))
    assert sieve.around(5, 1, 3, 2) == [6, 2, 9, 0]
    assert sieve.around(5, -1, 3, 2) == [2, 6, 0, 9]
    assert sieve.around(4, 1, 1, 0) == [5]
    assert sieve.around(9, 1, 3, 1) == [6]


def test_the_images_around_one_of_a_ranked_list_are_its_neighbours_there(images):
    sieve = ranked(images, 3, 0, 4)
    assert sieve.around(0, 1, 3, 2) == [4, 3]
    assert sieve.around(3, 1, 3, 2) == [0, 4]


def test_the_direction_of_travel_is_that_of_the_list(images):
    sieve = ranked(images, 3, 0, 4)
    assert [sieve.direction(*way) for way in ((3, 0), (0, 4), (4, 0), (0, 3))] == [1, 1, -1, -1]
    assert sieve.direction(1, 2) == 1
    assert [Sieve().direction(*way) for way in ((0, 3), (3, 0))] == [1, -1]


def test_the_images_around_one_of_a_ranked_list_are_those_beside_it(images):
    sieve = ranked(images, 3, 0, 4, 1)
    assert sieve.around(0, 1, 2, 1) == [4, 3, 1]
    assert sieve.around(0, -1, 2, 1) == [3, 4]
