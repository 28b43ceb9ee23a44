"""The session: previews, commits, and that nothing stays behind of what was cancelled."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit, StaleChangeError
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId, SuggestionId
from labeldesk.domain.image import ImageState
from labeldesk.domain.shapes import Box, Polygon
from labeldesk.domain.text import Text
from labeldesk.editing.session import Along, GestureError, Phase, Session
from tests.strategies import documents

TITLE = Text("Test", "Draw a box")
IMAGE = ImageId(7)


def box(number: int, x: float = 0.0) -> Annotation:
    return Annotation(id=AnnotationId(number), class_id=ClassId(1), shape=Box(x, 0, x + 5, 5))


class Hand:
    """A session whose commits and echoes are kept."""

    def __init__(self, document=None):
        self.edits: list[Edit] = []
        self.heard: list[tuple[ChangeSet, Phase]] = []
        self.session = Session(IMAGE, Size(100, 80), document or {}, self._commit)
        self.session.listen(lambda change, phase: self.heard.append((change, phase)))

    def _commit(self, edit, title):
        self.edits.append(edit)
        return len(self.edits)

    def undo(self):
        edit = self.edits.pop()
        self.session.revert(Edit(IMAGE, edit.changes.inverted()))


def test_a_preview_is_shown_but_not_part_of_the_document():
    hand = Hand()
    gesture = hand.session.begin(TITLE)
    gesture.preview(ChangeSet.adding(box(1)))
    assert hand.session.live == {1: box(1)}
    assert hand.session.document == {}
    assert hand.edits == []
    assert hand.session.revision == 0


def test_every_preview_is_relative_to_the_beginning():
    hand = Hand()
    gesture = hand.session.begin(TITLE)
    gesture.preview(ChangeSet.adding(box(1, 3)))
    gesture.preview(ChangeSet.adding(box(1, 9)))
    assert hand.session.live == {1: box(1, 9)}
    assert gesture.commit() == 1
    assert hand.session.document == {1: box(1, 9)}
    assert [e.changes for e in hand.edits] == [ChangeSet.adding(box(1, 9))]
    assert hand.heard[-1] == (ChangeSet.adding(box(1, 9)), Phase.COMMITTED)


def test_cancelling_leaves_no_trace():
    hand = Hand({1: box(1)})
    gesture = hand.session.begin(TITLE)
    gesture.preview(ChangeSet.removing(box(1)))
    gesture.cancel()
    assert hand.session.live is hand.session.document
    assert hand.session.document == {1: box(1)}
    assert hand.heard[-1] == (ChangeSet(), Phase.PREVIEW)
    assert (hand.edits, hand.session.revision) == ([], 0)


def test_a_gesture_that_changed_nothing_is_not_an_edit():
    hand = Hand()
    assert hand.session.begin(TITLE).commit() is None
    assert hand.session.apply(TITLE, ChangeSet()) is None
    assert (hand.edits, hand.heard) == ([], [])


@pytest.mark.parametrize("end", ["commit", "cancel"])
@pytest.mark.parametrize("then", ["commit", "cancel", "preview"])
def test_nothing_follows_the_end_of_a_gesture(end, then):
    gesture = Hand().session.begin(TITLE)
    getattr(gesture, end)()
    assert not gesture.is_open
    with pytest.raises(GestureError):
        getattr(gesture, then)(*([ChangeSet()] if then == "preview" else []))


def test_only_one_gesture_is_open_and_nothing_else_happens_meanwhile():
    hand = Hand()
    gesture = hand.session.begin(TITLE)
    assert hand.session.gesture is gesture
    for deed in (
        lambda: hand.session.begin(TITLE),
        lambda: hand.session.apply(TITLE, ChangeSet.adding(box(1))),
        lambda: hand.session.revert(Edit(IMAGE)),
        lambda: hand.session.reset({}),
    ):
        with pytest.raises(GestureError):
            deed()
    gesture.cancel()
    assert hand.session.gesture is None


def test_a_preview_that_does_not_fit_leaves_the_last_one():
    hand = Hand({1: box(1)})
    gesture = hand.session.begin(TITLE)
    gesture.preview(ChangeSet.removing(box(1)))
    with pytest.raises(StaleChangeError):
        gesture.preview(ChangeSet.removing(box(2)))
    assert hand.session.live == {}
    assert gesture.change == ChangeSet.removing(box(1))


def test_an_edit_that_storage_refuses_does_not_happen():
    def refuse(edit, title):
        raise OSError("no")

    session = Session(IMAGE, Size(9, 9), {}, refuse)
    heard = []
    session.listen(lambda change, phase: heard.append((change, phase)))
    gesture = session.begin(TITLE)
    gesture.preview(ChangeSet.adding(box(1)))
    with pytest.raises(OSError, match="no"):
        gesture.commit()
    assert (session.document, session.live, session.gesture) == ({}, {}, None)
    assert heard[-1] == (ChangeSet(), Phase.PREVIEW)


def test_what_goes_along_is_part_of_the_edit():
    hand = Hand()
    state = (ImageState(), ImageState(done=True))
    hand.session.apply(TITLE, ChangeSet(), Along(rejected=(SuggestionId(4),), state=state))
    assert hand.edits == [Edit(IMAGE, ChangeSet(), {}, (SuggestionId(4),), state)]
    hand.session.begin(TITLE).commit(classes={ClassId(1): (None, None)})
    assert list(hand.edits[-1].classes) == [1]


def test_a_reset_tells_listeners_only_the_difference():
    hand = Hand({1: box(1), 2: box(2)})
    hand.session.reset({1: box(1), 3: box(3)})
    change, phase = hand.heard[-1]
    assert set(change.steps) == {2, 3}
    assert phase is Phase.COMMITTED
    assert hand.session.revision == 1


def test_a_listener_can_stop_listening():
    hand = Hand()
    heard = []
    stop = hand.session.listen(lambda change, _phase: heard.append(change))
    stop()
    hand.session.apply(TITLE, ChangeSet.adding(box(1)))
    assert heard == []


def test_an_edit_of_another_image_is_not_taken_over():
    with pytest.raises(ValueError, match="another image"):
        Hand().session.revert(Edit(ImageId(8)))


@given(documents, st.lists(st.tuples(documents, st.booleans()), max_size=6))
def test_a_random_hand_and_undo_give_the_start(start, moves):
    hand = Hand(start)
    for target, is_kept in moves:
        gesture = hand.session.begin(TITLE)
        gesture.preview(ChangeSet.between(hand.session.document, target))
        assert hand.session.live == target
        before = hand.session.document
        if is_kept:
            gesture.commit()
            assert hand.session.document == target
        else:
            gesture.cancel()
            assert hand.session.document is before
    while hand.edits:
        hand.undo()
    assert hand.session.document == start


@given(documents, st.lists(documents, max_size=5))
def test_whoever_follows_the_commits_has_the_document(start, targets):
    hand = Hand(start)
    mirror = start
    for target in targets:
        hand.session.apply(TITLE, ChangeSet.between(hand.session.document, target))
    for change, _ in hand.heard:
        mirror = change.applied_to(mirror)
    assert mirror == hand.session.document


def test_a_commit_among_ten_thousand_is_far_below_a_frame():
    shape = Polygon.of([(0, 0), (9, 0), (9, 9), (0, 9)])
    document = {
        AnnotationId(i): Annotation(id=AnnotationId(i), class_id=ClassId(1), shape=shape)
        for i in range(10_000)
    }
    hand = Hand(document)
    took = []
    for i in range(10_000, 10_020):
        start = time.perf_counter()
        gesture = hand.session.begin(TITLE)
        gesture.preview(ChangeSet.adding(box(i)))
        gesture.commit()
        took.append(time.perf_counter() - start)
    assert sorted(took)[10] < 0.005
