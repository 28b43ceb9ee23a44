"""Nothing is lost, whatever happens to files and folders while the program runs."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from labeldesk.settings.places import Places
from labeldesk.storage.project import Project
from labeldesk.work.project_place import SUFFIX, project_of
from labeldesk.work.sources import DataSet
from tests.qt.program import LEFT, photographs


def stored(folder: Path) -> list[int]:
    """How many annotations the project has, image by image."""
    path = project_of(folder, Places.of_environment().projects)
    with Project.open(path, author="me") as project:
        return project.image_columns().counts.tolist()


def faults(hand):
    """The files that were told of."""
    return [Path(problem.path).name for problem in hand.program.voice.problems]


def first_box(hand, name="cat"):
    """Draw and name a box; come back before the disk has answered."""
    hand.key("w")
    hand.drag((10, 10), (60, 50))
    hand.name(name)


def test_an_edit_made_a_moment_before_closing_is_kept(start, folder):
    hand = start(folder)
    hand.ready()
    first_box(hand)
    hand.end()
    assert sum(stored(folder)) == 1


def test_an_edit_made_a_moment_before_another_folder_opens_is_kept(start, folder, tmp_path):
    other = photographs(tmp_path / "other", 3)
    hand = start(folder)
    hand.ready()
    first_box(hand)
    hand.workspace.open(other)
    hand.until(lambda: hand.workspace.source.root == other)
    hand.ready()
    hand.settle()
    assert hand.workspace.project is None
    assert hand.objects() == []
    first_box(hand, "dog")
    hand.end()
    assert sum(stored(folder)) == 1
    assert sum(stored(other)) == 1


def test_another_folder_opens_while_the_first_edit_makes_its_project(start, folder, tmp_path):
    other = photographs(tmp_path / "other", 3)
    hand = start(folder)
    hand.ready()
    first_box(hand)
    hand.do("project.close")
    hand.until(lambda: not hand.workspace.is_open)
    hand.open(other)
    hand.ready()
    assert hand.workspace.project is None
    hand.end()
    assert sum(stored(folder)) == 1
    assert not list(other.glob(f"*{SUFFIX}"))


def test_what_is_half_drawn_at_closing_goes_without_a_trace(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("p")
    hand.click(20, 20)
    hand.click(80, 20)
    hand.end()
    assert sum(stored(folder)) == 0


@pytest.mark.parametrize(("name", "data"), [("2.png", b""), ("2.png", b"not a picture at all")])
def test_a_broken_image_says_so_and_the_others_go_on(start, folder, name, data):
    (folder / name).write_bytes(data)
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("d")
    hand.until(lambda: faults(hand) == ["2.png"])
    hand.key("w")
    QTest.mouseClick(hand.program.canvas, LEFT)
    hand.settle()
    assert "2.png" in hand.hints[-1]
    hand.key("d")
    hand.until(lambda: hand.index == 2 and hand.workspace.shown.session is not None)
    hand.box((10, 10), (60, 50))
    hand.key("a", "a")
    hand.until(lambda: hand.index == 0 and hand.workspace.shown.session is not None)


def test_a_tag_for_a_broken_image_does_not_land_on_the_next(start, folder):
    (folder / "2.png").write_bytes(b"")
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("t", "d")
    hand.until(lambda: faults(hand))
    hand.key("1", "d")
    hand.until(lambda: hand.index == 2 and hand.workspace.shown.session is not None)
    hand.settle()
    assert hand.objects() == []


def test_an_image_removed_while_open_is_told_and_the_others_go_on(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    for name in ("4.png", "5.png"):
        (folder / name).unlink()
    hand.key("End")
    hand.until(lambda: "5.png" in faults(hand))
    hand.key("Home")
    hand.until(lambda: hand.index == 0 and hand.objects() == ["cat"])


def test_a_folder_emptied_while_open_loses_no_annotation(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.ready()
    for picture in folder.glob("*.png"):
        picture.unlink()
    hand.key("End", "Home", "PgDown", "PgUp")
    hand.settle()
    hand.end()
    assert sum(stored(folder)) == 1
    again = start(folder)
    again.until(lambda: len(again.workspace.catalogue) == 5)


def test_a_folder_without_images_is_told(start, tmp_path):
    (tmp_path / "empty").mkdir()
    hand = start()
    hand.window.dropped.emit([tmp_path / "empty"])
    hand.until(hand.notices)
    assert "no images" in hand.notices()[0]


def test_a_damaged_project_is_told_and_stays_as_it_is(start, folder):
    path = folder / f"{folder.name}{SUFFIX}"
    path.write_bytes(b"SQLite format 3\0" + b"rubbish" * 1000)
    before = path.read_bytes()
    hand = start()
    hand.window.dropped.emit([folder])
    hand.until(hand.notices)
    assert path.name in hand.notices()[0]
    assert path.read_bytes() == before
    assert not hand.workspace.is_open


def test_a_folder_that_cannot_be_written_gets_its_project_elsewhere(
    start, folder, monkeypatch, tmp_path
):
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda p, mode: False if Path(p) == folder else access(p, mode)
    )
    hand = start(folder)
    hand.ready()
    first_box(hand)
    hand.ready()
    path = hand.workspace.project.path
    assert not path.is_relative_to(folder)
    assert any("elsewhere" in title or "written" in title for title in hand.notices())
    hand.end()
    assert sum(stored(folder)) == 1


def test_a_project_that_cannot_be_made_takes_the_edit_back_and_says_so(start, folder, monkeypatch):
    from labeldesk.domain.problem import UserError
    from labeldesk.domain.text import Text
    from labeldesk.ui import workspace

    def refuse(*_):
        raise UserError(Text("Test", "The disk is full"), path=str(folder))

    hand = start(folder)
    hand.ready()
    with monkeypatch.context() as patch:
        patch.setattr(workspace, "make_project", refuse)
        first_box(hand)
        hand.until(hand.notices)
    assert hand.objects() == []
    assert any("disk is full" in title for title in hand.notices())
    assert len(hand.workspace.classes) == 0
    assert hand.workspace.catalogue.counts.tolist() == [0] * 5
    first_box(hand)
    hand.ready()
    hand.end()
    assert sum(stored(folder)) == 1


def test_the_folder_moves_away_while_it_is_open(start, folder, tmp_path):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.ready()
    shutil.move(folder, tmp_path / "moved")
    hand.key("End")
    hand.until(hand.notices)
    hand.end()


def test_edits_between_images_that_fly_by_are_all_kept(start, folder):
    photographs(folder, 12)
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.key("w")
    for _ in range(12):
        hand.until(lambda: hand.workspace.shown.session is not None)
        hand.drag((10, 10), (60, 50))
        hand.key("d")
    hand.end()
    assert sum(stored(folder)) == 12


def test_tags_typed_faster_than_images_come_are_all_kept(start, folder):
    photographs(folder, 12)
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat", "dog")
    hand.key("F6")
    for chord in "121212":
        hand.key(chord)
    hand.until(lambda: hand.index == 6)
    hand.ready()
    hand.end()
    assert stored(folder)[:6] == [1] * 6


def test_a_held_key_flies_to_the_end_and_the_last_image_can_be_edited(start, folder):
    photographs(folder, 40, (800, 600))
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    for _ in range(60):
        hand.key("d")
    hand.until(lambda: hand.index == 39 and hand.workspace.shown.session is not None)
    hand.box((10, 10), (60, 50))


def take_ghosts(hand, folder, names):
    """Import a COCO file that has a box on each of those images, there or not."""
    data = {
        "images": [{"id": n, "file_name": name, "width": 9, "height": 9}
                   for n, name in enumerate(names)],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [{"id": n, "image_id": n, "category_id": 1, "bbox": [1, 1, 5, 5]}
                        for n in range(len(names))],
    }  # fmt: skip
    file = folder.parent / "ghosts.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    hand.program.exchange.intake.take(DataSet(file, "coco"))
    hand.until(lambda: len(hand.workspace.catalogue) == 5 + len(names))
    hand.until(lambda: not hand.program.exchange.jobs.is_busy)


def test_images_that_came_with_an_import_go_with_its_undo(start, folder):
    hand = start(folder)
    hand.ready()
    first_box(hand)
    hand.ready()
    take_ghosts(hand, folder, ["ghost1.png", "ghost2.png"])
    hand.workspace.go(6)
    hand.do("edit.undo")
    hand.until(lambda: len(hand.workspace.catalogue) == 5)
    assert hand.workspace.catalogue.paths[-1] == "5.png"
    assert hand.index == 4
    hand.until(lambda: hand.workspace.shown.session is not None)
    assert sum(hand.workspace.catalogue.counts.tolist()) == 1
    hand.do("edit.redo")
    hand.until(lambda: len(hand.workspace.catalogue) == 7)
    assert sum(hand.workspace.catalogue.counts.tolist()) == 3


def test_an_image_of_an_undone_import_that_lies_there_later_keeps_what_is_drawn_on_it(
    start, folder
):
    hand = start(folder)
    hand.ready()
    first_box(hand)
    hand.ready()
    take_ghosts(hand, folder, ["6.png"])
    hand.do("edit.undo")
    hand.until(lambda: len(hand.workspace.catalogue) == 5)
    shutil.copy(folder / "1.png", folder / "6.png")
    hand.do("project.close")
    hand.open(folder)
    hand.go(5)
    hand.box((10, 10), (60, 50))
    hand.ready()
    hand.end()
    assert stored(folder) == [1, 0, 0, 0, 0, 1]
