"""The picture that is there before the program is."""

from __future__ import annotations

import threading
from typing import Any

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from labeldesk import app
from labeldesk.settings.places import Places
from labeldesk.ui import first_look
from labeldesk.ui.first_look import FirstLook


def place(widget: QWidget) -> QRect:
    """Where it is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def test_the_picture_is_painted_before_the_rest_is_made(qtbot, folder):
    look, seen = FirstLook(), []
    qtbot.addWidget(look)
    look.resize(800, 600)
    look.show()

    def rest(found: Any) -> None:
        seen.append((found.name, look.view.picture.has_picture, look.view.isVisible()))

    look.begin(folder, Places.of_environment(), rest)
    qtbot.waitUntil(lambda: bool(seen))
    look.close_threads()
    assert seen == [("1.png", True, True)]


def test_it_stands_where_the_canvas_stood_and_gives_way_to_it(qtbot, start, folder):
    first = start(folder)
    first.ready()
    first.key("D")
    first.window.showNormal()  # a first window fills a small screen
    first.window.resize(760, 560)  # no wider than a small screen, which would change it
    first.settle()
    stood = place(first.program.canvas)
    first.end()

    running = app.build([str(folder)])
    qtbot.waitUntil(lambda: running.first.view is not None)
    assert place(running.first.view) == stood
    least = running.window.minimumSizeHint()
    gone: list[bool] = []
    running.first.destroyed.connect(lambda: gone.append(True))
    qtbot.waitUntil(lambda: running.program is not None and running.program.workspace.is_open)
    program = running.program
    assert running.window.minimumSizeHint() == least
    assert program.workspace.index == 1
    assert program.canvas.picture.has_picture  # at once: what was seen is not decoded again
    qtbot.waitUntil(lambda: bool(gone))
    running.window.close()
    program.shut_down()


def test_a_folder_without_images_leads_to_the_start_page(qtbot, tmp_path):
    running = app.build([str(tmp_path)])
    qtbot.waitUntil(lambda: running.program is not None)
    qtbot.waitUntil(running.start.page.isVisible)
    rows = running.window.notices.rows
    qtbot.waitUntil(lambda: any("no images" in str(row.title) for row in rows()))
    running.window.close()
    running.program.shut_down()


def test_a_slow_folder_does_not_keep_the_program_waiting(qtbot, folder, monkeypatch):
    monkeypatch.setattr(first_look, "LONGEST_MS", 20)
    over, told = threading.Event(), []

    class Slow(FirstLook):
        def _look(self, *_: Any) -> None:
            over.wait(10)

    look = Slow()
    qtbot.addWidget(look)
    look.begin(folder, Places.of_environment(), told.append)
    qtbot.waitUntil(lambda: bool(told))
    over.set()
    look.close_threads()
    QApplication.processEvents()  # the thread has ended: what it said late would be heard now
    assert told == [None]
