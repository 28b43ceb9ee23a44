"""Which images teach most."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.quality.centres import far_apart, typical
from labeldesk.quality.head import fitted
from labeldesk.quality.order import mixed, most_useful, uncertainty
from tests.unit.quality.clouds import clouds


def test_without_labels_the_first_ones_are_of_all_kinds() -> None:
    vectors, labels = clouds(8, 40)

    order = most_useful(vectors)

    assert len(set(labels[order[:25]].tolist())) == 8


def test_with_labels_the_doubtful_ones_come_first_but_every_fifth_is_by_chance() -> None:
    vectors, labels = clouds(3, 60, spread=0.8)
    head = fitted(vectors[:40], labels[:40])
    pool = vectors[40:]

    order = most_useful(pool, head, vectors[:40])

    doubt = uncertainty(head, pool)
    is_by_chance = np.arange(20) % 5 == 4
    assert doubt[order[:20][~is_by_chance]].mean() > doubt.mean() * 1.5
    lottery = np.random.default_rng(20_260_101).permutation(len(pool))[:4]
    assert order[:20][is_by_chance].tolist() == lottery.tolist()


def test_the_first_ones_are_not_all_the_same_image() -> None:
    vectors, labels = clouds(3, 40, spread=0.6)
    head = fitted(vectors, labels)
    doubtful = vectors[[int(np.argmax(uncertainty(head, vectors)))]]
    pool = np.vstack([np.repeat(doubtful, 50, axis=0), vectors])

    order = most_useful(pool, head, vectors[:0])

    assert (order[:10] < 50).sum() <= 3


def test_the_order_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    vectors, _ = clouds(3, 60)

    assert np.array_equal(most_useful(vectors), most_useful(vectors))
    assert not np.array_equal(most_useful(vectors), most_useful(vectors, seed=4))


def test_of_nothing_there_is_no_order_and_of_one_there_is_one() -> None:
    assert most_useful(np.zeros((0, 7), np.float32)).tolist() == []
    assert most_useful(np.ones((1, 7), np.float32)).tolist() == [0]


def test_an_order_is_given_up_when_it_is_cancelled() -> None:
    vectors, _ = clouds(3, 60)
    cancel = Cancel()
    cancel.set()

    with pytest.raises(Cancelled):
        most_useful(vectors, cancel=cancel)


def test_images_that_are_all_the_same_are_still_ordered() -> None:
    vectors = np.ones((30, 5), np.float32)

    assert sorted(most_useful(vectors).tolist()) == [*range(30)]
    assert len(typical(vectors, 10, seed=1)) <= 10


def test_points_far_apart_keep_away_from_what_is_known() -> None:
    line = np.array([[0.0], [1.0], [5.0], [9.0], [10.0]], np.float32)

    assert far_apart(line, 3).tolist() == [0, 4, 2]
    assert far_apart(line, 2, known=line[[4]]).tolist() == [0, 2]


def test_mixing_keeps_the_rest_in_order() -> None:
    order = mixed(np.arange(10), np.array([7, 2, 0, 1, 3, 4, 5, 6, 8, 9]))

    assert order.tolist() == [0, 1, 3, 4, 7, 5, 6, 8, 9, 2]
