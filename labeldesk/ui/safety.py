"""What keeps the user's work: nothing left unsaved, backups, images that come, go and move."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from labeldesk.ui.arriving import Arriving
from labeldesk.ui.backups import Backups
from labeldesk.ui.elsewhere import Elsewhere
from labeldesk.ui.held import Held
from labeldesk.ui.leaving import Leaving
from labeldesk.ui.locating import Locating
from labeldesk.ui.restoring import Restoring
from labeldesk.ui.tracking import Tracking

if TYPE_CHECKING:
    from labeldesk.ui.program import Program


class Safety(QObject):
    """Owns the keepers; `close` after the workspace was shut down."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        workspace, voice, deliver = program.workspace, program.voice, program.deliver
        home = program.places.backups
        self.leaving = Leaving(workspace, voice)
        self.backups = Backups(workspace, voice, deliver, home)
        self.restoring = Restoring(workspace, voice, deliver, home)
        self.tracking = Tracking(workspace, voice, deliver)
        self.tracking.show_problems = program.desk.program.problems
        self.arriving = Arriving(workspace, voice, deliver, self.tracking)
        program.desk.images.look_wanted = partial(_look_for_new, program, self.arriving)
        self.locating = Locating(workspace, voice, deliver)
        self.elsewhere = Elsewhere(workspace, voice, deliver, program.places.projects)
        self.elsewhere.ask_folder = program.desk.project.ask_folder
        self.elsewhere.note_moved = program.start.moved
        self.held = Held(workspace, voice, deliver)
        self.locating.ask_folder = program.desk.project.ask_folder
        window = program.window
        window.may_close = lambda: self.leaving.may_leave(lambda: _close(window))
        program.desk.project.leave = self.leaving.close

    def close(self) -> None:
        """The program ends: stop the threads."""
        self.arriving.close()
        self.tracking.close()
        self.locating.close()
        self.held.close()
        self.elsewhere.close()
        self.backups.close()
        self.restoring.close()


def _look_for_new(program: Program, arriving: Arriving) -> None:
    program.pictures.look_again()
    program.thumbs.look_again()
    arriving.look()


def _close(window: QWidget) -> None:
    window.close()
