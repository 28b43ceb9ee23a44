"""From "Import", a card or a drop to the dialog, and from there into the project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.class_lists import CLASS_LISTS
from labeldesk.formats.zips import is_zip
from labeldesk.jobs.runner import Runner
from labeldesk.ui.dialogs.sheet import Dim
from labeldesk.ui.exchange.import_sheet import ImportSheet, is_inside
from labeldesk.ui.exchange.intake import Intake
from labeldesk.ui.exchange.offer import KEY, ImportBar
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace
from labeldesk.work.finding import Found, find
from labeldesk.work.sources import DataSet

_FOLDER = QT_TRANSLATE_NOOP("Exchange", "Folder of the data set")
ANNOTATIONS = frozenset({".json", ".xml", ".txt", ".yaml", ".yml", ".names", ".zip"})


class Importing:
    """`open` shows the dialog; `dropped` answers whether a path is its business."""

    def __init__(
        self, workspace: Workspace, intake: Intake, bar: ImportBar, voice: Voice, dim: Dim
    ) -> None:
        self._workspace = workspace
        self._intake = intake
        self._bar = bar
        self._voice = voice
        self._dim = dim
        self._waiting: DataSet | None = None
        self._arrived: Path | None = None
        self.sheet: ImportSheet | None = None
        self.runner: Runner | None = None
        self.ask_folder: Callable[[Text, str], Path | None] = lambda _title, _start: None
        dim.closed.connect(self._closed)
        workspace.opened.connect(self._opened)
        workspace.failed.connect(self._failed)

    def open(self, source: Path | None = None) -> None:
        """Show the dialog, on `source` if it is known."""
        if self.runner is None:
            return
        opened = self._workspace.source
        sheet = ImportSheet(self.runner, opened.root if opened is not None else None)
        sheet.ask_folder = lambda start: self.ask_folder(_FOLDER, start)
        sheet.accepted.connect(self._accepted)
        sheet.begin(source)
        self._dim.show_sheet(sheet.dialog)
        self.sheet = sheet

    def dropped(self, path: Path) -> bool:
        """Whether this is a file of annotations or a list of classes: then it is seen to."""
        if path.suffix.lower() not in ANNOTATIONS or path.is_dir():
            return False
        is_list = path.name.lower() in CLASS_LISTS or path.suffix.lower() == ".names"
        if is_list and self._workspace.is_open:
            self._bar.load(path)
        else:
            self.open(path)
        return True

    def _closed(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            sheet.end()

    def _accepted(self, data: DataSet) -> None:
        self._dim.close_sheet()
        if is_zip(data.path):
            self._intake.unpack(data, self._go_on)
        else:
            self._go_on(data)

    def _go_on(self, data: DataSet, unpacked: Path | None = None) -> None:
        """The files are there: take them in, in the folder of their images."""
        self._arrived = unpacked
        source = self._workspace.source
        root = source.root if source is not None else None
        if data.images is None or is_inside(data.images, root):
            self._take(data, root)
            return
        self._waiting = data
        self._bar.is_quiet = True
        self._workspace.open(data.images)

    def _opened(self) -> None:
        data, self._waiting = self._waiting, None
        source = self._workspace.source
        if (
            data is not None
            and source is not None
            and is_inside(data.images or Path(), source.root)
        ):
            self._take(data, source.root)

    def _take(self, data: DataSet, root: Path | None) -> None:
        is_all = root is not None and data.images is not None and data.images.samefile(root)
        self._voice.take_back(KEY)
        arrived, self._arrived = self._arrived, None
        self._intake.take(
            replace(data, images=None) if is_all else data,
            stopped=self._bar.look,
            arrived=arrived if arrived != root else None,
        )

    def _failed(self, error: Exception) -> None:
        """A folder without images that holds annotations is meant to be imported."""
        self._waiting, self._bar.is_quiet = None, False
        if not isinstance(error, UserError) or not error.path or self.runner is None:
            return
        path = Path(error.path)
        if path.is_dir():
            self.runner.submit(
                lambda cancel: find(path, None, cancel), done=partial(self._found, path)
            )

    def _found(self, path: Path, found: Found) -> None:
        if found.formats and self.sheet is None:
            self._voice.take_back(f"error:{path}")
            self.open(path)
