"""The import dialog: recognised, counted, taken in; from the menu, the start page and a drop."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from labeldesk.domain.progress import Cancel
from labeldesk.ui.dialogs.import_dataset import ImportDialog
from labeldesk.ui.exchange import import_sheet
from labeldesk.ui.translate import tr
from labeldesk.work.finding import Found, find
from tests.qt.exchange import XML, Desk, pictures, running


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with running(qtbot) as made:
        yield made


@pytest.fixture
def apart(tmp_path: Path) -> Path:
    """Pictures in one folder, their XML files in its neighbour."""
    pictures(tmp_path / "images", 3)
    made = tmp_path / "xml"
    made.mkdir()
    for n in range(1, 4):
        (made / f"{n}.xml").write_text(XML.format(n=n))
    return made


def ready(desk: Desk) -> ImportDialog:
    desk.until(lambda: desk.program.exchange.importing.sheet)
    sheet = desk.program.exchange.importing.sheet
    assert sheet is not None
    desk.until(sheet.dialog.main.isEnabled)
    return sheet.dialog


def test_files_elsewhere_come_into_the_open_folder(desk: Desk, apart: Path) -> None:
    desk.open(apart.parent / "images")
    desk.program.desk.trigger("project.import")
    sheet = desk.program.exchange.importing.sheet
    assert sheet is not None
    sheet.dialog.set_source(str(apart))
    sheet.dialog.source_edited.emit(str(apart))
    dialog = ready(desk)
    assert [str(row.title) for row in dialog.report.rows] == [
        "3 XML files with the root annotation",
        f"3 images in {apart.parent / 'images'}",
    ]
    dialog.accepted.emit()
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1, 1, 1])
    desk.until(desk.saved)


def test_a_dropped_folder_of_annotations_finds_its_images_and_opens_them(
    desk: Desk, apart: Path
) -> None:
    desk.program.wiring.open(apart)
    dialog = ready(desk)
    assert dialog.images() == str(apart.parent / "images")
    desk.errors.clear()  # "no images in this folder" was said and taken back
    assert not desk.program.window.notices.rows()
    dialog.accepted.emit()
    desk.until(lambda: desk.workspace.is_open)
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1, 1, 1])
    assert desk.notice("beside") is None


def test_a_dropped_file_is_asked_about(desk: Desk, apart: Path) -> None:
    desk.open(apart.parent / "images")
    desk.program.wiring.open(apart / "2.xml")
    dialog = ready(desk)
    assert dialog.source() == str(apart / "2.xml")
    dialog.accepted.emit()
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [0, 1, 0])


def test_dropped_results_of_a_model_become_suggestions(desk: Desk, apart: Path) -> None:
    desk.open(apart.parent / "images")
    names = {"images": [{"id": n, "file_name": f"{n}.png"} for n in range(1, 4)]}
    listed = {**names, "annotations": [], "categories": [{"id": 4, "name": "cat"}]}
    (apart.parent / "instances.json").write_text(json.dumps(listed))
    row = {"image_id": 1, "category_id": 4, "bbox": [1, 2, 30, 40], "score": 0.75}
    (apart.parent / "best.json").write_text(json.dumps([row]))
    desk.program.wiring.open(apart.parent / "best.json")
    ready(desk).accepted.emit()
    desk.until(lambda: desk.notice("imported"))
    notice = desk.notice("imported")
    assert notice is not None
    assert tr(notice.title) == "1 suggestion imported on 1 image"
    desk.until(lambda: [one.score for one in desk.workspace.shown.suggestions] == [0.75])
    assert not desk.workspace.catalogue.counts.any()


def zipped(apart: Path, *, images: bool) -> Path:
    path = apart.parent / "pets.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(apart.parent.rglob("*")):
            if file.suffix == ".xml" or (images and file.suffix == ".png"):
                archive.write(file, f"data/{file.relative_to(apart.parent).as_posix()}")
    return path


def test_a_dropped_zip_is_unpacked_beside_it_and_opened(desk: Desk, apart: Path) -> None:
    path = zipped(apart, images=True)
    desk.program.wiring.open(path)
    dialog = ready(desk)
    assert dialog.images() == str(apart.parent / "pets")
    assert [str(row.title) for row in dialog.report.rows] == [
        "3 XML files with the root annotation",
        f"3 images will be unpacked into {apart.parent / 'pets'}",
    ]
    assert not (apart.parent / "pets").exists()
    dialog.accepted.emit()
    desk.until(lambda: desk.workspace.is_open)
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1, 1, 1])
    assert (apart.parent / "pets/data/images/1.png").is_file()


def test_a_zip_of_labels_is_taken_for_the_open_images(desk: Desk, apart: Path) -> None:
    desk.open(apart.parent / "images")
    desk.program.wiring.open(zipped(apart, images=False))
    ready(desk).accepted.emit()
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1, 1, 1])
    assert not (apart.parent / "pets").exists()


def test_a_zip_that_leads_outside_is_said_in_the_dialog(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../evil.xml", "x")
    desk.program.wiring.open(path)
    desk.until(lambda: desk.program.exchange.importing.sheet)
    sheet = desk.program.exchange.importing.sheet
    assert sheet is not None
    desk.until(lambda: sheet.dialog.report.rows)
    assert "leads outside" in str(sheet.dialog.report.rows[0].title)
    assert not sheet.dialog.main.isEnabled()


def test_a_source_that_holds_nothing_is_said_and_cannot_be_imported(
    desk: Desk, apart: Path, tmp_path: Path
) -> None:
    desk.open(apart.parent / "images")
    empty = tmp_path / "empty"
    empty.mkdir()
    desk.program.start.page.import_wanted.emit()
    sheet = desk.program.exchange.importing.sheet
    assert sheet is not None
    for path in (empty, tmp_path / "missing"):
        sheet.dialog.set_source(str(path))
        sheet.dialog.source_edited.emit(str(path))
        desk.until(lambda: sheet.dialog.report.rows)
        assert not sheet.dialog.main.isEnabled()


def test_a_broken_file_becomes_a_problem_and_the_rest_comes_in(desk: Desk, apart: Path) -> None:
    (apart / "2.xml").write_text("<annotation><object>")
    desk.open(apart.parent / "images")
    desk.program.wiring.open(apart / "1.xml")
    dialog = ready(desk)
    dialog.set_source(str(apart))
    dialog.source_edited.emit(str(apart))
    ready(desk).accepted.emit()
    desk.until(lambda: desk.notice("imported"))
    assert desk.program.voice.problems
    desk.until(lambda: desk.workspace.catalogue.counts.tolist() == [1, 0, 1])


@pytest.mark.parametrize(
    ("many", "title"),
    [(1, "1 object imported on 1 image"), (2, "2 objects imported on 2 images")],
)
def test_the_end_says_how_much_in_words(desk: Desk, apart: Path, many: int, title: str) -> None:
    for n in range(many + 1, 4):
        (apart / f"{n}.xml").unlink()
    desk.open(apart.parent / "images")
    desk.program.wiring.open(apart / "1.xml")
    dialog = ready(desk)
    dialog.set_source(str(apart))
    dialog.source_edited.emit(str(apart))
    ready(desk).accepted.emit()
    desk.until(lambda: desk.notice("imported"))
    row = desk.notice("imported")
    assert row is not None
    assert str(row.title) == title
    assert "undo" in dict(row.actions)


def test_where_nothing_was_found_it_is_said_and_not_undone(desk: Desk, apart: Path) -> None:
    for n in range(1, 4):
        (apart / f"{n}.xml").write_text("<annotation><object>")
    desk.open(apart.parent / "images")
    desk.program.wiring.open(apart / "1.xml")
    ready(desk).accepted.emit()
    desk.until(lambda: desk.notice("imported"))
    row = desk.notice("imported")
    assert row is not None
    assert str(row.title) == "Nothing to import was found in 1.xml"
    assert [name for name, _ in row.actions] == ["problems"]


def test_a_path_is_looked_at_when_the_typing_rests_and_at_once_after_enter(
    desk: Desk, apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Path] = []

    def counting(path: Path, images: Path | None, cancel: Cancel) -> Found:
        looked.append(path)
        return find(path, images, cancel)

    desk.open(apart.parent / "images")
    desk.program.desk.trigger("project.import")
    sheet = desk.program.exchange.importing.sheet
    assert sheet is not None
    dialog = sheet.dialog
    desk.until(lambda: dialog.report.rows)
    monkeypatch.setattr(import_sheet, "find", counting)
    field = dialog.first_focus()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    desk.qtbot.keyClicks(field, str(apart))
    assert not dialog.main.isEnabled()
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.until(dialog.main.isEnabled)
    assert looked == [apart]
    desk.qtbot.keyClicks(field, "ab")
    desk.until(lambda: len(looked) == 2)
    assert looked[1] == Path(f"{apart}ab")
