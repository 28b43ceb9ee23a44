"""A damaged file never costs more than what came after the last backup."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.storage.backups import back_up, backups_of, newest_of, restore
from labeldesk.storage.errors import ProjectDamaged, ProjectLocked, ProjectUnreadable
from labeldesk.storage.lock import lock_path
from labeldesk.storage.project import Project
from labeldesk.storage.thinning import MOST, NEWEST, kept
from labeldesk.work.backing_up import back_up_if_changed

A = ImageId(1)
TITLE = Text("Test", "Draw a box")
BOXES = 400


def an_edit(number: int) -> Edit:
    shape = Box(number, 0, number + 5, 5)
    return Edit(
        A, ChangeSet.adding(Annotation(id=AnnotationId(number), class_id=ClassId(1), shape=shape))
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "数据" / "照片.labeldesk"
    file.parent.mkdir()
    with Project.create(file, root=file.parent, author="ana") as project:
        project.add_images([ImageRecord(id=A, path="a.jpg")]).result()
        for number in range(BOXES):
            project.commit(an_edit(number), TITLE)
    return file


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home" / "backups"


def backed_up(path: Path, home: Path) -> Path:
    with Project.open(path, author="ana") as project:
        return project.back_up(home)


def spoil(path: Path) -> None:
    """Everything after the second page is rubbish."""
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = b"\xa5" * (len(data) - 4096 * 2)
    path.write_bytes(data)


def count(path: Path) -> int:
    with Project.open(path, author="ana") as project:
        return len(project.document(A))


def test_a_backup_lies_in_the_folder_of_its_project_and_is_one_file(path, home):
    with Project.open(path, author="ana") as project:
        made = project.back_up(home)
        assert made.parent == home / project.id
    assert list(made.parent.iterdir()) == [made]
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    (found,) = backups_of(path, home)
    assert (found.file, found.of) == (made, path)
    found.check()
    assert abs(datetime.now(UTC) - found.made) < timedelta(minutes=1)
    assert newest_of(path, made.parent) == found.made


def test_a_closed_project_is_backed_up_without_a_file_beside_it(path, home):
    back_up(path, home / "id")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_backup_holds_what_was_there_when_it_began_while_edits_go_on(path, home):
    with Project.open(path, author="ana") as project:
        stop = threading.Event()
        tickets = []

        def edit() -> None:
            number = BOXES
            while not stop.is_set() and number < 5_000:
                tickets.append(project.commit(an_edit(number), TITLE))
                tickets[-1].result()
                number += 1

        hand = threading.Thread(target=edit)
        hand.start()
        try:
            made = project.back_up(home)
        finally:
            stop.set()
            hand.join()
        assert all(ticket.exception() is None for ticket in tickets)
    restored = path.with_name("restored.labeldesk")
    restore(made, restored)
    assert count(restored) >= BOXES


def test_a_backup_that_is_no_longer_wanted_leaves_nothing(path, home):
    cancel = Cancel()
    cancel.set()
    with Project.open(path, author="ana") as project, pytest.raises(Cancelled):
        project.back_up(home, cancel)
    assert not [p for p in home.rglob("*") if p.is_file()]
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_damaged_project_is_not_backed_up_over_a_sound_one(path, home):
    made = backed_up(path, home)
    spoil(path)
    with pytest.raises(ProjectDamaged):
        back_up(path, made.parent)
    assert list(made.parent.iterdir()) == [made]


def test_a_damaged_file_is_kept_and_a_backup_takes_its_place(path, home):
    made = backed_up(path, home)
    spoil(path)
    content = path.read_bytes()
    lock_path(path).write_text("{}")  # the note of an owner that died
    for _ in range(2):  # the note is still there: it is checked again
        with pytest.raises(ProjectDamaged, match="Restore the last backup"):
            Project.open(path, author="ana")
    assert path.read_bytes() == content
    (found,) = backups_of(path, home)
    aside = restore(made, path)
    assert aside is not None
    assert aside.name.startswith(f"{path.name}.damaged-")
    assert aside.read_bytes() == content
    assert count(path) == BOXES
    assert {p.name for p in path.parent.iterdir()} == {path.name, aside.name}
    assert found.file.exists()


@pytest.mark.parametrize("left", [0, 7, 100, 4096, 4096 * 5, -1])
def test_a_cut_off_file_is_told_and_stays_as_it_is(path, home, left):
    made = backed_up(path, home)
    data = path.read_bytes()[:left]
    path.write_bytes(data)
    with pytest.raises(ProjectUnreadable):
        Project.open(path, author="ana").close()
    assert path.read_bytes() == data
    assert backups_of(path, home)[0].file == made
    restore(made, path)
    assert count(path) == BOXES


@pytest.mark.parametrize("content", [b"", b"no database at all" * 300, None])
def test_backups_are_found_by_the_path_where_the_file_says_nothing(path, home, content):
    made = backed_up(path, home)
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert [b.file for b in backups_of(path, home)] == [made]
    restore(made, path)
    assert count(path) == BOXES


def test_backups_of_a_moved_project_are_found_by_its_id(path, home, tmp_path):
    made = backed_up(path, home)
    moved = tmp_path / "elsewhere.labeldesk"
    path.rename(moved)
    assert [b.file for b in backups_of(moved, home)] == [made]
    newer = backed_up(moved, home)
    assert [b.file for b in backups_of(moved, home)] == [newer]


def test_a_copy_of_a_project_has_backups_of_its_own(path, home, tmp_path):
    made = backed_up(path, home)
    other = tmp_path / path.name
    other.write_bytes(path.read_bytes())
    newer = backed_up(other, home)
    assert [b.file for b in backups_of(path, home)] == [made]
    assert [b.file for b in backups_of(other, home)] == [newer]


def test_a_damaged_backup_is_told_and_changes_nothing(path, home):
    made = backed_up(path, home)
    spoil(made)
    (found,) = backups_of(path, home)
    with pytest.raises(ProjectDamaged):
        found.check()
    before = path.read_bytes()
    with pytest.raises(ProjectDamaged):
        restore(made, path)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_backup_of_which_nothing_is_left_is_listed_with_the_others(path, home):
    made = backed_up(path, home)
    second = backed_up(path, home)
    second.write_bytes(b"")
    found = backups_of(path, home)
    assert [b.file for b in found] == [second, made]
    with pytest.raises(UserError):
        found[0].check()


def test_nothing_is_restored_while_somebody_writes(path, home):
    made = backed_up(path, home)
    with Project.open(path, author="ana"), pytest.raises(ProjectLocked):
        restore(made, path)


def test_restoring_does_not_carry_the_note_of_where_it_came_from(path, home):
    made = backed_up(path, home)
    restore(made, path)
    with Project.open(path, author="ana") as project:
        assert project.setting("backup.of") is None
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.exists()


def test_backups_are_few_however_often_they_are_made(path, home):
    with Project.open(path, author="ana") as project:
        made = [project.back_up(home) for _ in range(NEWEST + 4)]
    assert [b.file for b in backups_of(path, home)] == made[: -NEWEST - 1 : -1]


def test_nothing_changed_is_nothing_backed_up(path, home):
    first = back_up_if_changed(path, home)
    assert first is not None
    assert back_up_if_changed(path, home) is None
    with Project.open(path, author="ana") as project:
        assert back_up_if_changed(path, home) is None
        project.commit(an_edit(7_000), TITLE).result()
        second = back_up_if_changed(path, home)
        assert second is not None
        assert second.parent == first.parent == home / project.id
    assert [b.check() for b in backups_of(path, home)] == [BOXES + 1, BOXES]


def test_what_a_killed_backup_left_is_swept(path, home):
    made = backed_up(path, home)
    old, fresh = made.with_name("a.labeldesk.partial"), made.with_name("b.labeldesk.partial")
    for one in (old, fresh):
        one.write_bytes(b"x")
    os.utime(old, (1, 1))
    backed_up(path, home)
    assert not old.exists()
    assert fresh.exists()


def test_a_folder_that_cannot_be_made_is_told(path, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with (
        Project.open(path, author="ana") as project,
        pytest.raises(UserError, match="could not be written"),
    ):
        project.back_up(tmp_path / "file")


MOMENTS = st.lists(
    st.integers(0, 10 * 365 * 86_400).map(lambda s: datetime.fromtimestamp(1.6e9 + s, UTC)),
    max_size=80,
)


@given(MOMENTS)
def test_thinning_keeps_few_always_the_newest_and_settles(made):
    left = kept(made)
    assert len(left) <= MOST
    assert left[:NEWEST] == sorted(set(made), reverse=True)[:NEWEST]
    assert kept(left) == left


def test_thinning_day_by_day_keeps_some_of_every_age():
    begin = datetime(2026, 1, 5, tzinfo=UTC)
    left: list[datetime] = []
    for half_hour in range(60 * 48):
        left = kept([*left, begin + timedelta(minutes=30 * half_hour)])
    ages = [(left[0] - moment) / timedelta(days=1) for moment in left]
    assert any(5 < age < 8 for age in ages)
    assert any(age > 40 for age in ages)
    assert len(left) <= MOST
