"""How images are looked at: lighter, steeper, stretched, frame by frame."""

from __future__ import annotations

from dataclasses import replace

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.adjustment import NEUTRAL
from labeldesk.ui.annotate import AnnotatePage
from labeldesk.ui.binding.display import DisplayBinding
from labeldesk.ui.voice import Voice

_STEP = 0.05
_BRIGHTNESS = QT_TRANSLATE_NOOP("Display", "Brightness {n}")
_CONTRAST = QT_TRANSLATE_NOOP("Display", "Contrast {n}")
_RESET = QT_TRANSLATE_NOOP("Display", "Images are shown as they are")


class Display:
    """The `display` of the desk."""

    def __init__(self, page: AnnotatePage, binding: DisplayBinding, voice: Voice) -> None:
        self._page = page
        self._binding = binding
        self._voice = voice

    def open(self) -> None:
        """Bring the panel into view, with the keyboard on its first slider."""
        self._page.show_panels(shown=True)
        panel = self._page.column.display
        panel.open(is_open=True)
        self._page.column.ensureWidgetVisible(panel)
        panel.curve.brightness.slider.setFocus()

    def brighten(self, steps: int) -> None:
        """Lighter, or darker."""
        now = self._binding.adjustment
        value = _stepped(now.brightness, steps)
        self._binding.adjust(replace(now, brightness=value))
        self._voice.toast(_BRIGHTNESS.filled(n=round(value * 100)))

    def steepen(self, steps: int) -> None:
        """More contrast, or less."""
        now = self._binding.adjustment
        value = _stepped(now.contrast, steps)
        self._binding.adjust(replace(now, contrast=value))
        self._voice.toast(_CONTRAST.filled(n=round(value * 100)))

    def stretch(self) -> None:
        """From black to white the values that this image has, but for the few farthest."""
        picture = self._binding.picture
        if picture is not None and picture.deep is not None:
            now = self._binding.adjustment
            self._binding.adjust(replace(now, window=picture.deep.stretched))

    def reset(self) -> None:
        """As the images are."""
        self._binding.adjust(NEUTRAL)
        self._voice.toast(_RESET)

    def step_frame(self, by: int) -> None:
        """The next frame of this image, or the one before."""
        self._binding.step_frame(by)


def _stepped(value: float, steps: int) -> float:
    return min(max(round(value + steps * _STEP, 2), -1.0), 1.0)
