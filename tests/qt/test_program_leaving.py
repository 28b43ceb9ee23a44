"""The window does not close, and no folder is left, over something that is not saved."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.storage.project import Project
from labeldesk.ui.translate import tr
from labeldesk.work.project_place import project_of
from tests.qt.program import photographs


def full(project, *, on=True):
    """A disk without room, as SQLite tells it."""
    pages = 1 if on else 1_000_000
    project._writer.submit(
        lambda c: c.exec_driver_sql(f"PRAGMA max_page_count = {pages}").close()
    ).result(10)


def boxes(folder):
    with Project.open(project_of(folder, folder), author="me") as project:
        return int(project.image_columns().counts.sum())


def answer(hand, key, name):
    hand.window.notices.chosen.emit(key, name)
    hand.settle()


def detail(hand, key):
    (row,) = [row for row in hand.window.notices.rows() if row.key == key]
    return tr(row.detail)


@pytest.fixture
def hand(start, folder):
    """One box is on the disk, which is full now."""
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.ready()
    full(hand.workspace.project)
    return hand


MANY = 500


def many(hand):
    """An edit that has no room in the pages of the file that are there."""
    made = [
        Annotation(id=AnnotationId(1_000 + n), class_id=ClassId(1), shape=Box(0, 0, n + 1, 1))
        for n in range(MANY)
    ]
    edit = Edit(hand.workspace.image_id, ChangeSet.adding(*made))
    hand.workspace.commit(edit, Text("t", "Paste"))


def test_closing_over_a_full_disk_keeps_the_window_and_says_what_is_not_saved(hand, folder):
    many(hand)
    hand.window.close()
    hand.settle()
    assert hand.window.isVisible()
    assert hand.notices() == ["Not closed: 1 change is not saved"]
    assert "disk is full" in detail(hand, "unsaved")
    assert "Paste" in detail(hand, "unsaved")
    assert "Everything saved before is kept" in detail(hand, "unsaved")
    answer(hand, "unsaved", "again")
    assert hand.window.isVisible()
    full(hand.workspace.project, on=False)
    answer(hand, "unsaved", "again")
    assert not hand.window.isVisible()
    hand.end()
    assert boxes(folder) == 1 + MANY


def test_the_window_closes_anyway_if_the_user_says_so(hand, folder):
    many(hand)
    hand.window.close()
    answer(hand, "unsaved", "leave")
    assert not hand.window.isVisible()
    hand.end()
    assert boxes(folder) == 1


def test_a_folder_is_not_left_for_another_one_over_something_unsaved(hand, folder, tmp_path):
    other = photographs(tmp_path / "other", 2)
    ask = hand.workspace.may_leave

    def edit_and_ask(go):
        """The edit is on its way at the moment when the other folder is there."""
        hand.workspace.may_leave = ask
        many(hand)
        return ask(go)

    hand.workspace.may_leave = edit_and_ask
    hand.window.dropped.emit([other])
    hand.until(lambda: any("Not closed" in title for title in hand.notices()))
    assert hand.workspace.source.root == folder
    full(hand.workspace.project, on=False)
    answer(hand, "unsaved", "again")
    hand.until(lambda: hand.workspace.source is not None and hand.workspace.source.root == other)
    assert not [title for title in hand.notices() if "Not closed" in title]
    hand.end()
    assert boxes(folder) == 1 + MANY


def test_ctrl_w_stays_over_something_unsaved(hand, folder):
    many(hand)
    hand.do("project.close")
    assert hand.workspace.is_open
    answer(hand, "unsaved", "leave")
    assert not hand.workspace.is_open
    assert boxes(folder) == 1


def test_a_project_file_that_was_removed_is_written_anew_before_closing(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.ready()
    project_of(folder, folder).unlink()
    hand.window.close()
    hand.settle()
    assert hand.window.isVisible()
    assert "removed while it was open" in detail(hand, "unsaved")
    answer(hand, "unsaved", "again")
    assert not hand.window.isVisible()
    hand.end()
    assert boxes(folder) == 1


def test_a_bug_says_what_is_known_of_what_is_saved(start, folder):
    hand = start()
    hand.program.voice.error(ValueError("one"))
    assert detail(hand, "bug") == "Details are in the log: ValueError: one"
    hand.open(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.program.voice.error(ValueError("two"))
    assert "Everything done so far is saved" in detail(hand, "bug")
    many(hand)
    hand.program.voice.error(ValueError("three"))
    assert "not on the disk yet" in detail(hand, "bug")
    hand.program.voice.take_back("bug")
    QApplication.processEvents()
