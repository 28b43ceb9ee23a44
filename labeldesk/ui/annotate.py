"""The Annotate page: tools, image, filmstrip, panels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.panels.column import LOW_WINDOW, NARROW_WINDOW, Column
from labeldesk.ui.panels.filmstrip import Filmstrip
from labeldesk.ui.panels.foot import Foot
from labeldesk.ui.panels.image_bar import ImageBar
from labeldesk.ui.panels.job_strip import JobStrip
from labeldesk.ui.panels.offer_bar import OfferBar
from labeldesk.ui.panels.tool_strip import ToolStrip
from labeldesk.ui.theme import px


class AnnotatePage(QWidget):
    """Holds the widgets as attributes; bindings fill them."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self.canvas = canvas
        self._has_panels = True
        self.tools = ToolStrip()
        self.bar = ImageBar()
        self.offer = OfferBar(self.bar)
        self.film = Filmstrip()
        self.jobs = JobStrip()
        self.foot = Foot(self.jobs, self.film)
        self.column = Column()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.split.splitterMoved.connect(self.column.dragged)

    def _lay_out(self) -> None:
        middle = QWidget()
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.bar)
        inner.addWidget(self.canvas, 1)
        inner.addWidget(self.foot)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(middle)
        self.split.addWidget(self.column)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.tools)
        row.addWidget(self.split, 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The canvas has the keys wherever the page is seen."""
        self.canvas.setFocus(event.reason())

    def bare(self, *, is_bare: bool) -> None:
        """Full screen: the image and nothing else."""
        for widget in (self.tools, self.bar, self.foot):
            widget.setVisible(not is_bare)
        self.column.setVisible(self._has_panels and not is_bare)

    def show_panels(self, *, shown: bool) -> None:
        """The right column, or more room for the image."""
        self._has_panels = shown
        self.column.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.window().size()
        is_low = window.height() < px(LOW_WINDOW)
        column = self.column.wide_in(window.width())
        self.split.setSizes([self.split.width() - column, column])
        self.bar.set_slim(is_slim=window.width() < px(NARROW_WINDOW))
        self.foot.set_slim(is_slim=is_low)
        self.column.set_low(is_low=is_low)
