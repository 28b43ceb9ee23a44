"""Two models against each other, and against labels, on hand-made images."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.quality.differences import Difference
from labeldesk.quality.disagreements import Score, apart, scored, tags_apart, tags_scored
from labeldesk.quality.matching import nothing
from tests.unit.quality.test_differences import CAT, DOG, marked, predicted

EXTRA, MISSING = Difference.EXTRA, Difference.MISSING


def found(first, second):
    result = apart(first, second)
    return result.alike, [(f.what, f.label, f.prediction) for f in result.findings]


def test_what_both_say_is_alike_and_the_rest_is_named():
    first = predicted(
        (0, 0, 10, 10, CAT, 0.9), (50, 0, 60, 10, CAT, 0.8), (100, 0, 110, 10, DOG, 0.7),
        (150, 0, 160, 10, DOG, 0.6),
    )  # fmt: skip
    second = predicted(
        (0, 0, 10, 9, CAT, 0.6), (50, 0, 60, 10, DOG, 0.9), (107, 0, 117, 10, DOG, 0.7),
        (200, 0, 210, 10, CAT, 0.95),
    )  # fmt: skip
    alike, rest = found(first, second)
    assert alike == 1
    assert rest == [
        (MISSING, -1, 3), (Difference.CLASS, 1, 1), (EXTRA, 3, -1), (Difference.PLACE, 2, 2)
    ]  # fmt: skip


def test_what_the_other_is_not_sure_enough_to_say_weighs_less():
    said = predicted((0, 0, 10, 10, CAT, 0.8))
    (alone,) = apart(said, predicted()).findings
    (doubted,) = apart(said, predicted((0, 0, 10, 10, CAT, 0.4))).findings
    assert alone.weight == pytest.approx(0.8)
    assert doubted.weight == pytest.approx(0.8 * 0.6)


def test_saying_a_thing_twice_is_no_difference():
    twice = predicted((0, 0, 10, 10, CAT, 0.9), (0, 0, 10, 9, CAT, 0.8))
    assert found(twice, predicted((0, 0, 10, 10, CAT, 0.7))) == (1, [])


@pytest.mark.parametrize(
    ("first", "second", "alike", "what"),
    [
        ([], [], 0, []),
        ([(CAT, 0.9), (DOG, 0.6)], [(CAT, 0.7)], 1, []),
        ([(CAT, 0.9)], [(DOG, 0.6)], 0, [(Difference.CLASS, 0, 0, 0.6)]),
        ([(CAT, 0.9)], [(DOG, 0.3)], 0, [(EXTRA, 0, -1, 0.9)]),
        ([], [(DOG, 0.8)], 0, [(MISSING, -1, 0, 0.8)]),
    ],
)
def test_of_tags_the_best_count(first, second, alike, what):
    def tags(rows):
        return predicted(*((np.nan,) * 4 + row for row in rows))

    result = tags_apart(tags(first), tags(second))
    assert result.alike == alike
    assert [(f.what, f.label, f.prediction, f.weight) for f in result.findings] == what


def test_right_wrong_and_missed_are_counted_and_labels_that_are_no_witnesses_left_out():
    labels = marked((0, 0, 10, 10, CAT), (50, 0, 60, 10, DOG))
    said = predicted(
        (0, 0, 10, 9, CAT, 0.9), (50, 0, 60, 10, CAT, 0.8), (90, 0, 99, 10, CAT, 0.7),
        (50, 0, 60, 10, DOG, 0.2),
    )  # fmt: skip
    assert scored(labels, said, nothing()) == Score(1, 2, 1)
    assert scored(labels, said, marked((90, 0, 99, 10, CAT))) == Score(1, 1, 1)
    whole = Score(1, 2, 1) + Score(2, 0, 0)
    assert (whole.precision, whole.recall) == (pytest.approx(0.6), pytest.approx(0.75))
    assert (Score().precision, Score().recall) == (None, None)


def test_tags_are_right_if_the_best_is_one_of_those_of_the_image():
    said = predicted((np.nan,) * 4 + (CAT, 0.9))
    assert tags_scored(np.array([DOG, CAT]), said) == Score(right=1)
    assert tags_scored(np.array([DOG]), said) == Score(wrong=1, missed=1)
    assert tags_scored(np.array([DOG]), predicted()) == Score(missed=1)
