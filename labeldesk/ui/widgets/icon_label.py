"""An icon that is only looked at."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeldesk.ui.icons import SMALL, paint_icon
from labeldesk.ui.theme import Role, px


class IconLabel(QWidget):
    """`size` px at 100 %; the words beside it say what it means."""

    def __init__(
        self, icon: str, role: Role = "t2", size: int = SMALL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._role, self._size = icon, role, size
        self.setFixedSize(px(size), px(size))

    def set_icon(self, icon: str, role: Role) -> None:
        """Show another icon in another colour."""
        self._icon, self._role = icon, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            paint_icon(p, self.rect(), self._icon, self._role, self._size)
