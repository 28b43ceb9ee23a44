"""Suppression against a plain loop."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.geometry import Rect
from labeldesk.suggest.nms import suppressed


def plainly(boxes, scores, classes, iou):
    kept: list[int] = []
    for index in sorted(range(len(boxes)), key=lambda i: (-scores[i], i)):
        mine = Rect(*boxes[index])
        if all(classes[k] != classes[index] or mine.iou(Rect(*boxes[k])) <= iou for k in kept):
            kept.append(index)
    return kept


@given(st.integers(0, 2**32 - 1), st.integers(0, 60), st.sampled_from([0.3, 0.5, 0.7]))
def test_it_keeps_what_a_plain_loop_keeps(seed, count, iou):
    rng = np.random.default_rng(seed)
    low = rng.integers(0, 40, (count, 2)).astype(float)
    boxes = np.concatenate((low, low + rng.integers(1, 40, (count, 2))), axis=1)
    scores, classes = rng.integers(0, 20, count) / 20, rng.integers(0, 3, count)
    kept = suppressed(boxes, scores, classes, iou, 1000).tolist()
    assert kept == plainly(boxes.tolist(), scores.tolist(), classes.tolist(), iou)


def test_at_most_as_many_as_asked_stay():
    boxes = np.array([[i * 10.0, 0, i * 10 + 5, 5] for i in range(9)])
    scores = np.arange(9) / 10
    assert suppressed(boxes, scores, np.zeros(9, int), 0.5, 2).tolist() == [8, 7]
