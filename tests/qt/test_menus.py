"""Menus are the action table, greyed by what is so."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar, QWidget

from labeldesk.actions.facts import Facts
from labeldesk.actions.keymap import Keymap
from labeldesk.actions.menus import MENUS
from labeldesk.actions.table import ACTIONS
from labeldesk.ui.menus import Menus


@pytest.fixture
def built(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    bar = QMenuBar(owner)
    done: list[str] = []
    facts = [Facts()]
    menus = Menus(owner, ACTIONS, lambda: facts[0], lambda row: done.append(row.id), str)
    menus.fill(bar)
    menus.retitle(Keymap(ACTIONS))
    return owner, bar, menus, facts, done


def test_every_row_with_a_menu_stands_in_it(built):
    _, bar, *_ = built
    menus = [m.menu() for m in bar.actions()]
    menus += [a.menu() for menu in menus for a in menu.actions() if a.menu()]
    shown = {a.objectName() for menu in menus for a in menu.actions() if not a.menu()} - {""}
    assert shown == {row.id for row in ACTIONS if row.menu}
    assert len(bar.actions()) == len(MENUS)


def test_a_row_shows_its_key_but_does_not_bind_it(built):
    owner, *_ = built
    undo = owner.findChild(QAction, "edit.undo")
    assert undo.text() == "Undo\tCtrl+Z"
    assert undo.shortcut().isEmpty()


def test_a_greyed_row_says_why_in_its_tooltip(built):
    owner, _, menus, facts, done = built
    delete = owner.findChild(QAction, "edit.delete")
    facts[0] = Facts(view="annotate", images=1, image_open=True)
    menus.refresh()
    assert not delete.isEnabled()
    assert delete.toolTip() == "Select an object first"
    facts[0] = Facts(view="annotate", images=1, image_open=True, selected=2)
    menus.refresh()
    delete.trigger()
    assert done == ["edit.delete"]


def test_whether_a_row_may_run_is_asked_again_when_it_is_chosen(built):
    owner, _, menus, facts, done = built
    facts[0] = Facts(view="annotate", images=1, image_open=True, selected=2)
    menus.refresh()
    facts[0] = Facts(view="annotate", images=1, image_open=True)
    owner.findChild(QAction, "edit.delete").trigger()
    assert done == []


def test_a_tick_follows_what_is_so_even_where_nothing_changed(built):
    owner, _, menus, facts, _ = built
    facts[0] = Facts(view="annotate", images=1, image_open=True)
    menus.refresh()
    ticked = next(row for row in ACTIONS if row.checked and not row.checked(facts[0]))
    made = owner.findChild(QAction, ticked.id)
    made.setChecked(True)
    menus.refresh()
    assert not made.isChecked()
