"""Which view is in front, and what a digit means in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from labeldesk.ui.window import Window


class Views:
    """Pages by name; `changed` is called after another one came to the front."""

    def __init__(self, window: Window, pages: dict[str, QWidget]) -> None:
        self.name = "annotate"
        self.changed: Callable[[], None] = lambda: None
        self._window = window
        self._pages = pages
        for page in pages.values():
            window.add_page(page)

    def show(self, name: str) -> None:
        """Bring a view to the front."""
        self.name = name
        self._window.top.show_views(shown=True)
        self._window.top.choose_view(name)
        page = self._pages[name]
        self._window.show_page(page)
        page.setFocus()
        self.changed()
