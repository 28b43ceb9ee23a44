"""Keypoints under a real hand: drawn, edited, listed, and their template changed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest

from labeldesk.domain.changes import ClassChange
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.skeletons import FACE, PERSON, box_of
from labeldesk.tools.machine import hint_of
from labeldesk.ui.canvas.adorn import joint_names
from labeldesk.ui.dialogs.template import TemplateSheet
from labeldesk.ui.templating import CHANGE
from labeldesk.ui.widgets.menu import Menu
from labeldesk.ui.widgets.tool_button import IconButton

RIGHT = Qt.MouseButton.RightButton
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[Menu]:
    """The context menus that were opened: without a screen none can be shown."""
    opened: list[Menu] = []
    monkeypatch.setattr(Menu, "popup", lambda menu, _: opened.append(menu))
    return opened


def take(hand: Any, menus: list[Menu], words: str) -> None:
    hand.until(lambda: menus)
    next(one for one in menus.pop().actions() if one.text().startswith(words)).trigger()
    hand.settle()


def with_template(hand: Any, skeleton: Skeleton, name: str = "cat") -> None:
    """A class that has a template, as the editor makes it."""
    hand.add_classes(name)
    hand.program.canvas.env.offered = skeleton


def drawn(hand: Any, skeleton: Skeleton = FACE) -> Any:
    """The first keypoints of a class: laid into a box."""
    with_template(hand, skeleton)
    hand.key("c")
    hand.drag((20, 20), (120, 120))
    hand.until(lambda: hand.objects() == ["cat"])
    hand.ready()
    return hand


def shape(hand: Any) -> Any:
    return hand.shapes()[0].shape


def joint(hand: Any, index: int) -> tuple[float, float]:
    x, y = shape(hand).joints.points[index].tolist()
    return x, y


def sheet(hand: Any) -> TemplateSheet:
    hand.until(lambda: isinstance(hand.program.sheets.dim.sheet(), TemplateSheet))
    return hand.program.sheets.dim.sheet()


def test_a_box_waits_for_a_template_chosen_at_the_pointer_and_a_class(start, folder, menus):
    hand = start(folder)
    hand.ready()
    hand.key("c")
    hand.drag((20, 20), (120, 120))
    take(hand, menus, "Person")
    hand.name("person")
    hand.until(lambda: hand.objects() == ["person"])
    assert len(shape(hand).joints) == 17
    assert hand.workspace.classes.items[0].skeleton == PERSON
    hand.ready()
    hand.key("Ctrl+Z")
    hand.until(lambda: not hand.objects())
    assert len(hand.workspace.classes) == 0
    hand.key("Ctrl+Shift+Z")
    hand.until(lambda: [one.skeleton for one in hand.workspace.classes] == [PERSON])


def test_the_template_of_an_existing_class_comes_with_its_first_keypoints_and_goes_with_undo(
    start, folder
):
    hand = drawn(start(folder))
    assert hand.workspace.classes.items[0].skeleton == FACE
    hand.key("Ctrl+Z")
    hand.until(lambda: not hand.objects())
    assert hand.workspace.classes.items[0].skeleton is None


def test_joints_are_clicked_one_by_one_with_the_other_button_for_hidden_ones(start, folder):
    hand = start(folder)
    with_template(hand, box_of(4))
    hand.key("c")
    hand.click(20, 20)
    hand.click(100, 20, RIGHT)
    hand.key("Delete")
    assert str(hint_of(hand.program.canvas.machine)[0]) == "Click p4, joint 4 of 4"
    hand.click(20, 100)
    hand.until(lambda: hand.objects() == ["cat"])
    assert shape(hand).visibility == (2, 1, 0, 2)


def test_escape_in_the_middle_leaves_nothing(start, folder):
    hand = start(folder)
    with_template(hand, FACE)
    hand.key("c")
    hand.click(20, 20)
    hand.click(60, 20)
    hand.key("Escape")
    assert hand.facts.tool == "keypoints"
    assert not hand.objects()
    assert hand.workspace.classes.items[0].skeleton is None


def test_selected_joints_are_dragged_and_turned_with_the_right_button_and_with_q(start, folder):
    hand = drawn(start(folder))
    hand.key("Escape")
    hand.key("v")
    hand.click(60, 58)
    assert hand.facts.selected_keypoints == 1
    x, y = joint(hand, 0)
    hand.drag((x, y), (x - 10, y + 5))
    assert joint(hand, 0) == pytest.approx((x - 10, y + 5), abs=0.5)
    hand.click(*joint(hand, 1), RIGHT)
    assert shape(hand).visibility == (2, 1, 2, 2, 2)
    hand.click(*joint(hand, 2))
    assert hand.facts.joint_chosen
    hand.key("q")
    assert shape(hand).visibility == (2, 1, 1, 2, 2)
    hand.key("q")
    assert shape(hand).visibility == (2, 1, 0, 2, 2)
    assert not hand.shapes()[0].flags.occluded


def test_q_without_a_joint_still_says_occluded(start, folder):
    hand = drawn(start(folder))
    hand.key("v")
    hand.click(60, 58)
    hand.key("q")
    assert hand.shapes()[0].flags.occluded


def test_left_and_right_are_swapped_by_the_menu(start, folder):
    hand = drawn(start(folder))
    hand.key("v")
    before = joint(hand, 0), joint(hand, 1)
    hand.do("object.swap-sides")  # those just drawn
    assert (joint(hand, 1), joint(hand, 0)) == before
    hand.click(180, 140)
    hand.do("object.swap-sides")
    assert hand.hints[-1] == "Select keypoints first"
    hand.click(60, 58)
    hand.do("object.swap-sides")
    assert (joint(hand, 0), joint(hand, 1)) == before


def row(hand: Any, index: int) -> QPoint:
    view = hand.program.page.column.joints.view
    return view.visualRect(view.model().index(index, 0)).center()


def test_the_list_of_joints_names_turns_chooses_and_places_them(start, folder):
    hand = drawn(start(folder))
    hand.key("v")
    panel = hand.program.page.column.joints
    hand.click(60, 58)
    hand.until(lambda: panel.isVisible() and len(panel.view.model().rows) == 5)
    assert [one.name for one in panel.view.model().rows] == list(FACE.names)
    QTest.mouseClick(panel.view.viewport(), LEFT, pos=row(hand, 2))
    hand.settle()
    assert [grip.index for grip in hand.program.canvas.env.chosen] == [2]
    for expected in (1, 0):
        QTest.mouseClick(panel.view.viewport(), LEFT, pos=QPoint(14, row(hand, 3).y()))
        hand.settle()
        assert shape(hand).visibility[3] == expected
    hand.until(lambda: panel.view.model().rows[3].visibility == 0)
    QTest.mouseClick(panel.view.viewport(), LEFT, pos=row(hand, 3))
    hand.settle()
    assert "left_mouth" in str(hint_of(hand.program.canvas.machine)[0])
    hand.click(150, 100)
    assert shape(hand).visibility[3] == 2
    assert joint(hand, 3) == pytest.approx((150, 100), abs=0.5)
    assert hand.facts.tool == "select"


def test_the_objects_panel_counts_the_joints(start, folder):
    hand = drawn(start(folder))
    rows = hand.program.page.column.objects.view.model().rows
    hand.until(lambda: hand.program.page.column.objects.view.model().rows)
    rows = hand.program.page.column.objects.view.model().rows
    assert rows[0].joints == "5/5"


def test_absent_joints_are_placed_by_an_action(start, folder):
    hand = start(folder)
    with_template(hand, box_of(4))
    hand.key("c")
    hand.click(20, 20)
    hand.key("Return")
    hand.until(lambda: hand.objects() == ["cat"])
    hand.key("v")
    hand.click(20, 20)
    hand.do("object.place-joints")
    for place in ((100, 20), (100, 100), (20, 100)):
        hand.click(*place)
    assert shape(hand).visibility == (2, 2, 2, 2)
    hand.do("object.place-joints")
    assert hand.hints[-1] == "Every joint has its place already"


def test_a_template_is_edited_and_the_objects_of_all_images_follow_in_one_step(start, folder):
    hand = drawn(start(folder))
    before = shape(hand)
    hand.go(1)
    hand.key("c")
    hand.drag((20, 20), (120, 120))
    hand.until(lambda: hand.objects() == ["cat"])
    hand.ready()
    hand.do("class.template")
    one = sheet(hand)
    rename(hand, one, "eye_a")
    assert one.isVisible()
    one.joints.view.selectRow(4)
    press(one, "Remove the joint")
    press(one, "Add a joint")
    hand.type("chin")
    QTest.mouseClick(one.main, LEFT)
    hand.until(lambda: hand.program.sheets.dim.sheet() is None)
    hand.until(lambda: len(hand.shapes()) == 1 and shape(hand).visibility == (2, 2, 2, 2, 0))
    hand.go(0)
    assert shape(hand).visibility == (2, 2, 2, 2, 0)
    names = hand.workspace.classes.items[0].skeleton.names
    assert names == ("eye_a", "right_eye", "nose", "left_mouth", "chin")
    hand.key("Ctrl+Z")
    hand.until(lambda: shape(hand) == before)
    hand.until(lambda: hand.workspace.classes.items[0].skeleton == FACE)


def rename(hand: Any, one: TemplateSheet, name: str) -> None:
    """The chosen joint; Enter ends the name and nothing else."""
    one.joints.name.setFocus()
    one.joints.name.selectAll()
    hand.type(name)
    hand.key("Return")


def press(one: TemplateSheet, words: str) -> None:
    button = next(b for b in one.findChildren(IconButton) if b.accessibleName() == words)
    QTest.mouseClick(button, LEFT)


def test_joints_of_the_layout_are_dragged_and_joined_in_the_editor(start, folder):
    hand = start(folder)
    hand.add_classes("cat")
    hand.do("class.template")
    one = sheet(hand)
    view = one.view
    nose = view.place(0).toPoint()
    QTest.mousePress(view, LEFT, pos=nose)
    QTest.mouseMove(view, nose + QPoint(30, 20))
    QTest.mouseRelease(view, LEFT, pos=nose + QPoint(30, 20))
    x, y = one.draft.skeleton.layout[0]
    assert (x, y) > PERSON.layout[0]
    before = one.draft.skeleton.edges
    one._mode.choose("join")
    one._mode.chosen.emit("join")
    for index in (9, 15):
        QTest.mouseClick(view, LEFT, pos=view.place(index).toPoint())
    assert one.draft.skeleton.edges == (*before, (9, 15))
    QTest.mouseClick(view, LEFT, pos=view.place(13).toPoint())
    assert (15, 13) not in one.draft.skeleton.edges
    view.setFocus()
    hand.key("Right")
    assert one.draft.skeleton.layout[13][0] > PERSON.layout[13][0]
    hand.key("Return")
    assert one.isVisible()
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.workspace.classes.items[0].skeleton is not None)


def test_another_template_is_chosen_in_the_editor_and_bad_names_are_told(start, folder):
    hand = start(folder)
    hand.add_classes("cat")
    hand.do("class.template")
    one = sheet(hand)
    one._kind.choose("box")
    one._kind.chosen.emit("box")
    assert one.draft.skeleton == box_of(4)
    one._points.setFocus()
    one._points.selectAll()
    hand.type("6")
    assert one.draft.skeleton == box_of(6)
    one.joints.name.setFocus()
    one.joints.name.selectAll()
    hand.type("p2")
    assert not one.main.isEnabled()
    hand.key("Escape")
    hand.until(lambda: hand.program.sheets.dim.sheet() is None)
    assert hand.workspace.classes.items[0].skeleton is None


def test_the_row_of_a_class_offers_its_template(start, folder, menus):
    hand = start(folder)
    hand.add_classes("cat")
    class_id = hand.workspace.classes.items[0].id
    hand.program.class_menu.open(hand.window, class_id, QPoint(10, 10))
    take(hand, menus, "Keypoint template…")
    assert sheet(hand).words.args["name"] == "cat"
    hand.key("Escape")


def test_an_own_template_waits_for_the_class_that_is_to_come(start, folder, menus):
    hand = start(folder)
    hand.ready()
    hand.key("c")
    hand.click(30, 30)
    take(hand, menus, "Own template")
    one = sheet(hand)
    one._kind.choose("face")
    one._kind.chosen.emit("face")
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.program.sheets.dim.sheet() is None)
    hand.key("c")
    hand.drag((20, 20), (120, 120))
    hand.name("face")
    hand.until(lambda: hand.objects() == ["face"])
    assert hand.workspace.classes.items[0].skeleton == FACE


def test_keypoints_do_not_go_to_a_class_that_has_none_of_their_joints(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    cat, dog = hand.workspace.classes.items
    steps = {
        cat.id: (cat, replace(cat, skeleton=Skeleton.of("abc"))),
        dog.id: (dog, replace(dog, skeleton=Skeleton.of("xy"))),
    }
    hand.workspace.apply(ClassChange(steps), CHANGE.filled(name="cat"))
    hand.until(lambda: all(one.skeleton for one in hand.workspace.classes))
    hand.ready()
    hand.key("1", "c")
    hand.drag((20, 20), (120, 120))
    hand.until(lambda: hand.objects() == ["cat"])
    hand.key("v", "Ctrl+A", "2")
    assert hand.hints[-1] == "1 object keeps its class: no joint of it is in the other template"
    assert hand.objects() == ["cat"]
    hand.program.class_menu.merge(hand.workspace.classes.get(cat.id), hand.window.pos())
    hand.name("dog")
    assert hand.hints[-1] == "The keypoint templates of cat and dog have no joint in common"
    assert hand.objects() == ["cat"]
    assert len(hand.workspace.classes) == 2


def names_beside(hand: Any, near: tuple[int, ...] = ()) -> list[str]:
    """The joints of the first object whose names would stand beside it now."""
    view = hand.program.canvas.view
    room = (QRectF(-10_000, -10_000, 20_000, 20_000), [])
    return [text for _, text in joint_names(shape(hand), PERSON, view, room, near)]


def test_names_of_joints_do_not_cover_a_small_object(start, folder):
    hand = drawn(start(folder), PERSON)
    hand.program.canvas.set_zoom(1.0)
    assert names_beside(hand) == []
    assert names_beside(hand, (0,)) == ["nose"]
    hand.program.canvas.set_zoom(8.0)
    assert len(names_beside(hand)) > 10


def test_the_joint_under_the_pointer_is_named_in_a_small_object_too(start, folder):
    hand = drawn(start(folder), PERSON)
    canvas = hand.program.canvas
    canvas.set_zoom(1.0)
    hand.key("Escape", "Escape", "Ctrl+A")

    def said() -> set[str]:
        paints = (item.paint for item in canvas.live.items)
        return {p.keywords.get("text", "") for p in paints if isinstance(p, partial)}

    assert said().isdisjoint(PERSON.names)
    QTest.mouseMove(canvas, hand.at(*joint(hand, 16)))
    hand.settle()
    assert said() & {*PERSON.names} == {"right_ankle"}
