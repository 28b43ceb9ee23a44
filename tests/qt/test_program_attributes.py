"""Attributes and flags of what is selected, by keys and pointer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.text import Text
from labeldesk.ui.canvas.canvas import Canvas
from tests.qt.asking import asking, click, two_selected, values

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hand(start, tmp_path):
    return asking(start, tmp_path)


@pytest.fixture
def two(hand):
    return two_selected(hand)


def details(hand):
    return hand.program.page.column.objects.details


def editor(hand, name):
    hand.until(lambda: name in details(hand).rows.editors)
    return details(hand).rows.editors[name]


def test_a_new_object_has_what_its_class_gives(hand):
    hand.box((10, 10), (60, 50))
    assert values(hand) == [{"colour": "grey"}]
    hand.key("Ctrl+2", "Ctrl+1")
    assert values(hand) == [{"colour": "grey"}]


def test_the_fields_are_about_the_object_just_drawn_until_something_is_selected(hand):
    hand.box((10, 10), (60, 50))
    click(editor(hand, "calm"))
    assert values(hand) == [{"colour": "grey", "calm": True}]
    hand.until(lambda: editor(hand, "calm").isChecked())


def test_what_is_typed_is_set_on_all_that_are_selected_in_one_step(two):
    two.key("Shift+E")
    two.until(lambda: editor(two, "colour").hasFocus())
    two.key("Tab", "Tab")
    two.type("3,5")
    two.key("Return")
    assert [one["age"] for one in values(two)] == [3.5, 3.5]
    assert isinstance(QApplication.focusWidget(), Canvas)
    two.ready()
    two.do("edit.undo")
    two.until(lambda: "age" not in values(two)[0])
    assert values(two) == [{"colour": "grey"}, {"colour": "grey"}]


def test_values_that_differ_are_shown_as_mixed_until_one_is_set_on_all(two):
    first = two.shapes()[0]
    two.program.desk.attributes.set_value((first.id,), "calm", value=True)
    two.program.desk.attributes.set_value((first.id,), "note", "x")
    two.until(lambda: editor(two, "calm").is_mixed)
    assert editor(two, "note").placeholderText() == "Mixed"
    assert not editor(two, "note").text()
    click(editor(two, "calm"))
    assert [one["calm"] for one in values(two)] == [True, True]
    assert [one.get("note") for one in values(two)] == ["x", None]


def test_a_choice_is_stepped_by_arrows_and_can_be_taken_back(two):
    two.key("Shift+E")
    choice = editor(two, "colour")
    two.until(choice.hasFocus)
    two.key("Up")
    assert [one["colour"] for one in values(two)] == ["red", "red"]
    two.key("Up")
    assert values(two) == [{}, {}]
    two.key("Escape")
    assert isinstance(QApplication.focusWidget(), Canvas)
    assert len(two.program.canvas.env.selection) == 2  # Esc came back from the panel, no more


def test_escape_in_a_field_takes_back_what_was_typed(two):
    field = editor(two, "note")
    field.setFocus()
    two.type("never")
    two.key("Escape")
    assert "note" not in values(two)[0]
    assert isinstance(QApplication.focusWidget(), Canvas)
    assert not field.text()


def test_what_is_typed_holds_when_another_object_is_clicked(two):
    two.key("Escape")
    two.click(10, 30)
    two.until(lambda: two.facts.selected == 1)
    editor(two, "note").setFocus()
    two.type("left one")
    two.click(80, 30)
    notes = {one.shape.x0: one.attributes.get("note") for one in two.shapes()}
    assert list(notes.values()) == ["left one", None]
    two.until(lambda: not editor(two, "note").text())


def test_what_is_typed_holds_when_a_row_of_the_list_or_another_image_is_chosen(two):
    editor(two, "note").setFocus()
    two.type("both")
    two.workspace.go(1)
    two.until(lambda: two.workspace.shown.session)
    two.go(0)
    assert [one["note"] for one in values(two)] == ["both", "both"]
    two.click(10, 30)
    two.until(lambda: two.facts.selected == 1)
    editor(two, "age").setFocus()
    two.type("7")
    view = two.program.page.column.objects.view
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(0, 0)).center())
    two.settle()
    assert sorted(str(one.get("age")) for one in values(two)) == ["7", "None"]


def test_digits_typed_into_a_field_change_no_class(two):
    editor(two, "note").setFocus()
    two.type("2")
    two.key("Return")
    assert two.objects() == ["cat", "cat"]
    two.key("2")
    assert two.objects() == ["dog", "dog"]


def test_values_that_no_class_asks_for_can_be_edited_and_removed(two):
    session = two.workspace.shown.session
    pairs = [(a, replace(a, attributes={"wild": True})) for a in session.document.values()]
    session.apply(Text("Test", "Import"), ChangeSet.replacing(*pairs))
    box = editor(two, "wild")
    two.until(box.isChecked)
    click(box)
    assert values(two) == [{"wild": False}, {"wild": False}]
    cross = next(
        w for w in details(two).findChildren(type(two.program.page.column.objects.header.add_icon(
            Text("Test", "x"), "close"))) if w.accessibleName() == "Remove wild"
    )  # fmt: skip
    click(cross)
    assert values(two) == [{}, {}]


def test_locked_objects_keep_their_values_and_that_is_said(two):
    two.key("l")
    click(editor(two, "calm"))
    assert values(two) == [{"colour": "grey"}, {"colour": "grey"}]
    assert "Locked objects stay as they are. L unlocks them" in two.hints
    two.until(lambda: not editor(two, "calm").isChecked())


def test_a_flag_that_some_have_is_mixed_and_a_click_sets_it_for_all(two):
    two.key("Escape")
    two.click(10, 30)
    two.key("q", "Shift+Q", "Alt+Q")
    two.key("Ctrl+A")
    boxes = details(two).flags
    two.until(lambda: boxes["occluded"].is_mixed)
    click(boxes["occluded"])
    click(boxes["crowd"])
    flags = [one.flags for one in two.shapes()]
    assert [(f.occluded, f.crowd) for f in flags] == [(True, True)] * 2
    assert sorted(f.difficult and f.truncated for f in flags) == [False, True]
    two.ready()
    two.do("edit.undo")
    two.until(lambda: not any(one.flags.crowd for one in two.shapes()))
    assert two.facts.flags == ("occluded",)


def test_without_a_selection_flags_are_greyed_and_say_why(two):
    two.go(1)
    two.go(0)
    box = details(two).flags["crowd"]
    two.until(lambda: not box.isEnabled())
    assert box.toolTip() == "Select an object first"
    two.key("Q")
    assert not any(one.flags.occluded for one in two.shapes())


def test_a_row_names_attributes_flags_and_group(two):
    two.program.desk.attributes.set_value(tuple(one.id for one in two.shapes()), "calm", value=True)
    two.key("q", "g")
    panel = two.program.page.column.objects
    two.until(lambda: panel._model.rows[0].group)
    said = panel._model.spoken(panel._model.rows[0])
    assert said == "cat, box, grey · calm, occluded, group 1"


def test_a_click_on_a_class_changes_all_that_are_selected_in_one_step(two):
    view = two.program.page.column.classes.view
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(1, 0)).center())
    two.settle()
    assert two.objects() == ["dog", "dog"]
    assert two.hints[-1] == "2 objects are dog now"
    two.ready()
    two.do("edit.undo")
    two.until(lambda: two.objects() == ["cat", "cat"])


@pytest.mark.parametrize("keys", [("2",), ("Ctrl+E", "d", "o", "g", "Return")])
def test_digit_and_field_change_all_that_are_selected_in_one_step(two, keys):
    two.key(*keys)
    assert two.objects() == ["dog", "dog"]
    two.ready()
    two.do("edit.undo")
    two.until(lambda: two.objects() == ["cat", "cat"])
    two.do("edit.select-same-class")
    assert two.facts.selected == 2


def test_in_the_narrowest_column_no_field_is_cut_off(two):
    two.window.resize(1100, 800)
    two.until(lambda: two.program.page.column.width() <= 262)
    area = details(two)
    two.until(lambda: "note" in area.rows.editors)
    assert area.widget().width() <= area.viewport().width()
