"""The vectors of many things at once."""

from __future__ import annotations

import numpy as np

from labeldesk.quality.gallery import Gallery


def row(number: int) -> np.ndarray:
    return np.full(3, number, np.float32)


def test_vectors_stay_with_their_ids_when_others_come_and_go() -> None:
    gallery = Gallery(3)
    gallery.follow(np.array([5, 9, 2]))
    for number in (2, 9):
        gallery.put(number, row(number))

    gallery.follow(np.array([9, 7, 5]))

    assert gallery.ids.tolist() == [5, 7, 9]
    assert gallery.has.tolist() == [False, False, True]
    is_there, vectors = gallery.of(np.array([9, 2, 5]))
    assert is_there.tolist() == [True, False, False]
    assert vectors.tolist() == [[9, 9, 9]]


def test_what_can_have_no_vector_is_not_asked_for_again_before_it_is_another() -> None:
    gallery = Gallery(3)
    gallery.follow(np.array([1, 2, 3]))
    gallery.put(1, None)
    gallery.put(2, np.array([1, np.nan, 1], np.float32))

    assert gallery.missing().tolist() == [3]
    gallery.forget([1, 77])
    assert gallery.missing().tolist() == [1, 3]
    assert not gallery.everything()[1].any()


def test_what_is_not_held_is_not_taken() -> None:
    gallery = Gallery(3)
    gallery.put(4, row(4))

    assert gallery.of(np.array([4]))[0].tolist() == [False]
