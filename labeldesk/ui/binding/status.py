"""The status line and the notices: hint, place, zoom, saved, short words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from labeldesk.domain.geometry import XY
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.domain.turn import UPRIGHT, Turn
from labeldesk.tools.state import KeyHint as ToolHint
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.grid_page import GridPage
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.panels.status_line import SAVED, KeyHint
from labeldesk.ui.voice import Voice
from labeldesk.ui.window import Window
from labeldesk.ui.workspace import Workspace

_SAVING = QT_TRANSLATE_NOOP("StatusLine", "Saving")
_READ_ONLY = QT_TRANSLATE_NOOP("StatusLine", "Opened to read")
_STAYS = QT_TRANSLATE_NOOP("StatusLine", "Everything stays on this computer")
_ALL = QT_TRANSLATE_NOOP("StatusLine", "All actions")
_KEYS = QT_TRANSLATE_NOOP("StatusLine", "Keys")
_TURNS = {
    UPRIGHT.right(): QT_TRANSLATE_NOOP("StatusLine", "Rotated right"),
    UPRIGHT.left(): QT_TRANSLATE_NOOP("StatusLine", "Rotated left"),
    UPRIGHT.right().right(): QT_TRANSLATE_NOOP("StatusLine", "Rotated by 180°"),
    UPRIGHT.flipped_across(): QT_TRANSLATE_NOOP("StatusLine", "Flipped horizontally"),
    UPRIGHT.flipped_down(): QT_TRANSLATE_NOOP("StatusLine", "Flipped vertically"),
    UPRIGHT.flipped_across().right(): QT_TRANSLATE_NOOP("StatusLine", "Flipped, rotated right"),
    UPRIGHT.flipped_across().left(): QT_TRANSLATE_NOOP("StatusLine", "Flipped, rotated left"),
}
_SAVING_MS = 400  # what is saved sooner is not worth a word


class StatusBinding(QObject):
    """A toast takes the place of the hint for some seconds; then the hint is back."""

    def __init__(self, workspace: Workspace, canvas: Canvas, window: Window, voice: Voice) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._canvas = canvas
        self._at: XY | None = None
        self._voice = voice
        self._hint: tuple[Text, tuple[KeyHint, ...]] = (_STAYS, _START_KEYS)
        self._toast: Text | None = None
        self._zoom = 1.0
        self._selected: Text | str = ""
        self._of_pages: dict[QWidget, tuple[Text, tuple[KeyHint, ...]]] = {}
        window.pages.currentChanged.connect(self._turned)
        self._late = QTimer(self, singleShot=True, interval=_SAVING_MS)
        self._late.timeout.connect(lambda: window.status.set_saved(_SAVING))
        canvas.hint_changed.connect(self._hinted)
        canvas.cursor_moved.connect(self._moved)
        canvas.cursor_left.connect(self._left)
        canvas.zoom_changed.connect(self._zoomed)
        canvas.turn_changed.connect(self._lies)
        canvas.said.connect(voice.toast)
        workspace.watcher.saved_changed.connect(self._saved)
        workspace.opened.connect(self._opened)
        workspace.closed.connect(self._closed)
        self._closed()
        voice.toasted.connect(self._toasted)
        voice.noticed.connect(window.notices.say)
        voice.taken_back.connect(window.notices.take_back)
        window.notices.chosen.connect(self._answered)
        self._show()

    def follow_grid(self, page: GridPage) -> None:
        """What holds in the grid, for the image or for those that are selected."""

        def show() -> None:
            count, total = len(page.grid.picked()), len(page.grid.tiles.names)
            self._of_pages[page] = (_GRID_MANY, _MANY_KEYS) if count else (_GRID, _GRID_KEYS)
            said = _SELECTED.filled(n=Grouped(count), total=Grouped(total)) if count else ""
            self._selected = said
            self._turned()

        page.grid.picked_changed.connect(show)
        show()

    def _turned(self) -> None:
        self._left()
        self._window.status.set_selected(self._selected if self._page() in self._of_pages else "")
        self._zoomed(self._zoom)
        self._show()

    def _moved(self, x: float, y: float) -> None:
        self._at = XY(x, y)
        self._window.status.set_place(x, y)
        self._value()

    def _left(self) -> None:
        self._at = None
        self._window.status.set_place(None, None)
        self._value()

    def _value(self) -> None:
        canvas, at = self._canvas, self._at
        seen = canvas.earlier.picture if canvas.earlier.isVisible() else canvas.picture
        words = seen.marks.words_at(at, canvas.view) if at is not None else ""
        self._window.status.set_value(words)

    def _page(self) -> QWidget | None:
        return self._window.pages.currentWidget()

    def _here(self) -> tuple[Text, tuple[KeyHint, ...]]:
        page = self._page()
        return self._hint if page is None else self._of_pages.get(page, self._hint)

    def _opened(self) -> None:
        self._window.status.set_saved(SAVED if self._workspace.is_writable else _READ_ONLY)

    def _zoomed(self, share: float) -> None:
        self._zoom = share
        self._value()
        self._lies(self._canvas.view.turn)
        is_seen = self._workspace.is_open and self._page() not in self._of_pages
        self._window.status.set_zoom(share if is_seen else None)

    def _lies(self, turn: Turn) -> None:
        is_seen = self._workspace.is_open and self._page() not in self._of_pages
        self._window.status.set_turn(_TURNS.get(turn, "") if is_seen else "")

    def _closed(self) -> None:
        self._hint = (_STAYS, _START_KEYS)
        status = self._window.status
        self._left()
        status.set_zoom(None)
        status.set_saved("")
        self._show()

    def _hinted(self, words: Text, keys: Sequence[ToolHint]) -> None:
        if self._workspace.is_open:
            self._hint = (words, tuple(KeyHint(key, text) for key, text in keys))
            self._show()

    def _toasted(self, words: Text | None) -> None:
        self._toast = words
        self._show()

    def _show(self) -> None:
        if self._toast is not None:
            self._window.status.set_hint(self._toast)
        else:
            self._window.status.set_hint(*self._here())

    def _saved(self, is_saved: bool) -> None:
        if is_saved:
            self._late.stop()
            self._window.status.set_saved(SAVED)
        else:
            self._late.start()

    def _answered(self, key: str, action: str) -> None:
        details = self._voice.answered(key, action)
        if details:
            QGuiApplication.clipboard().setText(details)


_SELECTED = QT_TRANSLATE_NOOP("StatusLine", "{n} of {total} selected")
_GRID = QT_TRANSLATE_NOOP("StatusLine", "Digits tag the image")
_GRID_MANY = QT_TRANSLATE_NOOP("StatusLine", "Digits tag all that are selected")
_MANY_KEYS = (
    KeyHint("Space", QT_TRANSLATE_NOOP("StatusLine", "Done")),
    KeyHint("X", QT_TRANSLATE_NOOP("StatusLine", "Exclude")),
    KeyHint("Escape", QT_TRANSLATE_NOOP("StatusLine", "One image")),
)
_GRID_KEYS = (
    KeyHint("Return", QT_TRANSLATE_NOOP("StatusLine", "Open")),
    KeyHint("Space", QT_TRANSLATE_NOOP("StatusLine", "Done")),
    KeyHint("F11", QT_TRANSLATE_NOOP("StatusLine", "One by one")),
)
_START_KEYS = (KeyHint("Ctrl+K", _ALL), KeyHint("F1", _KEYS))
