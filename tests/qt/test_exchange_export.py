"""The export dialog over a real project: report first, then the folder, then the news."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from labeldesk.domain.ids import RunId, SuggestionId, new_id, now_ms
from labeldesk.domain.problem import Severity
from labeldesk.domain.progress import Cancel
from labeldesk.domain.shapes import Box, Polygon
from labeldesk.domain.suggestion import Run, Suggestion
from labeldesk.ui.dialogs.accept import AcceptSheet
from labeldesk.ui.dialogs.export import ExportDialog
from labeldesk.ui.exchange import export_looks
from labeldesk.ui.exchange.choices import usual_folder
from labeldesk.ui.exchange.export_sheet import ExportSheet
from labeldesk.ui.widgets.label import Label
from labeldesk.work.previewing import Place, Preview, look_at, look_before
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


def shown(dialog: ExportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(Label) if not label.isHidden()]


def keep(desk: Desk, field: QWidget) -> None:
    """Press Ctrl+Enter there."""
    desk.qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


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
    assert {row.severity for row in dialog.report.rows} == {Severity.INFO}
    assert "3 of 3 objects read back as they are here, to within 0.5 px" in shown(dialog)
    dialog.format_option_chosen.emit("float", "True")
    desk.until(dialog.main.isEnabled)
    assert titles(dialog) == []
    assert "3 of 3 objects read back exactly as they are here" in shown(dialog)
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


class Looks:
    """Counts what a look is asked for, and holds it up until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folders: list[Path] = []
        self.images = 0
        self.gate = threading.Event()
        self.gate.set()
        monkeypatch.setattr(export_looks, "look_at", self._at)
        monkeypatch.setattr(export_looks, "look_before", self._before)

    def _at(self, out: Path, *, overwrite: bool, cancel: Cancel) -> Place:
        self.folders.append(out)
        while not self.gate.wait(0.01):
            cancel.check()
        return look_at(out, overwrite=overwrite, cancel=cancel)

    def _before(self, *given: Any) -> Preview:
        self.images += 1
        return look_before(*given)


def typed(desk: Desk, dialog: ExportDialog, text: str) -> QLineEdit:
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    field.selectAll()
    desk.qtbot.keyClicks(field, text)
    return field


def test_a_typed_folder_is_looked_at_once_after_a_rest_and_the_images_not_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks(monkeypatch)
    dialog = opened(desk).dialog
    assert (len(looks.folders), looks.images) == (1, 1)
    typed(desk, dialog, f"{tmp_path}/new")
    assert not dialog.main.isEnabled()
    desk.until(dialog.main.isEnabled)
    assert looks.folders[1:] == [tmp_path / "new"]
    assert looks.images == 1


def test_typing_on_takes_away_what_was_said_of_another_folder(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("mine")
    dialog = opened(desk).dialog
    field = typed(desk, dialog, f"{tmp_path}/other")
    desk.until(lambda: any("mine.txt" in title for title in titles(dialog)))
    desk.qtbot.keyClicks(field, "s")
    assert not any("mine.txt" in title for title in titles(dialog))
    desk.until(dialog.main.isEnabled)


def test_ctrl_enter_right_after_typing_waits_for_the_look_and_exports_there(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks(monkeypatch)
    dialog = opened(desk).dialog
    looks.gate.clear()
    field = typed(desk, dialog, f"{tmp_path}/new")
    keep(desk, field)
    desk.until(lambda: len(looks.folders) > 1)
    assert not (tmp_path / "new").exists()
    looks.gate.set()
    desk.until(lambda: desk.notice("exported"))
    assert (tmp_path / "new" / "labeldesk-export.json").is_file()


def test_ctrl_enter_before_a_folder_turns_out_to_be_taken_writes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("mine")
    dialog = opened(desk).dialog
    keep(desk, typed(desk, dialog, f"{tmp_path}/other"))
    desk.until(lambda: any("mine.txt" in title for title in titles(dialog)))
    assert desk.program.exchange.export.sheet is not None
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["mine.txt"]
    field = typed(desk, dialog, f"{tmp_path}/new")
    desk.until(dialog.main.isEnabled)
    assert field.text() == f"{tmp_path}/new"
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("text", ["~nobody-of-this-name/out", " ", "out", "/" + "x" * 300])
def test_a_name_that_stands_for_no_folder_is_told_and_is_no_fault_of_the_program(
    desk: Desk, text: str
) -> None:
    sheet = opened(desk)
    keep(desk, typed(desk, sheet.dialog, text))
    button = sheet.dialog.main
    desk.until(lambda: "whole path" in button.toolTip() or "cannot be written" in button.toolTip())
    assert not button.isEnabled()
    assert desk.notice("bug") is None


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


def test_images_that_came_into_the_folder_meanwhile_go_out_too(desk: Desk, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "pictures" / "1.png", tmp_path / "pictures" / "0.png")
    desk.program.desk.trigger("image.look-again")
    desk.until(lambda: len(desk.workspace.catalogue) == 6)
    sheet = opened(desk)
    sheet.dialog.images_chosen.emit("all")
    desk.until(sheet.dialog.main.isEnabled)
    assert str(sheet.dialog.main.words) == "Export 6 images"


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
    desk.until(lambda: isinstance(desk.program.sheets.dim.sheet(), AcceptSheet))


def test_an_earlier_export_is_replaced_and_other_folders_get_a_number(tmp_path: Path) -> None:
    root = tmp_path / "cats"
    assert usual_folder(root, "voc") == tmp_path / "cats-voc"
    (tmp_path / "cats-voc").mkdir()
    assert usual_folder(root, "voc") == tmp_path / "cats-voc-2"
    (tmp_path / "cats-voc" / "labeldesk-export.json").write_text("{}")
    assert usual_folder(root, "voc") == tmp_path / "cats-voc"
