"""A project that another program has open: who it is, and how one comes to write."""

from __future__ import annotations

import json
import os
import socket

import pytest

from labeldesk.storage.lock import lock_path
from labeldesk.ui import held
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button
from labeldesk.work.holding import looks_free
from labeldesk.work.opening import make_project, open_path
from tests.qt.program import LEFT


@pytest.fixture
def other(folder, monkeypatch):
    """The other program; closed at the end, if it was not before."""
    monkeypatch.setattr(held, "EVERY_MS", 20)
    project = make_project(open_path(folder, author="ana", projects=folder), "ana", [])
    yield project
    project.close()


def answer(hand, words):
    """Click that button of a notice."""
    buttons = hand.program.window.notices.findChildren(Button)
    hand.qtbot.mouseClick(next(b for b in buttons if b.words == words), LEFT)


def test_the_notice_says_who_and_since_when_as_people_read_it(start, folder, other):
    hand = start(folder)
    hand.until(hand.notices)
    (row,) = hand.program.window.notices.rows()
    said = f"{tr(row.title)} {tr(row.detail)}"
    assert "ana has this project open, so it is open for reading here" in said
    assert f"Process {os.getpid()} on" in said
    assert "T" not in said.split("since ")[1]
    assert "+00:00" not in said


def test_once_the_other_program_is_gone_one_click_opens_it_for_writing_where_one_was(
    start, folder, other
):
    hand = start(folder)
    hand.until(hand.notices)
    hand.key("d", "d")
    other.close()
    hand.until(lambda: "Nobody else" in hand.notices()[0])
    assert not hand.workspace.is_writable
    answer(hand, "Open for writing")
    hand.ready()
    assert hand.workspace.is_writable
    assert hand.index == 2
    assert hand.notices() == []
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))


def test_to_try_while_it_is_open_elsewhere_is_answered_and_changes_nothing(start, folder, other):
    hand = start(folder)
    hand.until(hand.notices)
    hand.key("d")
    answer(hand, "Open for writing")
    hand.until(lambda: any("still has" in hint for hint in hand.hints))
    hand.until(hand.notices)
    assert not hand.workspace.is_writable
    assert hand.index == 1


@pytest.mark.parametrize(
    ("note", "is_free"),
    [
        (None, True),
        ("", True),
        ({"pid": os.getpid(), "host": socket.gethostname()}, False),
        ({"pid": 2**22 + 1, "host": socket.gethostname()}, True),
        ({"pid": 2**22 + 1, "host": "another machine"}, False),
        ("[]", False),
        ("half a no", False),
    ],
)
def test_a_project_looks_free_by_the_note_beside_it(tmp_path, note, is_free):
    project = tmp_path / "p.labeldesk"
    if note is not None:
        lock_path(project).write_text(note if isinstance(note, str) else json.dumps(note))
    assert looks_free(project) is is_free
