"""The frame: top bar, the page in view, status line. It hangs things up and does nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from labeldesk.ui.panels.notice_bar import NoticeBar
from labeldesk.ui.panels.status_line import StatusLine
from labeldesk.ui.panels.top_bar import TopBar
from labeldesk.ui.theme import px

FIRST_SIZE = (1440, 900)


class Window(QWidget):
    """Signals: `dropped(list of paths)`, `closing` before it goes, `resized`. `may_close` says
    whether everything is saved.
    """

    dropped = Signal(list)
    closing = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = lambda: True
        self.setObjectName("window")
        self.setWindowTitle("Labeldesk")
        self.setAcceptDrops(True)
        self.resize(px(FIRST_SIZE[0]), px(FIRST_SIZE[1]))
        self.top = TopBar()
        self.top.show_views(shown=False)
        self.pages = QStackedWidget()
        self.status = StatusLine()
        self.status.hint.setObjectName("status-hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.pages, 1)
        column.addWidget(self.status)
        self.notices = NoticeBar(self, self.status)  # the last made: above these, below sheets

    def add_page(self, page: QWidget) -> None:
        """A page among those of which one is in view."""
        self.pages.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Bring a page into view; notices find their place on it."""
        self.pages.setCurrentWidget(page)
        self.notices.settle()

    def bare(self, *, is_bare: bool) -> None:
        """Full screen shows the page and the status line, nothing else."""
        self.top.setVisible(not is_bare)
        self.notices.bare(is_bare=is_bare)

    def geometry_bytes(self) -> bytes:
        """Where the window stands, for the next start."""
        return bytes(self.saveGeometry().data())

    def restore(self, geometry: bytes) -> None:
        """Stand where it stood. The first time a screen smaller than the window is all filled."""
        room = self.screen().availableSize()
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        elif self.size().boundedTo(room) != self.size():
            self.resize(self.size().boundedTo(room))
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing never asks, unless something would be lost."""
        self.closing.emit()
        event.setAccepted(self.may_close())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Tab leaves the canvas, which has Tab for itself, and every list."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.focusNextPrevChild(not is_back)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.notices.settle()
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.bare(is_bare=bool(self.windowState() & Qt.WindowState.WindowFullScreen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders, images, projects, models: whatever it is, it may be dropped anywhere."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
