"""The window at every size: nothing is clipped, nothing covers the image, widths are kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QElapsedTimer, QPoint, QRect
from PySide6.QtGui import QRegion
from PySide6.QtTest import QTest

from labeldesk.actions.table import ACTIONS
from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.text import Text
from labeldesk.settings.table import ACCEPT_SCORE, KEYMAP
from labeldesk.ui import paint
from labeldesk.ui.panels import notice_bar
from labeldesk.ui.panels.job_strip import JobKind, JobRow
from labeldesk.ui.panels.suggestions import SuggestionsRow
from labeldesk.ui.theme import px
from labeldesk.ui.translate import Language, tr, use_language
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.notice import NoticeRow
from tests.qt.program import LEFT, photographs

SIZES = [(640, 500), (760, 560), (900, 600), (1100, 700), (1280, 760), (1440, 900), (1920, 1080)]
DISK = UserError(
    Text("t", "The disk is full"),
    path="/somewhere/a.txt",
    kept=Text("t", "Your annotations are safe in the project. 36 files were removed again"),
)


DO = (
    ("a", Text("t", "Try again")),
    ("b", Text("t", "Another folder")),
    ("copy", Text("t", "Copy details")),
)
LONG = NoticeRow("k", Severity.ERROR, DISK.text, DISK.kept, DO)
SHORT = NoticeRow("k", Severity.INFO, Text("t", "52 suggestions on 12 images"), None, DO[:1])
OFFER = NoticeRow(
    "beside", Severity.INFO, Text("t", "1 240 LabelImg XML files"), DISK.kept,
    tuple((name, Text("Exchange", words)) for name, words in (
        ("import", "Import"), ("keep", "Import and keep in step"), ("later", "Not now"),
    )), is_offer=True,
)  # fmt: skip


@pytest.fixture
def hand(start, tmp_path):
    made = start(photographs(tmp_path / "pictures", size=(400, 300)))
    made.until(lambda: made.workspace.shown.session)
    return made


def _size(hand, across, high):
    hand.window.resize(across, high)
    hand.settle()
    hand.window.grab()


def _image(hand):
    """Where the image is painted, in the window's pixels."""
    canvas = hand.program.canvas
    size = hand.workspace.shown.size
    corners = hand.at(0, 0), hand.at(size.width, size.height)
    return QRect(*(canvas.mapTo(hand.window, corner) for corner in corners))


@pytest.mark.parametrize(("across", "high"), [(900, 600), (1280, 760), (1440, 900)])
@pytest.mark.parametrize("is_full", [False, True])
def test_notices_never_cover_the_image_and_never_move_it(hand, across, high, is_full):
    if is_full:
        hand.do("view.full-screen")
    _size(hand, across, high)
    before = _image(hand)
    hand.program.voice.error(DISK)
    hand.program.voice.notice(NoticeRow("k", Severity.INFO, Text("t", "It is elsewhere")))
    hand.settle()
    assert _image(hand) == before
    assert not hand.window.notices.geometry().intersects(before)


@pytest.mark.parametrize(("across", "high"), [(900, 600), (1440, 900)])
def test_in_the_grid_notices_leave_the_keys_of_the_classes_free(hand, across, high):
    _size(hand, across, high)
    hand.do("view.grid")
    hand.program.voice.notice(NoticeRow("k", Severity.INFO, Text("t", "1 object imported")))
    hand.settle()
    foot = hand.program.grid.foot
    keys = QRect(foot.mapTo(hand.window, foot.rect().topLeft()), foot.size())
    assert foot.isVisible()
    assert not hand.window.notices.geometry().intersects(keys)


@pytest.mark.parametrize(("across", "high"), [(880, 600), (1024, 640), (1280, 800), (1440, 900)])
@pytest.mark.parametrize("row", [LONG, SHORT])
def test_beside_a_notice_the_filmstrip_can_be_reached(hand, monkeypatch, across, high, row):
    _size(hand, across, high)
    hand.program.voice.notice(row)
    hand.settle()
    hand.window.grab()
    film, notices = hand.program.page.film, hand.window.notices

    def reached():
        corner = film.viewport().mapTo(hand.window, QPoint())
        seen = QRect(corner, film.viewport().size())
        rest = QRegion(seen).subtracted(QRegion(notices.geometry()))
        return rest.boundingRect()

    if row is SHORT:
        assert reached().width() >= px(100)
    monkeypatch.setattr(notices, "_since", QElapsedTimer())
    notices._since.start()
    monkeypatch.setattr(notice_bar, "_READ_MS", 0)
    hand.key("d")
    hand.until(lambda: hand.index == 1)
    hand.window.grab()
    assert reached().width() >= px(100)
    QTest.mouseClick(film.viewport(), LEFT, pos=QPoint(film.columnWidth(0) // 2, 8))
    hand.until(lambda: hand.index == 0)
    hand.program.voice.take_back(row.key)
    hand.settle()
    assert film.width() == hand.program.page.foot.width()


@pytest.mark.parametrize(("across", "high"), [(880, 600), (1024, 640), (1440, 900)])
@pytest.mark.parametrize("language", Language)
def test_an_offer_stands_above_the_image_and_covers_neither_it_nor_the_filmstrip(
    hand, across, high, language
):
    use_language(language)
    _size(hand, across, high)
    before, page = _image(hand), hand.program.page
    hand.program.voice.notice(OFFER)
    hand.settle()
    hand.window.grab()
    place = QRect(page.offer.mapTo(hand.window, QPoint()), page.offer.size())
    assert _image(hand) == before
    assert QRect(page.bar.mapTo(hand.window, QPoint()), page.bar.size()).contains(place)
    assert page.film.width() == page.foot.width()
    assert hand.notices() == [tr(OFFER.title)]
    assert place.left() > page.bar.next.mapTo(hand.window, QPoint()).x() + page.bar.next.width()
    links = page.offer.findChildren(Button)
    assert all(link.geometry().right() < page.offer.width() for link in links)
    with hand.qtbot.waitSignal(hand.window.notices.chosen) as told:
        links[0].click()
    assert told.args == ["beside", "import"]
    assert page.offer.isHidden()


def _job(n, **more):
    row = JobRow(f"job-{n}", JobKind.FILES, Text("t", "Reading 300 files"), 10, 300, 12)
    return replace(row, can_pause=True, **more)


@pytest.mark.parametrize(("across", "high"), [(640, 500), (900, 600), (1440, 900)])
@pytest.mark.parametrize("many", [1, 2, 3])
def test_the_image_stays_where_it_is_while_jobs_come_and_go(hand, across, high, many):
    _size(hand, across, high)
    before, canvas = _image(hand), hand.program.canvas.geometry()
    strip, film = hand.program.page.jobs, hand.program.page.film
    for n in range(many):
        strip.put(_job(n))
        hand.window.grab()
    assert (_image(hand), hand.program.canvas.geometry()) == (before, canvas)
    assert strip.height() >= strip.minimumSizeHint().height()
    assert many > 1 or film.thumb_size()[1] == px(36 if high > 760 else 16)
    seen = film.geometry() if film.isVisible() else QRect()
    assert not strip.geometry().intersects(seen)
    for n in range(many):
        strip.take(f"job-{n}")
        hand.settle()
        hand.window.grab()
    assert (_image(hand), hand.program.canvas.geometry()) == (before, canvas)
    assert film.geometry().height() == hand.program.page.foot.height()


def test_a_job_in_mid_drag_moves_nothing_under_the_hand(hand):
    hand.add_classes("cat")
    hand.key("w")
    hand.press(40, 40)
    hand.program.page.jobs.put(_job(1))
    hand.window.grab()
    start = hand.at(40, 40)
    hand.program.page.jobs.take("job-1")
    hand.window.grab()
    assert hand.at(40, 40) == start


def test_where_one_notice_finds_room_the_older_waits_for_it(hand):
    _size(hand, 900, 600)
    hand.program.voice.error(DISK)
    hand.program.voice.notice(NoticeRow("k", Severity.INFO, Text("t", "It is elsewhere")))
    assert len(hand.notices()) == 2
    shown = [n.row.key for n in hand.window.notices._notices if n.isVisible()]
    assert shown == ["k"]
    hand.program.voice.take_back("k")
    shown = [n.row.title for n in hand.window.notices._notices if n.isVisible()]
    assert len(shown) == 1


def test_the_column_is_slim_in_a_narrow_window_and_as_wide_as_before_in_a_wide_one(hand):
    column = hand.program.page.column
    for across, wide in [(1440, 300), (1000, 260), (1440, 300)]:
        _size(hand, across, 900)
        assert column.width() == px(wide)
    column.set_width(360)
    for across, wide in [(1500, 360), (1000, 260), (1440, 360)]:
        _size(hand, across, 900)
        assert column.width() == px(wide)
    assert column.state().width == 360


def test_a_column_that_was_pulled_wider_stays_so(hand):
    _size(hand, 1440, 900)
    split, column = hand.program.page.split, hand.program.page.column
    split.moveSplitter(split.width() - 340, 1)
    _size(hand, 1500, 900)
    assert column.state().width == round(column.width() / px(1)) == 339


def test_in_a_low_window_the_image_panel_closes_and_comes_back(hand):
    panel = hand.program.page.column.image
    _size(hand, 1440, 700)
    assert not panel.is_open
    assert hand.program.page.column.state().open["image"]
    _size(hand, 1440, 900)
    assert panel.is_open
    _size(hand, 1440, 700)
    panel.header.click()
    _size(hand, 1400, 690)
    assert panel.is_open


@pytest.mark.parametrize(("across", "high"), SIZES)
@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_no_bar_is_clipped_at_any_width(hand, across, high, language):
    heard: list[str] = []
    _size(hand, across, high)
    paint.check_fit(None)  # the frame before the new layout may be tight
    use_language(language)
    hand.settle()
    paint.check_fit(heard.append)
    hand.window.grab()
    bar, top = hand.program.page.bar, hand.window.top
    parts = [w for w in bar._gaps if w.isVisible()]
    assert parts[0].geometry().left() >= 0
    assert all(part.width() >= part.minimumSizeHint().width() for part in parts)
    for one, next_one in pairwise(parts):
        assert one.geometry().right() < next_one.geometry().left()
    assert parts[-1].geometry().right() < bar.width()
    assert top.menus.geometry().right() < top.views.geometry().left()
    assert top.views.geometry().right() < top.search.geometry().left()
    assert top.rect().contains(top.search.geometry())
    assert top.mapTo(hand.window, QPoint()).x() == 0
    hand.do("view.grid")
    hand.window.grab()  # a text that finds no room is reported when it is painted
    assert not heard


def test_panels_that_were_hidden_stay_hidden_after_full_screen(hand):
    hand.do("view.panels")
    hand.do("view.full-screen")
    hand.do("view.full-screen")
    assert not hand.program.page.column.isVisible()
    hand.do("view.panels")
    assert hand.program.page.column.isVisible()


def test_the_status_line_speaks_of_the_view_that_is_seen(hand):
    words = hand.window.status.hint.text
    before = words()
    hand.do("view.grid")
    assert words() == "Digits tag the image"
    assert not hand.window.status._zoom.text()
    hand.do("view.annotate")
    assert words() == before
    assert hand.window.status._zoom.text().endswith("%")


def test_one_by_one_the_image_that_is_open_is_shown_sharp_at_once(hand):
    hand.until(lambda: hand.program.pictures.current)
    hand.do("view.grid")
    hand.do("view.full-screen")
    assert hand.program.grid._has_picture


def test_the_grid_shows_the_images_of_the_filter_and_keeps_them_while_they_are_worked_on(hand):
    hand.add_classes("cat")
    for index in (1, 3):
        hand.go(index)
        hand.key("Space")
    hand.ready()
    hand.do("view.grid")
    grid = hand.program.grid
    names = [name.rpartition("/")[2] for name in hand.workspace.catalogue.paths]
    assert len(grid.grid.tiles.names) == 5
    grid.filter_chosen.emit("todo")
    hand.settle()
    assert list(grid.grid.tiles.names) == [names[0], names[2], names[4]]
    grid.grid._choose(1)
    hand.until(lambda: hand.index == 2 and hand.workspace.shown.session is not None)
    hand.key("1")
    hand.ready()
    assert grid.grid.tiles.tags(1)[0][0] == "cat"
    hand.go(2)
    hand.do("image.mark-done")
    hand.ready()
    assert len(grid.grid.tiles.names) == 3
    grid.filter_chosen.emit("done")
    hand.settle()
    assert list(grid.grid.tiles.names) == [names[1], names[2], names[3]]
    assert [len(grid.grid.tiles.tags(at)) for at in range(3)] == [0, 1, 0]


def test_strip_and_counter_show_the_images_of_the_filter_and_keep_what_is_done(hand):
    page = hand.program.page
    names = list(hand.workspace.catalogue.paths)
    hand.go(1)
    hand.key("Space")
    hand.ready()
    hand.go(0)
    page.bar.filter_chosen.emit("todo")
    hand.settle()
    strip = page.film.model()
    assert list(strip.names) == [names[0], names[2], names[3], names[4]]
    hand.key("d")
    hand.until(lambda: hand.index == 2 and hand.workspace.shown.session is not None)
    assert (page.film.current(), page.bar._at.text(), page.bar._of.text()) == (1, "2", "/ 4")
    hand.key("Space")
    hand.ready()
    assert (len(strip.names), page.bar._at.text(), page.bar._of.text()) == (4, "2", "/ 4")
    hand.key("d", "a")
    hand.until(lambda: hand.index == 2)
    QTest.mouseClick(page.film.viewport(), LEFT, pos=QPoint(page.film.columnWidth(0) * 3 + 9, 30))
    hand.until(lambda: hand.index == 4)
    hand.key("Home")
    assert hand.index == 0
    hand.workspace.go(1)
    hand.settle()
    assert (page.film.current(), page.bar._at.text()) == (-1, "–")
    page.bar.filter_chosen.emit("todo")
    hand.settle()
    assert list(strip.names) == [names[0], names[3], names[4]]
    assert hand.index == 3


@pytest.mark.parametrize("across", [880, 1060, 1280])
def test_the_name_of_the_image_is_whole_where_there_is_room(start, tmp_path, across):
    folder = photographs(tmp_path / "named", 1, size=(400, 300))
    (folder / "1.png").rename(folder / "raccoon-0117.png")
    made = start(folder)
    made.until(lambda: made.workspace.shown.session)
    _size(made, across, 700)
    name = made.program.page.bar._name
    assert name.width() >= name.sizeHint().width()


def test_the_button_beside_the_state_says_what_it_does_next(hand):
    words = hand.program.page.bar.done.accessibleName
    assert words() == "Mark done"
    hand.do("image.mark-done")
    hand.ready()
    assert words() == "Mark to do"


def test_every_control_shows_the_key_of_the_preset_in_use(hand):
    controls = [c for c in hand.window.findChildren(Control) if getattr(c, "action", "")]
    assert {"tool.box", "project.open", "suggest.accept"} <= {c.action for c in controls}
    assert {c.action for c in controls} <= {row.id for row in ACTIONS}
    shown = next(c for c in controls if c.action == "tool.box")
    assert shown._keys == "W"
    hand.program.settings.set(KEYMAP, "labelme")
    assert shown._keys == "Ctrl+R"
    hand.program.settings.set(KEYMAP, "labeldesk")
    assert shown._keys == "W"


def test_the_score_of_the_settings_moves_the_slider_of_the_panel(hand):
    hand.program.settings.set(ACCEPT_SCORE, 0.8)
    hand.settle()
    assert hand.program.page.column.suggestions.slider.score() == 0.8


@pytest.mark.parametrize("size", [(1280, 780), (1280, 760), (1024, 640)])
def test_what_is_done_with_suggestions_is_seen_without_scrolling(hand, size):
    hand.add_classes("cat")
    hand.key("1")
    hand.box((20, 20), (90, 90))
    column = hand.program.page.column
    column.suggestions.set_row(SuggestionsRow("m.onnx", "CPU · 12 ms", 2, 5))
    _size(hand, *size)
    last = next(one for one in column.findChildren(Button) if one.words == "Accept all")
    place = QRect(last.mapTo(column.viewport(), QPoint()), last.size())
    assert column.viewport().rect().contains(place)
