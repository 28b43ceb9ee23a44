"""Files that move, go, or are replaced behind the back of the program."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from labeldesk.storage.project import Project
from labeldesk.ui.panels.image_rows import MARKS
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.state_mark import Mark
from labeldesk.work.project_place import project_of
from tests.qt.program import photographs


def tracked(hand):
    """The files were looked at and hashed."""
    hand.ready()
    hand.until(lambda: hand.program.safety.tracking.is_idle)
    hand.settle()
    hand.until(lambda: hand.program.safety.tracking.is_idle)


def marks(path: Path) -> dict[str, int]:
    """By path, how many objects; images without any are left out."""
    with Project.open(path, author="me") as project:
        columns = project.image_columns()
        counted = zip(columns.paths, columns.counts.tolist(), strict=True)
        return {name: count for name, count in counted if count}


def answer(hand, key, name):
    hand.window.notices.chosen.emit(key, name)
    hand.settle()


@pytest.fixture
def project(start, folder) -> Path:
    """A box on 1.png, two on 2.png; all files hashed; closed."""
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.go(1)
    hand.box((10, 10), (60, 50))
    hand.box((70, 70), (120, 110))
    hand.go(0)
    hand.program.safety.tracking.timer.start(0)
    tracked(hand)
    hand.end()
    with Project.open(project_of(folder, folder), author="me") as made:
        assert all(len(image.digest) == 32 for image in made.images())
    return project_of(folder, folder)


def test_images_renamed_while_the_project_was_closed_keep_their_objects(project, start, folder):
    (folder / "deep").mkdir()
    (folder / "1.png").rename(folder / "deep" / "zebra.png")
    hand = start(folder)
    hand.until(lambda: "deep/zebra.png" in hand.workspace.catalogue.paths)
    assert "1.png" in hand.workspace.catalogue.paths
    tracked(hand)
    catalogue = hand.workspace.catalogue
    assert "1.png" not in catalogue.paths
    assert len(catalogue) == 5
    assert not catalogue.missing.any()
    assert any("moved image was found again" in hint for hint in hand.hints)
    hand.go(catalogue.paths.index("deep/zebra.png"))
    hand.until(lambda: hand.objects() == ["cat"])
    hand.do("edit.undo")  # the second box on 2.png, made last
    hand.until(lambda: catalogue.counts.sum() == 2)
    hand.end()
    assert marks(project) == {"deep/zebra.png": 1, "2.png": 1}


def test_the_open_image_is_followed_when_it_turns_out_to_be_another(project, start, folder):
    (folder / "1.png").rename(folder / "x.png")
    (folder / "2.png").rename(folder / "1.png")
    (folder / "x.png").rename(folder / "2.png")
    hand = start(folder / "1.png")
    tracked(hand)
    catalogue = hand.workspace.catalogue
    hand.go(catalogue.paths.index("1.png"))
    hand.until(lambda: len(hand.objects()) == 2)
    hand.go(catalogue.paths.index("2.png"))
    hand.until(lambda: len(hand.objects()) == 1)


def test_a_new_file_that_is_open_becomes_the_image_it_is(project, start, folder):
    (folder / "1.png").rename(folder / "new.png")
    hand = start(folder / "new.png")
    hand.ready()
    assert hand.objects() == []
    tracked(hand)
    assert hand.workspace.catalogue.paths[hand.index] == "new.png"
    hand.until(lambda: hand.objects() == ["cat"])
    hand.box((30, 30), (90, 90))
    hand.end()
    assert marks(project) == {"new.png": 2, "2.png": 2}


def test_what_is_drawn_on_a_new_file_before_it_was_looked_at_stays_there(project, start, folder):
    (folder / "1.png").rename(folder / "new.png")
    hand = start(folder / "new.png")
    hand.ready()
    hand.program.safety.tracking.timer.stop()
    hand.box((30, 30), (90, 90))
    hand.program.safety.tracking.timer.start(0)
    tracked(hand)
    assert hand.objects() == ["cat"]
    hand.end()
    assert marks(project) == {"1.png": 1, "2.png": 2, "new.png": 1}


def test_an_image_that_stays_missing_is_marked_listed_and_kept(project, start, folder):
    (folder / "2.png").unlink()
    hand = start(folder)
    tracked(hand)
    catalogue = hand.workspace.catalogue
    place = catalogue.paths.index("2.png")
    assert catalogue.missing.tolist() == [i == place for i in range(5)]
    film = hand.program.page.film
    assert MARKS[film._model.marks[place]] is Mark.MISSING
    assert hand.notices() == ["1 image that you worked on is missing"]
    problems = hand.program.voice.problems
    assert [(p.path, "missing" in str(p.text)) for p in problems] == [("2.png", True)]
    answer(hand, "missing", "problems")
    assert hand.program.sheets.dim.sheet() is not None
    hand.end()
    assert marks(project) == {"1.png": 1, "2.png": 2}


def test_another_image_under_the_same_name_is_told(project, start, folder, tmp_path):
    other = photographs(tmp_path / "other", 5, (220, 160))
    shutil.copy(other / "3.png", folder / "2.png")
    hand = start(folder)
    tracked(hand)
    assert [p.path for p in hand.program.voice.problems] == ["2.png"]
    assert "another image" in str(hand.program.voice.problems[0].text)
    hand.end()
    assert marks(project) == {"1.png": 1, "2.png": 2}


def test_a_folder_moved_with_its_project_opens_as_if_nothing_had_happened(
    project, start, folder, tmp_path
):
    moved = tmp_path / "elsewhere" / "pictures"
    moved.parent.mkdir()
    folder.rename(moved)
    hand = start(moved)
    tracked(hand)
    hand.until(lambda: hand.objects() == ["cat"])
    assert not hand.workspace.catalogue.missing.any()
    assert hand.notices() == []
    hand.end()
    assert marks(moved / project.name) == {"1.png": 1, "2.png": 2}


@pytest.fixture
def apart(start, folder, tmp_path) -> Path:
    """A project with one box that lies elsewhere than its images, whose folder got another name."""
    path = tmp_path / "apart.labeldesk"
    Project.create(path, root=folder, author="me").close()
    hand = start(path)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.ready()
    hand.end()
    folder.rename(tmp_path / "renamed")
    return path


def test_a_project_whose_folder_is_gone_can_be_told_where_it_is(apart, start, folder, tmp_path):
    hand = start(apart)
    hand.until(lambda: hand.notices() == ["Folder not found: photos"])
    (row,) = hand.window.notices.rows()
    assert str(folder) in tr(row.detail)
    assert hand.workspace.catalogue.missing.all()
    hand.program.safety.locating.ask_folder = lambda *_: tmp_path / "renamed"
    answer(hand, "root", "locate")
    hand.until(lambda: hand.workspace.source is not None and hand.workspace.source.has_root)
    hand.ready()
    hand.until(lambda: hand.objects() == ["cat"])
    assert not hand.workspace.catalogue.missing.any()
    assert hand.notices() == []
    hand.end()
    with Project.open(apart, author="me") as project:
        assert project.root == tmp_path / "renamed"


def test_a_folder_without_an_image_of_the_project_is_not_taken(apart, start, tmp_path):
    hand = start(apart)
    hand.until(lambda: hand.notices() == ["Folder not found: photos"])
    (tmp_path / "renamed" / "sub").mkdir()
    chosen = [tmp_path / "renamed" / "sub", None]
    hand.program.safety.locating.ask_folder = lambda *_: chosen.pop(0)
    answer(hand, "root", "locate")
    hand.until(lambda: any("No image" in title for title in hand.notices()))
    answer(hand, "root", "locate")
    assert chosen == []
    assert "Folder not found: photos" in hand.notices()
    hand.end()
    with Project.open(apart, author="me") as project:
        assert project.root.name == "photos"


def test_reading_files_rests_while_one_goes_from_image_to_image(project, start, folder):
    hand = start(folder)
    tracking = hand.program.safety.tracking
    hand.ready()
    tracking._pause.hold()
    tracking._rest.stop()
    tracking.timer.start(0)
    hand.until(lambda: not tracking.timer.isActive())
    assert not tracking._ticket.is_over
    hand.key("d")
    tracked(hand)


ODD = os.fsdecode(b"a\xff")
posix = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="no such names there")


@posix
def test_an_image_whose_name_is_no_utf8_is_told_and_stops_nothing(start, folder):
    shutil.copy(folder / "1.png", folder / f"{ODD}.png")
    hand = start(folder)
    hand.ready()
    assert hand.notices() == ["1 image is not listed: its name is not UTF-8"]
    assert [problem.path for problem in hand.program.voice.problems] == [r"a\xff.png"]
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.go(4)
    hand.box((10, 10), (60, 50))
    hand.program.safety.tracking.timer.start(0)
    tracked(hand)
    hand.end()
    assert marks(project_of(folder, folder)) == {"1.png": 1, "5.png": 1}


@posix
def test_a_folder_whose_name_is_no_utf8_opens_like_any_other(start, folder, tmp_path):
    odd = folder.rename(tmp_path / ODD)
    hand = start(odd)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.program.safety.tracking.timer.start(0)
    tracked(hand)
    assert hand.notices() == []
    hand.end()
    assert marks(project_of(odd, odd)) == {"1.png": 1}
    again = start(odd)
    again.until(lambda: again.objects() == ["cat"])
    again.end()


@posix
def test_a_folder_of_nothing_but_such_names_says_why_it_is_empty(start, folder, tmp_path):
    odd = tmp_path / "gbk"
    odd.mkdir()
    shutil.copy(folder / "1.png", odd / f"{ODD}.png")
    hand = start()
    hand.workspace.open(odd)
    hand.until(hand.notices)
    assert any("There are no images" in title for title in hand.notices())
    assert r"a\xff.png" in [problem.path for problem in hand.program.voice.problems]
