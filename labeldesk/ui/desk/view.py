"""How the image is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from labeldesk.domain.geometry import Rect
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.settings.store import Settings
from labeldesk.settings.table import AUTO_ADVANCE, OBJECT_LABELS
from labeldesk.ui.annotate import AnnotatePage
from labeldesk.ui.canvas.sight import ZOOM_STEP
from labeldesk.ui.voice import Voice
from labeldesk.ui.window import Window

_ORDER = ("off", "hover", "always")
_LABELS = {
    "off": QT_TRANSLATE_NOOP("View", "Names on the image: off"),
    "hover": QT_TRANSLATE_NOOP("View", "Names on the image: on hover"),
    "always": QT_TRANSLATE_NOOP("View", "Names on the image: always"),
}
_ADVANCE = QT_TRANSLATE_NOOP("View", "A tag goes on to the next image")
_STAY = QT_TRANSLATE_NOOP("View", "A tag stays on its image")


class Bare(Protocol):
    """Strips pages of everything but the image, or dresses them again."""

    def __call__(self, *, is_bare: bool) -> None: ...


class View:
    """The `view` of the desk. `show_page` shows a view by its name, `bare` strips it."""

    def __init__(
        self, window: Window, page: AnnotatePage, settings: Settings, voice: Voice
    ) -> None:
        self._window = window
        self._page = page
        self._canvas = page.canvas
        self._settings = settings
        self._voice = voice
        self.keep_zoom = False
        self.show_page: Callable[[str], None] = lambda _: None
        self.bare: Bare = page.bare

    def show(self, view: str) -> None:
        """Annotate, Grid, ..."""
        self.show_page(view)

    def zoom(self, steps: int) -> None:
        """In or out about the middle."""
        self._canvas.zoom_by(ZOOM_STEP**steps)

    def fit(self) -> None:
        """The whole image."""
        self._canvas.fit()

    def fit_width(self) -> None:
        """As wide as the canvas."""
        self._canvas.fit_width()

    def actual_size(self) -> None:
        """A pixel of the image on a pixel of the screen at 100 %."""
        self._canvas.set_zoom(1.0)

    def zoom_to_selection(self) -> None:
        """What is selected fills the canvas."""
        document = self._canvas.session.document
        found = [document[key].shape.bounds for key in self._canvas.env.selection]
        around = Rect.enclosing(rect for rect in found if rect is not None)
        if around is not None:
            self._canvas.show_rect(around)

    def toggle_keep_zoom(self) -> None:
        """Whether the next image keeps place and zoom."""
        self.keep_zoom = not self.keep_zoom

    def cycle_labels(self) -> None:
        """Names on the image: off, on hover, always."""
        now = self._settings.get(OBJECT_LABELS)
        following = _ORDER[(_ORDER.index(now) + 1) % len(_ORDER)]
        self._settings.set(OBJECT_LABELS, following)
        self._voice.toast(_LABELS[following])

    def peek(self, *, on: bool) -> None:
        """The image only, and where hidden objects are, while a key is held."""
        self._canvas.show_as(replace(self._canvas.showing, image_only=on))

    def toggle_full_screen(self) -> None:
        """The image and the status line, nothing else; and back."""
        if self._window.isFullScreen():
            self.leave_full_screen()
        else:
            self.bare(is_bare=True)
            self._window.showFullScreen()

    def leave_full_screen(self) -> bool:
        """Back to the window; whether it was full screen."""
        was = self._window.isFullScreen()
        if was:
            self.bare(is_bare=False)
            self._window.showNormal()
        return was

    def toggle_auto_advance(self) -> None:
        """Whether a tag goes on to the next image."""
        on = not self._settings.get(AUTO_ADVANCE)
        self._settings.set(AUTO_ADVANCE, on)
        self._voice.toast(_ADVANCE if on else _STAY)

    def toggle_panels(self) -> None:
        """The right column, or more room."""
        self._page.show_panels(shown=not self._page.column.isVisible())
