"""The editor of a class, by keys and pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog

from labeldesk.domain.classes import AttributeKind, AttributeSpec
from labeldesk.ui.dialogs.class_editor import ClassEditor
from labeldesk.ui.translate import tr
from tests.qt.asking import AGE, CALM, COLOUR, NOTE, asking, click, two_selected, values

LEFT = Qt.MouseButton.LeftButton
TWICE, BARE = "Two attributes are called age", "colour needs something to choose from"


@pytest.fixture
def hand(start, tmp_path):
    return asking(start, tmp_path)


@pytest.fixture
def two(hand):
    return two_selected(hand)


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
