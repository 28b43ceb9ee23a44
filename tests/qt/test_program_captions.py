"""Free text about the image, typed in its panel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication

from labeldesk.domain.shapes import Caption
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.widgets.text_box import Paper
from tests.qt.program import photographs

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hand(start, tmp_path):
    made = start(photographs(tmp_path / "pictures"))
    made.until(lambda: made.workspace.shown.session)
    made.window.resize(1440, 900)
    made.add_classes("cat", "dog")
    return made


def captions(hand):
    return [one.shape.text for one in hand.shapes() if isinstance(one.shape, Caption)]


def fields(hand):
    return hand.program.page.column.image.captions.fields


def write(hand, text):
    """Open a field and type."""
    hand.key("Shift+T")
    hand.focus(Paper)
    hand.type(text)


def written(hand, text):
    """As `write`, and Enter."""
    write(hand, text)
    hand.key("Return")
    hand.until(lambda: text in captions(hand))
    hand.until(lambda: all(field.row.id is not None for field in fields(hand)))


def test_a_caption_is_typed_in_the_panel_and_undone_with_its_class(hand):
    written(hand, "A cat, asleep")
    assert isinstance(QApplication.focusWidget(), Canvas)
    assert "caption" in [c.name for c in hand.workspace.classes]
    assert hand.workspace.classes.named("caption").key == ""
    written(hand, "Another")
    assert captions(hand) == ["A cat, asleep", "Another"]
    assert [field.box.text() for field in fields(hand)] == captions(hand)
    hand.ready()
    hand.do("edit.undo")
    hand.until(lambda: captions(hand) == ["A cat, asleep"])
    hand.ready()
    hand.do("edit.undo")
    hand.until(lambda: hand.workspace.classes.named("caption") is None)
    hand.until(lambda: not fields(hand))


def test_shift_enter_begins_a_line(hand):
    write(hand, "one")
    hand.key("Shift+Return")
    hand.type("two")
    hand.key("Return")
    assert captions(hand) == ["one\ntwo"]


def test_escape_drops_what_was_typed_and_an_empty_field_leaves_nothing(hand):
    write(hand, "never")
    hand.key("Escape")
    assert isinstance(QApplication.focusWidget(), Canvas)
    hand.until(lambda: not fields(hand))
    hand.key("Shift+T")
    hand.focus(Paper)
    hand.program.canvas.setFocus()
    hand.until(lambda: not fields(hand))
    assert not captions(hand)


def test_a_caption_is_changed_and_emptied_in_its_field(hand):
    written(hand, "A cat")
    (field,) = fields(hand)
    field.box.paper.setFocus()
    hand.key("End")
    hand.type(" on a mat")
    hand.key("Return")
    assert captions(hand) == ["A cat on a mat"]
    field.box.paper.setFocus()
    field.box.paper.selectAll()
    hand.key("Backspace", "Return")
    assert not captions(hand)
    hand.ready()
    hand.do("edit.undo")
    hand.until(lambda: captions(hand) == ["A cat on a mat"])


def test_its_cross_takes_a_caption_away_and_another_class_can_be_chosen(hand):
    written(hand, "A cat")
    (field,) = fields(hand)
    field.chooser.setFocus(Qt.FocusReason.TabFocusReason)
    hand.key("Up")
    hand.until(lambda: hand.objects() == ["dog"])
    written(hand, "Another")
    assert hand.objects() == ["dog", "dog"]  # as the last one
    QTest.mouseClick(fields(hand)[0].cross, LEFT)
    assert captions(hand) == ["Another"]


def test_what_is_typed_is_kept_when_another_image_is_shown(hand):
    write(hand, "half a sent")
    hand.workspace.go(1)
    hand.until(lambda: hand.workspace.shown.session)
    assert not captions(hand)
    assert not fields(hand)
    hand.go(0)
    hand.until(lambda: captions(hand) == ["half a sent"])


def test_what_is_typed_is_kept_when_the_folder_is_left(hand, tmp_path):
    write(hand, "last words")
    hand.do("project.close")
    hand.open(tmp_path / "pictures")
    hand.until(lambda: hand.workspace.shown.session)
    hand.until(lambda: captions(hand) == ["last words"])


def test_the_button_in_the_panel_opens_a_field_also_when_the_panel_was_shut(hand):
    column = hand.program.page.column
    column.image.open(is_open=False)
    hand.do("image.add-caption")
    hand.focus(Paper)
    assert column.image.is_open


def test_tags_and_captions_keep_out_of_each_others_way(hand):
    hand.key("T", "1")
    written(hand, "A cat")
    hand.until(lambda: hand.program.page.column.image._shown_tags)
    assert sorted(hand.objects()) == ["caption", "cat"]
    hand.key("T", "2")
    assert sorted(hand.objects()) == ["caption", "dog"]


@pytest.mark.parametrize("end", ["Return", "Escape"])
def test_the_column_is_scrolled_back_when_the_keyboard_leaves_a_caption(hand, end):
    hand.program.page.column.setFixedHeight(240)
    hand.settle()
    bar = hand.program.page.column.verticalScrollBar()
    bar.setValue(3)
    write(hand, "A cat")
    hand.settle()
    assert bar.value() > 3
    hand.key(end)
    hand.settle()
    assert bar.value() == 3
    assert isinstance(QApplication.focusWidget(), Canvas)


def test_a_column_that_was_scrolled_by_hand_meanwhile_stays_there(hand):
    hand.program.page.column.setFixedHeight(240)
    hand.settle()
    bar = hand.program.page.column.verticalScrollBar()
    write(hand, "A cat")
    hand.settle()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
    hand.key("Escape")
    hand.settle()
    assert bar.value() == bar.maximum()
