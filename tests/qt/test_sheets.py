from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from labeldesk.domain.ids import ClassId
from labeldesk.domain.text import Text
from labeldesk.settings.table import SETTINGS
from labeldesk.ui.dialogs.cheat_sheet import CheatSheet, KeyColumn, KeyGroup, KeyRow, dealt
from labeldesk.ui.dialogs.export import ExportDialog
from labeldesk.ui.dialogs.import_dataset import ImportDialog
from labeldesk.ui.dialogs.palette import Palette, lit
from labeldesk.ui.dialogs.settings import SettingsDialog
from labeldesk.ui.dialogs.sheet import Dim, Sheet
from labeldesk.ui.dialogs.split_bar import Share
from labeldesk.ui.panels.class_picker import ClassPicker, ranked
from labeldesk.ui.panels.classes import ClassRow
from labeldesk.ui.sheets import Ask
from labeldesk.ui.widgets.check_box import CheckBox
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.label import Ground
from tests.qt.scenes import CLASSES, palette_rows, report_rows

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot) -> Ground:
    made = Ground()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    box = QVBoxLayout(made)
    box.addWidget(QLineEdit(objectName="before"))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_escape_closes_a_sheet_and_the_focus_goes_back(qtbot: QtBot, window: Ground) -> None:
    before = window.findChild(QLineEdit, "before")
    before.setFocus()
    dim = Dim(window)
    palette = Palette(palette_rows)
    dim.show_sheet(palette)
    assert palette.field.hasFocus()
    with qtbot.waitSignal(dim.closed):
        qtbot.keyClick(palette.field, Key.Key_Escape)
    assert before.hasFocus()
    assert dim.isHidden()


class _Fields(Sheet):
    """Two lines to type and a button; `kept` counts the answers."""

    many = True

    def __init__(self) -> None:
        super().__init__(Text("Test", "Fields"))
        self.kept = 0
        self.one, self.two = Field("one"), Field("two")
        self.main = self.main_button("Keep")
        for part in (self.one, self.two, self.main):
            self.column.addWidget(part)
        self.main.clicked.connect(self.entered)

    def entered(self) -> None:
        self.kept += 1


def test_enter_keeps_a_sheet_of_many_fields_only_where_none_has_the_keyboard(
    qtbot: QtBot, window: Ground
) -> None:
    sheet = _Fields()
    Dim(window).show_sheet(sheet)
    sheet.one.setFocus()
    qtbot.keyClick(sheet.one, Key.Key_Return)
    assert sheet.two.hasFocus()
    qtbot.keyClick(sheet.two, Key.Key_Enter)
    assert sheet.two.hasFocus()
    assert sheet.kept == 0
    qtbot.keyClick(sheet.two, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.kept == 1
    sheet.main.setFocus()
    qtbot.keyClick(sheet.main, Key.Key_Return)
    assert sheet.kept == 2
    sheet.setFocus()
    qtbot.keyClick(sheet, Key.Key_Return)
    assert sheet.kept == 3


def test_a_question_of_one_line_is_answered_once(qtbot: QtBot, window: Ground) -> None:
    answers: list[str] = []
    ask = Ask(Text("Test", "Name"), Text("Test", "A name"), answers.append, "cat")
    dim = Dim(window)
    dim.show_sheet(ask)
    qtbot.keyClick(ask.field, Key.Key_Return)
    assert answers == ["cat"]
    assert dim.sheet() is None


def test_a_click_beside_the_sheet_closes_it(qtbot: QtBot, window: Ground) -> None:
    dim = Dim(window)
    dim.show_sheet(Palette(palette_rows))
    with qtbot.waitSignal(dim.closed):
        qtbot.mouseClick(dim, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


@pytest.mark.parametrize("dialog", [ExportDialog, ImportDialog])
def test_a_click_beside_a_dialog_with_fields_takes_nothing_away(
    qtbot: QtBot, window: Ground, dialog: type[Sheet]
) -> None:
    dim = Dim(window)
    dim.show_sheet(dialog())
    qtbot.mouseClick(dim, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert dim.sheet() is not None


@pytest.mark.parametrize("size", [(1200, 800), (1024, 640), (800, 520)])
def test_nothing_in_a_dialog_moves_when_its_report_changes(
    qtbot: QtBot, window: Ground, size: tuple[int, int]
) -> None:
    window.resize(*size)
    dialog = ExportDialog()
    Dim(window).show_sheet(dialog)

    def places() -> list[QRect]:
        shown = [one for one in dialog.findChildren(QWidget) if one.isVisible()]
        parts = [dialog, *(one for one in shown if isinstance(one, Control | QLineEdit))]
        return [QRect(one.mapTo(window, QPoint()), one.size()) for one in parts]

    before = places()
    row = report_rows()[1]
    for rows in ([row], [row] * 5, []):
        dialog.set_report([replace(one, show=None) for one in rows], "checked 3 images")
        dialog.set_result(row.title if rows else None)
        QApplication.processEvents()
        assert places() == before


def test_a_dialog_keeps_its_upper_edge_when_there_is_more_to_choose(
    qtbot: QtBot, window: Ground
) -> None:
    dialog = ExportDialog()
    Dim(window).show_sheet(dialog)
    top = dialog.y()
    dialog.set_shares((Share("train", 0.8, 8), Share("val", 0.2, 2)))
    QApplication.processEvents()
    assert dialog.y() == top
    window.resize(1200, 600)
    QApplication.processEvents()
    assert dialog.geometry().bottom() < 600


def test_a_sheet_stays_inside_a_small_window(qtbot: QtBot, window: Ground) -> None:
    dim = Dim(window)
    dim.show_sheet(ExportDialog())
    window.resize(600, 400)
    sheet = dim.sheet()
    assert sheet is not None
    assert dim.rect().contains(sheet.geometry())


def test_the_palette_runs_the_first_row_after_the_focus_went_back(
    qtbot: QtBot, window: Ground
) -> None:
    dim = Dim(window)
    palette = Palette(palette_rows)
    dim.show_sheet(palette)
    hidden: list[bool] = []
    palette.chosen.connect(lambda _: hidden.append(dim.isHidden()))
    qtbot.keyClicks(palette.field, "simp")
    with qtbot.waitSignal(palette.chosen) as told:
        qtbot.keyClick(palette.field, Key.Key_Return)
    assert told.args == ["2"]
    assert hidden == [True]


def test_a_greyed_row_of_the_palette_does_not_run(qtbot: QtBot, window: Ground) -> None:
    dim = Dim(window)
    palette = Palette(palette_rows)
    dim.show_sheet(palette)
    qtbot.keyClicks(palette.field, "join")
    with qtbot.assertNotEmitted(palette.chosen), qtbot.waitSignal(palette.refused):
        qtbot.keyClick(palette.field, Key.Key_Return)
    assert not dim.isHidden()


def test_the_arrows_go_through_the_palette_and_round(qtbot: QtBot, window: Ground) -> None:
    dim = Dim(window)
    palette = Palette(palette_rows)
    dim.show_sheet(palette)
    qtbot.keyClick(palette.field, Key.Key_Up)
    assert palette.view.currentIndex().row() == 4
    qtbot.keyClick(palette.field, Key.Key_Down)
    assert palette.view.currentIndex().row() == 0


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [("poly", "Draw polygon", "poly"), ("dp", "Draw polygon", "Dp"), ("xyz", "Draw", "")],
)
def test_the_letters_found_are_marked(query: str, text: str, marked: str) -> None:
    marks = lit(query, text)
    assert "".join(letter for letter, mark in zip(text, marks, strict=True) if mark) == marked


def test_groups_of_keys_keep_their_order_over_the_columns() -> None:
    rows = tuple(KeyRow(Text("Test", name), ("A",)) for name in "abcde")
    groups = [KeyGroup(Text("Test", str(n)), rows) for n in range(7)]
    columns = dealt(groups, 4)
    assert [g for column in columns for g in column] == groups
    assert len(columns) <= 4


def _keys(title: str, many: int) -> KeyGroup:
    row = KeyRow(Text("Test", "A title that is as long as titles become"), ("Ctrl+Shift+V",))
    return KeyGroup(Text("Test", title), (row,) * many)


@pytest.mark.parametrize(("across", "columns"), [(1800, 4), (1100, 2), (560, 1)])
def test_keys_stand_in_as_many_columns_as_fit_without_cutting_a_title(
    window: Ground, across: int, columns: int
) -> None:
    window.resize(across, 800)
    sheet = CheatSheet([_keys(name, 9) for name in "abcdefgh"])
    Dim(window).show_sheet(sheet)
    QApplication.processEvents()
    window.grab()
    found = sheet.findChildren(KeyColumn)
    assert len({column.x() for column in found if column.isVisible()}) == columns
    assert all(c.width() >= c.sizeHint().width() for c in found if c.isVisible())


def test_f1_held_shows_the_keys_until_it_is_let_go(window: Ground) -> None:
    for held, stays in [(0.05, True), (2.0, False)]:
        dim, sheet = Dim(window), CheatSheet([_keys("a", 3)])
        dim.show_sheet(sheet)
        sheet.opened -= held
        QTest.keyRelease(sheet.field, Qt.Key.Key_F1)
        assert (dim.sheet() is sheet) is stays


def _picker(window: Ground) -> ClassPicker:
    picker = ClassPicker(window)
    picker.set_classes(CLASSES)
    return picker


def test_the_picker_takes_the_class_that_begins_so(qtbot: QtBot, window: Ground) -> None:
    picker = _picker(window)
    picker.open_at(QPoint(100, 100))
    qtbot.keyClicks(picker.field, "ra")
    with qtbot.waitSignal(picker.chosen) as told:
        qtbot.keyClick(picker.field, Key.Key_Return)
    assert told.args == [CLASSES[0].id]
    assert picker.isHidden()


def test_naming_a_new_shape_makes_the_class_that_was_typed(qtbot: QtBot, window: Ground) -> None:
    picker = _picker(window)
    picker.open_at(QPoint(100, 100), default="object")
    qtbot.keyClicks(picker.field, "ra")
    with qtbot.waitSignal(picker.created) as told:
        qtbot.keyClick(picker.field, Key.Key_Return)
    assert told.args == ["ra"]


def test_naming_a_new_shape_as_a_class_that_is_there_takes_it(qtbot: QtBot, window: Ground) -> None:
    picker = _picker(window)
    picker.open_at(QPoint(100, 100), default="object")
    qtbot.keyClicks(picker.field, "CAT")
    with qtbot.waitSignal(picker.chosen) as told:
        qtbot.keyClick(picker.field, Key.Key_Return)
    assert told.args == [CLASSES[1].id]


def test_an_empty_name_is_object(qtbot: QtBot, window: Ground) -> None:
    picker = ClassPicker(window)
    picker.open_at(QPoint(100, 100), default="object")
    with qtbot.waitSignal(picker.created) as told:
        qtbot.keyClick(picker.field, Key.Key_Return)
    assert told.args == ["object"]


def test_escape_leaves_the_picker_once(qtbot: QtBot, window: Ground) -> None:
    picker = _picker(window)
    picker.open_at(QPoint(100, 100))
    told: list[int] = []
    picker.cancelled.connect(lambda: told.append(1))
    qtbot.keyClick(picker.field, Key.Key_Escape)
    assert told == [1]


def test_where_no_class_can_be_made_a_new_name_says_so(qtbot: QtBot, window: Ground) -> None:
    picker = _picker(window)
    picker.open_at(QPoint(100, 100), may_create=False)
    qtbot.keyClicks(picker.field, "zebra")
    with qtbot.assertNotEmitted(picker.created), qtbot.assertNotEmitted(picker.chosen):
        qtbot.keyClick(picker.field, Key.Key_Return)
    assert picker.isVisible()
    assert picker._hint.text() == "No class has this name"


def test_the_picker_stays_inside_the_window(qtbot: QtBot, window: Ground) -> None:
    picker = _picker(window)
    picker.open_at(QPoint(1190, 790))
    assert window.rect().contains(picker.geometry())


def test_the_same_name_comes_first_then_the_beginning_then_the_rest() -> None:
    names = ("wildcat", "catfish", "cat", "dog")
    rows = [ClassRow(ClassId(n), name, "red") for n, name in enumerate(names)]
    assert [row.name for row in ranked(rows, "CAT")] == ["cat", "catfish", "wildcat"]


def test_enter_exports_only_when_it_can(qtbot: QtBot, window: Ground) -> None:
    dim = Dim(window)
    dialog = ExportDialog()
    dialog.set_report(report_rows())
    dim.show_sheet(dialog)
    dialog.set_count(0, report_rows()[0].title)
    with qtbot.assertNotEmitted(dialog.accepted):
        qtbot.keyClick(dialog, Key.Key_Return)
    dialog.set_count(421)
    assert dialog.main.words == "Export 421 images"
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog, Key.Key_Return)


def test_every_setting_has_its_field_and_tells_its_change(qtbot: QtBot) -> None:
    dialog = SettingsDialog(SETTINGS, {"triage.auto-advance": False})
    qtbot.addWidget(dialog)
    box = next(b for b in dialog.findChildren(CheckBox) if "triage" in b.words)
    assert not box.isChecked()
    with qtbot.waitSignal(dialog.changed) as told:
        box.click()
    assert told.args == ["triage.auto-advance", True]
