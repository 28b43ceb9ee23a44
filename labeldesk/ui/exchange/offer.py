"""The import bar: annotation files lie beside the images, and nothing is read unasked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from labeldesk.domain.problem import Severity
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.report import Report
from labeldesk.jobs.runner import Runner
from labeldesk.ui.exchange.answers import Answers
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Workspace
from labeldesk.work.beside import Offer, look_beside
from labeldesk.work.projects import read_classes

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

KEY = "beside"
_FILES: dict[str, tuple[Text, Text]] = {
    "voc": (
        QT_TRANSLATE_NOOP("Exchange", "{n} LabelImg XML file"),
        QT_TRANSLATE_NOOP("Exchange", "{n} LabelImg XML files"),
    ),
    "yolo": (
        QT_TRANSLATE_NOOP("Exchange", "{n} YOLO txt file"),
        QT_TRANSLATE_NOOP("Exchange", "{n} YOLO txt files"),
    ),
    "coco": (
        QT_TRANSLATE_NOOP("Exchange", "{n} COCO JSON file"),
        QT_TRANSLATE_NOOP("Exchange", "{n} COCO JSON files"),
    ),
    "labelme": (
        QT_TRANSLATE_NOOP("Exchange", "{n} labelme JSON file"),
        QT_TRANSLATE_NOOP("Exchange", "{n} labelme JSON files"),
    ),
    "xanylabeling": (
        QT_TRANSLATE_NOOP("Exchange", "{n} X-AnyLabeling JSON file"),
        QT_TRANSLATE_NOOP("Exchange", "{n} X-AnyLabeling JSON files"),
    ),
    "createml": (
        QT_TRANSLATE_NOOP("Exchange", "{n} CreateML JSON file"),
        QT_TRANSLATE_NOOP("Exchange", "{n} CreateML JSON files"),
    ),
    "isat": (
        QT_TRANSLATE_NOOP("Exchange", "{n} ISAT JSON file"),
        QT_TRANSLATE_NOOP("Exchange", "{n} ISAT JSON files"),
    ),
    "cityscapes": (
        QT_TRANSLATE_NOOP("Exchange", "Cityscapes labels of {n} image"),
        QT_TRANSLATE_NOOP("Exchange", "Cityscapes labels of {n} images"),
    ),
    "panoptic": (
        QT_TRANSLATE_NOOP("Exchange", "{n} COCO panoptic JSON file"),
        QT_TRANSLATE_NOOP("Exchange", "{n} COCO panoptic JSON files"),
    ),
    "ade20k": (
        QT_TRANSLATE_NOOP("Exchange", "ADE20K masks of {n} image"),
        QT_TRANSLATE_NOOP("Exchange", "ADE20K masks of {n} images"),
    ),
    "camvid": (
        QT_TRANSLATE_NOOP("Exchange", "CamVid masks of {n} image"),
        QT_TRANSLATE_NOOP("Exchange", "CamVid masks of {n} images"),
    ),
    "masks": (
        QT_TRANSLATE_NOOP("Exchange", "{n} PNG mask"),
        QT_TRANSLATE_NOOP("Exchange", "{n} PNG masks"),
    ),
}
_OTHER = QT_TRANSLATE_NOOP("Exchange", "{n} files: {format}")
_LIST = QT_TRANSLATE_NOOP("Exchange", "A list of {n} classes: {file}")
_BESIDE = QT_TRANSLATE_NOOP(
    "Exchange", "They lie beside the images. Nothing was read and nothing is changed before you ask"
)
_IMPORT = QT_TRANSLATE_NOOP("Exchange", "Import")
_KEEP = QT_TRANSLATE_NOOP("Exchange", "Import and keep in step")
_LATER = QT_TRANSLATE_NOOP("Exchange", "Not now")
_LOAD = QT_TRANSLATE_NOOP("Exchange", "Load {n} classes")


class ImportBar(QObject):
    """Looks beside the images when a folder was opened, and asks once per folder and format.

    `take(format, mirror)` imports; `take_names(names)` makes classes; `is_quiet` while the next
    folder is opened for an import that was asked for.
    """

    def __init__(
        self, workspace: Workspace, voice: Voice, runner: Runner, answers: Answers
    ) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._voice = voice
        self._runner = runner
        self._answers = answers
        self.take: Callable[[str, bool], None] = lambda _format, _mirror: None
        self.is_quiet = False
        self.take_names: Callable[[list[str]], object] = lambda _: None
        workspace.opened.connect(self.look)
        workspace.leaving.connect(self._leave)

    def load(self, path: Path) -> None:
        """Make classes of the names in a list."""

        def work(_: Cancel) -> tuple[list[str], Report]:
            report = Report()
            return [item.name for item in read_classes(path, report)], report

        def done(read: tuple[list[str], Report]) -> None:
            for problem in read[1].rows:
                self._voice.problem(problem)
            self.take_names(read[0])

        self._runner.submit(work, done=done, failed=self._voice.error)

    def look(self) -> None:
        """Ask, if there is something that was not answered yet."""
        source, workspace = self._workspace.source, self._workspace
        is_quiet, self.is_quiet = self.is_quiet, False
        if source is None or not workspace.is_writable or is_quiet:
            return
        root, project, images = source.root, workspace.project, list(workspace.catalogue.paths)

        def work(cancel: Cancel) -> tuple[Offer | None, Report]:
            report, answered = Report(), self._answers.given(root, project)
            return look_beside(root, images, answered, report, cancel), report

        self._runner.submit(work, done=partial(self._ask, root), failed=self._voice.error, key=KEY)

    def _leave(self) -> None:
        self._runner.submit(lambda _: None, key=KEY)  # what is being looked at no longer matters
        self._voice.take_back(KEY)

    def _ask(self, root: Path, looked: tuple[Offer | None, Report]) -> None:
        offer, report = looked
        source = self._workspace.source
        if source is None or source.root != root:
            return
        for problem in report.rows:
            self._voice.problem(problem)
        if offer is None:
            return
        actions = [("import", _IMPORT), ("later", _LATER)]
        if offer.found is None:
            actions[0] = ("load", _LOAD.filled(n=len(offer.names)))
        elif offer.can_mirror:
            actions.insert(1, ("keep", _KEEP))
        what = _title(offer)
        row = NoticeRow(KEY, Severity.INFO, what, _BESIDE, tuple(actions), is_offer=True)
        answer = partial(self._answered, root, offer)
        self._voice.notice(row, {name: partial(answer, name) for name, _ in actions})

    def _answered(self, root: Path, offer: Offer, answer: str) -> None:
        if answer == "later":
            self._remember(root, offer.id, self._workspace.project)
            return
        if answer == "load":
            self._workspace.recorder.ensure(partial(self._remember, root, offer.id))
            self.take_names(list(offer.names))
        else:  # an import is an answer once everything is in, see `Intake`
            self.take(offer.id, answer == "keep")

    def _remember(self, root: Path, answered: str, project: Project | None) -> None:
        self._runner.submit(
            lambda _: self._answers.remember(root, project, answered), failed=self._voice.error
        )


def _title(offer: Offer) -> Text:
    if offer.found is None:
        name = offer.list_file.name if offer.list_file else ""
        return _LIST.filled(n=Grouped(len(offer.names)), file=name)
    one, many = _FILES.get(offer.found.format, (_OTHER, _OTHER))
    text = one if offer.found.files == 1 else many
    return text.filled(n=Grouped(offer.found.files), format=offer.found.title)
