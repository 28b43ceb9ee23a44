"""Attributes and flags of what is selected, and the editor of a class, by keys and pointer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog

from labeldesk.domain.changes import ChangeSet, ClassChange
from labeldesk.domain.classes import AttributeKind, AttributeSpec
from labeldesk.domain.text import Text
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.dialogs.class_editor import ClassEditor
from labeldesk.ui.translate import tr
from tests.qt.program import photographs

LEFT = Qt.MouseButton.LeftButton
COLOUR = AttributeSpec("colour", AttributeKind.SELECT, ("red", "grey"), "grey")
CALM = AttributeSpec("calm", AttributeKind.CHECKBOX)
AGE = AttributeSpec("age", AttributeKind.NUMBER)
NOTE = AttributeSpec("note", AttributeKind.TEXT)
TWICE, BARE = "Two attributes are called age", "colour needs something to choose from"


@pytest.fixture
def hand(start, tmp_path):
    made = start(photographs(tmp_path / "pictures"))
    made.until(lambda: made.workspace.shown.session)
    made.window.resize(1440, 900)
    made.add_classes("cat", "dog")
    cat = made.workspace.classes.named("cat")
    asking = replace(cat, attributes=(COLOUR, CALM, AGE, NOTE))
    made.workspace.apply(ClassChange({cat.id: (cat, asking)}), Text("Test", "Attributes"))
    made.until(lambda: made.workspace.classes.named("cat").attributes)
    made.ready()
    return made


@pytest.fixture
def two(hand):
    """Two cats, both selected."""
    hand.box((10, 10), (60, 50))
    hand.box((80, 10), (130, 50))
    hand.key("Escape", "Escape", "Ctrl+A")
    assert len(hand.program.canvas.env.selection) == 2
    return hand


def details(hand):
    return hand.program.page.column.objects.details


def editor(hand, name):
    hand.until(lambda: name in details(hand).rows.editors)
    return details(hand).rows.editors[name]


def values(hand):
    return [dict(one.attributes) for one in hand.shapes()]


def click(widget, at=None):
    QTest.mouseClick(widget, LEFT, pos=at or QPoint(12, widget.height() // 2))


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


def opened(hand) -> ClassEditor:
    hand.do("class.edit")
    sheet = hand.program.sheets.dim.sheet()
    assert isinstance(sheet, ClassEditor)
    hand.until(sheet.name.hasFocus)
    return sheet


def saved(hand):
    """Press Ctrl+Enter and wait for the disk."""
    before = hand.workspace.recorder.undo_step
    hand.key("Ctrl+Return")
    hand.until(lambda: hand.workspace.recorder.undo_step != before)
    hand.ready()


def test_a_class_is_made_anew_on_one_sheet_and_one_undo_brings_it_back(two):
    before = two.workspace.classes
    sheet = opened(two)
    sheet.name.selectAll()
    two.type("lynx")
    sheet.aliases.setFocus()
    two.type("bobcat, wildcat")
    sheet.above.setFocus()
    two.type("animal")
    click(sheet.colour.field)
    sheet.colour.field.selectAll()
    two.type("tomato")
    sheet.key.setFocus()
    two.key("Down")
    sheet.guideline.paper.setFocus()
    two.type("Tufted")
    two.key("Return")
    two.type("ears")
    sheet.name.setFocus()
    saved(two)
    two.until(lambda: two.workspace.classes.named("lynx"))
    lynx = two.workspace.classes.named("lynx")
    assert lynx.aliases == ("bobcat", "wildcat")
    assert (lynx.colour, lynx.supercategory, lynx.key) == ("#FF6347", "animal", "2")
    assert lynx.guideline == "Tufted\nears"
    assert two.workspace.classes.named("dog").key == "1"  # they changed keys
    two.do("edit.undo")
    two.until(lambda: two.workspace.classes == before)


def test_a_renamed_attribute_takes_its_values_along_and_a_removed_one_leaves_them(two):
    sheet = opened(two)
    rows = sheet.attributes.rows
    rows[0].name.setFocus()
    rows[0].name.selectAll()
    two.type("coat")
    click(rows[2].cross)
    click(rows[1].up)
    sheet.name.setFocus()
    saved(two)
    two.until(lambda: values(two) == [{"coat": "grey"}, {"coat": "grey"}])
    two.until(
        lambda: (
            [a.name for a in two.workspace.classes.named("cat").attributes]
            == ["calm", "coat", "note"]
        )
    )
    two.do("edit.undo")
    two.until(lambda: values(two) == [{"colour": "grey"}, {"colour": "grey"}])
    two.until(lambda: two.workspace.classes.named("cat").attributes == (COLOUR, CALM, AGE, NOTE))


def test_attributes_are_added_with_kind_choices_and_default_by_keys_alone(hand):
    hand.program.desk.classes.choose(hand.workspace.classes.named("dog").id)
    sheet = opened(hand)
    sheet.attributes.add.setFocus()
    hand.key("Space")
    hand.type("breed")
    hand.key("Tab", "Tab")
    hand.type("pug, husky")
    hand.key("Tab", "Down", "Down")
    saved(hand)
    hand.until(lambda: hand.workspace.classes.named("dog").attributes)
    (breed,) = hand.workspace.classes.named("dog").attributes
    assert breed == AttributeSpec("breed", AttributeKind.SELECT, ("pug", "husky"), "husky")


def test_enter_in_a_field_of_a_class_goes_on_and_never_to_the_image_behind(hand):
    sheet = opened(hand)
    for at in (sheet.colour.field, sheet.key):
        hand.key("Return")
        assert at.hasFocus()
    sheet.above.setFocus()
    hand.key("Return")
    assert sheet.guideline.paper.hasFocus()
    row = sheet.attributes.rows[0]
    row.choices.setFocus()
    row.choices.clear()
    for part in ("front", "side"):
        hand.type(part)
        hand.key("Return")
    sheet.aliases.setFocus()
    hand.type("puss")
    hand.key("Return", "Return")
    last = sheet.attributes.rows[-1].default.field
    last.setFocus()
    hand.key("Return")
    assert last.hasFocus()
    assert sheet.edited().attributes[0].options == ("front", "side")
    assert sheet.edited().aliases == ("puss",)
    assert hand.program.sheets.dim.sheet() is sheet
    hand.key("Escape")


def test_enter_on_a_button_of_a_sheet_is_that_button(hand):
    sheet = opened(hand)
    sheet.attributes.add.setFocus()
    hand.key("Return")
    assert sheet.attributes.rows[-1].name.hasFocus()
    hand.type("tail")
    sheet.attributes.rows[-1].cross.setFocus()
    hand.key("Return")
    assert sheet.attributes.rows[-1].name.text() == "note"
    hand.key("Escape")


@pytest.mark.parametrize(
    ("name", "spoil", "said"),
    [
        ("no name", lambda s: s.name.clear(), "A class needs a name"),
        ("taken", lambda s: s.name.setText("DOG"), "There is already a class dog"),
        ("colour", lambda s: s.colour.field.setText("nocolor"), "nocolor is no colour"),
        ("twice", lambda s: s.attributes.rows[1].name.setText("age"), TWICE),
        ("bare", lambda s: s.attributes.rows[0].choices.clear(), BARE),
        (
            "number",
            lambda s: s.attributes.rows[2].default.field.setText("old"),
            "What new objects have as age is no number",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_changed(hand, name, spoil, said):
    before = hand.workspace.classes
    sheet = opened(hand)
    spoil(sheet)
    hand.key("Ctrl+Return")
    assert tr(sheet._said._words) == said, name
    assert hand.program.sheets.dim.sheet() is sheet
    hand.key("Escape")
    assert hand.program.sheets.dim.sheet() is None
    assert hand.workspace.classes == before


def test_a_colour_is_taken_from_the_palette_or_picked(hand):
    sheet = opened(hand)
    click(sheet.colour._by_code["#39B15F"])
    assert sheet.edited().colour == "#39B15F"
    sheet.colour._ask()
    dialog = sheet.findChild(QColorDialog)
    dialog.setCurrentColor("#123456")
    dialog.accept()
    assert sheet.edited().colour == "#123456"
    assert sheet.colour._own.isChecked()
    hand.key("Escape")


def test_nothing_changed_is_no_step_of_the_history(hand):
    step = hand.workspace.recorder.undo_step
    opened(hand)
    hand.key("Ctrl+Return")
    hand.settle()
    assert hand.workspace.recorder.undo_step == step


def test_a_double_click_on_a_class_opens_it(hand):
    view = hand.program.page.column.classes.view
    at = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=at)
    QTest.mouseDClick(view.viewport(), LEFT, pos=at)
    sheet = hand.program.sheets.dim.sheet()
    assert isinstance(sheet, ClassEditor)
    assert sheet.name.text() == "dog"
    hand.key("Escape")


def test_in_the_narrowest_column_no_field_is_cut_off(two):
    two.window.resize(1100, 800)
    two.until(lambda: two.program.page.column.width() <= 262)
    area = details(two)
    two.until(lambda: "note" in area.rows.editors)
    assert area.widget().width() <= area.viewport().width()
