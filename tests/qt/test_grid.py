"""The grid: fixed cells, a ring that keys and clicks move, tags that are seen at once."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from labeldesk.domain.classes import PALETTE
from labeldesk.ui.grid_page import GridPage
from labeldesk.ui.panels.grid import GridView
from labeldesk.ui.panels.grid_cells import mount_of
from labeldesk.ui.panels.key_row import KeyChip, TagKey
from labeldesk.ui.widgets.state_mark import Mark

MANY = 100_000
KEYS = (TagKey("1", "cat", PALETTE[0]), TagKey("2", "dog", PALETTE[1]))


def picture(at: int) -> QImage | None:
    if at % 7 == 6:
        return None
    made = QImage(168, 112, QImage.Format.Format_RGB32)
    made.fill(QColor.fromHsv(at * 37 % 360, 200, 200))
    return made


def names(count: int) -> list[str]:
    return [f"folder/picture-{n}.jpg" for n in range(count)]


def grid(qtbot: QtBot, count: int = 30) -> GridView:
    made = GridView()
    qtbot.addWidget(made)
    made.set_thumbs(picture)
    made.resize(740, 500)  # 4 columns of 182 px, 3 rows
    made.set_images(names(count))
    made.show()
    made.set_current(0)
    return made


def page(qtbot: QtBot, count: int = 30) -> GridPage:
    made = GridPage()
    qtbot.addWidget(made)
    made.grid.set_thumbs(picture)
    made.grid.set_images(names(count))
    made.set_keys(KEYS)
    made.set_counts(count, 1240)
    made.resize(1100, 800)
    made.show()
    made.grid.set_current(0)
    return made


def painted(widget: GridView | GridPage) -> QImage:
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    with QPainter(image) as p:
        widget.render(p, QPoint())
    return image


def tag(view: GridView, tags: dict[int, tuple[tuple[str, str], ...]]) -> None:
    view.set_tags(lambda at: tags.get(at, ()))


def middle(view: GridView, at: int) -> QPoint:
    return view.visualRect(view.tiles.at(at)).center()


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        (Qt.Key.Key_Right, 0, 1),
        (Qt.Key.Key_Left, 0, 0),
        (Qt.Key.Key_Down, 1, 5),
        (Qt.Key.Key_Up, 5, 1),
        (Qt.Key.Key_Up, 2, 2),
        (Qt.Key.Key_Down, 27, 29),
        (Qt.Key.Key_Down, 28, 28),
        (Qt.Key.Key_PageDown, 0, 12),
        (Qt.Key.Key_End, 3, 29),
        (Qt.Key.Key_Home, 29, 0),
        (Qt.Key.Key_Right, 29, 29),
    ],
)
def test_keys_move_the_ring(qtbot: QtBot, key: Qt.Key, start: int, end: int) -> None:
    view = grid(qtbot)
    view.set_current(start)
    with qtbot.waitSignal(view.image_chosen) as told:
        QTest.keyClick(view, key)
    assert told.args == [end]
    assert view.current() == end


def test_a_click_chooses_a_double_click_and_enter_open(qtbot: QtBot) -> None:
    view = grid(qtbot)
    with qtbot.waitSignal(view.image_chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 6))
    with qtbot.waitSignal(view.image_opened) as opened:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, 6))
    with qtbot.waitSignal(view.image_opened) as entered:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert (chosen.args, opened.args, entered.args) == ([6], [6], [6])


def test_blank_cells_of_the_last_row_are_nothing(qtbot: QtBot) -> None:
    view = grid(qtbot, 6)
    heard: list[int] = []
    view.image_chosen.connect(heard.append)
    view.image_opened.connect(heard.append)
    blank = view.visualRect(view.model().index(1, 3)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=blank)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=blank)
    assert heard == []
    assert view.model().index(1, 3).data() is None


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_X, Qt.Key.Key_Space])
def test_digits_and_letters_are_left_to_the_keymap(qtbot: QtBot, key: Qt.Key) -> None:
    view = grid(qtbot)
    QTest.keyClick(view, key)
    assert view.current() == 0


def test_a_hundred_thousand_images_cost_nothing_until_they_are_seen(qtbot: QtBot) -> None:
    asked: list[int] = []
    view = GridView()
    qtbot.addWidget(view)
    view.set_thumbs(asked.append)
    view.resize(740, 500)
    view.show()
    with qtbot.waitSignal(view.window_changed) as told:
        view.set_images(names(MANY))
    view.set_marks(np.ones(MANY, np.uint8))
    view.set_waiting(np.ones(MANY, np.int64))
    painted(view)
    assert told.args == [0, 15]
    assert set(asked) <= set(range(16))


def test_a_far_image_comes_to_the_middle_and_is_asked_for(qtbot: QtBot) -> None:
    view = grid(qtbot, MANY)
    with qtbot.waitSignal(view.window_changed):
        view.set_current(50_000)
    first, last = view.in_sight()
    assert first <= 50_000 <= last
    assert abs(middle(view, 50_000).y() - view.viewport().height() / 2) < 4


def test_the_current_image_stays_in_sight_when_the_window_is_resized(qtbot: QtBot) -> None:
    view = grid(qtbot, MANY)
    view.set_current(50_000)
    view.resize(300, 400)
    assert view.tiles.columns == 1
    first, last = view.in_sight()
    assert first <= 50_000 <= last
    view.set_size(0)
    assert view.tiles.columns == 2
    assert view.viewport().rect().contains(middle(view, 50_000))


def test_without_a_current_image_resizing_keeps_what_was_seen(qtbot: QtBot) -> None:
    view = grid(qtbot, 1000)
    view.set_current(-1)
    view.verticalScrollBar().setValue(view.rowHeight(0) * 50)
    seen = view.in_sight()[0]
    view.set_size(5)
    assert view.in_sight()[0] <= seen <= view.in_sight()[1]


def test_a_cell_says_name_state_and_tags(qtbot: QtBot) -> None:
    view = grid(qtbot)
    view.set_one(3, Mark.DONE, 2)
    tag(view, {3: (("cat", PALETTE[0]), ("night", PALETTE[1]))})
    said = view.tiles.at(3).data()
    assert said == "folder/picture-3.jpg, Done, 2 suggestions, cat, night"
    tag(view, {3: ()})
    assert view.tiles.at(3).data() == "folder/picture-3.jpg, Done, 2 suggestions"


def test_a_tag_is_painted_in_the_colour_of_its_class(qtbot: QtBot) -> None:
    view = grid(qtbot)
    mount = mount_of(view.visualRect(view.tiles.at(1)).toRectF()).toRect()
    before = painted(view)
    tag(view, {1: (("cat", PALETTE[2]),)})
    at = mount.topLeft() + QPoint(10, 15)
    assert painted(view).pixelColor(at) == QColor(PALETTE[2])
    assert before.pixelColor(at) != QColor(PALETTE[2])


def test_a_thumbnail_keeps_its_aspect_on_the_mount(qtbot: QtBot) -> None:
    view = grid(qtbot)
    tall = QImage(50, 100, QImage.Format.Format_RGB32)
    tall.fill(QColor("white"))
    view.set_thumbs(lambda _: tall)
    mount = mount_of(view.visualRect(view.tiles.at(1)).toRectF()).toRect()
    image = painted(view)
    row = [
        image.pixelColor(x, mount.center().y()).lightness()
        for x in range(mount.left(), mount.right())
    ]
    wide = sum(light > 200 for light in row)
    assert wide == pytest.approx(mount.height() / 2, abs=3)
    assert row[0] < 100


def test_other_images_have_no_ring_and_are_not_selected(qtbot: QtBot) -> None:
    view = grid(qtbot)
    view.pick_all()
    view.set_images(names(10))
    assert view.current() == -1
    assert view.picked().tolist() == []


def test_many_tags_and_long_names_fit_or_are_counted(qtbot: QtBot) -> None:
    view = grid(qtbot)
    long = tuple((f"a rather long name {n}", PALETTE[n]) for n in range(6))
    tag(view, {0: long, 1: tuple((str(n), PALETTE[n]) for n in range(9))})
    painted(view)  # the text check of these tests raises on what does not fit


def test_toggles_speak_only_when_the_user_turns_them(qtbot: QtBot) -> None:
    made = page(qtbot)
    heard: list[tuple[str, bool]] = []
    made.auto_advance_toggled.connect(lambda on: heard.append(("advance", on)))
    made.one_tag_toggled.connect(lambda on: heard.append(("one", on)))
    made.set_toggles(auto_advance=True, one_tag=True)
    assert heard == []
    for words in ("Go on after tagging", "One tag per image"):
        box = next(b for b in made.findChildren(QAbstractButton) if b.accessibleName() == words)
        QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert heard == [("advance", False), ("one", False)]


def test_the_keys_show_which_tags_the_current_image_has(qtbot: QtBot) -> None:
    made = page(qtbot)
    tag(made.grid, {0: (("dog", PALETTE[1]),), 1: (("cat", PALETTE[0]),)})
    chips = made.findChildren(KeyChip)
    assert [chip.isChecked() for chip in chips] == [False, True]
    made.grid.set_current(1)
    assert [chip.isChecked() for chip in chips] == [True, False]


def test_clicking_a_key_asks_for_it_and_ticks_nothing_by_itself(qtbot: QtBot) -> None:
    made = page(qtbot)
    chip = made.findChildren(KeyChip)[1]
    with qtbot.waitSignal(made.key_pressed) as told:
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert told.args == ["2"]
    assert not chip.isChecked()


def test_keys_that_find_no_room_are_left_out(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.set_keys([TagKey(str(n), f"class number {n}", PALETTE[n]) for n in range(20)])
    shown = [chip for chip in made.findChildren(KeyChip) if chip.isVisible()]
    assert 4 < len(shown) < 20
    assert all(c.x() >= 0 and c.geometry().right() < made.keys.width() for c in shown)


def test_bare_shows_the_image_and_the_keys_only(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.bare(is_bare=True)
    assert not made.grid.isVisible()
    assert all(chip.isVisible() for chip in made.findChildren(KeyChip))
    picture_itself = QImage(QSize(400, 300), QImage.Format.Format_RGB32)
    picture_itself.fill(QColor("white"))
    made.set_preview(picture_itself)
    centre = made.rect().center()
    assert painted(made).pixelColor(centre) == QColor("white")
    made.grid.set_current(1)
    shown = picture(1)
    assert shown is not None
    assert painted(made).pixelColor(centre) == shown.pixelColor(5, 5)
    made.bare(is_bare=False)
    assert made.grid.isVisible()


def test_bare_the_arrows_still_move(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.bare(is_bare=True)
    with qtbot.waitSignal(made.grid.image_chosen) as told:
        QTest.keyClick(made, Qt.Key.Key_Right)
    assert told.args == [1]


def test_the_keys_stay_with_the_images_when_the_page_gets_bare_and_back(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.grid.setFocus()
    made.bare(is_bare=True)
    assert made.focusWidget() is made
    made.bare(is_bare=False)
    assert made.focusWidget() is made.grid


def test_the_thumbnail_stands_in_as_soon_as_it_arrives(qtbot: QtBot) -> None:
    made = page(qtbot)
    made.bare(is_bare=True)
    made.grid.set_current(6)
    centre = made.rect().center()
    before = painted(made).pixelColor(centre)
    made.grid.set_thumbs(lambda _: picture(3))
    made.grid.thumb_arrived(6)
    shown = picture(3)
    assert shown is not None
    assert before != shown.pixelColor(5, 5)
    assert painted(made).pixelColor(centre) == shown.pixelColor(5, 5)


def test_an_empty_grid_says_so(qtbot: QtBot) -> None:
    made = page(qtbot, 0)
    made.bare(is_bare=True)
    made.bare(is_bare=False)
    made.set_preview(None)
    assert made.grid.in_sight() == (-1, -1)
    QTest.keyClick(made.grid, Qt.Key.Key_Right)
    assert made.grid.current() <= 0
