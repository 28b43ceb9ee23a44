"""The problems reported since the start, as a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from labeldesk.domain.problem import Problem
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.panels.problems import ProblemsPanel
from labeldesk.ui.widgets.button import Button, Kind

TITLE = QT_TRANSLATE_NOOP("Problems", "Problems")
COPY = QT_TRANSLATE_NOOP("Problems", "Copy all")
CLEAR = QT_TRANSLATE_NOOP("Problems", "Clear")
CLOSE = QT_TRANSLATE_NOOP("Problems", "Close")


class ProblemsSheet(Sheet):
    """Signals: `copy_wanted(text)`, `clear_wanted`."""

    copy_wanted = Signal(str)
    clear_wanted = Signal()
    wide = 860
    high_at_most = 640

    def __init__(self, rows: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.setObjectName("problems-sheet")
        self.add_title(TITLE)
        self._panel = ProblemsPanel()
        self._panel.header.hide()
        self._panel.set_problems(rows)
        self.column.addWidget(self._panel, 1)
        foot = self.add_foot()
        copy, clear, self._close = Button(COPY, Kind.LINK), Button(CLEAR, Kind.LINK), Button(CLOSE)
        copy.clicked.connect(lambda: self.copy_wanted.emit(self._panel.text()))
        clear.clicked.connect(self.clear_wanted)
        self._close.clicked.connect(self.left)
        foot.addWidget(copy)
        foot.addWidget(clear)
        foot.addStretch(1)
        foot.addWidget(self._close)

    def sizeHint(self) -> QSize:
        """As high as its rows; where the window has less room, one scrolls."""
        return super().sizeHint() + QSize(0, self._panel.unseen_height)

    def first_focus(self) -> QWidget:
        return self._close
