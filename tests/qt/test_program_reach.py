"""Everything that can be used has a name and is reached with the keyboard alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTableView,
    QWidget,
)

from labeldesk.domain.changes import ClassChange
from labeldesk.domain.classes import AttributeKind, AttributeSpec
from labeldesk.domain.text import Text
from labeldesk.settings.table import LANGUAGE
from labeldesk.ui import paint
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.panels.filmstrip import Filmstrip
from labeldesk.ui.widgets.control import Control
from tests.qt.program import photographs

USED = (Control, QLineEdit, QPlainTextEdit, QSlider, QTableView, Canvas)
SHEETS = [
    "program.palette",
    "program.cheat-sheet",
    "program.settings",
    "program.about",
    "project.export",
    "image.go-to",
    "class.edit",
]


@pytest.fixture
def hand(start, tmp_path):
    made = start(photographs(tmp_path / "pictures"))
    made.until(lambda: made.workspace.shown.session)
    made.add_classes("cat", "dog")
    cat = made.workspace.classes.named("cat")
    asking = replace(cat, attributes=tuple(AttributeSpec(kind, kind) for kind in AttributeKind))
    made.workspace.apply(ClassChange({cat.id: (cat, asking)}), Text("Test", "Attributes"))
    made.until(lambda: made.workspace.classes.named("cat").attributes)
    made.box((10, 10), (60, 50))
    made.program.desk.captions.write(None, "A cat")
    made.program.desk.attributes.set_value((made.shapes()[0].id,), "wild", value=True)
    made.window.resize(1440, 900)
    made.settle()
    return made


def _usable(root: QWidget) -> set[QWidget]:
    """What a hand with a mouse could use in there now. The filmstrip is what A and D do."""
    return {
        w
        for w in root.findChildren(QWidget)
        if isinstance(w, USED)
        and not isinstance(w, Filmstrip)
        and w.isVisible()
        and w.isEnabled()
        and not (isinstance(w, QTableView) and not w.model().rowCount())
    }


def _reached(hand, most=200) -> set[QWidget]:
    """What the keyboard comes to, going on until it has been everywhere."""
    seen: list[QWidget] = []
    beside: set[QWidget] = set()
    for _ in range(most):
        widget = QApplication.focusWidget()
        if widget is None or widget in seen:
            break
        seen.append(widget)
        beside.update(_beside(widget))
        hand.key("Ctrl+Tab" if isinstance(widget, Canvas | QTableView) else "Tab")
    return {*seen, *beside}


def _beside(widget: QWidget) -> list[QWidget]:
    """Of several of which one is on, Tab reaches that one and the arrows the others."""
    group = widget.group() if isinstance(widget, Control) else None
    if group is None or not group.exclusive():
        return []
    found, here, chosen = [], widget, group.checkedButton()
    buttons = group.buttons()
    ways = [Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left]
    for key in [key for key in ways for _ in buttons]:
        QTest.keyClick(here, key)
        here = QApplication.focusWidget()
        found.append(here)
    if chosen is not None:
        chosen.click()  # arrows choose what they come to
    widget.setFocus()
    return [one for one in found if one is not widget]


def _names(widgets):
    return sorted(f"{type(w).__name__} {w.accessibleName()}" for w in widgets)


@pytest.mark.parametrize("view", ["view.annotate", "view.grid"])
def test_every_control_of_a_view_is_reached_by_tab(hand, view):
    hand.do(view)
    missed = _usable(hand.window) - _reached(hand)
    assert not _names(missed)


def test_every_control_of_the_start_page_is_reached_by_tab(hand):
    hand.do("project.close")
    hand.window.top.search.setFocus()
    assert not _names(_usable(hand.window) - _reached(hand))


@pytest.mark.parametrize("action", SHEETS)
def test_every_control_of_a_sheet_is_reached_by_tab_and_tab_stays_in_it(hand, action):
    hand.do(action)
    sheet = hand.program.sheets.dim.sheet()
    hand.until(lambda: sheet.isVisible() and QApplication.focusWidget() is not None)
    wanted = _usable(sheet) - _lists_of_a_field(sheet)
    reached = _reached(hand)
    assert not _names(wanted - reached)
    assert not _names(w for w in reached if not sheet.isAncestorOf(w) and w is not sheet)


def _lists_of_a_field(sheet: QWidget) -> set[QWidget]:
    """The palette's list is moved by the arrows in its field."""
    return {v for v in sheet.findChildren(QTableView) if v.focusPolicy() is Qt.FocusPolicy.NoFocus}


@pytest.mark.parametrize("place", ["view.annotate", "view.grid", "project.close", *SHEETS])
def test_everything_that_can_be_used_has_a_name_to_be_spoken(hand, place):
    hand.do(place)
    hand.settle()
    assert not [type(w).__name__ for w in _usable(hand.window) if not w.accessibleName().strip()]


def test_what_is_greyed_says_why_wherever_it_is(hand):
    """Tooltip and spoken description; the palette and the status line have it from the table."""
    for view in ("view.annotate", "view.grid"):
        hand.do(view)
        greyed = [
            w
            for w in hand.window.findChildren(QAbstractButton)
            if isinstance(w, Control) and w.isVisible() and not w.isEnabled()
        ]
        assert not [w.accessibleName() for w in greyed if not w.toolTip()]
        assert not [w.accessibleName() for w in greyed if not w.accessibleDescription()]


def test_arrows_move_a_slider_and_step_a_drop_down_instead_of_the_selection(hand):
    hand.do("view.grid")
    page = hand.program.grid
    page._size.setFocus(Qt.FocusReason.TabFocusReason)
    before = page._size.value()
    hand.key("Right")
    assert page._size.value() > before
    page._filter.setFocus(Qt.FocusReason.TabFocusReason)
    hand.key("Down")
    hand.until(lambda: hand.workspace.listed.filter == "todo")


def _spoken(hand):
    kinds = (Control, QLineEdit, QSlider, QTableView)
    return [
        (type(w).__name__, w.accessibleName(), w.accessibleDescription(), w.toolTip())
        for w in hand.window.findChildren(QWidget)
        if isinstance(w, kinds) or (w.accessibleName() and not w.findChildren(QWidget))
    ]


def test_what_is_spoken_follows_the_language_at_once(hand):
    paint.check_fit(None)  # the frame before the new layout may be tight
    names = _spoken(hand)
    hand.program.settings.set(LANGUAGE, "zh_CN")
    hand.settle()
    same = {said for was, said in zip(names, _spoken(hand), strict=True) if was == said}
    hand.program.settings.set(LANGUAGE, "en")
    words = {name for _, name, *_ in same if any(c.isalpha() and c.islower() for c in name)}
    of_user = {"cat", "dog", "wild", *map(str, AttributeKind)}
    assert not words - of_user - {"Labeldesk"} - {hand.program.canvas.accessibleName()}
