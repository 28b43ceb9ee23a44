"""Backups are made without being asked for, and a damaged project is given back from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from labeldesk.settings.places import Places
from labeldesk.storage.backups import backups_of
from labeldesk.storage.project import Project
from labeldesk.ui.translate import tr
from labeldesk.work.project_place import project_of


def made(folder: Path) -> list[int]:
    """How many objects each backup holds, the newest first."""
    return [
        b.check() for b in backups_of(project_of(folder, folder), Places.of_environment().backups)
    ]


def row_of(hand, part):
    return next(row for row in hand.window.notices.rows() if part in tr(row.title))


def answer(hand, key, name):
    hand.window.notices.chosen.emit(key, name)
    hand.settle()


@pytest.fixture
def project(start, folder) -> Path:
    """A project with one box, closed, and so backed up."""
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.ready()
    hand.end()
    return project_of(folder, folder)


def test_closing_makes_a_backup_and_opening_alone_makes_none(project, start, folder):
    assert made(folder) == [1]
    hand = start(folder)
    hand.ready()
    hand.program.safety.backups.timer.setInterval(0)
    hand.program.safety.backups.timer.start()
    hand.end()
    assert made(folder) == [1]
    assert {p.suffix for p in folder.iterdir()} == {".png", ".labeldesk"}


def test_a_backup_is_made_while_one_edits(project, start, folder):
    hand = start(folder)
    hand.ready()
    timer = hand.program.safety.backups.timer
    timer.stop()
    hand.box((20, 20), (90, 80))
    hand.ready()
    assert timer.isActive()
    timer.start(0)
    hand.until(lambda: made(folder) == [2, 1])
    hand.box((30, 30), (90, 90))
    hand.end()
    assert made(folder) == [3, 2, 1]


def test_a_project_that_was_changed_elsewhere_is_backed_up_when_it_is_opened(
    project, start, folder
):
    with Project.open(project, author="ben") as other:
        other.set_setting("x", 1).result()
    hand = start(folder)
    hand.until(lambda: len(made(folder)) == 2)


def test_a_place_for_backups_that_cannot_be_written_is_a_problem_and_no_more(start, folder):
    Places.of_environment().backups.parent.mkdir(parents=True, exist_ok=True)
    Places.of_environment().backups.write_bytes(b"in the way")
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.ready()
    hand.program.safety.backups.timer.start(0)
    hand.until(lambda: hand.program.voice.problems)
    assert "backup could not be written" in str(hand.program.voice.problems[0])
    assert hand.notices() == []


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2 // 4096 * 4096]


DAMAGE = {
    "header": lambda data: b"\xff" * 100 + data[100:],
    "cut off": cut,
    "empty": lambda _: b"",
    "another kind": lambda _: b"no database" * 1000,
    "rubbish": lambda data: data[:8192] + b"\xa5" * (len(data) - 8192),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_project_is_restored_from_its_backup(project, start, folder, how):
    damaged = DAMAGE[how](project.read_bytes())
    project.write_bytes(damaged)
    (project.with_name(f"{project.name}.lock")).write_text("{}")  # as after a power cut
    hand = start()
    hand.window.dropped.emit([folder])
    hand.until(lambda: any(row.actions[0][0] == "restore" for row in hand.window.notices.rows()))
    (row,) = hand.window.notices.rows()
    assert project.name in tr(row.title)
    assert "left as it is" in tr(row.detail)
    assert "1 object" in tr(row.detail)
    assert [name for name, _ in row.actions] == ["restore", "show", "copy"]
    assert tr(row.actions[0][1]) == "Restore backup"
    assert "backup (20" in tr(row.detail)
    assert project.read_bytes() == damaged
    answer(hand, row.key, "restore")
    hand.until(lambda: hand.workspace.is_open)
    hand.ready()
    hand.until(lambda: hand.objects() == ["cat"])
    (aside,) = folder.glob("*.damaged-*")
    assert aside.read_bytes() == damaged
    assert aside.name in tr(row_of(hand, "was restored").detail)
    assert hand.workspace.is_writable


def test_damaged_backups_are_passed_over(project, start, folder):
    with Project.open(project, author="ben") as other:
        newest = other.back_up(Places.of_environment().backups)
    newest.write_bytes(newest.read_bytes()[:4096])
    project.write_bytes(b"")
    hand = start()
    hand.window.dropped.emit([folder])
    hand.until(lambda: any(row.actions[0][0] == "restore" for row in hand.window.notices.rows()))
    answer(hand, hand.window.notices.rows()[0].key, "restore")
    hand.until(lambda: hand.workspace.is_open)
    assert hand.workspace.catalogue.counts.sum() == 1


def test_without_a_backup_the_damaged_project_is_shown_in_its_folder(start, folder):
    path = project_of(folder, folder)
    path.write_bytes(b"")
    hand = start()
    shown = []
    hand.program.safety.restoring.show_folder = shown.append
    hand.window.dropped.emit([path])
    hand.until(lambda: any(row.actions[0][0] == "show" for row in hand.window.notices.rows()))
    (row,) = hand.window.notices.rows()
    assert "no sound backup" in tr(row.detail)
    answer(hand, row.key, "show")
    assert shown == [folder]
    assert path.read_bytes() == b""


def test_a_project_that_was_removed_is_offered_from_its_backup(project, start, folder):
    project.unlink()
    hand = start()
    hand.window.dropped.emit([project])
    hand.until(lambda: any(row.actions[0][0] == "restore" for row in hand.window.notices.rows()))
    answer(hand, hand.window.notices.rows()[0].key, "restore")
    hand.until(lambda: hand.workspace.is_open)
    hand.until(lambda: hand.objects() == ["cat"])


def test_damage_that_shows_while_the_project_is_open_is_told_and_can_be_restored(
    project, start, folder
):
    data = project.read_bytes()
    hand = start(folder)
    hand.ready()
    with project.open("rb+") as file:  # not closed by us while it is open: see below
        file.seek(8192)
        file.write(b"\xa5" * (len(data) - 8192))
    hand.program.safety.backups.timer.start(0)
    hand.until(lambda: any(row.actions[0][0] == "restore" for row in hand.window.notices.rows()))
    assert made(folder) == [1]
    answer(hand, hand.window.notices.rows()[-1].key, "restore")
    hand.until(lambda: any("was restored" in title for title in hand.notices()))
    hand.until(lambda: hand.workspace.is_open and hand.workspace.shown.session is not None)
    hand.until(lambda: hand.objects() == ["cat"])
