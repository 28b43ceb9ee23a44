"""Menus in the colours of the theme."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from labeldesk.domain.text import Text
from labeldesk.ui.theme import look, theme
from labeldesk.ui.theme.sheet import sheet
from labeldesk.ui.translate import tr


class Menu(QMenu):
    """A menu that dresses itself; for context menus and drop-downs."""

    def __init__(self, title: Text | str = "", parent: QWidget | None = None) -> None:
        super().__init__(tr(title), parent)
        self.setStyleSheet(sheet(theme()))


class MenuBar(QMenuBar):
    """The menu bar; its menus take their look from it, also after a change of theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setNativeMenuBar(False)
        look().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setStyleSheet(sheet(theme()))
