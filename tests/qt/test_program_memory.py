"""What the window remembers from one start to the next."""

from __future__ import annotations

from labeldesk.settings.state import Recent
from labeldesk.ui import memory
from tests.qt.program import photographs


def test_the_image_the_panels_and_the_brush_are_found_as_they_were_left(start, tmp_path):
    folder = photographs(tmp_path / "pictures")
    first = start(folder)
    first.until(lambda: first.workspace.shown.session)
    first.key("D", "D")
    first.until(lambda: first.workspace.index == 2)
    first.program.page.column.history.open(is_open=True)
    first.program.page.column.image.open(is_open=False)
    first.program.canvas.draw_with(radius=33.0)
    first.end()

    again = start(folder)
    again.until(lambda: again.workspace.shown.session)
    assert again.workspace.index == 2
    column = again.program.page.column.state()
    assert column.open["history"]
    assert not column.open["image"]
    assert again.program.canvas.env.settings.radius == 33.0


def test_where_one_is_is_on_the_disk_after_a_short_rest(start, tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "REST_MS", 20)
    hand = start(photographs(tmp_path / "pictures"))
    hand.until(lambda: hand.workspace.shown.session)
    file = hand.program.places.recent_file

    def noted():
        return Recent.load(file)[0].projects[0]

    assert noted().image == "1.png"
    hand.key("End")
    hand.until(lambda: noted().image == "5.png")
    hand.key("Space", "Home")
    hand.until(lambda: (noted().image, noted().done) == ("1.png", 1))


def test_an_image_that_is_opened_by_its_name_is_shown_wherever_one_was_before(start, tmp_path):
    folder = photographs(tmp_path / "pictures")
    first = start(folder)
    first.key("End")
    first.end()
    again = start(folder / "2.png")
    assert again.workspace.index == 1


def test_the_window_stands_where_it_stood(start, tmp_path):
    first = start(photographs(tmp_path / "pictures"))
    first.window.resize(760, 620)
    stood = first.window.size()
    first.end()
    again = start()
    assert again.window.size() == stood


def test_the_first_window_is_no_larger_than_the_screen_and_the_next_stands_where_it_stood(
    start, folder
):
    first = start(folder)
    room = first.window.screen().availableSize()
    assert first.window.size().boundedTo(room) == first.window.size()
    first.window.showNormal()
    first.window.resize(700, 620)
    first.settle()
    first.end()
    again = start(folder)
    assert again.window.height() == 620
    assert not again.window.isMaximized()
