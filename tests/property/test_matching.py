"""Matching does not depend on the order of things, nor on which side they are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.quality.differences import Difference, Predicted, differences
from labeldesk.quality.disagreements import apart
from labeldesk.quality.matching import Marked, matched, overlaps

corners = st.tuples(*[st.integers(0, 12)] * 2, *[st.integers(1, 8)] * 2, st.integers(1, 3))
things = st.lists(corners, max_size=7)  # few places, so that many overlap and some are equal


def marked(rows):
    boxes = [(x, y, x + w, y + h) for x, y, w, h, _ in rows]
    classes = [row[-1] for row in rows]
    return Marked(np.array(boxes, np.float64).reshape(-1, 4), np.array(classes, np.int64))


def content(one, at):
    return (*one.boxes[at].tolist(), int(one.classes[at])) if at >= 0 else None


def pairs(first, second, *, any_class):
    iou = overlaps(first.boxes, second.boxes)
    found = matched(first, second, iou, 0.1, any_class=any_class)
    return sorted((content(first, p.first), content(second, p.second), p.iou) for p in found)


def shuffled(rows, seed):
    order = np.random.default_rng(seed).permutation(len(rows))
    return [rows[at] for at in order]


@given(things, things, st.integers(0, 99), st.booleans())
def test_the_order_of_the_lists_changes_no_pair(ones, others, seed, any_class):
    before = pairs(marked(ones), marked(others), any_class=any_class)
    mixed = marked(shuffled(ones, seed)), marked(shuffled(others, seed + 1))
    assert pairs(*mixed, any_class=any_class) == before


@given(things, things, st.booleans())
def test_the_pairs_are_the_same_from_the_other_side(ones, others, any_class):
    there = pairs(marked(ones), marked(others), any_class=any_class)
    back = pairs(marked(others), marked(ones), any_class=any_class)
    assert sorted((b, a, share) for a, b, share in back) == there


@given(things)
def test_a_list_matches_itself_completely(ones):
    mine = marked(ones)
    assert [share for *_, share in pairs(mine, mine, any_class=False)] == [1.0] * len(ones)


def found(labels, rows, scores):
    predicted = Predicted(marked(rows), np.array(scores, np.float64), np.array(scores) >= 0.5)
    mine = marked(labels)
    return [
        (f.what, content(mine, f.label), content(predicted.marked, f.prediction), f.weight)
        for f in differences(mine, predicted)
    ]


@given(
    things, st.lists(st.tuples(corners, st.sampled_from([0.1, 0.6, 0.9])), max_size=7), st.data()
)
def test_differences_do_not_depend_on_the_order(labels, scored, data):
    rows, scores = [row for row, _ in scored], [score for _, score in scored]
    # Two predictions that only their scores tell apart may stand for each other.
    if len(set(rows)) < len(rows):
        return
    mixed = data.draw(st.permutations(scored))
    again = found(
        data.draw(st.permutations(labels)), [row for row, _ in mixed], [s for _, s in mixed]
    )
    assert sorted(again, key=repr) == sorted(found(labels, rows, scores), key=repr)


@given(things, things)
def test_every_label_is_matched_differs_or_is_seen(labels, rows):
    differing = found(labels, rows, [0.9] * len(rows))
    extra = [one for what, one, *_ in differing if what is Difference.EXTRA]
    agreed = len(labels) - len([row for row in differing if row[1] is not None])
    assert agreed >= 0
    assert all(0 <= weight <= 1 for *_, weight in differing)
    assert len(extra) + agreed <= len(labels)


SWAPPED = {
    Difference.EXTRA: Difference.MISSING,
    Difference.MISSING: Difference.EXTRA,
    Difference.CLASS: Difference.CLASS,
    Difference.PLACE: Difference.PLACE,
}
said = st.lists(
    st.tuples(corners, st.sampled_from([0.1, 0.6, 0.9])), max_size=7, unique_by=lambda one: one[0]
)


def said_by(rows):
    scores = np.array([score for _, score in rows], np.float64)
    return Predicted(marked([row for row, _ in rows]), scores, scores >= 0.5)


def splits(first, second):
    found = apart(first, second)
    rows = [
        (f.what, content(first.marked, f.label), content(second.marked, f.prediction), f.weight)
        for f in found.findings
    ]
    return found.alike, rows


@given(said, said)
def test_two_models_differ_the_same_way_from_either_side(ones, others):
    alike, there = splits(said_by(ones), said_by(others))
    again, back = splits(said_by(others), said_by(ones))
    turned = [(SWAPPED[what], b, a, weight) for what, a, b, weight in back]
    assert (again, sorted(turned, key=repr)) == (alike, sorted(there, key=repr))
    assert all(0 < weight <= 1 for *_, weight in there if weight)


@given(said)
def test_a_model_does_not_differ_from_itself(ones):
    alike, there = splits(said_by(ones), said_by(ones))
    assert there == []
    assert alike == int(np.count_nonzero(said_by(ones).is_said))
