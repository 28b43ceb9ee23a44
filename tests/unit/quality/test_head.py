"""From a few labels to a head."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.quality import head as heads
from labeldesk.quality.head import fitted, logistic, nearest_mean
from tests.unit.quality.clouds import clouds


def share_right(head: heads.Head, vectors: np.ndarray, labels: np.ndarray) -> float:
    return float((head.labels[head.probabilities(vectors).argmax(axis=1)] == labels).mean())


def test_one_label_per_class_is_enough_to_begin_with() -> None:
    vectors, labels = clouds(4, 30)
    _, firsts = np.unique(labels, return_index=True)

    head = fitted(vectors[firsts], labels[firsts])

    assert share_right(head, vectors, labels) > 0.95


def test_one_at_the_mean_of_a_class_is_surely_of_it_and_one_halfway_is_not() -> None:
    vectors = np.eye(2, 6, dtype=np.float32)
    head = nearest_mean(vectors, np.array([3, 9]))

    sure, halfway = head.probabilities(np.stack([vectors[0], vectors.mean(axis=0)]))

    assert head.labels.tolist() == [3, 9]
    assert sure.tolist() == pytest.approx([0.982, 0.018], abs=1e-3)
    assert halfway.tolist() == pytest.approx([0.5, 0.5])


def test_labels_of_one_class_alone_say_that_everything_is_of_it() -> None:
    vectors, labels = clouds(1, 8)

    assert fitted(vectors, labels).probabilities(vectors).tolist() == [[1.0]] * 8


def test_a_logistic_head_learns_what_means_cannot() -> None:
    """Two classes with the same mean but for one small direction among loud ones."""
    rng = np.random.default_rng(5)
    vectors = (rng.normal(size=(400, 20)) * 3).astype(np.float32)
    vectors[:, 7] /= 10
    labels = (vectors[:, 7] > 0).astype(np.int64)

    means, head = nearest_mean(vectors, labels), fitted(vectors, labels)

    assert share_right(head, vectors, labels) > 0.87
    assert share_right(head, vectors, labels) > share_right(means, vectors, labels)


def test_the_slope_is_that_of_the_loss() -> None:
    vectors, labels = clouds(3, 10, length=5)
    which = np.searchsorted(np.unique(labels), labels)
    weighed = heads._Weighed(vectors, which, 3)
    point = np.random.default_rng(2).normal(size=(6, 3)).astype(np.float32)

    def loss(at: np.ndarray) -> float:
        weights, bias = weighed.outside(at.astype(np.float32))
        found = np.log(heads.softmax((vectors @ weights + bias).astype(np.float64)))
        data = -(weighed._weight * found[np.arange(len(which)), which]).sum()
        return float(data + weighed._l2 / 2 * (at[:-1] ** 2).sum())

    slope, step = weighed.gradient(point), 1e-2
    for at in ((0, 0), (4, 2), (5, 1)):
        aside = np.zeros_like(point)
        aside[at] = step
        measured = (loss(point + aside) - loss(point - aside)) / (2 * step)
        assert slope[at] == pytest.approx(measured, abs=2e-3)


def test_a_rare_class_is_not_drowned_by_a_common_one() -> None:
    vectors, labels = clouds(2, 200, spread=0.9)
    rare = labels == 107
    keep = ~rare | (np.cumsum(rare) <= 12)

    head = fitted(vectors[keep], labels[keep])

    found = head.labels[head.probabilities(vectors[rare]).argmax(axis=1)]
    assert (found == 107).mean() > 0.8


def test_a_warm_start_comes_to_the_same_head_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, labels = clouds(5, 40)
    head = fitted(vectors, labels)
    monkeypatch.setattr(heads, "_STEPS", 12)

    again = fitted(vectors, labels, before=head)
    cold = fitted(vectors, labels)

    wanted = head.probabilities(vectors)
    assert np.abs(again.probabilities(vectors) - wanted).max() < 0.01
    assert np.abs(cold.probabilities(vectors) - wanted).max() > 0.01


def test_a_head_of_other_classes_is_no_start() -> None:
    vectors, labels = clouds(3, 20)
    before = fitted(vectors, labels)

    head = fitted(vectors, labels + 1, before=before)

    assert head.labels.tolist() == [101, 108, 115]


def test_a_fit_ends_when_it_is_cancelled() -> None:
    vectors, labels = clouds(3, 20)
    cancel = Cancel()
    cancel.set()

    with pytest.raises(Cancelled):
        logistic(vectors, labels, start=nearest_mean(vectors, labels), cancel=cancel)


def test_of_very_many_labels_a_part_teaches_but_every_class_is_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(heads, "MOST", 100)
    vectors, labels = clouds(3, 200)
    labels[5] = 999

    head = fitted(vectors, labels)

    assert head.labels.tolist() == [100, 107, 114, 999]
    assert share_right(head, vectors, labels) > 0.95
