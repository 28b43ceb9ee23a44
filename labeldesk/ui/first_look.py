"""The picture that a path begins with, on the screen while the program is still being loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.jobs.runner import Runner, report_to_hook
from labeldesk.settings.places import Places
from labeldesk.settings.state import Recent
from labeldesk.ui.deliver import Delivery
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.label import Ground

if TYPE_CHECKING:
    from labeldesk.imaging.picture import Picture
    from labeldesk.ui.canvas.picture_view import PictureView
    from labeldesk.work.glimpse import Glimpse

LONGEST_MS = 1_000
"""A folder that takes longer is opened like any other, with the program around it."""
_USUAL = (51, 40, 301, 77)
_SIDES = 4
_LEAST = 640, 488  # what the pages need: the window shall not grow when they are made


class FirstLook(Ground):
    """Where the Annotate page will be, with the picture where its canvas will be.

    Decoding, listing and their libraries are on a thread. `place` is how far the canvas stood
    from the edges of its page when the window was closed, as `place_in` tells it.
    """

    def __init__(self, place: str = "", parent: QWidget | None = None) -> None:
        super().__init__("panel", parent)
        self.view: PictureView | None = None
        self._insets = _insets(place)
        self.setMinimumSize(*map(px, _LEAST))
        self._deliver = Delivery(self)
        self._runner = Runner(self._deliver, name="first-look", niced=False)

    def begin(self, path: Path, places: Places, then: Callable[[Glimpse | None], None]) -> None:
        """Look for the picture; `then` is called once, also if there is none or it takes long."""
        waiting = [then]

        def once(found: Glimpse | None = None) -> None:
            ticket.cancel()
            if waiting:
                waiting.pop()(found)

        def failed(error: Exception) -> None:
            once()
            if not isinstance(error, UserError):  # that one is said again by who opens the path
                report_to_hook(error)

        look = partial(self._look, path, places)
        ticket = self._runner.submit(look, done=once, failed=failed)
        QTimer.singleShot(LONGEST_MS, self, once)

    def leave(self) -> None:
        """The real page is there, or will not come."""
        self.close_threads()
        self.hide()
        self.deleteLater()

    def close_threads(self) -> None:
        """Nothing is looked for any more."""
        self._runner.close()

    def _look(self, path: Path, places: Places, cancel: Cancel) -> Glimpse | None:
        from labeldesk.work.glimpse import glimpse

        recent, _ = Recent.load(places.recent_file)
        return glimpse(path, recent, places.projects, self._seen, cancel)

    def _seen(self, picture: Picture) -> None:
        self._deliver(partial(self._show, picture))

    def _show(self, picture: Picture) -> None:
        from labeldesk.ui.canvas.picture_view import PictureView

        self.view = view = PictureView(self)
        view.setObjectName("first-look")
        view.setGeometry(self._place())
        view.set_picture([level.pixels for level in picture.pyramid.levels], picture.size)
        view.show()
        view.repaint()  # now: what follows takes this thread for a while

    def _place(self) -> QRect:
        left, top, right, bottom = self._insets
        return self.rect().adjusted(left, top, -right, -bottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.view is not None:
            self.view.setGeometry(self._place())


def place_in(page: QWidget, canvas: QWidget) -> str:
    """How far the canvas is from the edges of the page: left, top, right, bottom."""
    corner = canvas.mapTo(page, QPoint(0, 0))
    right = page.width() - corner.x() - canvas.width()
    bottom = page.height() - corner.y() - canvas.height()
    return f"{corner.x()} {corner.y()} {right} {bottom}"


def _insets(place: str) -> tuple[int, ...]:
    sides = tuple(int(side) for side in place.split() if side.isdecimal())
    return sides if len(sides) == _SIDES else tuple(map(px, _USUAL))
