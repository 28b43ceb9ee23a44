"""Keys reach the tool, the widget or the action they belong to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget

from labeldesk.actions.facts import Facts
from labeldesk.actions.keymap import Keymap
from labeldesk.actions.table import ACTIONS
from labeldesk.ui.dispatch import Dispatcher, is_typing

OPEN = Facts(view="annotate", images=3, image_open=True, has_project=True)
KEY = Qt.Key


class Desk:
    """Remembers what it was asked to do."""

    def __init__(self) -> None:
        self.now = OPEN
        self.done: list[str] = []
        self.drag = False
        self.taken = ""
        self.covered = False

    def facts(self):
        return replace(self.now, typing=is_typing(QApplication.focusWidget()))

    def is_covered(self):
        return self.covered

    def run(self, action):
        self.done.append(action.id)

    def let_go(self, action):
        self.done.append(f"let go {action.id}")

    def refuse(self, reason):
        self.done.append(str(reason))

    def tool_key(self, chord):
        return str(chord) == self.taken

    def uncover(self):
        self.covered = False

    def space_down(self):
        self.done.append("space down")

    def space_up(self, *, tapped=False):
        return self.drag


@pytest.fixture
def bench(qtbot):
    window = QWidget()
    layout = QVBoxLayout(window)
    canvas, field, rows = QWidget(), QLineEdit(), QListWidget()
    canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    rows.addItems(["a", "b", "c"])
    for widget in (canvas, field, rows):
        layout.addWidget(widget)
    qtbot.addWidget(window)
    desk = Desk()
    dispatcher = Dispatcher(window, canvas, desk, desk)
    dispatcher.keymap = Keymap(ACTIONS)
    QApplication.instance().installEventFilter(dispatcher)
    window.show()
    window.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    yield desk, canvas, field, rows
    QApplication.instance().removeEventFilter(dispatcher)


def test_a_letter_on_the_canvas_is_an_action_and_in_a_field_a_letter(bench):
    desk, canvas, field, _ = bench
    QTest.keyClick(canvas, KEY.Key_D)
    field.setFocus()
    QTest.keyClick(field, KEY.Key_D)
    assert desk.done == ["image.next"]
    assert field.text() == "d"


def test_the_tool_in_the_hand_comes_before_the_keymap(bench):
    desk, canvas, *_ = bench
    desk.taken = "Backspace"
    desk.now = replace(OPEN, selected=1)
    QTest.keyClick(canvas, KEY.Key_Backspace)
    assert desk.done == []


def test_a_held_arrow_moves_the_tool_in_the_hand_on_and_on(bench):
    desk, canvas, *_ = bench
    desk.taken = "Left"
    desk.now = replace(OPEN, selected=1)
    repeated = QKeyEvent(
        QEvent.Type.KeyPress, KEY.Key_Left, Qt.KeyboardModifier.NoModifier, "", autorep=True
    )
    QApplication.sendEvent(canvas, repeated)
    assert desk.done == []
    desk.taken = ""
    QApplication.sendEvent(canvas, repeated)
    assert desk.done == ["object.nudge-left"]


def test_a_list_keeps_its_arrows_but_not_the_letters(bench):
    desk, _, _, rows = bench
    rows.setFocus()
    rows.setCurrentRow(0)
    desk.now = replace(OPEN, selected=1)
    QTest.keyClick(rows, KEY.Key_Down)
    QTest.keyClick(rows, KEY.Key_W)
    assert rows.currentRow() == 1
    assert desk.done == ["tool.box"]


def test_space_marks_done_when_it_is_let_go_but_not_after_a_drag(bench):
    desk, canvas, *_ = bench
    QTest.keyPress(canvas, KEY.Key_Space)
    assert desk.done == ["space down"]
    QTest.keyRelease(canvas, KEY.Key_Space)
    assert desk.done == ["space down", "image.mark-done"]
    desk.drag = True
    QTest.keyClick(canvas, KEY.Key_Space)
    assert desk.done[2:] == ["space down"]


def test_a_sheet_over_the_window_has_all_keys_for_itself(bench):
    desk, canvas, *_ = bench
    desk.covered = True
    QTest.keyClick(canvas, KEY.Key_D)
    QTest.keyClick(canvas, KEY.Key_Escape)
    assert desk.done == []


def test_a_key_that_lasts_while_held_is_let_go(bench):
    desk, canvas, *_ = bench
    QTest.keyPress(canvas, KEY.Key_H, Qt.KeyboardModifier.ControlModifier)
    QTest.keyRelease(canvas, KEY.Key_H)
    assert desk.done == ["view.peek", "let go view.peek"]


def test_what_lasts_while_a_key_is_held_ends_under_a_sheet_and_in_another_window_too(bench):
    desk, canvas, *_ = bench
    desk.now = replace(OPEN, previous=True)
    QTest.keyPress(canvas, KEY.Key_Y)
    desk.covered = True
    QTest.keyRelease(canvas, KEY.Key_Y)
    assert desk.done == ["view.compare", "let go view.compare"]
    desk.covered = False
    QTest.keyPress(canvas, KEY.Key_Y)
    QApplication.sendEvent(canvas.window(), QEvent(QEvent.Type.WindowDeactivate))
    assert desk.done[2:] == ["view.compare", "let go view.compare"]
    QTest.keyRelease(canvas, KEY.Key_Y)
    assert len(desk.done) == 4


def test_a_key_that_cannot_act_says_why(bench):
    desk, canvas, *_ = bench
    QTest.keyClick(canvas, KEY.Key_Delete)
    assert desk.done == ["Select an object first"]


@pytest.mark.parametrize(
    ("key", "held", "action"),
    [
        (KEY.Key_Question, Qt.KeyboardModifier.ShiftModifier, "program.cheat-sheet"),
        (KEY.Key_Plus, Qt.KeyboardModifier.ControlModifier, "view.zoom-in"),
        (KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, "object.previous"),
        (KEY.Key_Z, Qt.KeyboardModifier.ControlModifier, "edit.undo"),
        (KEY.Key_F5, Qt.KeyboardModifier.NoModifier, "view.annotate"),
    ],
)
def test_keys_of_every_kind_are_understood(bench, key, held, action):
    desk, canvas, *_ = bench
    desk.now = replace(OPEN, objects=2, undo="x")
    QTest.keyClick(canvas, key, held)
    assert desk.done == [action]


def test_the_end_of_the_program_is_reached_from_a_sheet_and_nothing_else_is(bench):
    desk, canvas, field, _ = bench
    for widget in (canvas, field):
        desk.covered = True
        widget.setFocus()
        QTest.keyClick(widget, KEY.Key_D, Qt.KeyboardModifier.ControlModifier)
        assert desk.done == []
        QTest.keyClick(widget, KEY.Key_Q, Qt.KeyboardModifier.ControlModifier)
        assert desk.done.pop() == "program.quit"
        assert not desk.covered
