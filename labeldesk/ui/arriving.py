"""Files that come into the open folder, or go, while one works."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.ticket import Ticket
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.tracking import KEY, Tracking
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.arrivals import Arrivals, Known, look_again

if TYPE_CHECKING:
    from labeldesk.work.opening import Opened

_CAME_ONE = QT_TRANSLATE_NOOP("Arriving", "{n} new image")
_CAME = QT_TRANSLATE_NOOP("Arriving", "{n} new images")
_WENT_ONE = QT_TRANSLATE_NOOP("Arriving", "The file of {n} image is missing now")
_WENT = QT_TRANSLATE_NOOP("Arriving", "The files of {n} images are missing now")
_BACK_ONE = QT_TRANSLATE_NOOP("Arriving", "The file of {n} image is back")
_BACK = QT_TRANSLATE_NOOP("Arriving", "The files of {n} images are back")
_NOTHING = QT_TRANSLATE_NOOP("Arriving", "No new images in the folder")


class Arriving(QObject):
    """Looks when asked to, and when one comes back to the window. The open image stays; what is
    new is in the list alone until something is edited.
    """

    def __init__(
        self, workspace: Workspace, voice: Voice, deliver: Deliver, tracking: Tracking
    ) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._voice = voice
        self._tracking = tracking
        self._runner = Runner(deliver, name="arriving")
        self._ticket = Ticket()
        self._ticket.close()  # there is nothing to wait for yet
        workspace.leaving.connect(self._leaving)
        QGuiApplication.instance().applicationStateChanged.connect(self.activated)  # type: ignore[union-attr]

    @property
    def is_idle(self) -> bool:
        """Whether nothing is looked at."""
        return self._ticket.is_over

    def close(self) -> None:
        """The program ends."""
        self._runner.close()

    def activated(self, state: Qt.ApplicationState) -> None:
        """Back from another program, which may have brought images."""
        if state is Qt.ApplicationState.ApplicationActive and self.is_idle:
            self._look(is_asked=False)

    def look(self) -> None:
        """Look now, and say so also where there is nothing new."""
        self._ticket.cancel()
        self._look(is_asked=True)

    def _leaving(self) -> None:
        self._ticket.cancel()

    def _look(self, *, is_asked: bool) -> None:
        workspace = self._workspace
        source, project, catalogue = workspace.source, workspace.project, workspace.catalogue
        if source is None or not (is_asked or source.has_root):
            return
        known = Known(catalogue.paths, catalogue.ids, catalogue.missing.copy())

        def ids_before() -> dict[str, ImageId]:
            from labeldesk.storage import queries

            return project.later(queries.gone_images).result() if project is not None else {}

        self._ticket = self._runner.submit(
            lambda cancel: look_again(source.root, known, ids_before, cancel),
            done=partial(self._found, source, known, is_asked),
            failed=partial(self._failed, is_asked),
        )

    def _failed(self, is_asked: bool, error: Exception) -> None:
        if is_asked or not isinstance(error, UserError):
            self._voice.error(error)

    def _found(self, source: Opened, known: Known, is_asked: bool, found: Arrivals) -> None:
        workspace, catalogue = self._workspace, self._workspace.catalogue
        if workspace.source is not source:
            return
        if catalogue.paths is not known.paths:  # the list is another one by now
            self._look(is_asked=is_asked)
            return
        if len(found.fresh):
            workspace.index += int(np.searchsorted(found.places, workspace.index, side="right"))
            catalogue.insert(found.fresh, found.places, found.paths)
            if workspace.is_writable:
                workspace.recorder.fresh.append(found.fresh)
        if found.gone or found.back:
            catalogue.missing |= np.isin(catalogue.ids, list(found.gone))
            catalogue.missing &= ~np.isin(catalogue.ids, list(found.back))
        if len(found.fresh) or found.gone or found.back:
            workspace.rows_changed.emit(None)
        self._tell(found, is_asked=is_asked)
        if found.gone and workspace.project is not None and workspace.is_writable:
            workspace.recorder.ensure(lambda _: self._tracking.look_again())

    def _tell(self, found: Arrivals, *, is_asked: bool) -> None:
        if found.back and not self._workspace.catalogue.missing.any():
            self._voice.take_back(KEY)
        for count, one, many in (
            (len(found.fresh), _CAME_ONE, _CAME),
            (len(found.gone), _WENT_ONE, _WENT),
            (len(found.back), _BACK_ONE, _BACK),
        ):
            if count:
                self._voice.toast(counted(count, one, many).filled(n=Grouped(count)))
                return
        if is_asked:
            self._voice.toast(_NOTHING)
