"""Labels that are likely wrong."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.quality.doubts import likely_errors, out_of_sample
from tests.unit.quality.clouds import clouds


def test_labels_that_were_swapped_are_found_first_and_with_what_they_should_be() -> None:
    vectors, right = clouds(4, 50)
    labels = right.copy()
    swapped = [3, 50, 77, 120]
    labels[swapped] = np.where(right[swapped] == 100, 107, 100)

    found = likely_errors(vectors, labels)

    assert sorted(one.place for one in found[:4]) == swapped
    for one in found[:4]:
        assert (one.given, one.likely) == (labels[one.place], right[one.place])
        assert one.likely_score > 0.5 > one.given_score


def test_labels_that_are_right_are_left_alone() -> None:
    vectors, labels = clouds(4, 50)

    assert likely_errors(vectors, labels) == []


def test_no_label_is_judged_by_a_head_that_saw_it() -> None:
    """Noise that any head could learn by heart: out of sample nothing is better than chance."""
    rng = np.random.default_rng(8)
    vectors = rng.normal(size=(200, 150)).astype(np.float32)
    labels = rng.integers(0, 2, 200)

    known, scores = out_of_sample(vectors, labels)

    right = (known[scores.argmax(axis=1)] == labels).mean()
    assert 0.35 < right < 0.65


def test_a_class_with_three_labels_is_not_judged_nor_suspected() -> None:
    vectors, labels = clouds(2, 30)
    labels[:3] = 999

    assert all(999 not in (one.given, one.likely) for one in likely_errors(vectors, labels))


def test_one_class_alone_and_no_labels_have_no_errors() -> None:
    vectors, labels = clouds(1, 30)

    assert likely_errors(vectors, labels) == []
    assert likely_errors(vectors[:0], labels[:0]) == []


def test_another_tag_of_the_same_image_is_not_called_likelier() -> None:
    vectors, labels = clouds(3, 40)
    twice = np.flatnonzero(labels == 100)[:5]
    doubled = np.concatenate([vectors, vectors[twice]])
    tags = np.concatenate([labels, np.full(5, 107)])
    images = np.concatenate([np.arange(len(labels)), twice])

    alone = {one.place for one in likely_errors(doubled, tags)}
    together = {one.place for one in likely_errors(doubled, tags, groups=images)}

    assert alone & set(range(120, 125))
    assert not together & set(range(120, 125))


def test_looking_for_errors_ends_when_it_is_cancelled() -> None:
    vectors, labels = clouds(3, 40)
    cancel = Cancel()
    cancel.set()

    with pytest.raises(Cancelled):
        likely_errors(vectors, labels, cancel=cancel)
