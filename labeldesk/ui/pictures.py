"""Pictures on their way to the canvas: decoded ahead, shown as soon as they are there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.domain.turn import UPRIGHT
from labeldesk.imaging.cache import PictureCache
from labeldesk.imaging.picture import Picture
from labeldesk.jobs.threads import Ending
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.workspace import Deliver, Workspace

if TYPE_CHECKING:
    from labeldesk.work.glimpse import Glimpse

HELD_MS = 90
"""Images that follow each other faster than this are flown over: half size will do."""
BLANK_MS = 150
"""The last picture stays at most so long when the next one is late."""
_AHEAD, _BEHIND = 3, 2
AGAIN_MS, SELDOM_MS = 1_000, 60_000
"""What is not readable, or not whole, is looked at again so soon, then ever more seldom."""
_FLOWN_OVER = 8  # images ahead that are wished for while a key is held


class Pictures(QObject):
    """Shows the current image. Signals: `faulted(UserError)` when it cannot be shown,
    `cut_short(path)` when the file ends too early, `was_shown(Picture)` when it came on the
    canvas, `arrived(path)` when any was decoded, `fault_changed` when `fault` may be another,
    `file_changed(path)` when the file was found to be another. `keeps_zoom` says whether the next
    image keeps the view.
    """

    faulted = Signal(object)
    cut_short = Signal(str)
    was_shown = Signal(object)
    arrived = Signal(str)
    fault_changed = Signal()
    file_changed = Signal(str)

    def __init__(self, workspace: Workspace, canvas: Canvas, deliver: Deliver) -> None:
        super().__init__(canvas)
        self.keeps_zoom: Callable[[], bool] = lambda: False
        self._workspace = workspace
        self._canvas = canvas
        self._deliver = deliver
        self._cache: PictureCache | None = None
        self._glimpse: Glimpse | None = None
        self._ending = Ending()
        self._before, self._direction = 0, 1
        self._shown: str | None = None
        self._told: set[str] = set()
        self._since = QElapsedTimer()
        self._rest = _timer(self, HELD_MS, lambda: self._want(held=False))
        self._blank = _timer(self, BLANK_MS, self._clear)
        self._again = _timer(self, AGAIN_MS, self._try_again)
        workspace.opened.connect(self._opened)
        workspace.closed.connect(self._leave)
        workspace.current_changed.connect(self._current)
        workspace.listed.grown.connect(self._moved)
        workspace.listed.changed.connect(lambda: self._want(held=False))

    @property
    def fault(self) -> UserError | None:
        """Why the current image cannot be shown, if that is known."""
        if self._cache is None or not self._workspace.is_open:
            return None
        return self._cache.fault(self._path())

    def expect(self, glimpse: Glimpse) -> None:
        """What is opened next begins with this picture, which is decoded already."""
        self._glimpse = glimpse

    def look_again(self) -> None:
        """Look whether the file of the current image can be read, or became another one."""
        self._want(held=False)

    def show_frame(self, frame: int) -> None:
        """Look at another frame of the current image; the others stay as they are looked at."""
        if self._cache is not None and self._workspace.is_open:
            self._cache.choose(self._path(), frame)
            self._want(held=False)
            self._show(self._path())

    def _try_again(self) -> None:
        self._again.setInterval(min(self._again.interval() * 2, SELDOM_MS))
        self.look_again()

    @property
    def current(self) -> Picture | None:
        """The picture of the current image, if it is there."""
        if self._cache is None or not self._workspace.is_open:
            return None
        return self._cache.get(self._path())

    def of(self, path: str) -> Picture | UserError | None:
        """The picture of any image as it is known now, or why it cannot be shown."""
        if self._cache is None:
            return None
        return self._cache.fault(path) or self._cache.get(path)

    def close(self) -> None:
        """Nothing is decoded any more; waits for what is being decoded."""
        self._leave()
        self._ending.wait()

    def _leave(self) -> None:
        if self._cache is not None:
            self._ending.add(self._cache.stop())
            self._cache = None
        for timer in (self._rest, self._blank, self._again):
            timer.stop()
        self._clear()

    def _opened(self) -> None:
        self._leave()
        self._told.clear()
        source = self._workspace.source
        if source is not None:
            self._before, self._direction = self._workspace.index, 1
            self._cache = PictureCache(source.root, deliver=self._deliver, arrived=self._arrived)
            self._cache.changed = self._changed
            glimpse, self._glimpse = self._glimpse, None
            if glimpse is not None and glimpse.listing.root == source.root:
                self._cache.give(glimpse.name, glimpse.picture)

    def _current(self, index: int) -> None:
        is_held = self._since.isValid() and self._since.elapsed() < HELD_MS
        self._since.start()
        self._again.setInterval(AGAIN_MS)
        if index != self._before:
            self._direction = self._workspace.listed.sieve.direction(self._before, index)
            self._before = index
        self._want(held=is_held)
        if is_held:
            self._rest.start()
        if not self._show(self._path()):
            self.fault_changed.emit()
            self._blank.start()

    def _moved(self) -> None:
        self._before = self._workspace.index  # the same image, beside others
        self._want(held=False)

    def _path(self) -> str:
        return self._workspace.catalogue.paths[self._workspace.index]

    def _want(self, *, held: bool) -> None:
        if self._cache is None or not self._workspace.is_open:
            return
        self._again.stop()
        index, paths = self._workspace.index, self._workspace.catalogue.paths
        ahead, behind = (_FLOWN_OVER, 0) if held else (_AHEAD, _BEHIND)
        listed = self._workspace.listed.sieve
        near = listed.around(index, self._direction, ahead, behind)
        self._cache.want(paths[index], [paths[place] for place in near], held=held)
        if not held and _is_poor(self.of(paths[index])):
            self._again.start()

    def _changed(self, path: str) -> None:
        self._told.discard(path)
        self.file_changed.emit(path)

    def _arrived(self, path: str) -> None:
        if self._workspace.is_open and path == self._path():
            self._show(path)
            if _is_poor(self.of(path)):
                self._again.start()
        self.arrived.emit(path)

    def _show(self, path: str) -> bool:
        """Show the picture if it is there, or say why it will not be."""
        if self._cache is None:
            return False
        fault = self._cache.fault(path)
        if fault is not None:
            self._blank.stop()
            self._clear()
            self.fault_changed.emit()
            self._tell(path, fault)
            return True
        picture = self._cache.get(path)
        if picture is None:
            return False
        self._blank.stop()
        if path != self._shown and not self.keeps_zoom():
            self._canvas.turn_to(UPRIGHT)
            self._canvas.fit()
        levels = [level.pixels for level in picture.pyramid.levels]
        self._canvas.set_picture(levels, picture.size, picture.deep, values=picture.values)
        self._shown = path
        self.fault_changed.emit()
        self.was_shown.emit(picture)
        self._workspace.shown.picture_is(self._workspace.image_id, picture.size)
        if picture.is_truncated and path not in self._told:
            self._told.add(path)
            self.cut_short.emit(path)
        return True

    def _tell(self, path: str, fault: UserError) -> None:
        if path not in self._told:
            self._told.add(path)
            self.faulted.emit(fault)

    def _clear(self) -> None:
        self._shown = None
        self._canvas.set_picture(None, Size(0, 0))


def _is_poor(found: Picture | UserError | None) -> bool:
    """Whether there is hope for more than what is shown: the file may still be on its way."""
    return isinstance(found, UserError) or (found is not None and found.is_truncated)


def _timer(parent: QObject, interval: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(act)
    return timer
