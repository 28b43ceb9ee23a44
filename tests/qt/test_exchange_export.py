"""The export dialog over a real project: report first, then the folder, then the news."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeldesk.domain.ids import RunId, SuggestionId, new_id, now_ms
from labeldesk.domain.shapes import Box, Polygon
from labeldesk.domain.suggestion import Run, Suggestion
from labeldesk.ui.dialogs.export import ExportDialog
from labeldesk.ui.exchange.choices import usual_folder
from labeldesk.ui.exchange.export_sheet import ExportSheet
from tests.qt.exchange import Desk, hashes, pictures, running


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Three of five images have objects: two boxes and a triangle."""
    with running(qtbot) as made:
        made.open(pictures(tmp_path / "pictures"))
        made.put(Box(10, 10, 40, 30))
        made.go(1)
        made.put(Box(5.25, 6.5, 20, 21))
        made.go(2)
        made.put(Polygon.of([(5.0, 5.0), (60.0, 5.0), (30.0, 50.0)]), "dog")
        made.until(made.saved)
        yield made


def opened(desk: Desk) -> ExportSheet:
    desk.program.desk.trigger("project.export")
    sheet = desk.program.exchange.export.sheet
    assert sheet is not None
    desk.until(sheet.dialog.main.isEnabled)
    return sheet


def titles(dialog: ExportDialog) -> list[str]:
    return [str(row.title) for row in dialog.report.rows]


def test_a_small_project_goes_out_and_the_report_comes_first(desk: Desk, tmp_path: Path) -> None:
    sheet = opened(desk)
    dialog = sheet.dialog
    sheet.dialog.format_chosen.emit("yolo")
    desk.until(dialog.main.isEnabled)
    assert dialog.folder() == str(tmp_path / "pictures-yolo")
    assert titles(dialog)[0] == "1 object is written as another shape"
    assert str(dialog.main.words) == "Export 3 images"
    assert not (tmp_path / "pictures-yolo").exists()
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    desk.until(lambda: desk.notice("exported"))
    out = tmp_path / "pictures-yolo"
    lines = [line for f in out.rglob("labels/**/*.txt") for line in f.read_text().splitlines()]
    assert len(lines) == 3
    assert (out / "data.yaml").is_file()
    row = desk.notice("exported")
    assert row is not None
    assert str(row.title) == "3 images exported to pictures-yolo"
    asked: list[Path] = []
    desk.program.exchange.export.reveal = asked.append
    desk.answer("exported", "open")
    assert asked == [out]


def test_a_change_of_options_or_split_is_looked_at_again(desk: Desk, tmp_path: Path) -> None:
    sheet = opened(desk)
    dialog = sheet.dialog
    dialog.format_chosen.emit("voc")
    desk.until(dialog.main.isEnabled)
    assert "Coordinates of 1 object are rounded" in titles(dialog)
    dialog.format_option_chosen.emit("float", "True")
    desk.until(dialog.main.isEnabled)
    assert titles(dialog) == []
    dialog.images_chosen.emit("all")
    dialog.split_chosen.emit("two")
    desk.until(dialog.main.isEnabled)
    assert str(dialog.main.words) == "Export 5 images"
    dialog.accepted.emit()
    desk.until(lambda: desk.notice("exported"))
    facts = json.loads((tmp_path / "pictures-voc" / "labeldesk-export.json").read_text())
    assert facts["split"] == {"train": 0.8, "val": 0.2}
    assert facts["options"]["float"] is True


def test_a_folder_with_other_files_is_left_alone_until_the_user_says_so(
    desk: Desk, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "mine.txt").write_text("mine")
    sheet = opened(desk)
    dialog = sheet.dialog
    dialog.set_folder(str(other))
    dialog.folder_edited.emit(str(other))
    desk.until(lambda: dialog.report.rows and dialog.report.rows[0].id == "fault")
    assert "mine.txt" in titles(dialog)[0]
    assert not dialog.main.isEnabled()
    before = hashes(other)
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert hashes(other) == before
    dialog.option_chosen.emit("fault", "overwrite")
    desk.until(dialog.main.isEnabled)
    dialog.accepted.emit()
    desk.until(lambda: desk.notice("exported"))
    assert (other / "mine.txt").read_text() == "mine"


def chosen(sheet: ExportSheet) -> tuple[object, ...]:
    wish = sheet.wish
    assert wish is not None
    return wish.format, wish.out, wish.options.get("float"), wish.state, dict(wish.shares)


def test_the_dialog_begins_as_it_was_left_and_after_a_restart_as_it_was_exported(
    qtbot: QtBot, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    with running(qtbot) as desk:
        desk.open(pictures(tmp_path / "pictures"))
        desk.put(Box(10, 10, 40, 30))
        desk.until(desk.saved)
        dialog = opened(desk).dialog
        dialog.format_chosen.emit("voc")
        dialog.format_option_chosen.emit("float", "True")
        dialog.images_chosen.emit("all")
        dialog.split_chosen.emit("two")
        dialog.set_folder(str(mine))
        dialog.folder_edited.emit(str(mine))
        desk.program.sheets.dim.close_sheet()
        sheet = opened(desk)
        wanted = ("voc", mine, True, "all", {"train": 0.8, "val": 0.2})
        assert chosen(sheet) == wanted
        assert sheet.dialog.folder() == str(mine)
        sheet.dialog.accepted.emit()
        desk.until(lambda: desk.notice("exported"))
    with running(qtbot) as desk:
        desk.open(tmp_path / "pictures")
        sheet = opened(desk)
        assert chosen(sheet) == wanted
        sheet.dialog.format_chosen.emit("coco")
        assert sheet.dialog.folder() == str(mine)


@pytest.mark.parametrize("is_there", [False, True])
def test_closing_during_an_export_leaves_the_folder_as_it_was(
    qtbot: QtBot, tmp_path: Path, is_there: bool
) -> None:
    out = tmp_path / "pictures-voc"
    with running(qtbot) as desk:
        desk.open(pictures(tmp_path / "pictures"))
        desk.put(Box(10, 10, 40, 30))
        desk.until(desk.saved)
        if is_there:
            sheet = opened(desk)
            sheet.dialog.format_chosen.emit("voc")
            desk.until(sheet.dialog.main.isEnabled)
            sheet.dialog.accepted.emit()
            desk.until(lambda: desk.notice("exported"))
            desk.put(Box(20, 10, 40, 30))
        before = hashes(out)
        sheet = opened(desk)
        sheet.dialog.format_chosen.emit("voc")
        desk.until(sheet.dialog.main.isEnabled)
        sheet.dialog.accepted.emit()
        assert desk.program.exchange.jobs.is_busy
    assert hashes(out) == before
    here = {"pictures", "pictures-voc"} if is_there else {"pictures"}
    assert {path.name for path in tmp_path.iterdir() if "pictures" in path.name} == here


def test_nothing_to_export_is_said_on_the_button(desk: Desk) -> None:
    sheet = opened(desk)
    sheet.dialog.images_chosen.emit("accepted")
    desk.until(lambda: str(sheet.dialog.main.words) == "Export 0 images")
    assert not sheet.dialog.main.isEnabled()


def test_open_suggestions_are_counted_and_offered_and_not_written(
    desk: Desk, tmp_path: Path
) -> None:
    project = desk.workspace.project
    assert project is not None
    image = desk.workspace.catalogue.id_at(3)
    run = Run(id=RunId(new_id()), model_digest="digest", model_name="model.onnx", started=now_ms())
    box = Box(1, 1, 30, 30)
    suggestion = Suggestion(
        id=SuggestionId(new_id()),
        image_id=image,
        run_id=run.id,
        class_name="cat",
        shape=box,
        score=0.9,
    )
    project.add_suggestions(run, image, [suggestion]).result()
    sheet = opened(desk)
    assert titles(sheet.dialog)[-1] == "1 open suggestion is not written"
    sheet.dialog.show_wanted.emit("suggestions")
    desk.until(desk.program.window.notices.rows)
    (row,) = desk.program.window.notices.rows()
    assert "accept" in dict(row.actions)


def test_an_earlier_export_is_replaced_and_other_folders_get_a_number(tmp_path: Path) -> None:
    root = tmp_path / "cats"
    assert usual_folder(root, "voc") == tmp_path / "cats-voc"
    (tmp_path / "cats-voc").mkdir()
    assert usual_folder(root, "voc") == tmp_path / "cats-voc-2"
    (tmp_path / "cats-voc" / "labeldesk-export.json").write_text("{}")
    assert usual_folder(root, "voc") == tmp_path / "cats-voc"
