"""Files in step are right after whatever end: closed in conflict, or killed at any step."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from labeldesk.domain.changes import ChangeSet, ClassChange, Edit
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.formats.mirror import Reason
from labeldesk.storage.project import Project
from labeldesk.work.importing import import_dataset
from labeldesk.work.mirroring import InStep, replaced
from labeldesk.work.projects import create_project
from labeldesk.work.sources import DataSet

TOP = Path(__file__).resolve().parents[3]
EDIT = Text("Test", "Edit")
XML = """<annotation>
	<filename>{n}.png</filename>
	<owner>me</owner>
	<object>
		<name>cat</name>
		<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>
	</object>
</annotation>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three images with their XML, taken in and kept in step; the project is closed."""
    for n in range(3):
        Image.new("RGB", (80, 60)).save(tmp_path / f"{n}.png")
        (tmp_path / f"{n}.xml").write_text(XML.format(n=n))
    made, _ = create_project(tmp_path / "p.labeldesk", tmp_path, author="me")
    with made:
        keeper = InStep.begin(made, "voc")
        keeper.remember(import_dataset(made, DataSet(tmp_path, "voc")).change)
    return tmp_path


@pytest.fixture
def reopen(folder: Path) -> Iterator[Callable[[], tuple[Project, InStep]]]:
    """Opens the project again, as after a restart."""
    opened: list[Project] = []

    def again() -> tuple[Project, InStep]:
        for project in opened:
            project.close()
        opened.append(Project.open(folder / "p.labeldesk", author="me"))
        keeper = InStep.resume(opened[-1])
        assert keeper is not None
        return opened[-1], keeper

    yield again
    for project in opened:
        project.close()


def move(project: Project, path: str, right: float) -> None:
    record = project.image_named(path)
    (old,) = project.document(record.id).values()
    new = old.revised(author="me", at=old.edited + 1, shape=Box(1, 2, right, 40))
    project.commit(Edit(record.id, ChangeSet.replacing((old, new))), EDIT).result()


def names(project: Project, images) -> set[str]:
    return {record.path for record in project.images() if record.id in images}


def test_after_a_restart_nothing_is_behind(reopen) -> None:
    _, keeper = reopen()
    assert keeper.behind() == frozenset()


def test_what_was_not_written_is_written_after_a_restart(reopen, folder: Path) -> None:
    project, _ = reopen()
    move(project, "1.png", 50)
    project, keeper = reopen()
    behind = keeper.behind()
    assert names(project, behind) == {"1.png"}
    assert keeper.bring(behind).written == ["1.xml"]
    assert "<xmax>50<" in (folder / "1.xml").read_text()
    project, keeper = reopen()
    assert keeper.behind() == frozenset()


def test_an_undone_edit_leaves_nobody_behind(reopen) -> None:
    project, keeper = reopen()
    move(project, "1.png", 50)
    project.undo().result()
    assert keeper.behind() == frozenset()


def test_a_new_class_name_and_a_state_leave_images_behind(reopen) -> None:
    project, _ = reopen()
    (cat,) = project.classes()
    project.apply(ClassChange({cat.id: (cat, replace(cat, name="lynx"))}), EDIT).result()
    project, keeper = reopen()
    assert len(keeper.behind()) == 3
    assert len(keeper.bring(keeper.behind()).written) == 3
    record = project.images()[0]
    done = (record.state, replace(record.state, done=True))
    project.commit(Edit(record.id, state=done), EDIT).result()
    assert names(project, keeper.behind()) == {"0.png"}


def test_a_conflict_left_open_is_there_again_after_a_restart(reopen, folder: Path) -> None:
    project, keeper = reopen()
    theirs = XML.format(n=1).replace("me", "you")
    (folder / "1.xml").write_text(theirs)
    move(project, "1.png", 50)
    assert keeper.bring(keeper.behind()).conflicts
    for _ in range(2):
        project, keeper = reopen()
        (conflict,) = keeper.bring(keeper.behind()).conflicts
        assert conflict.reason is Reason.CHANGED
        assert (folder / "1.xml").read_text() == theirs
    assert keeper.keep_mine(conflict).written == ["1.xml"]
    assert "<xmax>50<" in (folder / "1.xml").read_text()
    project, keeper = reopen()
    assert keeper.behind() == frozenset()


def test_two_images_of_one_stem_are_still_in_conflict_after_a_restart(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.png"):
        Image.new("RGB", (80, 60)).save(tmp_path / name)
    (tmp_path / "a.xml").write_text(XML.format(n="a"))
    made, _ = create_project(tmp_path / "p.labeldesk", tmp_path, author="me")
    with made:
        keeper = InStep.begin(made, "voc")
        keeper.remember(import_dataset(made, DataSet(tmp_path, "voc")).change)
    for _ in range(2):
        with Project.open(tmp_path / "p.labeldesk", author="me") as project:
            again = InStep.resume(project)
            assert again is not None
            move(project, "a.png", 50) if not again.behind() else None
            (conflict,) = again.bring(again.behind()).conflicts
            assert conflict.reason is Reason.SHARED
    assert (tmp_path / "a.xml").read_text() == XML.format(n="a")


def test_mine_does_not_overwrite_what_nobody_was_asked_about(reopen, folder: Path) -> None:
    project, keeper = reopen()
    (folder / "1.xml").write_text(XML.format(n=1).replace("me", "you"))
    move(project, "1.png", 50)
    (conflict,) = keeper.bring(keeper.behind()).conflicts
    newer = XML.format(n=1).replace("me", "they")
    (folder / "1.xml").write_text(newer)
    brought = keeper.keep_mine(conflict)
    assert not brought.written
    (again,) = brought.conflicts
    assert again.theirs == newer.encode()
    assert (folder / "1.xml").read_text() == newer


def test_mine_is_what_the_project_has_now(reopen, folder: Path) -> None:
    project, keeper = reopen()
    (folder / "1.xml").write_text(XML.format(n=1).replace("me", "you"))
    move(project, "1.png", 50)
    (conflict,) = keeper.bring(keeper.behind()).conflicts
    move(project, "1.png", 60)
    keeper.keep_mine(conflict)
    assert "<xmax>60<" in (folder / "1.xml").read_text()


def test_theirs_is_not_forgotten_when_the_end_comes_before_the_commit(reopen, folder: Path) -> None:
    project, keeper = reopen()
    theirs = XML.format(n=1).replace("<xmax>30", "<xmax>33")
    (folder / "1.xml").write_text(theirs)
    move(project, "1.png", 50)
    (conflict,) = keeper.bring(keeper.behind()).conflicts
    keeper.keep_theirs(conflict)
    project, keeper = reopen()
    (conflict,) = keeper.bring(keeper.behind()).conflicts
    assert (folder / "1.xml").read_text() == theirs
    taken = keeper.keep_theirs(conflict)
    change = replaced(taken.document, taken.image.annotations, author="me", at=2)
    project.commit(Edit(taken.image_id, change), EDIT).result()
    keeper.agree(conflict)
    project, keeper = reopen()
    assert keeper.behind() == frozenset()
    move(project, "1.png", 44)
    assert keeper.bring(keeper.behind()).written == ["1.xml"]


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
@pytest.mark.parametrize("step", ["edited", "half written", "written", "edited again"])
def test_after_kill_the_files_catch_up_without_a_conflict(step: str, reopen, folder: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder), step], check=False, cwd=TOP)
    assert killed.returncode == -signal.SIGKILL
    assert any(folder.glob(".*.tmp")) == (step == "half written")
    _, keeper = reopen()
    brought = keeper.bring(keeper.behind())
    assert not brought.conflicts
    right = 60 if step == "edited again" else 50
    assert f"<xmax>{right}<" in (folder / "1.xml").read_text()
    assert "<owner>me" in (folder / "1.xml").read_text()
    assert not list(folder.glob(".*.tmp"))
    assert keeper.behind() == frozenset()


KILLED = """
import os, signal, sys
from pathlib import Path
from labeldesk.storage.project import Project
from labeldesk.work.mirroring import InStep
from tests.unit.work.test_in_step import move
folder, step = Path(sys.argv[1]), sys.argv[2]
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
project = Project.open(folder / "p.labeldesk", author="me")
keeper = InStep.resume(project)
move(project, "1.png", 50)
if step == "edited": die()
replace = Path.replace
def counted(self, target):
    if step == "half written": die()
    replace(self, target)
    if step == "edited again": move(project, "1.png", 60)
    die()
Path.replace = counted
keeper.bring(keeper.behind())
"""
