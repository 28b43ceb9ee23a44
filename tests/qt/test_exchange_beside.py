"""The import bar and files kept in step: scenario 6, in the process of the test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from labeldesk.domain.changes import ClassChange
from labeldesk.domain.shapes import Box
from tests.qt.exchange import EDIT, XML, Desk, hashes, pictures, running


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with running(qtbot) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = pictures(tmp_path / "pictures")
    for n in range(1, 6):
        (made / f"{n}.xml").write_text(XML.format(n=n))
    return made


def test_the_bar_asks_and_nothing_is_read_before_the_answer(desk: Desk, folder: Path) -> None:
    before = hashes(folder)
    desk.open(folder)
    desk.until(lambda: desk.notice("beside"))
    row = desk.notice("beside")
    assert row is not None
    assert str(row.title) == "5 LabelImg XML files"
    assert [name for name, _ in row.actions] == ["import", "keep", "later"]
    assert hashes(folder) == before
    assert desk.workspace.project is None
    assert desk.workspace.shown.session is not None
    assert not desk.workspace.shown.session.document


def test_not_now_is_remembered_and_makes_no_project(qtbot: QtBot, folder: Path) -> None:
    before = hashes(folder)
    with running(qtbot) as desk:
        desk.open(folder)
        desk.answer("beside", "later")
        assert desk.notice("beside") is None
    asked: list[object] = []
    with running(qtbot) as desk:
        desk.program.voice.noticed.connect(asked.append)
        desk.open(folder)
        desk.program.exchange.close()  # whatever was being looked at has been answered
    assert not asked
    assert hashes(folder) == before


def test_import_takes_the_files_in_as_one_undo_step(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    desk.answer("beside", "import")
    desk.until(lambda: desk.notice("imported"))
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1] * 5)
    session = desk.workspace.shown.session
    assert session is not None
    desk.until(lambda: len(session.document) == 1)
    assert [item.name for item in desk.workspace.classes] == ["cat"]
    desk.answer("imported", "undo")
    desk.until(lambda: not session.document)
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [0] * 5)


@pytest.mark.parametrize("answer", ["import", "keep"])
def test_closing_during_an_import_leaves_nothing_and_the_bar_asks_again(
    qtbot: QtBot, folder: Path, answer: str
) -> None:
    before = hashes(folder, ".xml")
    with running(qtbot) as desk:
        desk.open(folder)
        desk.answer("beside", answer)
        desk.until(lambda: desk.program.exchange.jobs.is_busy)
    with running(qtbot) as desk:
        desk.open(folder)
        desk.until(lambda: desk.notice("beside"))
        assert not desk.workspace.shown.session.document
        assert desk.workspace.project is not None
        assert desk.workspace.project.peek_undo() is None
        assert not desk.workspace.classes.items
        assert not desk.program.exchange.mirror.is_on
        assert hashes(folder, ".xml") == before
        desk.answer("beside", answer)
        desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1] * 5)
    asked: list[object] = []
    with running(qtbot) as desk:
        desk.program.voice.noticed.connect(asked.append)
        desk.open(folder)
        desk.until(lambda: desk.program.exchange.mirror.is_on == (answer == "keep"))
        desk.program.exchange.close()  # whatever was being looked at has been answered
    assert not asked


def test_a_cancelled_import_is_offered_again(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    desk.answer("beside", "import")
    desk.until(lambda: desk.program.exchange.jobs.is_busy)
    desk.program.page.jobs.cancel_wanted.emit("exchange-1")
    desk.until(lambda: desk.notice("beside"))
    assert not desk.program.exchange.jobs.is_busy
    assert desk.workspace.catalogue.counts.tolist() == [0] * 5


def test_undo_takes_back_the_images_too_that_an_import_brought(desk: Desk, folder: Path) -> None:
    for n in (6, 7):
        (folder / f"{n}.xml").write_text(XML.format(n=n))  # without a file of the image
    desk.open(folder)
    desk.answer("beside", "import")
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1] * 7)
    desk.workspace.go(6)
    desk.answer("imported", "undo")
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [0] * 5)
    assert desk.workspace.index == 4
    desk.until(lambda: desk.workspace.shown.session)
    assert desk.workspace.shown.session.image_id == desk.workspace.image_id
    desk.program.desk.history.redo()
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1] * 7)


def in_step(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    desk.answer("beside", "keep")
    desk.until(lambda: desk.program.exchange.mirror.is_on)
    desk.until(lambda: desk.workspace.shown.session and desk.workspace.shown.session.document)


def test_an_edit_changes_its_own_file_and_keeps_what_we_do_not_know(
    desk: Desk, folder: Path
) -> None:
    before = hashes(folder, ".xml")
    in_step(desk, folder)
    assert hashes(folder, ".xml") == before
    desk.move(Box(5, 6, 50, 51))
    desk.program.desk.project.save()
    desk.until(lambda: hashes(folder, ".xml") != before)
    after = hashes(folder, ".xml")
    assert {name for name in after if after[name] != before[name]} == {"1.xml"}
    text = (folder / "1.xml").read_text()
    assert "<xmax>50</xmax>" in text
    for kept in ("<owner>me &amp; co</owner>", "<note>keep me</note>", "E:/old/1.png"):
        assert kept in text


def test_a_file_changed_outside_is_not_overwritten(desk: Desk, folder: Path) -> None:
    in_step(desk, folder)
    theirs = XML.format(n=2).replace("<xmax>30", "<xmax>33")
    (folder / "2.xml").write_text(theirs)
    desk.go(1)
    desk.move(Box(5, 6, 50, 51))
    desk.until(lambda: desk.notice("in-step:2.xml"))
    assert (folder / "2.xml").read_text() == theirs
    desk.answer("in-step:2.xml", "mine")
    desk.until(lambda: "<xmax>50" in (folder / "2.xml").read_text())


def test_theirs_comes_into_the_project_and_the_file_stays(desk: Desk, folder: Path) -> None:
    in_step(desk, folder)
    theirs = XML.format(n=2).replace("<xmax>30", "<xmax>33").replace("owner", "holder")
    (folder / "2.xml").write_text(theirs)
    desk.go(1)
    desk.move(Box(5, 6, 50, 51))
    desk.answer("in-step:2.xml", "theirs")

    def boxes() -> list[object]:
        session = desk.workspace.shown.session
        return [a.shape for a in session.document.values()] if session else []

    desk.until(lambda: boxes() == [Box(1, 2, 33, 40)])
    assert (folder / "2.xml").read_text() == theirs
    desk.move(Box(7, 8, 20, 21))
    desk.until(lambda: "<xmax>20" in (folder / "2.xml").read_text())
    assert "<holder>me &amp; co</holder>" in (folder / "2.xml").read_text()


def test_the_project_goes_on_keeping_files_in_step_after_a_restart(
    qtbot: QtBot, folder: Path
) -> None:
    with running(qtbot) as desk:
        in_step(desk, folder)
        desk.move(Box(5, 6, 50, 51))
    assert "<xmax>50" in (folder / "1.xml").read_text()  # written before the project was closed
    with running(qtbot) as desk:
        desk.open(folder)
        desk.until(lambda: desk.program.exchange.mirror.is_on)
        desk.until(lambda: desk.workspace.shown.session.document)
        desk.move(Box(5, 6, 44, 45))
        desk.until(lambda: "<xmax>44" in (folder / "1.xml").read_text())
        assert desk.notice("beside") is None


def test_a_conflict_left_open_is_told_again_at_the_next_opening(qtbot: QtBot, folder: Path) -> None:
    theirs = XML.format(n=1).replace("<xmax>30", "<xmax>33")
    with running(qtbot) as desk:
        in_step(desk, folder)
        (folder / "1.xml").write_text(theirs)
        desk.move(Box(5, 6, 50, 51))
        desk.until(lambda: desk.notice("in-step:1.xml"))
    assert (folder / "1.xml").read_text() == theirs
    with running(qtbot) as desk:
        desk.open(folder)
        desk.until(lambda: desk.notice("in-step:1.xml"))
        desk.program.window.notices.closed.emit("in-step:1.xml")
        desk.until(lambda: desk.workspace.shown.session.document)
        desk.move(Box(5, 6, 44, 45))
        desk.until(lambda: desk.notice("in-step:1.xml"))
        desk.program.desk.project.save()
    assert (folder / "1.xml").read_text() == theirs
    with running(qtbot) as desk:
        desk.open(folder)
        desk.answer("in-step:1.xml", "mine")
        desk.until(lambda: "<xmax>44" in (folder / "1.xml").read_text())
    with running(qtbot) as desk:
        said: list[object] = []
        desk.program.voice.noticed.connect(said.append)
        desk.open(folder)
        desk.until(lambda: desk.program.exchange.mirror.is_on)
        desk.program.exchange.mirror.save()
    assert not said


@pytest.mark.parametrize(("answer", "right"), [("mine", 50), ("theirs", 33)])
def test_many_files_changed_outside_are_answered_at_once(
    desk: Desk, folder: Path, answer: str, right: int
) -> None:
    in_step(desk, folder)
    for n in (1, 2, 3):
        (folder / f"{n}.xml").write_text(XML.format(n=n).replace("<xmax>30", "<xmax>33"))
    for index in (0, 1, 2):
        desk.go(index)
        desk.move(Box(5, 6, 50, 51))
    desk.until(lambda: desk.notice("in-step"))
    row = desk.notice("in-step")
    assert row is not None
    assert str(row.title) == "3 files cannot be brought in step without you"
    assert desk.notice("in-step:1.xml") is None
    desk.answer("in-step", answer)

    def rights() -> list[int]:
        found = [file.read_text().split("<xmax>")[1] for file in sorted(folder.glob("*.xml"))]
        return [int(text.split("<")[0]) for text in found]

    desk.until(lambda: rights() == [right, right, right, 30, 30])
    desk.go(1)
    session = desk.workspace.shown.session
    desk.until(lambda: [a.shape.bounds.x1 for a in session.document.values()] == [right])
    desk.program.desk.project.save()
    desk.until(lambda: desk.notice("in-step") is None)
    assert rights() == [right, right, right, 30, 30]


def test_a_file_that_is_put_back_is_no_conflict_any_more(desk: Desk, folder: Path) -> None:
    in_step(desk, folder)
    (folder / "1.xml").write_text(XML.format(n=1).replace("me &amp; co", "you"))
    desk.move(Box(5, 6, 50, 51))
    desk.until(lambda: desk.notice("in-step:1.xml"))
    (folder / "1.xml").write_text(XML.format(n=1))
    desk.program.desk.project.save()
    desk.until(lambda: desk.notice("in-step:1.xml") is None)
    assert "<xmax>50" in (folder / "1.xml").read_text()


def test_undo_of_the_import_leaves_the_files_alone_and_redo_follows_them_again(
    qtbot: QtBot, folder: Path
) -> None:
    before = hashes(folder, ".xml")
    with running(qtbot) as desk:
        in_step(desk, folder)
        desk.answer("imported", "undo")
        desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [0] * 5)
        desk.program.desk.project.save()
    assert hashes(folder, ".xml") == before
    with running(qtbot) as desk:
        desk.open(folder)
        desk.until(lambda: desk.program.exchange.mirror.is_on)
        desk.program.desk.project.save()
    assert hashes(folder, ".xml") == before
    with running(qtbot) as desk:
        desk.open(folder)
        desk.program.desk.history.redo()
        desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1] * 5)
        desk.until(lambda: desk.workspace.shown.session.document)
        desk.move(Box(5, 6, 50, 51))
    after = hashes(folder, ".xml")
    assert {name for name in after if after[name] != before[name]} == {"1.xml"}


def test_closing_right_after_theirs_was_chosen_overwrites_nothing(
    qtbot: QtBot, folder: Path
) -> None:
    theirs = XML.format(n=1).replace("<xmax>30", "<xmax>33")
    with running(qtbot) as desk:
        in_step(desk, folder)
        (folder / "1.xml").write_text(theirs)
        desk.move(Box(5, 6, 50, 51))
        desk.answer("in-step:1.xml", "theirs")
    assert (folder / "1.xml").read_text() == theirs
    with running(qtbot) as desk:
        desk.open(folder)
        desk.until(lambda: desk.program.exchange.mirror.is_on)
    assert (folder / "1.xml").read_text() == theirs


def test_undo_and_a_new_name_of_a_class_reach_the_files(desk: Desk, folder: Path) -> None:
    in_step(desk, folder)
    first = (folder / "1.xml").read_bytes()
    desk.move(Box(5, 6, 50, 51))
    desk.until(lambda: (folder / "1.xml").read_bytes() != first)
    desk.program.desk.history.undo()
    desk.until(lambda: (folder / "1.xml").read_bytes() == first)
    old = desk.workspace.classes.items[0]
    change = ClassChange({old.id: (old, replace(old, name="lynx"))})
    desk.workspace.apply(change, EDIT)
    desk.until(lambda: all("<name>lynx<" in file.read_text() for file in folder.glob("*.xml")))


def test_a_list_of_classes_alone_can_be_loaded(desk: Desk, tmp_path: Path) -> None:
    folder = pictures(tmp_path / "pictures", 2)
    (folder / "classes.txt").write_text("cat\ndog\nbird\n")
    desk.open(folder)
    desk.answer("beside", "load")
    desk.until(lambda: [item.name for item in desk.workspace.classes] == ["cat", "dog", "bird"])
    desk.until(desk.saved)


def test_a_list_of_classes_that_cannot_be_read_is_a_row_under_problems(
    desk: Desk, tmp_path: Path
) -> None:
    folder = pictures(tmp_path / "pictures", 2)
    (folder / "classes.txt").write_bytes(b"cat\nd\xf6g\n")
    desk.open(folder)
    desk.until(lambda: desk.program.voice.problems)
    (row,) = desk.program.voice.problems
    assert str(row) == "classes.txt: byte 5: The file is not UTF-8 text"
    assert desk.notice("beside") is None


def test_images_of_an_import_that_are_not_there_are_marked_and_told_in_one_row(
    desk: Desk, tmp_path: Path
) -> None:
    folder = pictures(tmp_path / "pictures", 2)
    images = [
        {"id": n, "file_name": f"{n - 3}.png", "width": 80, "height": 60} for n in range(1, 6)
    ]
    objects = [
        {"id": n, "image_id": n, "category_id": 1, "bbox": [1, 2, 3, 4]} for n in range(1, 6)
    ]
    data = {"images": images, "annotations": objects, "categories": [{"id": 1, "name": "cat"}]}
    (folder / "set.json").write_text(json.dumps(data))
    desk.open(folder)
    desk.answer("beside", "import")
    desk.until(lambda: len(desk.workspace.catalogue) == 5)
    assert desk.workspace.catalogue.paths[:2] == ["1.png", "2.png"]
    assert desk.workspace.catalogue.missing.tolist() == [False, False, True, True, True]
    assert [str(row) for row in desk.program.voice.problems] == [
        "set.json: 3 images are missing; their objects are kept: -2.png, -1.png, 0.png"
    ]
    desk.program.desk.images.next_to_do(1)
    desk.program.desk.images.next_to_do(1)
    assert desk.workspace.index == 1
    desk.until(desk.saved)
