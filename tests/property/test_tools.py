"""Laws of the tools: whatever a hand does, undo leads back, and cancelling leaves no trace."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Ring
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Keypoints
from labeldesk.domain.skeletons import FACE, box_of
from labeldesk.raster.index import ShapeIndex
from labeldesk.tools.joints import Placing
from labeldesk.tools.machine import TOOLS
from labeldesk.tools.pointer import Button, Key
from labeldesk.tools.select import SelectReady
from tests import strategies
from tests.unit.tools.hand import CAT, DOG, Hand, annotation, box, polygon

places = st.tuples(st.integers(-20, 200), st.integers(-20, 200))
flags = st.booleans()
moves = st.one_of(
    st.tuples(st.just("press"), places, st.sampled_from(Button)),
    st.tuples(st.just("move"), places),
    st.tuples(st.just("release"), places, st.sampled_from(Button)),
    st.tuples(st.just("click"), places),
    st.tuples(st.just("right"), places),
    st.tuples(st.just("double"), places),
    st.tuples(st.just("key"), st.sampled_from(Key)),
    st.tuples(st.just("tool"), st.sampled_from(sorted(TOOLS))),
    st.tuples(st.just("holding"), flags, flags, flags),
    st.tuples(st.just("class"), st.sampled_from([CAT, DOG, None])),
    st.tuples(st.just("space"), flags),
    st.tuples(st.just("cancel")),
    st.tuples(st.just("answer")),
    st.tuples(st.just("offer"), st.sampled_from([FACE, None])),
    st.tuples(st.just("place")),
)
CLASSES = ClassList(
    (
        ImageClass(id=CAT, name="cat", colour="#FCB02B", skeleton=box_of(4)),
        ImageClass(id=DOG, name="dog", colour="#44A4FF"),
    )
)
JOINTS = Keypoints(Ring([(30, 110), (60, 120), (0, 0), (20, 150)]), (2, 1, 0, 2))


def ground() -> tuple[Any, ...]:
    return (
        box(1, 20, 20, 90, 80),
        polygon(2, (60, 60), (150, 70), (100, 160)),
        annotation(3, Mask.of(np.ones((50, 50)), 100, 20)),
        annotation(4, JOINTS),
    )


def ready(tool: str) -> Hand:
    hand = Hand(*ground(), tool=tool, classes=CLASSES)
    hand.env.index.join({CAT: box_of(4)})
    return hand


def place(hand: Hand) -> None:
    """As the panel of joints asks for it."""
    one = hand.document.get(AnnotationId(4))
    if one is not None and isinstance(one.shape, Keypoints):
        absent = [i for i, seen in enumerate(one.shape.visibility) if not seen]
        if absent:
            hand.machine.set_tool(Placing.onto(one, box_of(4), absent, SelectReady()))


def act(hand: Hand, move: tuple[Any, ...]) -> None:  # noqa: C901 (one line per kind of move)
    match move:
        case ("press" | "release" as name, (x, y), button):
            getattr(hand, name)(x, y, button)
        case ("move" | "click" | "double" | "right" as name, (x, y)):
            getattr(hand, name)(x, y)
        case ("key", key):
            hand.key(key)
        case ("tool", tool):
            hand.machine.set_tool(tool)
        case ("holding", shift, ctrl, alt):
            hand.holding(shift=shift, ctrl=ctrl, alt=alt)
        case ("class", class_id):
            hand.env.class_id = class_id
        case ("space", down):
            hand.machine.space_down() if down else hand.machine.space_up()
        case ("cancel",):
            hand.machine.cancel()
        case ("answer",):
            hand.env.answer(DOG)
        case ("offer", skeleton):
            hand.env.offered = skeleton
        case ("place",):
            place(hand)


@settings(deadline=None)
@given(st.lists(moves, max_size=25), st.sampled_from(sorted(TOOLS)))
def test_undo_leads_back_whatever_the_hand_did(script: list[Any], tool: str) -> None:
    hand = ready(tool)
    before = dict(hand.document)
    for move in script:
        act(hand, move)
    hand.machine.cancel()
    assert hand.undone() == before
    assert hand.session.gesture is None
    assert hand.session.live is hand.session.document
    assert not hand.machine.busy


@settings(deadline=None)
@given(st.lists(moves, max_size=12), st.sampled_from(sorted(TOOLS)))
def test_every_state_says_and_shows_something_sound(script: list[Any], tool: str) -> None:
    hand = ready(tool)
    for move in script:
        act(hand, move)
        tuple(hand.machine.marks())
        assert str(hand.machine.hint[0])
        assert len(hand.machine.hint[1]) <= 3
        assert hand.cursor
        assert hand.machine.tool in TOOLS


@settings(deadline=None)
@given(strategies.documents, strategies.documents)
def test_a_patched_index_is_as_good_as_a_new_one(before: Any, after: Any) -> None:
    from labeldesk.domain.changes import ChangeSet
    from labeldesk.domain.geometry import XY, Rect

    index = ShapeIndex(before)
    index.patch(ChangeSet.between(before, after))
    fresh = ShapeIndex(after)
    everything = Rect(-1e6, -1e6, 1e6, 1e6)
    assert set(index.within(everything)) == set(fresh.within(everything))
    for p in (XY(0, 0), XY(100, 100), XY(333, 250)):
        assert {h.id for h in index.at(p, 4)} == {h.id for h in fresh.at(p, 4)}
