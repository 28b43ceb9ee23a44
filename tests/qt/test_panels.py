from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.panels.classes import ClassesPanel
from labeldesk.ui.panels.column import Column, ColumnState
from labeldesk.ui.panels.filmstrip import Filmstrip
from labeldesk.ui.panels.image import ImagePanel, TagRow
from labeldesk.ui.panels.job_strip import JobKind, JobRow, JobStrip, how_far, how_long
from labeldesk.ui.panels.notice_bar import NoticeBar
from labeldesk.ui.panels.objects import ObjectsPanel
from labeldesk.ui.panels.recent import RecentRow
from labeldesk.ui.panels.start_page import StartPage
from labeldesk.ui.panels.suggestions import SuggestionsPanel, SuggestionsRow
from labeldesk.ui.panels.tool_strip import ToolStrip
from labeldesk.ui.widgets.chip import Chip
from labeldesk.ui.widgets.label import Ground
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.widgets.state_mark import Mark
from tests.qt.scenes import CLASSES, OBJECTS, TOOLS

LEFT = Qt.MouseButton.LeftButton
WORDS = QT_TRANSLATE_NOOP("Test", "Something")


def _middle(view: QTableView, row: int, column: int = 0) -> QPoint:
    return view.visualRect(view.model().index(row, column)).center()


def test_a_click_on_a_class_chooses_it(qtbot: QtBot) -> None:
    panel = ClassesPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 300)
    panel.set_classes(CLASSES)
    panel.show()
    with qtbot.waitSignal(panel.class_chosen) as told:
        qtbot.mouseClick(panel.view.viewport(), LEFT, pos=_middle(panel.view, 1))
    assert told.args == [CLASSES[1].id]


def test_no_classes_say_what_to_do(qtbot: QtBot) -> None:
    panel = ClassesPanel()
    qtbot.addWidget(panel)
    panel.show()
    assert not panel.view.isVisible()
    panel.set_classes(CLASSES)
    assert panel.view.isVisible()


def _objects(qtbot: QtBot) -> ObjectsPanel:
    panel = ObjectsPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 300)
    panel.set_objects(OBJECTS)
    panel.show()
    return panel


def test_selecting_in_the_list_is_told_and_selecting_from_outside_is_not(qtbot: QtBot) -> None:
    panel = _objects(qtbot)
    with qtbot.assertNotEmitted(panel.selected):
        panel.set_selection([OBJECTS[2].id, OBJECTS[3].id])
    assert panel.selection() == (OBJECTS[2].id, OBJECTS[3].id)
    with qtbot.waitSignal(panel.selected) as told:
        qtbot.mouseClick(panel.view.viewport(), LEFT, pos=_middle(panel.view, 1))
    assert told.args == [(OBJECTS[1].id,)]


def test_other_objects_keep_the_selection_of_what_is_still_there(qtbot: QtBot) -> None:
    panel = _objects(qtbot)
    panel.set_selection([OBJECTS[2].id, OBJECTS[3].id])
    with qtbot.assertNotEmitted(panel.selected):
        panel.set_objects(OBJECTS[3:])
    assert panel.selection() == (OBJECTS[3].id,)


def test_the_lock_in_a_row_is_a_button_of_its_own(qtbot: QtBot) -> None:
    panel = _objects(qtbot)
    row = panel.view.visualRect(panel.view.model().index(2, 0))
    eye, lock = (
        QPoint(row.right() - 20, row.center().y()),
        QPoint(row.right() - 42, row.center().y()),
    )
    with qtbot.assertNotEmitted(panel.selected), qtbot.waitSignal(panel.lock_clicked) as told:
        qtbot.mouseClick(panel.view.viewport(), LEFT, pos=lock)
    assert told.args == [OBJECTS[2].id]
    with qtbot.waitSignal(panel.eye_clicked):
        qtbot.mouseClick(panel.view.viewport(), LEFT, pos=eye)


def test_an_object_is_spoken_with_all_that_its_row_shows(qtbot: QtBot) -> None:
    model = _objects(qtbot).view.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [model.data(model.index(at, 0), role) for at in range(4)]
    assert said == [
        "raccoon, box, occluded",
        "cat, mask, 0.97",
        "face, box",
        "path, polygon, locked",
    ]


def test_the_column_remembers_which_panels_are_open_and_how_wide_it_is(qtbot: QtBot) -> None:
    one, other = Column(), Column()
    qtbot.addWidget(one)
    qtbot.addWidget(other)
    one.set_width(340)
    one.panels["image"].open(is_open=False)
    other.restore(one.state())
    assert other.state() == one.state()
    assert not other.image.is_open
    other.restore(ColumnState(9999, {"gone": True}))
    assert other.state().width == 420


def test_a_header_opens_and_closes_its_panel_by_enter(qtbot: QtBot) -> None:
    column = Column()
    qtbot.addWidget(column)
    column.show()
    with qtbot.waitSignal(column.state_changed):
        qtbot.keyClick(column.image.header, Qt.Key.Key_Return)
    assert not column.image.body.isVisible()


def test_the_cross_of_a_tag_takes_it_away(qtbot: QtBot) -> None:
    panel = ImagePanel()
    qtbot.addWidget(panel)
    panel.set_tags((TagRow(7, "outdoor"),))
    chip = panel.findChildren(type(panel._flow.itemAt(0).widget()))[0]
    with qtbot.waitSignal(panel.tag_removed) as told:
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert told.args == [7]


def test_typing_a_threshold_moves_the_slider_and_is_told(qtbot: QtBot) -> None:
    panel = SuggestionsPanel()
    qtbot.addWidget(panel)
    panel.set_row(SuggestionsRow("m.onnx", "CPU", 2, 5))
    panel._field.setText("0.73")
    with qtbot.waitSignal(panel.score_settled) as told:
        panel._field.editingFinished.emit()
    assert told.args == [0.73]
    assert panel.slider.score() == pytest.approx(0.73)


def test_without_suggestions_the_buttons_say_why_they_are_grey(qtbot: QtBot) -> None:
    panel = SuggestionsPanel()
    qtbot.addWidget(panel)
    panel.set_row(SuggestionsRow("m.onnx"))
    assert all(not b.isEnabled() and b.toolTip() for b in panel._buttons)


def test_a_hundred_thousand_images_in_the_strip_ask_for_the_visible_thumbs_only(
    qtbot: QtBot,
) -> None:
    strip = Filmstrip()
    qtbot.addWidget(strip)
    strip.resize(920, 77)
    strip.show()
    asked: list[int] = []

    def thumb(at: int) -> QImage | None:
        asked.append(at)
        return None

    strip.set_thumbs(thumb)
    strip.set_images([f"{n}.jpg" for n in range(100_000)])
    strip.set_marks(np.zeros(100_000, np.uint8))
    with qtbot.waitSignal(strip.window_changed) as told:
        strip.set_current(77_777)
    first, last = told.args
    assert first <= 77_777 <= last
    asked.clear()
    strip.grab()
    assert 5 < len(asked) < 15
    assert set(asked) <= set(range(first, last + 1))


def test_a_click_on_a_thumbnail_opens_its_image(qtbot: QtBot) -> None:
    strip = Filmstrip()
    qtbot.addWidget(strip)
    strip.resize(920, 77)
    strip.set_images(["a", "b", "c"])
    strip.show()
    with qtbot.waitSignal(strip.image_chosen) as told:
        qtbot.mouseClick(strip.viewport(), LEFT, pos=_middle(strip, 0, 2))
    assert told.args == [2]


def test_a_thumbnail_is_spoken_with_its_state(qtbot: QtBot) -> None:
    strip = Filmstrip()
    qtbot.addWidget(strip)
    strip.set_images(["a.jpg", "b.jpg"])
    strip.set_one(1, Mark.DONE, 3)
    model = strip.model()
    assert model.data(model.index(0, 1)) == "b.jpg, Done, 3 suggestions"


def test_the_active_tool_is_shown_and_a_click_asks_for_another(qtbot: QtBot) -> None:
    strip = ToolStrip(TOOLS)
    qtbot.addWidget(strip)
    with qtbot.assertNotEmitted(strip.tool_chosen):
        strip.choose("box")
    with qtbot.waitSignal(strip.tool_chosen) as told:
        qtbot.mouseClick(strip.buttons["polygon"], LEFT)
    assert told.args == ["polygon"]
    assert not strip.buttons["box"].isChecked()


def test_at_most_two_notices_stand_and_the_same_key_stands_once(qtbot: QtBot) -> None:
    window = Ground()
    qtbot.addWidget(window)
    window.resize(800, 600)
    bar = NoticeBar(window)
    for key in ("a", "b", "b", "c"):
        bar.say(NoticeRow(key, Severity.INFO, WORDS))
    assert [row.key for row in bar.rows()] == ["b", "c"]
    bar.take_back("b")
    bar.take_back("c")
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (40, "40 s"), (130, "2 min"), (4800, "1 h 20 min")],
)
def test_time_left_is_said_in_one_unit(seconds: float, words: str) -> None:
    assert str(how_long(seconds)) == words


def test_time_left_is_said_only_when_it_is_known() -> None:
    assert str(how_far(JobRow("a", JobKind.FILES, WORDS, 3, 9))) == "3 of 9"
    assert str(how_far(JobRow("a", JobKind.FILES, WORDS, 3, 9, 40))) == "3 of 9, 40 s left"
    assert how_far(JobRow("a", JobKind.FILES, WORDS)) == ""


def test_the_job_strip_is_there_only_while_there_are_jobs(qtbot: QtBot) -> None:
    strip = JobStrip()
    qtbot.addWidget(strip)
    strip.set_jobs((JobRow("a", JobKind.MODEL, WORDS, 1, 2),))
    assert not strip.isHidden()
    with qtbot.waitSignal(strip.cancel_wanted) as told:
        strip._lines["a"]._cancel.click()
    assert told.args == ["a"]
    strip.set_jobs(())
    assert strip.isHidden()


def test_files_dropped_on_the_start_page_are_told(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/data/cats")])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        files,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(page.dropped) as told:
        page.dropEvent(drop)
    assert told.args == [["/data/cats"]]


def test_a_missing_project_is_located_and_the_others_are_opened(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.resize(1400, 800)
    page.set_recent((RecentRow("x", "X", "~/x"), RecentRow("y", "Y", "~/y", missing=True)))
    page.show()
    with qtbot.waitSignal(page.recent_opened):
        qtbot.mouseClick(page.recent.viewport(), LEFT, pos=_middle(page.recent, 0))
    with qtbot.waitSignal(page.locate_wanted):
        qtbot.mouseClick(page.recent.viewport(), LEFT, pos=_middle(page.recent, 1))


def test_ids_are_opaque_to_the_panels(qtbot: QtBot) -> None:
    panel = _objects(qtbot)
    panel.set_selection([AnnotationId(123456789012345678)])
    assert panel.selection() == ()


def test_a_long_tag_is_cut_and_does_not_widen_the_column(qtbot: QtBot) -> None:
    panel = ImagePanel()
    qtbot.addWidget(panel)
    panel.set_tags((TagRow(7, "a class name that someone wrote out in full " * 2),))
    panel.resize(260, 200)
    panel.show()
    assert panel.minimumSizeHint().width() <= 260
    chip = panel.findChild(Chip)
    assert chip.geometry().right() < panel.width()
    assert chip.toolTip().startswith("a class name")


def test_a_name_that_is_cut_stands_in_a_tooltip(qtbot: QtBot) -> None:
    panel = ClassesPanel()
    qtbot.addWidget(panel)
    long = "a class name that someone wrote out in full because nobody said otherwise"
    delegate = panel.view.itemDelegate()
    assert delegate.tip(replace(CLASSES[0], name=long), 300) == long
    assert delegate.tip(CLASSES[0], 300) == ""
