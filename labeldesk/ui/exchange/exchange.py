"""Export, import and files in step, wired to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from labeldesk.jobs.runner import Runner
from labeldesk.ui.exchange.answers import Answers
from labeldesk.ui.exchange.exporting import Exporting
from labeldesk.ui.exchange.importing import Importing
from labeldesk.ui.exchange.in_step import LiveMirror
from labeldesk.ui.exchange.intake import Intake
from labeldesk.ui.exchange.jobs import Jobs
from labeldesk.ui.exchange.meeting import Meeting
from labeldesk.ui.exchange.offer import ImportBar
from labeldesk.ui.exchange.remembered import Remembered
from labeldesk.work.mirroring import InStep
from labeldesk.work.sources import DataSet

if TYPE_CHECKING:
    from labeldesk.ui.program import Program


class Exchange(QObject):
    """Owns what moves data sets; `close` before the workspace shuts down."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        workspace, voice, desk = program.workspace, program.voice, program.desk
        self._program = program
        self._looking = Runner(program.deliver, name="beside")
        self.jobs = Jobs(program.page.jobs, program.deliver, voice, self)
        answers = Answers(program.places.state / "beside.json")
        self.intake = Intake(workspace, self.jobs, voice, answers, Meeting(program))
        self.mirror = LiveMirror(workspace, voice, program.deliver)
        self.bar = ImportBar(workspace, voice, self._looking, answers)
        self.bar.take = self._take_beside
        self.bar.take_names = desk.classes.take_names
        self.intake.show_problems = desk.program.problems
        self.intake.undo = desk.history.undo
        remembered = Remembered(program.places.state / "exports.json")
        self.export = Exporting(workspace, self.jobs, voice, program.sheets.dim, remembered)
        self.export.min_score = lambda: program.choice.score
        self.export.ask_folder = desk.project.ask_folder
        self.export.show_problems = desk.program.problems
        self.export.accept_suggestions = desk.suggest.accept_everywhere
        self._checking = (
            Runner(program.deliver, name="export-report"),
            Runner(program.deliver, name="export-folder"),
        )
        desk.project.export_wanted = lambda: self.export.open(self._checking, program.deliver)
        self.importing = Importing(workspace, self.intake, self.bar, voice, program.sheets.dim)
        self.importing.runner = self._looking
        self.importing.ask_folder = desk.project.ask_folder
        desk.project.import_wanted = self.importing.open
        program.start.page.import_wanted.connect(self.importing.open)
        desk.classes.load_list_wanted = self._load_list
        desk.project.before_save = self.mirror.save
        workspace.leaving.connect(self.jobs.leave)

    def close(self) -> None:
        """The program ends and the workspace was left: stop the threads."""
        self.jobs.close()
        for runner in self._checking:
            runner.close()
        self.mirror.close()
        self._looking.close()

    def _take_beside(self, format_id: str, is_kept: bool) -> None:
        source = self._program.workspace.source
        if source is not None:
            data = DataSet(source.root, format_id)
            self.intake.take(data, mirror=is_kept, then=self._taken, stopped=self.bar.look)

    def _taken(self, keeper: InStep | None) -> None:
        if keeper is not None:
            self.mirror.follow(keeper)

    def _load_list(self) -> None:
        path = self._program.desk.project.ask_class_list()
        if path is not None:
            self.bar.load(path)
