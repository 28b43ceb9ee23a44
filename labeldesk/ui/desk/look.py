"""How image and objects are shown: switches that are remembered, and the card that holds them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.domain.turn import UPRIGHT, Turn
from labeldesk.settings.store import Settings
from labeldesk.settings.table import (
    COLOUR_BY,
    CROSSHAIR,
    MAGNIFIER,
    OBJECT_FILL,
    OUTLINE_ONLY,
    OVERVIEW,
    PIXEL_GRID,
    UNLABELED,
    Setting,
)
from labeldesk.ui.annotate import AnnotatePage
from labeldesk.ui.panels.look_card import LookCard
from labeldesk.ui.voice import Voice
from labeldesk.ui.window import Window

STEP = 0.1
_WAYS: dict[str, Callable[[Turn], Turn]] = {
    "right": Turn.right,
    "left": Turn.left,
    "across": Turn.flipped_across,
    "down": Turn.flipped_down,
    "upright": lambda _: UPRIGHT,
}
_FLAGS: dict[str, Setting[bool]] = {
    "outline-only": OUTLINE_ONLY,
    "crosshair": CROSSHAIR,
    "pixel-grid": PIXEL_GRID,
    "unlabeled": UNLABELED,
    "magnifier": MAGNIFIER,
}
_FILL = QT_TRANSLATE_NOOP("Look", "Fill of objects: {share} %")
_SAID: dict[str, tuple[Text, Text]] = {
    "outline-only": (
        QT_TRANSLATE_NOOP("Look", "Objects are filled"),
        QT_TRANSLATE_NOOP("Look", "Objects are outlines only"),
    ),
    "by-object": (
        QT_TRANSLATE_NOOP("Look", "Objects have the colour of their class"),
        QT_TRANSLATE_NOOP("Look", "Each object has a colour of its own"),
    ),
    "crosshair": (
        QT_TRANSLATE_NOOP("Look", "No crosshair"),
        QT_TRANSLATE_NOOP("Look", "A crosshair over the whole image while a shape is begun"),
    ),
    "pixel-grid": (
        QT_TRANSLATE_NOOP("Look", "No lines between pixels"),
        QT_TRANSLATE_NOOP("Look", "From 800 % on there are lines between pixels"),
    ),
    "unlabeled": (
        QT_TRANSLATE_NOOP("Look", "Unlabeled pixels are not marked"),
        QT_TRANSLATE_NOOP("Look", "Unlabeled pixels are hatched, and counted in the panel Image"),
    ),
    "magnifier": (
        QT_TRANSLATE_NOOP("Look", "No magnifier"),
        QT_TRANSLATE_NOOP("Look", "A lens beside the pointer while a place is chosen exactly"),
    ),
    "overview": (
        QT_TRANSLATE_NOOP("Look", "No overview map"),
        QT_TRANSLATE_NOOP("Look", "A map of the whole image while it is zoomed in"),
    ),
}
"""What is said when a switch is off, and on."""


class Look:
    """The `look` of the desk."""

    def __init__(
        self, window: Window, page: AnnotatePage, settings: Settings, voice: Voice
    ) -> None:
        self._page = page
        self._settings = settings
        self._voice = voice
        self._card = LookCard(window, page.bar.look, settings.get)
        self._card.give_back = page.canvas.setFocus
        self._card.changed.connect(settings.set)
        self._card.turn_wanted.connect(self.turn)
        settings.listen(self._card.follow)

    def options(self) -> None:
        """Open the card with all of them, or close it."""
        if self._card.isVisible():
            self._card.close_up()
            return
        button, canvas = self._page.bar.look, self._page.canvas
        near = button if button.isVisible() else canvas
        corner = QPoint(near.width(), near.height() if near is button else 0)
        self._card.open_at(near.mapToGlobal(corner))

    def fill(self, steps: int) -> None:
        """Fill objects by so many tenths more; outlines only are filled again."""
        fill = round(self._settings.get(OBJECT_FILL) + steps * STEP, 2)
        self._settings.set(OBJECT_FILL, min(max(fill, 0.0), 1.0))
        self._settings.set(OUTLINE_ONLY, value=False)
        self._voice.toast(_FILL.filled(share=round(self._settings.get(OBJECT_FILL) * 100)))

    def toggle(self, switch: str) -> None:
        """The other way round than it is."""
        on = switch not in self.switches()
        if switch in _FLAGS:
            self._settings.set(_FLAGS[switch], on)
        elif switch == "overview":
            self._settings.set(OVERVIEW, "open" if on else "off")
        else:
            self._settings.set(COLOUR_BY, "object" if on else "class")
        self._voice.toast(_SAID[switch][on])

    def turn(self, way: str) -> None:
        """Show the image turned by a quarter, flipped, or as it is; it is not changed."""
        canvas = self._page.canvas
        unfinished = canvas.machine.unfinished
        if canvas.machine.pressed is not None and unfinished is not None:
            self._voice.toast(unfinished)  # a drag is dropped by it, half an outline is not
            return
        canvas.turn_to(_WAYS[way](canvas.view.turn))

    def switches(self) -> tuple[str, ...]:
        """Those that are on."""
        get = self._settings.get
        on = [name for name, setting in _FLAGS.items() if get(setting)]
        if get(COLOUR_BY) == "object":
            on.append("by-object")
        if get(OVERVIEW) != "off":
            on.append("overview")
        return tuple(on)
