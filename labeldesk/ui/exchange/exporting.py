"""From "Export" to the folder: dialog, job, and the news when it is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.jobs.runner import Runner
from labeldesk.ui.dialogs.sheet import Dim
from labeldesk.ui.exchange.export_sheet import ExportSheet
from labeldesk.ui.exchange.jobs import Jobs
from labeldesk.ui.exchange.remembered import Remembered
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Deliver, Workspace
from labeldesk.work.exporting import Done, Export, export_project
from labeldesk.work.watch import Watch

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_JOB = QT_TRANSLATE_NOOP("Exchange", "Exporting to {name}")
_DONE_ONE = QT_TRANSLATE_NOOP("Exchange", "{n} image exported to {name}")
_DONE = QT_TRANSLATE_NOOP("Exchange", "{n} images exported to {name}")
_FILES = QT_TRANSLATE_NOOP("Exchange", "{n} objects, {files} files in {folder}")
_OPEN = QT_TRANSLATE_NOOP("Exchange", "Open folder")
_SHOW = QT_TRANSLATE_NOOP("Exchange", "Show problems")
_FOLDER = QT_TRANSLATE_NOOP("Exchange", "Folder of the export")
_KEY = "exported"


class Exporting:
    """`ask_folder(title, start)`, `show_problems` and `accept_suggestions` are the desk's;
    `reveal(folder)` opens the file manager; suggestions count from `min_score()` on.
    """

    def __init__(
        self, workspace: Workspace, jobs: Jobs, voice: Voice, dim: Dim, remembered: Remembered
    ) -> None:
        self._workspace = workspace
        self._jobs = jobs
        self._voice = voice
        self._dim = dim
        self._remembered = remembered
        self.min_score: Callable[[], float] = lambda: 0.0
        self.sheet: ExportSheet | None = None
        self.ask_folder: Callable[[Text, str], Path | None] = lambda _title, _start: None
        self.show_problems: Callable[[], None] = lambda: None
        self.accept_suggestions: Callable[[], None] = lambda: None
        self.reveal: Callable[[Path], None] = _reveal
        dim.closed.connect(self._closed)
        workspace.leaving.connect(self._left)

    def open(self, runners: tuple[Runner, Runner], deliver: Deliver) -> None:
        """Open the dialog over the project; images are looked at on the first of the runners,
        folders, which may be on a disk that does not answer, on the second.
        """
        project, source = self._workspace.project, self._workspace.source
        if project is None or source is None:
            return
        self._workspace.recorder.ensure(lambda _: None)  # images that came since are exported too
        score = self.min_score()
        sheet = ExportSheet(project, self._workspace.catalogue, runners, deliver, score)
        sheet.ask_folder = lambda start: self.ask_folder(_FOLDER, start)
        sheet.accepted.connect(partial(self._export, project))
        sheet.suggestions_wanted.connect(self._suggestions)
        sheet.problems_wanted.connect(self._problems)
        sheet.begin(self._remembered.last(source.root))
        self._dim.show_sheet(sheet.dialog)
        self.sheet = sheet

    def _closed(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            self._note(sheet.wish)
            sheet.end()

    def _note(self, wish: Export | None) -> None:
        source = self._workspace.source
        if wish is not None and source is not None:
            self._remembered.note(source.root, wish)

    def _left(self) -> None:
        if self.sheet is not None:
            self._dim.close_sheet()
        self._voice.take_back(_KEY)

    def _suggestions(self) -> None:
        self._dim.close_sheet()
        self.accept_suggestions()

    def _problems(self, problems: list[Problem]) -> None:
        self._dim.close_sheet()
        for problem in problems:
            self._voice.problem(problem)
        self.show_problems()

    def _export(self, project: Project, wish: Export) -> None:
        self._dim.close_sheet()
        self._voice.take_back(_KEY)

        def work(watch: Watch) -> Done:
            done = export_project(project, wish, watch)
            self._remembered.keep()
            return done

        self._jobs.start(_JOB.filled(name=wish.out.name), work, self._exported)

    def _exported(self, done: Done) -> None:
        actions: tuple[tuple[str, Text], ...] = (("open", _OPEN),)
        if done.report.has_problems:
            actions = (*actions, ("problems", _SHOW))
        row = NoticeRow(
            _KEY,
            Severity.INFO,
            counted(done.images, _DONE_ONE, _DONE).filled(name=done.out.name),
            _FILES.filled(n=done.annotations, files=len(done.files), folder=str(done.out)),
            actions,
        )
        answers: dict[str, Callable[[], None]] = {
            "open": lambda: self.reveal(done.out),
            "problems": lambda: self._problems(done.report.rows),
        }
        self._voice.notice(row, answers)


def _reveal(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
