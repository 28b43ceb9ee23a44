"""What the start page must not wait for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from labeldesk.ui.start import AfterPaint

HEAVY = ("cv2", "sqlalchemy", "onnx", "onnxruntime", "PIL", "shapely", "PySide6.QtSvg")


class Page(QWidget):
    painted: Callable[[], object]

    def paintEvent(self, event: QPaintEvent) -> None:
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


def test_what_follows_the_start_page_waits_for_its_paint(qtbot: QtBot) -> None:
    page, order = Page(), []
    page.painted = lambda: order.append("painted")
    AfterPaint(page, lambda: order.append("the rest"))
    qtbot.addWidget(page)
    page.show()

    qtbot.waitUntil(lambda: "the rest" in order)

    assert order[0] == "painted"


def test_a_window_that_nobody_sees_is_completed_all_the_same(qtbot: QtBot) -> None:
    page, done = QWidget(), []
    qtbot.addWidget(page)
    AfterPaint(page, lambda: done.append(True))

    qtbot.waitUntil(lambda: bool(done))
