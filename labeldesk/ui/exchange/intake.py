"""An import on its way in: the project is made if there is none, then the job, then the news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.problem import Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.ui.exchange.answers import Answers
from labeldesk.ui.exchange.import_sheet import is_inside
from labeldesk.ui.exchange.jobs import Jobs
from labeldesk.ui.exchange.meeting import Meeting
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Workspace
from labeldesk.work.importing import Imported
from labeldesk.work.mirroring import InStep
from labeldesk.work.results import take_in
from labeldesk.work.sources import DataSet
from labeldesk.work.unpacking import place_for, unpack, unpacks
from labeldesk.work.watch import Watch

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_JOB = QT_TRANSLATE_NOOP("Exchange", "Importing {name}")
_UNPACKING = QT_TRANSLATE_NOOP("Exchange", "Unpacking {name}")
_DONE = QT_TRANSLATE_NOOP("Exchange", "{n} objects imported on {images}")
_DONE_ONE = QT_TRANSLATE_NOOP("Exchange", "{n} object imported on {images}")
_SUGGESTED = QT_TRANSLATE_NOOP("Exchange", "{n} suggestions imported on {images}")
_SUGGESTED_ONE = QT_TRANSLATE_NOOP("Exchange", "{n} suggestion imported on {images}")
_IMAGE = QT_TRANSLATE_NOOP("Exchange", "{n} image")
_IMAGES = QT_TRANSLATE_NOOP("Exchange", "{n} images")
_NOTHING = QT_TRANSLATE_NOOP("Exchange", "Nothing to import was found in {name}")
_TWINS = QT_TRANSLATE_NOOP("Exchange", "{n} objects were there already and were left out")
_PROBLEM = QT_TRANSLATE_NOOP("Exchange", "{n} thing needs a look")
_PROBLEMS = QT_TRANSLATE_NOOP("Exchange", "{n} things need a look")
_SHOW = QT_TRANSLATE_NOOP("Exchange", "Show problems")
_UNDO = QT_TRANSLATE_NOOP("Exchange", "Undo")
_NOTICE = "imported"
Taken = tuple[Imported, InStep | None]


class Intake:
    """Takes data sets into the open project. `show_problems` and `undo` are offered at the end."""

    def __init__(
        self, workspace: Workspace, jobs: Jobs, voice: Voice, answers: Answers, meeting: Meeting
    ) -> None:
        self._workspace = workspace
        self._meeting = meeting
        self._jobs = jobs
        self._voice = voice
        self._answers = answers
        self.show_problems: Callable[[], None] = lambda: None
        self.undo: Callable[[], None] = lambda: None
        # After another edit "Undo" would not mean the import any more.
        workspace.recorded.connect(lambda _: voice.take_back(_NOTICE))
        workspace.closed.connect(lambda: voice.take_back(_NOTICE))

    def unpack(self, data: DataSet, then: Callable[[DataSet, Path | None], None]) -> None:
        """Unpack the images of a zip into the folder of `data`'s images, unless there are some
        there; `then` gets what to import, and where they are if they were unpacked.
        """

        def work(watch: Watch) -> Path | None:
            if not unpacks(data):
                return None
            folder = data.images or place_for(data.path)
            unpack(data.path, folder, watch)
            return folder

        def done(folder: Path | None) -> None:
            there = data if folder is None else replace(data, path=folder, images=folder)
            then(there, folder)

        self._jobs.start(_UNPACKING.filled(name=data.path.name), work, done)

    def take(
        self,
        data: DataSet,
        *,
        mirror: bool = False,
        then: Callable[[InStep | None], None] = lambda _: None,
        stopped: Callable[[], None] = lambda: None,
        arrived: Path | None = None,
    ) -> None:
        """Import `data`, one undo step; with `mirror` its files are remembered first, and `then`
        gets what keeps them in step. Whoever leaves before it is in has not imported anything:
        only files that are in are not offered again. `stopped` when the user cancelled; `arrived`
        is a folder with images that the project does not know yet.
        """
        source = self._workspace.source
        root = source.root if source is not None else None

        def work(project: Project, watch: Watch) -> Taken:
            keeper = InStep.begin(project, data.format, watch.cancel) if mirror else None
            imported = self._imported(project, data, watch, arrived)
            if keeper is not None:
                keeper.remember(imported.change)
            if root is not None and is_inside(data.path, root):
                self._answers.remember(root, project, data.format)
            return imported, keeper

        def done(taken: Taken) -> None:
            self._taken(taken[0], data.path.name)
            then(taken[1])

        title = _JOB.filled(name=data.path.name)
        self._workspace.recorder.ensure(
            lambda project: self._jobs.start(
                title, lambda watch: work(project, watch), done, stopped=stopped
            )
        )

    def _imported(
        self, project: Project, data: DataSet, watch: Watch, arrived: Path | None
    ) -> Imported:
        return take_in(
            project,
            data,
            watch,
            in_child=True,
            arrived=arrived,
            decide=lambda met: self._meeting.ask(data.path.name, met, watch.cancel),
        )

    def _taken(self, imported: Imported, name: str) -> None:
        workspace = self._workspace
        workspace.shown.read()
        workspace.watcher.read_lists()
        workspace.history_changed.emit()
        for problem in imported.report.rows:
            self._voice.problem(problem)
        many = len(imported.report)
        actions: list[tuple[str, Text]] = [("problems", _SHOW)] if many else []
        if imported.change is not None:
            actions.append(("undo", _UNDO))
        severity = Severity.WARNING if imported.report.has_problems else Severity.INFO
        row = NoticeRow(
            _NOTICE, severity, _title(imported, name), _detail(imported, many), tuple(actions)
        )
        self._voice.notice(row, {"problems": self.show_problems, "undo": self.undo})


def _title(imported: Imported, name: str) -> Text:
    if not imported.images:
        return _NOTHING.filled(name=name)
    images = counted(imported.images, _IMAGE, _IMAGES).filled(n=Grouped(imported.images))
    if imported.suggestions:
        title = counted(imported.suggestions, _SUGGESTED_ONE, _SUGGESTED)
        return title.filled(n=Grouped(imported.suggestions), images=images)
    title = counted(imported.annotations, _DONE_ONE, _DONE)
    return title.filled(n=Grouped(imported.annotations), images=images)


def _detail(imported: Imported, problems: int) -> Text | None:
    if problems:
        return counted(problems, _PROBLEM, _PROBLEMS).filled(n=Grouped(problems))
    return _TWINS.filled(n=Grouped(imported.twins)) if imported.twins else None
