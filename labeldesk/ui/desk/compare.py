"""The previous image of the list in the place of the current one, to see what changed."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath

from PySide6.QtCore import QObject, QTimer, Signal

from labeldesk.domain.changes import Document
from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.picture import Picture
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.pictures import Pictures
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

BLINK_MS = 700
"""Each of the two images is seen so long: slow enough for everybody, quick enough for the eye."""
_LATE = QT_TRANSLATE_NOOP("Compare", "The previous image is still being decoded")
_UNSEEN = QT_TRANSLATE_NOOP("Compare", "The previous image, {name}, cannot be shown")
_DRAGGING = QT_TRANSLATE_NOOP("Compare", "First let go of what you are dragging")


class Compare(QObject):
    """The `compare` of the desk. It ends with whatever is done to the current image, or when
    another one is gone to; `changed` when it begins, blinks, or has ended.
    """

    changed = Signal()

    def __init__(
        self, workspace: Workspace, pictures: Pictures, canvas: Canvas, voice: Voice
    ) -> None:
        super().__init__(canvas)
        self._workspace = workspace
        self._pictures = pictures
        self._canvas = canvas
        self._voice = voice
        self._place: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(BLINK_MS)
        self._timer.timeout.connect(self._turn)
        canvas.earlier.went.connect(self.end)
        pictures.arrived.connect(self._arrived)
        workspace.current_changed.connect(self.end)
        workspace.recorded.connect(self.end)
        workspace.closed.connect(self.end)

    @property
    def is_on(self) -> bool:
        """Whether the previous image is shown, blinks, or is waited for."""
        return self._place is not None

    @property
    def blinks(self) -> bool:
        """Whether it comes and goes by itself."""
        return self._timer.isActive()

    @property
    def previous(self) -> int | None:
        """The place of the image before this one in the list, if there is one."""
        return self._workspace.listed.sieve.before(self._workspace.index)

    def show(self) -> None:
        """The previous image in the place of this one; if it is there already, this one again."""
        if self.is_on:
            self.end()
        else:
            self._begin()

    def blink(self) -> None:
        """The two in turns, until it is asked for again."""
        if self.blinks:
            self.end()
            return
        if not self.is_on:
            self._begin()
        if self.is_on:
            self._timer.start()
            self.changed.emit()

    def end(self, *_: object) -> None:
        """The current image alone."""
        if self.is_on:
            self._place = None
            self._timer.stop()
            self._voice.hush(_LATE)
            self._canvas.earlier.lift_off()
            self.changed.emit()

    def _begin(self) -> None:
        place = self.previous
        if place is None:
            return
        if self._canvas.machine.pressed is not None:
            self._voice.toast(_DRAGGING)
            return
        self._place = place
        self._look()
        if self.is_on and not self._canvas.earlier.is_on:
            self._voice.toast(_LATE)
            self._pictures.look_again()
        self.changed.emit()

    def _look(self) -> None:
        """Show it if it is decoded, or say why it will not be."""
        if self._place is None:
            return
        path = self._workspace.catalogue.paths[self._place]
        name = PurePosixPath(path).name
        found = self._pictures.of(path)
        if isinstance(found, UserError):
            self.end()
            self._voice.toast(_UNSEEN.filled(name=name))
        elif found is not None:
            self._voice.hush(_LATE)
            was_on = self._canvas.earlier.is_on
            self._canvas.earlier.lay(found, name)
            if not was_on:
                self._read(self._workspace.catalogue.id_at(self._place), found)

    def _read(self, image_id: ImageId, picture: Picture) -> None:
        """Its objects follow: they lie on the disk."""
        recorder = self._workspace.recorder
        if recorder.project is not None:
            from labeldesk.storage import moments

            question = recorder.project.later(partial(moments.open_image, image_id=image_id))
            recorder.ask(question, lambda found: self._outline(image_id, picture, found.document))
        elif not recorder.is_saved:  # the first edits wait: some may be of this image
            recorder.ensure(lambda _: self._read(image_id, picture))

    def _outline(self, image_id: ImageId, picture: Picture, document: Document) -> None:
        place = self._place
        if place is not None and self._workspace.catalogue.id_at(place) == image_id:
            self._canvas.earlier.outline(document, self._workspace.classes, picture.size)

    def _arrived(self, path: str) -> None:
        if self._place is not None and path == self._workspace.catalogue.paths[self._place]:
            self._look()

    def _turn(self) -> None:
        earlier = self._canvas.earlier
        earlier.setVisible(earlier.is_on and earlier.isHidden())
