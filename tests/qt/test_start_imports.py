"""What the start page must not wait for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from labeldesk.ui.panels.start_page import StartPage
from labeldesk.ui.start import after_paint

HEAVY = ("cv2", "sqlalchemy", "onnx", "onnxruntime", "PIL", "shapely", "PySide6.QtSvg")


class Page(StartPage):
    painted: Callable[[], object]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted()


def test_the_start_page_needs_nothing_heavy() -> None:
    code = (
        "import sys, labeldesk.ui.panels.start_page, labeldesk.ui.panels.top_bar, "
        "labeldesk.ui.panels.status_line\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_the_window_needs_no_database_until_there_is_a_project() -> None:
    code = (
        "import sys, labeldesk.app, labeldesk.ui.program\n"
        "print([n for n in ('sqlalchemy', 'yaml', 'multiprocessing.spawn', 'onnx', 'PIL')"
        " if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_the_first_picture_needs_the_decoder_and_no_more() -> None:
    code = (
        "import sys, labeldesk.app, labeldesk.ui.first_look\n"
        "early = 'numpy' in sys.modules\n"
        "import labeldesk.work.glimpse, labeldesk.ui.canvas.picture_view\n"
        "print(early, [n for n in ('sqlalchemy', 'PIL', 'shapely', 'labeldesk.ui.canvas.canvas',"
        " 'labeldesk.ui.panels.column', 'labeldesk.tools.machine') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False []"


def test_what_follows_the_start_page_waits_for_its_paint(qtbot: QtBot) -> None:
    page, order = Page(), []
    page.painted = lambda: order.append("painted")
    qtbot.addWidget(page)
    after_paint(page, lambda: order.append("the rest"))
    page.show()

    qtbot.waitUntil(lambda: "the rest" in order)

    assert order[0] == "painted"
    assert order.count("the rest") == 1


def test_a_window_that_nobody_sees_is_completed_all_the_same(qtbot: QtBot) -> None:
    page, done = StartPage(), []
    qtbot.addWidget(page)
    after_paint(page, lambda: done.append(True))

    qtbot.waitUntil(lambda: bool(done))
