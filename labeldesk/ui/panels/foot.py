"""What stands below the image: the jobs while there are any, and the filmstrip in what is left."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from labeldesk.ui.panels.filmstrip import HEIGHT, SLIM, Filmstrip
from labeldesk.ui.panels.job_strip import JobStrip
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.label import Ground


class Foot(Ground):
    """Always as high, so that a job that comes or goes never moves the image above it."""

    def __init__(self, jobs: JobStrip, film: Filmstrip) -> None:
        super().__init__("panel")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(jobs)
        column.addWidget(film, 1)
        self.set_slim(is_slim=False)

    def set_slim(self, *, is_slim: bool) -> None:
        """48 px high instead of 76: in windows under 760 px."""
        self.setFixedHeight(px(SLIM if is_slim else HEIGHT) + 1)
