"""The project of a folder that cannot be written to is moved from the notice that tells of it."""

from __future__ import annotations

import os

import pytest

from labeldesk.work.project_place import SUFFIX
from tests.qt.test_held import answer


@pytest.fixture
def closed(folder, monkeypatch):
    """A folder that cannot be written to, whoever one is."""
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != folder and access(path, mode))
    return folder


def test_move_takes_the_project_along_and_one_goes_on_where_one_was(start, closed, tmp_path):
    hand = start(closed)
    hand.ready()
    hand.until(hand.notices)
    hand.add_classes("cat")
    hand.key("d")
    hand.ready()
    hand.box((10, 10), (60, 50))
    hand.ready()
    old = hand.workspace.source.project_path
    mine = tmp_path / "mine"
    mine.mkdir()
    hand.program.safety.elsewhere.ask_folder = lambda _title, _start: mine
    answer(hand, "Move…")
    hand.until(lambda: hand.workspace.is_open and hand.workspace.project is not None)
    hand.ready()
    assert hand.workspace.source.project_path == mine / f"photos{SUFFIX}"
    assert not old.exists()
    assert (hand.index, hand.objects()) == (1, ["cat"])
    assert hand.notices() == []
    assert str(old) not in [one.path for one in hand.program.start.recent.projects]
    hand.end()
    again = start(closed)
    again.ready()
    assert (again.index, again.objects()) == (1, ["cat"])


def test_who_thinks_better_of_it_keeps_the_offer_and_a_refusal_changes_nothing(
    start, closed, tmp_path
):
    hand = start(closed)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.ready()
    old = hand.workspace.source.project_path
    hand.until(hand.notices)
    hand.program.safety.elsewhere.ask_folder = lambda _title, _start: None
    answer(hand, "Move…")
    assert len(hand.notices()) == 1
    (tmp_path / f"photos{SUFFIX}").write_text("another")
    hand.program.safety.elsewhere.ask_folder = lambda _title, _start: tmp_path
    answer(hand, "Move…")
    hand.until(lambda: any("already a project" in title for title in hand.notices()))
    hand.until(lambda: hand.workspace.shown.session is not None)
    assert hand.workspace.source.project_path == old
    assert hand.objects() == ["cat"]
