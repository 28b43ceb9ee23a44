"""The keys of Annotate, one by one, against the real program."""

from __future__ import annotations

import pytest


def test_the_first_box_asks_for_its_class_and_the_next_one_does_not(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("w")
    hand.drag((10, 10), (60, 50))
    hand.name("cat")
    hand.until(lambda: hand.objects() == ["cat"])
    hand.drag((80, 20), (120, 70))
    hand.until(lambda: hand.objects() == ["cat", "cat"])
    hand.key("d")
    hand.until(lambda: hand.index == 1)


def test_enter_on_nothing_makes_the_class_object(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("w")
    hand.drag((10, 10), (60, 50))
    hand.name("")
    hand.until(lambda: hand.objects() == ["object"])


def test_escape_in_the_class_field_drops_the_shape(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("w")
    hand.drag((10, 10), (60, 50))
    hand.until(lambda: hand.program.picking.is_asking)
    hand.key("Escape")
    assert not hand.program.picking.is_asking
    assert hand.objects() == []
    assert hand.facts.undo == ""
    assert hand.facts.tool == "box"
    assert hand.program.canvas.hasFocus()


def test_a_digit_relabels_the_selection_and_becomes_the_current_class(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.key("1")
    hand.box((10, 10), (60, 50))
    hand.key("Escape", "Ctrl+A", "2")
    assert hand.objects() == ["dog"]
    hand.key("Escape")
    hand.box((80, 10), (120, 50))
    assert hand.objects() == ["dog", "dog"]


def test_a_digit_after_drawing_is_for_the_next_shape_and_ctrl_for_the_last(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog", "cow")
    hand.key("1")
    hand.box((10, 10), (60, 50))
    hand.key("2")
    assert hand.objects() == ["cat"]
    hand.key("Ctrl+3")
    assert hand.objects() == ["cow"]
    hand.box((80, 10), (120, 50))
    assert hand.objects() == ["cow", "dog"]


def test_a_digit_with_the_tag_tool_tags_replaces_and_clears(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.key("t", "1")
    assert hand.objects() == ["cat"]
    hand.key("2")
    assert hand.objects() == ["dog"]
    hand.key("2")
    assert hand.objects() == []
    assert hand.index == 0


def test_several_tags_when_the_setting_allows_them(start, folder):
    from labeldesk.settings.table import ONE_TAG

    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.program.settings.set(ONE_TAG, value=False)
    hand.key("t", "1", "2")
    assert sorted(hand.objects()) == ["cat", "dog"]
    hand.key("1")
    assert hand.objects() == ["dog"]


def test_a_digit_without_a_class_says_so(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("7")
    assert "7" in hand.hints[-1]


def test_enter_changes_the_class_of_the_selection(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.key("Escape", "Ctrl+A", "Return")
    hand.name("dog")
    hand.until(lambda: hand.objects() == ["dog"])
    hand.key("Ctrl+Z")
    hand.until(lambda: hand.objects() == ["cat"])
    hand.until(lambda: [c.name for c in hand.workspace.classes] == ["cat"])


def test_enter_finishes_a_polygon_and_backspace_drops_its_last_corner(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("p")
    for place in ((20, 20), (80, 20), (80, 80), (50, 100), (20, 80)):
        hand.click(*place)
    hand.key("Backspace", "Return")
    hand.until(lambda: len(hand.shapes()) == 1)
    (shape,) = [a.shape for a in hand.shapes()]
    assert len(shape.parts[0].outer.points) == 4


def test_backspace_never_deletes_a_shape(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.key("Escape", "Ctrl+A", "Backspace")
    assert hand.objects() == ["cat"]


def test_delete_deletes_at_once_and_says_how_many(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.box((80, 10), (120, 50))
    hand.key("Escape", "Ctrl+A", "Delete")
    assert hand.objects() == []
    assert "2" in hand.hints[-1]
    assert "Ctrl+Z" in hand.hints[-1]
    hand.key("Ctrl+Z")
    hand.until(lambda: len(hand.objects()) == 2)


def test_escape_goes_back_one_level_at_a_time(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.key("Ctrl+A", "p")
    hand.key("Ctrl+A")
    assert hand.facts.selected == 1
    hand.click(100, 100)
    hand.click(150, 100)
    hand.key("Escape")
    assert (hand.facts.drawing, hand.facts.tool) == (False, "polygon")
    hand.key("Ctrl+A")
    hand.key("Escape")
    assert (hand.facts.selected, hand.facts.tool) == (0, "polygon")
    hand.key("Escape")
    assert hand.facts.tool == "select"


def test_brackets_change_the_radius_with_the_brush_and_the_order_otherwise(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.box((30, 20), (90, 70))
    hand.key("b")
    before = hand.program.canvas.env.settings.radius
    hand.key("]")
    assert hand.program.canvas.env.settings.radius > before
    hand.key("[", "[")
    assert hand.program.canvas.env.settings.radius < before
    hand.key("Escape")
    first = min(hand.shapes(), key=lambda a: a.z)
    hand.click(10, 30)
    assert hand.facts.selected == 1
    hand.key("]")
    assert max(hand.shapes(), key=lambda a: a.z).id == first.id


def test_arrows_nudge_the_selection_and_never_change_the_image(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.key("Escape", "Ctrl+A")
    left = hand.shapes()[0].shape.bounds[0]
    hand.key("Right", "Shift+Right")
    assert hand.shapes()[0].shape.bounds[0] == pytest.approx(left + 11)
    hand.key("Escape", "Right", "Left", "Up", "Down")
    assert hand.index == 0
    assert hand.shapes()[0].shape.bounds[0] == pytest.approx(left + 11)


def test_letters_and_pages_go_through_the_images_and_stop_at_the_ends(start, folder):
    hand = start(folder)
    hand.ready()
    places = []
    for chord in ("a", "d", "PgDown", "d", "PgUp", "End", "Home", "Right"):
        hand.key(chord)
        places.append(hand.index)
    assert places == [0, 1, 4, 4, 0, 4, 0, 0]


def test_shift_goes_to_what_is_still_to_do(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("d", "Shift+Space", "Space")
    hand.until(lambda: hand.workspace.catalogue.done == 2)
    hand.key("Home", "Shift+D", "Shift+A")
    assert hand.index == 0
    hand.key("Shift+D")
    assert hand.index == 3


def test_done_and_next_at_the_last_image_stays_there(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("End", "Shift+Space")
    assert hand.index == 4
    assert hand.workspace.state.done
    assert "nothing here" in hand.hints[-1]
    hand.key("Shift+Space")
    assert hand.workspace.state.done


def test_space_does_nothing_while_a_polygon_is_drawn(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("p")
    hand.click(20, 20)
    hand.click(80, 20)
    hand.key("Space")
    assert not hand.workspace.state.done
    assert hand.facts.drawing


def test_excluding_leaves_the_file_and_can_be_taken_back(start, folder):
    hand = start(folder)
    hand.ready()
    hand.key("Ctrl+Shift+Del")
    assert hand.workspace.state.excluded
    assert (folder / "1.png").exists()
    hand.ready()
    hand.key("Ctrl+Z")
    hand.until(lambda: not hand.workspace.state.excluded)


def test_tab_goes_from_object_to_object(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.box((80, 20), (120, 70))
    hand.key("Escape")
    first, second = [a.id for a in sorted(hand.shapes(), key=lambda a: a.z)]
    seen = []
    for chord in ("Tab", "Tab", "Tab", "Shift+Tab"):
        hand.key(chord)
        seen.append(hand.program.canvas.env.selection.last)
    assert seen == [first, second, first, second]
    assert hand.program.canvas.hasFocus()


def test_ctrl_tab_leaves_the_canvas(start, folder):
    hand = start(folder)
    hand.ready()
    assert hand.program.canvas.hasFocus()
    hand.key("Ctrl+Tab")
    assert not hand.program.canvas.hasFocus()
    hand.key("Ctrl+Shift+Tab")
    assert hand.program.canvas.hasFocus()


@pytest.mark.parametrize("sheet", ["program.palette", "program.settings", "class.edit"])
def test_ctrl_q_closes_the_window_from_a_sheet_too(start, folder, sheet):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.do(sheet)
    assert hand.program.sheets.dim.sheet() is not None
    hand.key("Ctrl+Q")
    assert hand.program.sheets.dim.sheet() is None
    assert not hand.window.isVisible()
