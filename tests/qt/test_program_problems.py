"""The list of problems in the program."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import Text


@pytest.mark.parametrize(("many", "seen"), [(2, 2), (31, 15)])
def test_the_problems_are_seen_as_many_as_find_room(start, folder, many, seen):
    hand = start(folder)
    hand.ready()
    hand.window.resize(1280, 780)
    for n in range(many):
        hand.program.voice.problem(Problem(Severity.WARNING, Text("t", f"Problem {n}"), f"{n}.xml"))
    hand.do("program.problems")
    hand.settle()
    view = hand.program.sheets.dim.sheet().findChild(QWidget, "problem-list")
    assert view.height() >= seen * view.row_height()
    hand.window.resize(900, 480)
    hand.settle()
    sheet = hand.program.sheets.dim.sheet()
    assert hand.window.rect().contains(sheet.geometry())
