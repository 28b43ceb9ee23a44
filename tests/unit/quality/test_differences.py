"""Model against labels, by hand-made images whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.quality.differences import (
    Difference,
    Predicted,
    differences,
    tag_differences,
)
from labeldesk.quality.matching import Marked, matched, nothing, overlaps

CAT, DOG = 1, 2


def marked(*rows):
    boxes = np.array([row[:4] for row in rows], np.float64).reshape(-1, 4)
    return Marked(boxes, np.array([row[4] for row in rows], np.int64))


def predicted(*rows, least=0.5):
    scores = np.array([row[5] for row in rows], np.float64)
    return Predicted(marked(*rows), scores, scores >= least)


def found(labels, predictions):
    return [(f.what, f.label, f.prediction) for f in differences(labels, predictions)]


def test_overlap_of_boxes_is_that_of_their_areas():
    first = np.array([(0, 0, 10, 10), (5, 5, 5, 9), (20, 20, 30, 30)], np.float64)
    second = np.array([(0, 0, 10, 10), (5, 0, 15, 10)], np.float64)
    expected = [[1, 50 / 150], [0, 0], [0, 0]]
    assert overlaps(first, second) == pytest.approx(np.array(expected))
    assert overlaps(nothing().boxes, second).shape == (0, 2)


def test_where_both_agree_nothing_is_found():
    labels = marked((0, 0, 10, 10, CAT), (50, 50, 70, 80, DOG))
    same = predicted((50, 50, 70, 79, DOG, 0.9), (0, 0, 10, 9, CAT, 0.6))
    assert found(labels, same) == []
    assert found(nothing(), predicted()) == []


@pytest.mark.parametrize(
    ("labels", "predictions", "expected"),
    [
        ([], [(0, 0, 10, 10, CAT, 0.9)], (Difference.MISSING, -1, 0)),
        ([(0, 0, 10, 10, CAT)], [], (Difference.EXTRA, 0, -1)),
        ([(0, 0, 10, 10, CAT)], [(0, 0, 10, 9, DOG, 0.8)], (Difference.CLASS, 0, 0)),
        ([(0, 0, 10, 10, CAT)], [(0, 0, 10, 3, CAT, 0.8)], (Difference.PLACE, 0, 0)),
    ],
)
def test_each_difference_has_its_name(labels, predictions, expected):
    assert found(marked(*labels), predicted(*predictions)) == [expected]


def test_a_label_seen_without_being_sure_of_it_is_no_extra_one():
    labels = marked((0, 0, 10, 10, CAT))
    assert found(labels, predicted((0, 0, 10, 10, CAT, 0.2))) == []
    assert found(labels, predicted((0, 0, 10, 10, DOG, 0.2))) == [(Difference.EXTRA, 0, -1)]


def test_the_right_class_goes_before_a_better_overlap_of_another():
    labels = marked((0, 0, 10, 10, CAT))
    both = predicted((0, 0, 10, 10, DOG, 0.9), (0, 0, 10, 8, CAT, 0.6))
    assert found(labels, both) == []  # the dog says otherwise what the cat says too


def test_what_looks_most_like_a_mistake_comes_first():
    labels = marked((0, 0, 10, 10, CAT), (200, 0, 210, 10, CAT))
    rows = predicted((0, 0, 10, 10, DOG, 0.95), (50, 0, 60, 10, CAT, 0.7))
    assert [what for what, *_ in found(labels, rows)] == [
        Difference.CLASS,
        Difference.MISSING,
        Difference.EXTRA,
    ]


def test_one_prediction_answers_one_label_only():
    labels = marked((0, 0, 10, 10, CAT), (0, 0, 10, 10.5, CAT))
    assert found(labels, predicted((0, 0, 10, 10, CAT, 0.9))) == [(Difference.EXTRA, 1, -1)]


def test_numbers_that_are_no_boxes_match_nothing():
    broken = marked((np.nan, 0, 10, 10, CAT))
    whole = marked((0, 0, 10, 10, CAT))
    iou = overlaps(broken.boxes, whole.boxes)
    assert matched(broken, whole, iou, 0.1, any_class=True) == []


def test_a_tag_is_doubted_when_the_model_says_another():
    rows = predicted((0, 0, 0, 0, CAT, 0.2), (0, 0, 0, 0, DOG, 0.8))
    assert tag_differences(np.array([DOG]), rows) == []
    (one,) = tag_differences(np.array([CAT]), rows)
    assert (one.what, one.prediction) == (Difference.CLASS, 1)
    assert one.weight == pytest.approx(0.8 * 0.8)
    (none,) = tag_differences(np.zeros(0, np.int64), rows)
    assert none.what is Difference.MISSING
    assert tag_differences(np.array([CAT]), predicted()) == []
