"""Classes moved up and down: by the row, by an action, by the keyboard; undone like anything."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.qt.program import LEFT

NAMES = ("ant", "bee", "cat", "dog")


@pytest.fixture
def hand(start, folder):
    made = start(folder)
    made.ready()
    made.add_classes(*NAMES)
    return made


def listed(hand):
    return [c.name for c in hand.workspace.classes]


def rows(hand):
    return [row.name for row in hand.program.page.column.classes.view.model().rows]


def stored(hand):
    hand.ready()
    return [c.name for c in hand.workspace.project.classes()]


def drag(hand, first, gap):
    """The row of one place to where another begins."""
    view = hand.program.page.column.classes.view
    high, port = view.row_height(), view.viewport()
    QTest.mousePress(port, LEFT, pos=QPoint(60, first * high + high // 2))
    end = gap * high + 2
    if end >= port.height():  # the list scrolls while the row is pulled over its edge
        end = port.height() + 1
    for y in (first * high + high // 2 + 3, end, end + 1, end + 2):
        QTest.mouseMove(port, QPoint(60, y))
    hand.window.grab()
    QTest.mouseRelease(port, LEFT, pos=QPoint(60, end + 2))
    hand.settle()


@pytest.mark.parametrize(
    ("first", "gap", "order"),
    [
        (0, 2, ["bee", "ant", "cat", "dog"]),
        (0, 4, ["bee", "cat", "dog", "ant"]),
        (3, 0, ["dog", "ant", "bee", "cat"]),
        (2, 1, ["ant", "cat", "bee", "dog"]),
        (1, 1, list(NAMES)),
        (1, 2, list(NAMES)),
    ],
)
def test_a_row_is_dragged_to_another_place_and_undo_brings_it_back(hand, first, gap, order):
    chosen = hand.program.choice.class_id
    drag(hand, first, gap)
    assert rows(hand) == listed(hand) == order
    assert stored(hand) == order
    assert hand.program.choice.class_id == chosen
    if order == list(NAMES):
        assert hand.facts.undo == "New class ant"
        return
    hand.key("Ctrl+Z")
    hand.until(lambda: listed(hand) == list(NAMES))
    hand.key("Ctrl+Y")
    hand.until(lambda: listed(hand) == order)


def test_a_drag_that_escape_ends_moves_nothing(hand):
    view = hand.program.page.column.classes.view
    high, port = view.row_height(), view.viewport()
    QTest.mousePress(port, LEFT, pos=QPoint(60, high // 2))
    QTest.mouseMove(port, QPoint(60, high * 3))
    hand.key("Escape")
    QTest.mouseRelease(port, LEFT, pos=QPoint(60, high * 3))
    assert listed(hand) == list(NAMES)


def test_the_current_class_is_moved_by_actions_and_stops_at_the_ends(hand):
    hand.key("2")
    hand.do("class.move-up")
    assert listed(hand) == ["bee", "ant", "cat", "dog"]
    hand.do("class.move-up")
    assert hand.hints[-1] == "bee is the first class"
    for _ in range(3):
        hand.do("class.move-down")
    assert stored(hand) == ["ant", "cat", "dog", "bee"]
    hand.do("class.move-down")
    assert hand.hints[-1] == "bee is the last class"
    assert hand.facts.undo == "Move class bee to place 4"


def test_alt_and_an_arrow_move_the_row_that_has_the_keyboard(hand):
    view = hand.program.page.column.classes.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    view.setCurrentIndex(view.model().index(0, 0))
    hand.key("Alt+Down", "Alt+Down")
    assert listed(hand) == ["bee", "cat", "ant", "dog"]
    hand.key("Alt+Up", "Alt+Up", "Alt+Up")
    assert stored(hand) == list(NAMES)


def test_colours_and_keys_stay_with_their_class(hand):
    before = {c.name: (c.colour, c.key) for c in hand.workspace.classes}
    drag(hand, 3, 0)
    hand.ready()
    assert {c.name: (c.colour, c.key) for c in hand.workspace.classes} == before
    hand.key("4")
    assert hand.program.choice.class_id == hand.workspace.classes.named("dog").id
