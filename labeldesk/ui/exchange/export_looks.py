"""What an export would come to: looked at again, off this thread, when its choices change."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Progress
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.throttle import Throttle
from labeldesk.ui.exchange.rest import Rest
from labeldesk.ui.workspace import Deliver
from labeldesk.work.previewing import Place, Preview, look_at, look_before
from labeldesk.work.watch import Watch
from labeldesk.work.wishes import Export

if TYPE_CHECKING:
    from labeldesk.storage.project import Project


class ExportLooks(QObject):
    """Two looks: at the images, whose answer holds whatever the folder is, and at the folder.

    `preview` and `place` are None until they are known; `fault` says why the images cannot be
    written, `refusal` why the folder cannot. What was found for another wish is forgotten at
    once. Signals: `found` when one of them is known, `progressed(Progress)` of the images.
    """

    found = Signal()
    progressed = Signal(object)

    def __init__(
        self,
        project: Project,
        runners: tuple[Runner, Runner],
        deliver: Deliver,
        min_score: float,
    ) -> None:
        super().__init__()
        self.min_score = min_score
        self._project = project
        self._images, self._folders = runners
        self._deliver = deliver
        self._wish: Export | None = None
        self._rest = Rest(self._look_at_folder, self)
        self._forget_images()
        self._forget_folder()

    @property
    def faults(self) -> list[UserError]:
        """Why it cannot be exported."""
        return [error for error in (self.refusal, self.fault) if error is not None]

    @property
    def is_complete(self) -> bool:
        """Whether both looks are over."""
        is_seen = self.preview is not None or self.fault is not None
        return is_seen and (self.place is not None or self.refusal is not None)

    def look(self, wish: Export, *, is_typing: bool = False) -> None:
        """Look at what is another than it was; at a folder that is typed after a short rest."""
        before, self._wish = self._wish, wish
        if before is None or _content(before) != _content(wish):
            self._forget_images()
            self._look_at_images(wish)
        if before is None or _folder(before) != _folder(wish):
            self._forget_folder()
            self._folders.submit(lambda _: None, key=self)  # what is asked now is old
            self._rest.wait(is_typing=is_typing)

    def hurry(self) -> None:
        """Nothing more will be typed."""
        self._rest.hurry()

    def end(self) -> None:
        """What is being looked at no longer matters."""
        self._wish = None
        self._rest.stop()
        for runner in (self._images, self._folders):
            runner.submit(lambda _: None, key=self)

    def _forget_images(self) -> None:
        self.preview: Preview | None = None
        self.fault: UserError | None = None

    def _forget_folder(self) -> None:
        self.place: Place | None = None
        self.refusal: UserError | None = None

    def _look_at_images(self, wish: Export) -> None:
        score = self.min_score

        def tell(progress: Progress) -> None:
            self._deliver(partial(self._progressed, wish, progress))

        throttle = Throttle(tell)
        self._images.submit(
            lambda cancel: look_before(self._project, wish, score, Watch(throttle, cancel)),
            done=partial(self._seen, wish),
            failed=partial(self._faulted, wish),
            key=self,
        )

    def _look_at_folder(self) -> None:
        wish = self._wish
        if wish is None:
            return
        self._folders.submit(
            lambda cancel: look_at(wish.out, overwrite=wish.overwrite, cancel=cancel),
            done=partial(self._placed, wish),
            failed=partial(self._refused, wish),
            key=self,
        )

    def _progressed(self, wish: Export, progress: Progress) -> None:
        if self._wish is not None and _content(wish) == _content(self._wish):
            self.progressed.emit(progress)

    def _seen(self, wish: Export, preview: Preview) -> None:
        if self._wish is not None and _content(wish) == _content(self._wish):
            self.preview = preview
            self.found.emit()

    def _placed(self, wish: Export, place: Place) -> None:
        if self._wish is not None and _folder(wish) == _folder(self._wish):
            self.place = place
            self.found.emit()

    def _faulted(self, wish: Export, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._wish is not None and _content(wish) == _content(self._wish):
            self.fault = error
            self.found.emit()

    def _refused(self, wish: Export, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._wish is not None and _folder(wish) == _folder(self._wish):
            self.refusal = error
            self.found.emit()


def _content(wish: Export) -> Export:
    """What the look at the images depends on."""
    return replace(wish, out=Path(), overwrite=False)


def _folder(wish: Export) -> tuple[object, ...]:
    return wish.out, wish.overwrite
