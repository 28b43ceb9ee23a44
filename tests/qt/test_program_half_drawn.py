"""Work in the hand: half an outline is lost to nothing but Esc."""

from __future__ import annotations

from typing import Any

import pytest

from labeldesk.domain.skeletons import PERSON
from labeldesk.tools.state import UNFINISHED
from tests.qt.program import photographs


@pytest.fixture
def drawing(start: Any, folder: Any) -> Any:
    """A selected box of the class cat, and three vertices of a polygon."""
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.key("1")
    hand.key("w")
    hand.drag((20, 20), (60, 60))
    hand.until(lambda: len(hand.objects()) == 1)
    hand.key("Escape")
    hand.key("Ctrl+A")
    hand.key("p")
    for at in ((100, 30), (160, 30), (160, 90)):
        hand.click(*at)
    assert hand.facts.drawing
    return hand


def ends_whole(hand: Any, vertices: int = 3) -> None:
    """Enter makes what is in the hand an object beside the box."""
    hand.key("Enter")
    hand.until(lambda: len(hand.objects()) == 2)
    assert len(hand.shapes()[1].shape.rings[0]) == vertices


@pytest.mark.parametrize("deed", [
    "tool.redraw", "object.tighten", "object.to-ellipse", "object.lock", "object.hide",
    "edit.duplicate", "edit.delete", "tool.box", "image.next",
])  # fmt: skip
def test_no_deed_on_the_selection_throws_it_away(drawing: Any, deed: str) -> None:
    (before,) = drawing.shapes()
    drawing.do(deed)
    assert drawing.facts.drawing
    assert drawing.hints[-1] == str(UNFINISHED)
    assert drawing.shapes() == [before]
    ends_whole(drawing)


def test_delete_takes_back_a_vertex_and_no_object(drawing: Any) -> None:
    drawing.click(100, 90)
    drawing.key("Delete")
    assert drawing.objects() == ["cat"]
    ends_whole(drawing)


def test_a_digit_is_the_class_of_the_outline_alone(drawing: Any) -> None:
    drawing.key("2")
    ends_whole(drawing)
    assert drawing.objects() == ["cat", "dog"]


def test_joints_that_are_set_wait_for_enter_too(start: Any, folder: Any) -> None:
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.program.canvas.env.offered = PERSON
    hand.key("c")
    for at in ((40, 40), (60, 40), (80, 60)):
        hand.click(*at)
    for key in ("w", "d"):
        hand.key(key)
        assert hand.facts.drawing
        assert hand.hints[-1] == str(UNFINISHED)
    hand.key("Enter")
    hand.until(lambda: hand.objects() == ["cat"])
    assert sum(map(bool, hand.shapes()[0].shape.visibility)) == 3


def test_keypoints_drawn_anew_have_the_joints_of_their_own_class(start: Any, folder: Any) -> None:
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.key("1")
    hand.program.canvas.env.offered = PERSON
    hand.key("c")
    hand.drag((20, 20), (120, 120))
    hand.until(lambda: len(hand.objects()) == 1)
    (old,) = hand.shapes()
    hand.key("Escape")
    hand.key("2")
    hand.key("Ctrl+A")
    hand.key("1")
    hand.program.choice.class_id = hand.workspace.classes.items[1].id
    hand.key("Shift+N")
    hand.drag((40, 40), (140, 100))
    hand.until(lambda: hand.shapes()[0].shape != old.shape)
    (one,) = hand.shapes()
    assert one.class_id == old.class_id
    assert len(one.shape.joints) == len(PERSON)


def test_a_digit_while_an_object_is_drawn_anew_is_what_that_becomes(
    start: Any, folder: Any
) -> None:
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.key("1")
    hand.box((20, 20), (60, 60))
    hand.key("Escape", "Ctrl+A", "Shift+N", "2")
    assert hand.hints[-1] == "The object drawn anew becomes dog"
    assert hand.objects() == ["cat"]
    hand.key("Space")
    assert hand.hints[-1] == "First draw the object anew, or press Esc to bring it back"
    assert not hand.workspace.state.done
    hand.drag((80, 20), (130, 70))
    assert hand.objects() == ["dog"]
    hand.ready()
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.objects() == ["cat"])


@pytest.mark.parametrize("other", [False, True])
def test_no_folder_is_opened_over_it_neither_the_same_nor_another(
    drawing: Any, folder: Any, tmp_path: Any, other: bool
) -> None:
    path = photographs(tmp_path / "others") if other else folder
    drawing.window.dropped.emit([path])
    drawing.settle()
    assert drawing.facts.drawing
    assert drawing.hints[-1] == str(UNFINISHED)
    ends_whole(drawing)
    drawing.ready()
    drawing.open(path)
    drawing.until(lambda: drawing.workspace.shown.session is not None)
