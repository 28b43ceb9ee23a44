"""How images are looked at: one choice for all of them, and which frame of each is seen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from labeldesk.imaging.adjustment import NEUTRAL, Adjustment
from labeldesk.imaging.picture import Picture
from labeldesk.ui.annotate import AnnotatePage
from labeldesk.ui.panels.display import DisplayRow
from labeldesk.ui.panels.values_rows import ValuesRow
from labeldesk.ui.pictures import Pictures
from labeldesk.ui.workspace import Workspace


class DisplayBinding(QObject):
    """Canvas, panel and bar follow one adjustment, which holds until it is reset.

    `adjusted` when it is another; `changed` when there is one now or none any more, and when an
    image has more or fewer frames. `picture` is what is shown.
    """

    changed = Signal()
    adjusted = Signal()

    def __init__(self, workspace: Workspace, page: AnnotatePage, pictures: Pictures) -> None:
        super().__init__(page)
        self.adjustment = NEUTRAL
        self.picture: Picture | None = None
        self._frame, self._frames = 0, 1
        self._canvas = page.canvas
        self._pictures = pictures
        self._panel, self._bar = page.column.display, page.bar
        self._panel.adjusted.connect(self.adjust)
        self._bar.display_reset.connect(lambda: self.adjust(NEUTRAL))
        self._bar.frames.frame_wanted.connect(self.show_frame)
        self._bar.frames.step_wanted.connect(self.step_frame)
        pictures.was_shown.connect(self._shown)
        workspace.current_changed.connect(lambda _: self._left())
        workspace.closed.connect(self._left)

    def adjust(self, adjustment: Adjustment) -> None:
        """Show all images this way from now on."""
        before, self.adjustment = self.adjustment, adjustment
        if adjustment == before:
            return
        self._canvas.adjust(adjustment)
        self._panel.set_adjustment(adjustment)
        if adjustment.is_neutral != before.is_neutral:
            self._bar.set_changed(is_changed=not adjustment.is_neutral)
            self.changed.emit()
        self.adjusted.emit()

    @property
    def frames(self) -> int:
        """How many frames the current image has, as far as that is known."""
        return self._frames

    def step_frame(self, by: int) -> None:
        """Forward or back; at the ends nothing happens."""
        self.show_frame(min(max(self._frame + by, 0), self._frames - 1))

    def show_frame(self, frame: int) -> None:
        """Look at that frame, from 0."""
        if frame != self._frame:
            self._frame = frame
            self._bar.set_frame(frame, self._frames)
            self._pictures.show_frame(frame)

    def _left(self) -> None:
        """Another image: how many frames it has is known when it is shown, maybe already."""
        self.picture = self._pictures.current
        if self.picture is not None:
            self._shown(self.picture)
        elif self._frames > 1:
            self._frame, self._frames = 0, 1
            self._bar.set_frame(0, 1)
            self.changed.emit()

    def _shown(self, picture: Picture) -> None:
        self.picture = picture
        self._panel.set_row(_row_of(picture))
        if (picture.frame, picture.frames) != (self._frame, self._frames):
            self._frame, self._frames = picture.frame, picture.frames
            self._bar.set_frame(picture.frame, picture.frames)
            self.changed.emit()


def _row_of(picture: Picture) -> DisplayRow:
    deep = picture.deep
    if deep is None:
        return DisplayRow(picture.bands)
    values = ValuesRow(deep.window, deep.stretched, deep.extent, deep.presets)
    return DisplayRow(picture.bands, values)
