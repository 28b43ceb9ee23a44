"""What stands below the image: the jobs while there are any, and the filmstrip in what is left."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from labeldesk.ui.panels.filmstrip import HEIGHT, SLIM, Filmstrip
from labeldesk.ui.panels.job_strip import JobStrip
from labeldesk.ui.theme import px, theme
from labeldesk.ui.widgets.label import Ground


class Foot(Ground):
    """Always as high, so that a job that comes or goes never moves the image above it."""

    def __init__(self, jobs: JobStrip, film: Filmstrip) -> None:
        super().__init__("panel")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(jobs)
        column.addWidget(film, 1)
        self.set_slim(is_slim=False)

    def leave(self, right: int) -> None:
        """Leave so much of the right end to a notice; jobs and images stand beside it."""
        self._column.setContentsMargins(0, 0, right, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as p:
            p.fillRect(0, 0, self.width(), 1, theme().line)

    def set_slim(self, *, is_slim: bool) -> None:
        """48 px high instead of 76: in windows under 760 px."""
        self.setFixedHeight(px(SLIM if is_slim else HEIGHT) + 1)
