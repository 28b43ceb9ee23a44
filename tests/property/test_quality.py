"""Heads, orders and neighbours over any vectors."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from labeldesk.quality.centres import far_apart, typical
from labeldesk.quality.doubts import likely_errors
from labeldesk.quality.head import fitted
from labeldesk.quality.near import likeness, nearest
from labeldesk.quality.order import most_useful

NUMBERS = st.floats(-4, 4, width=32)


@st.composite
def labelled(draw: st.DrawFn) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Up to 60 vectors of up to 9 numbers, and a class for each."""
    shape = draw(st.tuples(st.integers(1, 60), st.integers(1, 9)))
    vectors = draw(arrays.arrays(np.float32, shape, elements=NUMBERS))
    labels = draw(arrays.arrays(np.int64, shape[0], elements=st.integers(5, 9)))
    return vectors, labels


@settings(max_examples=60, deadline=None)
@given(labelled())
def test_probabilities_are_finite_and_sum_to_one(
    case: tuple[NDArray[np.float32], NDArray[np.int64]],
) -> None:
    vectors, labels = case

    head = fitted(vectors, labels)

    scores = head.probabilities(vectors)
    assert head.labels.tolist() == sorted(set(labels.tolist()))
    assert np.isfinite(scores).all()
    assert np.allclose(scores.sum(axis=1), 1, atol=1e-4)


@settings(max_examples=40, deadline=None)
@given(labelled())
def test_an_order_has_every_image_once(
    case: tuple[NDArray[np.float32], NDArray[np.int64]],
) -> None:
    vectors, labels = case

    for order in (most_useful(vectors), most_useful(vectors, fitted(vectors, labels), vectors)):
        assert sorted(order.tolist()) == [*range(len(vectors))]


@settings(max_examples=40, deadline=None)
@given(labelled(), st.integers(1, 20))
def test_centres_are_places_each_once(
    case: tuple[NDArray[np.float32], NDArray[np.int64]], most: int
) -> None:
    vectors, _ = case

    for places in (typical(vectors, most, seed=1), far_apart(vectors, most)):
        assert len(set(places.tolist())) == len(places) <= most
        assert all(0 <= place < len(vectors) for place in places.tolist())


@settings(max_examples=60, deadline=None)
@given(labelled(), st.integers(1, 20))
def test_the_nearest_are_those_that_looking_at_each_finds(
    case: tuple[NDArray[np.float32], NDArray[np.int64]], most: int
) -> None:
    vectors, _ = case
    query = vectors[0]
    all_of_them = likeness(vectors, query)

    places, scores = nearest(vectors, query, most)

    assert len(places) == min(most, len(vectors))
    assert (np.diff(scores) <= 0).all()
    assert np.array_equal(scores, all_of_them[places])
    rest = np.delete(all_of_them, places)
    assert not len(rest) or rest.max() <= scores[-1]
    assert (np.abs(all_of_them) <= 1).all()


@settings(max_examples=30, deadline=None)
@given(labelled())
def test_a_doubted_label_is_one_that_was_given_and_another_is_likelier(
    case: tuple[NDArray[np.float32], NDArray[np.int64]],
) -> None:
    vectors, labels = case

    for one in likely_errors(vectors, labels):
        assert labels[one.place] == one.given != one.likely
        assert one.likely_score > one.given_score
