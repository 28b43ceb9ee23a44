from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from labeldesk.domain.image import ImageState, Review
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.theme import theme
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.key_cap import parts
from labeldesk.ui.widgets.state_mark import Mark, mark_of
from labeldesk.ui.widgets.tool_button import IconButton, ToolButton

WORDS = QT_TRANSLATE_NOOP("Test", "Export 421 images")


def test_a_greyed_button_says_why(qtbot: QtBot) -> None:
    button = Button(WORDS, Kind.MAIN, keys="Return")
    qtbot.addWidget(button)
    button.set_reason("Select two or more polygons or masks")
    assert not button.isEnabled()
    assert button.toolTip() == "Select two or more polygons or masks"
    assert button.accessibleDescription() == button.toolTip()
    button.set_reason(None)
    assert button.isEnabled()
    assert not button.toolTip()


def test_the_ring_is_for_the_keyboard_only(qtbot: QtBot) -> None:
    window = QWidget()
    box = QVBoxLayout(window)
    first, second = Button("One"), Button("Two")
    box.addWidget(first)
    box.addWidget(second)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not first.has_ring
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert second.has_ring


def test_a_click_does_not_take_the_keys_from_the_picture(qtbot: QtBot) -> None:
    button = ToolButton("Box", "box", "W")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.hasFocus()


@pytest.mark.parametrize(
    ("keys", "caps"),
    [
        ("Ctrl+K", ("Ctrl", "K")),
        ("Ctrl++", ("Ctrl", "+")),
        ("+", ("+",)),
        ("", ()),
        ("Shift+Return", ("Shift", "Return")),
    ],
)
def test_a_key_sequence_has_one_cap_per_key(keys: str, caps: tuple[str, ...]) -> None:
    assert parts(keys) == caps


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        (ImageState(), Mark.TODO),
        (ImageState(done=True), Mark.DONE),
        (ImageState(done=True, review=Review.ACCEPTED), Mark.ACCEPTED),
        (ImageState(review=Review.REJECTED), Mark.REJECTED),
        (ImageState(done=True, review=Review.ACCEPTED, excluded=True), Mark.EXCLUDED),
    ],
)
def test_a_state_is_shown_as_one_mark(state: ImageState, mark: Mark) -> None:
    assert mark_of(state) is mark


def test_no_ring_is_cut_off_at_the_edge_of_its_control(qtbot: QtBot) -> None:
    window = QWidget()
    box = QVBoxLayout(window)
    controls = (Button("First"), ToolButton("Box", "box"), IconButton("More", "more"))
    for control in controls:
        box.addWidget(control)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    for control in reversed(controls):
        control.setFocus(Qt.FocusReason.TabFocusReason)
        image = control.grab().toImage()
        row = [image.pixelColor(x, image.height() // 2) for x in range(6)]
        ring = [colour for colour in row if colour_distance(colour, theme().accent) < 0.15]
        assert len(ring) == 2, type(control).__name__


def colour_distance(a: QColor, b: QColor) -> float:
    return max(abs(a.redF() - b.redF()), abs(a.greenF() - b.greenF()), abs(a.blueF() - b.blueF()))
