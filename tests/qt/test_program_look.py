"""The look of objects, and guides: keys, the card, what is remembered."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from labeldesk.domain.geometry import Rect
from labeldesk.domain.turn import UPRIGHT
from labeldesk.settings.table import (
    COLOUR_BY,
    OBJECT_FILL,
    OBJECT_LABELS,
    OUTLINE_ONLY,
    OVERVIEW,
)
from labeldesk.tools.path import UNFINISHED
from labeldesk.ui.panels.look_card import LookCard
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.check_box import CheckBox
from labeldesk.ui.widgets.score_slider import ScoreSlider
from labeldesk.ui.widgets.segmented import Segment
from labeldesk.ui.widgets.tool_button import IconButton


@pytest.fixture
def hand(start, folder):
    made = start(folder)
    made.ready()
    made.add_classes("cat")
    made.box((10, 10), (60, 50))
    made.key("Escape")
    return made


def _card(hand) -> LookCard:
    (card,) = hand.window.findChildren(LookCard)
    return card


def _control(card: LookCard, kind: type, words: str):
    return next(one for one in card.findChildren(kind) if one.accessibleName() == words)


def test_the_fill_is_changed_by_keys_told_and_found_again(hand, start, folder):
    hand.key("Ctrl+]", "Ctrl+]")
    assert hand.program.settings.get(OBJECT_FILL) == 0.5
    assert hand.program.canvas.showing.fill == 0.5
    assert hand.hints[-1] == "Fill of objects: 50 %"
    hand.key(*["Ctrl+["] * 7)
    assert hand.program.settings.get(OBJECT_FILL) == 0.0
    hand.end()
    again = start(folder)
    assert again.program.canvas.showing.fill == 0.0


def test_outlines_only_is_a_switch_and_filling_more_ends_it(hand):
    hand.key("Ctrl+M")
    assert hand.program.canvas.showing.strength == 0
    assert "outline-only" in hand.facts.switches
    hand.key("Ctrl+]")
    assert hand.program.canvas.showing.strength == 0.4
    assert "outline-only" not in hand.facts.switches


def test_the_list_of_objects_has_the_colours_of_the_image(hand):
    hand.box((80, 10), (120, 50))
    panel = hand.program.page.column.objects
    hand.until(lambda: len(panel._model.rows) == 2)
    assert len({row.colour for row in panel._model.rows}) == 1
    hand.do("view.by-object")
    colours = hand.program.canvas.colours
    shown = {one.id: "#{:02X}{:02X}{:02X}".format(*colours.style_of(one).colour)
             for one in hand.shapes()}  # fmt: skip
    hand.until(lambda: {row.id: row.colour for row in panel._model.rows} == shown)
    hand.do("view.by-object")
    hand.until(lambda: len({row.colour for row in panel._model.rows}) == 1)


def test_the_card_holds_all_of_them_and_follows_keys(hand):
    settings = hand.program.settings
    hand.key("Alt+L")
    card = _card(hand)
    assert card.isVisible()
    slider = card.findChild(ScoreSlider)
    assert QApplication.focusWidget() is slider
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert settings.get(OBJECT_FILL) == pytest.approx(0.31)
    _control(card, CheckBox, "Outlines only").click()
    assert settings.get(OUTLINE_ONLY)
    _control(card, Segment, "By object").click()
    assert settings.get(COLOUR_BY) == "object"
    _control(card, Segment, "Always").click()
    assert settings.get(OBJECT_LABELS) == "always"
    hand.key("Escape")
    assert not card.isVisible()
    assert hand.program.canvas.hasFocus()
    hand.key("Ctrl+M", "Ctrl+L")
    assert not _control(card, CheckBox, "Outlines only").isChecked()
    assert _control(card, Segment, "Off").isChecked()


def test_the_card_is_opened_by_its_button_and_stays_within_the_window(hand):
    hand.window.resize(900, 600)
    QTest.mouseClick(hand.program.page.bar.look, Qt.MouseButton.LeftButton)
    card = _card(hand)
    assert card.isVisible()
    corner = hand.window.mapFromGlobal(card.geometry().topLeft())
    assert corner.x() >= 0
    QTest.mouseClick(hand.program.page.bar.look, Qt.MouseButton.LeftButton)
    assert not card.isVisible()


def test_tab_goes_round_in_the_card_and_a_click_beside_it_draws_as_ever(hand):
    hand.key("w", "Alt+L")
    card = _card(hand)
    seen = set()
    for _ in range(12):
        seen.add(QApplication.focusWidget())
        hand.key("Tab")
    assert len(seen) >= 4
    assert all(card.isAncestorOf(one) for one in seen)
    hand.drag((80, 60), (120, 100))
    assert not card.isVisible()
    hand.until(lambda: len(hand.objects()) == 2)


def test_the_crosshair_is_switched_in_the_menu_and_found_as_it_was_left(hand, start, folder):
    assert "crosshair" in hand.facts.switches
    hand.do("view.crosshair")
    assert not hand.program.canvas.showing.crosshair
    assert hand.hints[-1] == "No crosshair"
    hand.end()
    again = start(folder)
    assert "crosshair" not in again.facts.switches
    assert not again.program.canvas.showing.crosshair


def test_the_value_under_the_pointer_is_the_files_own_and_stands_in_the_status_line(
    start, tmp_path
):
    deep = np.full((60, 80), 1000, np.uint16)
    deep[20, 30] = 54_321
    cv2.imwrite(str(tmp_path / "deep.png"), deep)
    hand = start(tmp_path)
    hand.ready()
    canvas, status = hand.program.canvas, hand.window.status
    canvas.set_zoom(4)
    QTest.mouseMove(canvas, hand.at(30.5, 20.5))
    assert status._value.text() == ""
    canvas.set_zoom(20)
    canvas.show_rect(Rect(29, 19, 32, 22))
    QTest.mouseMove(canvas, hand.at(30.5, 20.5))
    hand.until(lambda: status._value.text() == "54321")
    hand.do("view.pixel-grid")
    QTest.mouseMove(canvas, hand.at(30.6, 20.6))
    assert status._value.text() == ""
    hand.do("view.pixel-grid")
    QTest.mouseMove(canvas, hand.at(31.5, 20.5))
    assert status._value.text() == "1000"
    canvas.fit()
    assert status._value.text() == ""


@pytest.mark.parametrize(("colour", "bands"), [((7, 7, 7), 1), ((1, 2, 3), 3)])
def test_a_grey_file_has_one_value_and_a_colour_file_three(start, tmp_path, colour, bands):
    pixels = np.full((60, 80, 3), colour, np.uint8)
    cv2.imwrite(str(tmp_path / "one.png"), pixels[..., 0] if bands == 1 else pixels)
    hand = start(tmp_path)
    hand.ready()
    values = hand.program.pictures.current.values.at(np.array(3), np.array(4))
    assert values.tolist() == ([7] if bands == 1 else [3, 2, 1])


def test_the_overview_map_is_reached_by_keys_and_small_again_at_the_next_start(hand, start, folder):
    canvas = hand.program.canvas
    canvas.set_zoom(20)
    assert canvas.overview.map.isVisible()
    canvas.setFocus()
    hand.key("Ctrl+Tab")
    assert QApplication.focusWidget() is canvas.overview.map
    before = canvas.view
    hand.key("Right")
    assert canvas.view.x < before.x
    hand.key("Tab", "Space")
    assert not canvas.overview.map.isVisible()
    assert hand.program.settings.get(OVERVIEW) == "collapsed"
    hand.end()
    again = start(folder)
    again.ready()
    again.program.canvas.set_zoom(20)
    assert not again.program.canvas.overview.map.isVisible()
    assert again.program.canvas.overview.button.isVisible()
    again.do("view.overview")
    assert not again.program.canvas.overview.button.isVisible()
    again.do("view.overview")
    assert again.program.canvas.overview.map.isVisible()


def test_notices_lie_over_the_map_and_never_under_it(hand):
    hand.program.canvas.set_zoom(20)
    order = hand.window.children()
    assert order.index(hand.window.notices) > order.index(hand.window.pages)


def test_the_view_is_turned_by_keys_said_and_upright_again_on_the_next_image(hand):
    canvas, status = hand.program.canvas, hand.window.status
    before = hand.shapes()
    hand.key("Ctrl+Shift+R")
    assert canvas.view.turn == UPRIGHT.right()
    assert status._turn.text() == "Rotated right"
    hand.key("Alt+H")
    assert canvas.view.turn == UPRIGHT.right().flipped_across()
    hand.key("Alt+V", "Ctrl+Shift+L")
    assert status._turn.text() == "Rotated by 180°"
    assert hand.facts.turned
    hand.key("Alt+R")
    assert canvas.view.turn.is_upright
    assert status._turn.text() == ""
    assert not hand.facts.turned
    assert hand.shapes() == before, "nothing but the view is turned"
    hand.key("Ctrl+Shift+L", "d")
    hand.until(lambda: hand.index == 1)
    assert canvas.view.turn.is_upright
    hand.do("view.keep-zoom")
    hand.key("Ctrl+Shift+L", "d")
    hand.until(lambda: hand.index == 2)
    assert status._turn.text() == "Rotated left"
    assert canvas.view.turn == UPRIGHT.left()


def test_a_nudge_goes_where_the_arrow_points(hand):
    (before,) = (one.shape.bounds for one in hand.shapes())
    hand.key("Ctrl+A", "Ctrl+Shift+R", "Right")
    hand.ready()
    (after,) = (one.shape.bounds for one in hand.shapes())
    assert after == before.moved(0, -1), "right on the screen is up in the image"


def test_the_card_turns_the_view_and_gives_it_back(hand):
    hand.key("Alt+L")
    card = _card(hand)
    _control(card, IconButton, "Rotate left").click()
    _control(card, IconButton, "Flip vertically").click()
    assert hand.program.canvas.view.turn == UPRIGHT.left().flipped_down()
    _control(card, Button, "Upright").click()
    assert hand.program.canvas.view.turn.is_upright


@pytest.mark.parametrize("chord", ["Ctrl+Shift+R", "Alt+H"])
def test_the_view_is_not_turned_while_an_outline_is_drawn_freehand(hand, chord):
    hand.do("tool.polygon")
    hand.click(20, 20)
    hand.click(80, 20)
    hand.press(80, 80)
    hand.key(chord)
    assert hand.program.canvas.view.turn == UPRIGHT
    assert hand.program.canvas.machine.unfinished == UNFINISHED
