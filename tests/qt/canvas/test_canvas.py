from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtTest import QTest

from labeldesk.actions.keymap import Chord
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.domain.ids import ImageId, RunId, SuggestionId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box
from labeldesk.domain.suggestion import Suggestion
from labeldesk.domain.text import Text
from labeldesk.editing.selection import Selection
from labeldesk.tools.marks import Draft
from labeldesk.ui.canvas.style import Showing
from labeldesk.ui.canvas.view import View, fitted
from tests.qt.canvas.conftest import LEFT, Desk
from tests.unit.tools.hand import annotation, box

Make = Callable[..., Desk]
TITLE = Text("Test", "Test")
CLOSE = {"abs": 1.0}


def bounds(desk: Desk) -> list[tuple[float, ...]]:
    return [pytest.approx(shape.bounds, **CLOSE) for shape in desk.shapes]


def test_a_box_is_drawn_with_the_mouse(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("box")
    one.drag((10, 10), (40, 30), (60, 50))
    assert bounds(one) == [(10, 10, 60, 50)]
    assert len(one.edits) == 1
    assert one.canvas.env.fresh in one.session.document


def test_a_polygon_is_clicked_and_finished_with_enter(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("polygon")
    for point in ((10, 10), (100, 10), (100, 100)):
        one.click(*point)
    assert one.canvas.tool_key(Chord.of("Enter"))
    assert bounds(one) == [(10, 10, 100, 100)]


def test_keys_that_no_gesture_wants_go_on_to_others(desk: Make) -> None:
    one = desk()
    assert not one.canvas.tool_key(Chord.of("Enter"))
    assert not one.canvas.tool_key(Chord.of("Escape"))
    assert not one.canvas.tool_key(Chord.of("W"))


def test_losing_the_focus_drops_what_is_in_hand(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("box")
    QTest.mousePress(one.canvas, LEFT, pos=one.at(10, 10))
    QTest.mouseMove(one.canvas, one.at(90, 90))
    one.canvas.focusOutEvent(QFocusEvent(QFocusEvent.Type.FocusOut))
    QTest.mouseRelease(one.canvas, LEFT, pos=one.at(90, 90))
    assert one.edits == []


@pytest.mark.parametrize("reason", ["ActiveWindow", "Popup", "Mouse", "Tab", "Other"])
def test_a_half_drawn_polygon_waits_while_something_else_has_the_focus(
    desk: Make, reason: str
) -> None:
    one = desk()
    one.canvas.set_tool("polygon")
    one.click(10, 10)
    away = getattr(Qt.FocusReason, f"{reason}FocusReason")
    one.canvas.focusOutEvent(QFocusEvent(QFocusEvent.Type.FocusOut, away))
    assert one.canvas.machine.busy


def test_a_drag_ends_without_a_trace_when_the_focus_goes(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("box")
    QTest.mousePress(one.canvas, LEFT, pos=one.at(100, 100))
    QTest.mouseMove(one.canvas, one.at(150, 150))
    one.canvas.focusOutEvent(QFocusEvent(QFocusEvent.Type.FocusOut))
    assert not one.canvas.machine.busy
    QTest.mouseRelease(one.canvas, LEFT, pos=one.at(150, 150))
    assert one.edits == []


def test_a_hidden_object_shows_only_while_it_is_peeked_at(desk: Make) -> None:
    one = desk(box(1, 50, 50, 150, 150, hidden=True))
    one.canvas.set_zoom(1)
    assert one.colour(50, 100) == (128, 128, 128)
    one.canvas.show_as(Showing(image_only=True))
    assert any(one.colour(50, y) != (128, 128, 128) for y in range(90, 96))


def test_another_image_drops_what_is_in_hand_and_keeps_the_tool(desk: Make) -> None:
    one = desk(box(1, 10, 10, 90, 90))
    one.canvas.set_tool("box")
    QTest.mousePress(one.canvas, LEFT, pos=one.at(100, 100))
    QTest.mouseMove(one.canvas, one.at(150, 150))
    one.open()
    QTest.mouseRelease(one.canvas, LEFT, pos=one.at(150, 150))
    assert one.edits == []
    assert one.canvas.machine.tool == "box"


def test_a_click_selects_and_tells(desk: Make) -> None:
    one = desk(box(1, 50, 50, 150, 150))
    with one.qtbot.waitSignal(one.canvas.selection_changed) as told:
        one.click(100, 100)
    assert told.args == [Selection((1,))]


def test_what_was_selected_elsewhere_is_not_told_back(desk: Make) -> None:
    one = desk(box(1, 50, 50, 150, 150))
    with one.qtbot.assertNotEmitted(one.canvas.selection_changed):
        one.canvas.set_selection(Selection((1, 99)))
    assert one.canvas.env.selection == Selection((1,))


def test_what_an_undo_takes_away_is_no_longer_selected(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("box")
    one.drag((10, 10), (60, 50))
    one.canvas.set_selection(Selection(tuple(one.session.document)))
    edit = one.edits[-1]
    one.session.revert(type(edit)(edit.image_id, edit.changes.inverted()))
    assert not one.canvas.env.selection
    assert one.canvas.env.fresh is None


def test_a_shape_without_a_class_asks_for_one_at_its_place(desk: Make) -> None:
    one = desk()
    one.canvas.set_class(None)
    one.canvas.set_tool("box")
    with one.qtbot.waitSignal(one.canvas.class_wanted) as wish:
        one.drag((10, 10), (60, 50))
    assert wish.args[0].center().toPoint() == one.at(35, 30) or wish.args[0].isValid()
    made = one.classes.fresh("bird")
    with one.qtbot.waitSignal(one.canvas.class_settled):
        one.canvas.answer(made.id, {made.id: (None, made)})
    assert one.edits[-1].classes == {made.id: (None, made)}


def wheel(desk: Desk, at: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(desk.canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 (Qt takes it by position only)
    )
    desk.canvas.wheelEvent(event)


def test_the_wheel_zooms_about_the_pointer(desk: Make) -> None:
    one = desk()
    before = one.at(100, 100)
    with one.qtbot.waitSignal(one.canvas.zoom_changed):
        wheel(one, before, 3)
    after = one.at(100, 100)
    assert abs(after.x() - before.x()) <= 1
    assert abs(after.y() - before.y()) <= 1


def test_holding_space_pans_and_draws_nothing(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("box")
    one.canvas.set_zoom(4)
    before = one.canvas.view
    one.canvas.space_down()
    one.drag((150, 150), (170, 160))
    assert one.canvas.space_up()
    assert one.canvas.view.x - before.x == pytest.approx(20 * before.scale, abs=8)
    assert one.edits == []


def test_a_tap_on_space_is_told_from_a_drag(desk: Make) -> None:
    one = desk()
    one.canvas.space_down()
    assert not one.canvas.space_up()


def test_the_fitted_picture_stays_fitted_when_the_widget_grows(desk: Make) -> None:
    one = desk()
    one.canvas.resize(900, 700)
    view = one.canvas.view
    assert view.rect_to_device(Rect(0, 0, 400, 300)).centre == pytest.approx(
        (view.width / 2, view.height / 2), abs=1
    )


def test_the_overlay_shows_committed_shapes_in_their_class_colour(desk: Make) -> None:
    one = desk()
    one.open(annotation(1, Box(50, 50, 150, 150), one.cat), annotation(2, Box(5, 5, 9, 9), one.dog))
    one.canvas.set_zoom(1)
    red, green, blue = one.colour(100, 100)
    assert red > green > blue, "a tenth of yellow over grey"


def test_a_deleted_shape_leaves_the_picture_clean(desk: Make) -> None:
    one = desk()
    one.open(annotation(1, Mask.of(np.ones((100, 100)), 50, 50), one.dog))
    assert one.colour(100, 100) != (128, 128, 128)
    from labeldesk.domain.text import Text

    one.session.apply(Text("t", "Delete"), ChangeSet.removing(*one.session.document.values()))
    assert one.colour(100, 100) == (128, 128, 128)


def test_a_stroke_shows_before_it_is_committed_and_after(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("brush")
    one.canvas.draw_with(radius=20)
    one.settle()
    QTest.mousePress(one.canvas, LEFT, pos=one.at(200, 150))
    assert one.colour(200, 155) != (128, 128, 128)
    assert one.edits == []
    QTest.mouseRelease(one.canvas, LEFT, pos=one.at(200, 150))
    QTest.mouseMove(one.canvas, one.at(10, 10))
    assert one.colour(200, 155) != (128, 128, 128)
    assert one.canvas.stroke.is_empty


def test_the_next_image_never_shows_the_shapes_of_the_last_one(desk: Make) -> None:
    one = desk()
    seen: list[tuple[int, int, int]] = []
    one.canvas.overlay._updated = lambda: seen.append(
        one.canvas.grab().toImage().pixelColor(one.at(100, 100)).getRgb()[:3]
    )
    one.open(annotation(1, Mask.of(np.ones((100, 100)), 50, 50), one.dog))
    seen.clear()
    one.open()
    one.settle()
    assert set(seen) == {(128, 128, 128)}


def test_a_move_of_very_many_shapes_is_shown_while_it_lasts(desk: Make) -> None:
    one = desk(*(box(i, 10, 10, 20 + i / 10, 40) for i in range(1, 252)))
    one.canvas.set_selection(Selection(tuple(one.session.document)))
    before = one.colour(111, 70)
    QTest.mousePress(one.canvas, LEFT, pos=one.at(15, 25))
    QTest.mouseMove(one.canvas, one.at(115, 75))
    seen = {one.colour(x, 75) for x in range(105, 115)}
    assert seen - {before}
    one.canvas.cancel()
    assert one.edits == []
    assert {one.colour(x, 75) for x in range(105, 115)} == {before}


def test_image_only_shows_nothing_else(desk: Make) -> None:
    one = desk()
    one.open(annotation(1, Box(50, 50, 150, 150), one.cat))
    one.canvas.show_as(Showing(image_only=True))
    assert one.colour(100, 100) == (128, 128, 128)


def test_a_click_on_a_suggestion_is_told(desk: Make) -> None:
    one = desk()
    proposal = Suggestion(
        id=SuggestionId(7), image_id=ImageId(1), run_id=RunId(1), class_name="cat",
        shape=Box(50, 50, 150, 150), score=0.5,
    )  # fmt: skip
    one.canvas.set_suggestions([proposal])
    with one.qtbot.waitSignal(one.canvas.suggestion_clicked) as told:
        one.click(100, 100)
    assert told.args == [7]
    one.canvas.set_focus_suggestion(SuggestionId(7))
    assert one.colour(100, 100) != (128, 128, 128)


def test_the_canvas_keeps_the_contract_for_tests_and_scripts(desk: Make) -> None:
    one = desk()
    assert one.canvas.objectName() == "canvas"
    assert one.canvas.accessibleName()


def test_without_an_image_the_hand_does_nothing(desk: Make) -> None:
    one = desk()
    one.canvas.set_session(None, one.classes)
    one.canvas.set_picture(None, Size(1, 1))
    one.canvas.set_tool("box")
    one.drag((0, 0), (50, 50))
    one.canvas.grab()
    assert one.edits == []


def test_hints_and_tool_are_told(desk: Make) -> None:
    one = desk()
    with one.qtbot.waitSignals([one.canvas.hint_changed, one.canvas.tool_changed]):
        one.canvas.set_tool("brush")


def test_the_wand_looks_into_the_picture_that_is_shown(desk: Make, qtbot) -> None:
    one = desk()
    pixels = np.zeros((150, 200, 4), dtype=np.uint8)
    pixels[40:80, 50:120] = 200
    one.canvas.set_picture([pixels], Size(200, 150))
    one.canvas.set_tool("wand")
    one.click(60, 50)
    qtbot.waitUntil(lambda: bool(one.shapes))
    assert one.shapes[0].bounds == Rect(50, 40, 120, 80)


def test_a_search_waits_for_the_full_picture(desk: Make, qtbot) -> None:
    one = desk()
    one.canvas.set_picture([np.zeros((75, 100, 4), dtype=np.uint8)], Size(200, 150))
    one.canvas.set_tool("wand")
    one.click(60, 50)
    one.canvas.set_picture([np.zeros((150, 200, 4), dtype=np.uint8)], Size(200, 150))
    qtbot.waitUntil(lambda: bool(one.shapes))
    assert one.shapes[0].area == 200 * 150


def test_ctrl_makes_a_square_while_the_mouse_rests(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("box")
    QTest.mousePress(one.canvas, LEFT, pos=one.at(20, 20))
    QTest.mouseMove(one.canvas, one.at(120, 80))

    def draft() -> tuple[float, float]:
        (mark,) = (m for m in one.canvas.machine.marks() if isinstance(m, Draft))
        rect = mark.shape.bounds
        assert rect is not None
        return rect.width, rect.height

    assert draft() == pytest.approx((100, 60), abs=2)
    QTest.keyPress(one.canvas, Qt.Key.Key_Control)
    assert draft() == pytest.approx((100, 100), abs=2)
    QTest.keyRelease(one.canvas, Qt.Key.Key_Control)
    assert draft() == pytest.approx((100, 60), abs=2)


@pytest.mark.parametrize("dpr", [1.0, 1.25, 2.0])
def test_zooming_in_many_steps_keeps_what_is_under_the_pointer(desk: Make, dpr: float) -> None:
    canvas = desk().canvas
    large = Size(4000, 3000)
    canvas.set_picture([np.zeros((300, 400, 4), np.uint8)], large)
    canvas.view = fitted(View(width=round(600 * dpr), height=round(500 * dpr), dpr=dpr), large)
    at = QPointF(211, 157)
    fixed = canvas.view.to_image(XY(at.x() * dpr, at.y() * dpr))
    for _ in range(15):
        canvas.zoom_by(1.25, at)
        now = canvas.view.to_device(fixed)
        assert abs(now.x - at.x() * dpr) <= 0.5
        assert abs(now.y - at.y() * dpr) <= 0.5
