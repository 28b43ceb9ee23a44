"""Pieces of the class editor that need no program."""

from __future__ import annotations

from labeldesk.domain.classes import AttributeKind, AttributeSpec
from labeldesk.ui.dialogs.attribute_list import AttributeList, parted

CUTS = AttributeSpec("cut", AttributeKind.SELECT, ("a, b", "c"), "c")


def test_choices_are_parted_at_commas_of_any_script_each_once():
    assert parted(" red, grey，蓝、red;; \n") == ("red", "grey", "蓝")


def test_choices_that_nobody_touched_stay_as_they_are_whatever_they_hold(qtbot):
    rows = AttributeList((CUTS,))
    qtbot.addWidget(rows)
    assert rows.specs() == (CUTS,)
    rows.rows[0].choices.setText("c, d")
    assert rows.specs()[0].options == ("c", "d")


def test_another_kind_lets_go_of_choices_and_of_a_default_that_is_none_of_it(qtbot):
    rows = AttributeList((CUTS,))
    qtbot.addWidget(rows)
    rows.rows[0].kind._take(AttributeKind.CHECKBOX)
    assert rows.specs() == (AttributeSpec("cut", AttributeKind.CHECKBOX),)
    rows.rows[0].kind._take(AttributeKind.SELECT)
    assert rows.specs()[0].options == CUTS.options


def test_names_that_changed_are_told_and_new_rows_are_none(qtbot):
    rows = AttributeList((CUTS, AttributeSpec("age", AttributeKind.NUMBER, (), 3)))
    qtbot.addWidget(rows)
    rows.rows[1].name.setText(" years ")
    rows.add.click()
    rows.rows[2].name.setText("new")
    assert rows.renamed() == {"age": "years"}
    assert [spec.default for spec in rows.specs()] == ["c", 3, None]
