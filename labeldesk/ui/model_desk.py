"""The model library in the window: its sheet, folders of models, catalogues and downloads."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.progress import Cancel, Cancelled, Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.throttle import Throttle
from labeldesk.suggest import catalogue
from labeldesk.suggest.catalogue import Offer
from labeldesk.suggest.library import Entry, Library
from labeldesk.suggest.recipe import ModelFile
from labeldesk.ui.dialogs.model_rows import size_words
from labeldesk.ui.dialogs.models import CatalogueSheet, ModelsSheet, is_catalogue
from labeldesk.ui.model_menu import take
from labeldesk.ui.panels.job_strip import JobKind, JobRow

if TYPE_CHECKING:
    from labeldesk.ui.program import Program

DOWNLOAD = "download"
_FOLDER = QT_TRANSLATE_NOOP("Models", "Add the models of a folder")
_FILE = QT_TRANSLATE_NOOP("Models", "Open a catalogue of models")
_BROUGHT_ONE = QT_TRANSLATE_NOOP("Models", "{n} model was added")
_BROUGHT = QT_TRANSLATE_NOOP("Models", "{n} models were added")
_BUT = QT_TRANSLATE_NOOP("Models", "{added}; {failed} were not, see the problems")
_TITLE = QT_TRANSLATE_NOOP("Models", "Downloading {model}")
_SO_FAR = QT_TRANSLATE_NOOP("Models", "{done} of {total}")
_CANCELLED = QT_TRANSLATE_NOOP("Models", "The download was stopped; it goes on where it was")
_ONE = QT_TRANSLATE_NOOP("Models", "Another download goes on; one at a time")


class ModelDesk(QObject):
    """Opens the sheets and answers them. One download goes on at a time, also without a sheet."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._models = program.models
        self._shelf = program.models.shelf
        self._runner = Runner(program.deliver, name="download")
        self._going: tuple[Offer, Cancel] | None = None
        self._library: ModelsSheet | None = None
        self._offers: CatalogueSheet | None = None
        self._shelf.changed.connect(self._refresh)
        self._shelf.brought.connect(self._brought)
        program.sheets.dim.closed.connect(self._forget)
        program.page.jobs.cancel_wanted.connect(self._cancel)

    def open(self) -> None:
        """The library."""
        sheet = ModelsSheet()
        sheet.used.connect(self._use)
        sheet.correction_wanted.connect(self._correct)
        sheet.removed.connect(lambda entry: self._shelf.remove(entry.sha256))
        sheet.add_wanted.connect(self._shelf.wanted)
        sheet.folder_wanted.connect(self._ask_folder)
        sheet.catalogue_wanted.connect(self._ask_catalogue)
        sheet.dropped.connect(self._dropped)
        self._program.sheets.dim.show_sheet(sheet)
        self._library = sheet
        self._refresh()

    def open_catalogue(self, path: Path) -> None:
        """Show what a catalogue offers; nobody is asked for anything."""

        def read(_: Cancel) -> tuple[tuple[Offer, ...], frozenset[str]]:
            known = frozenset(entry.sha256 for entry in self._shelf.library.listed())
            return catalogue.read(path), known

        def show(found: tuple[tuple[Offer, ...], frozenset[str]]) -> None:
            sheet = CatalogueSheet(path.name, *found)
            sheet.download_wanted.connect(self._download)
            sheet.back_wanted.connect(self.open)
            self._program.sheets.dim.show_sheet(sheet)
            self._offers = sheet

        self._runner.submit(read, done=show, failed=self._program.voice.error)

    def close(self) -> None:
        """Break off what goes on."""
        if self._going is not None:
            self._going[1].set()
        self._runner.close()

    def _forget(self) -> None:
        self._library = self._offers = None

    def _refresh(self) -> None:
        if self._library is not None or self._offers is not None:
            self._shelf.listed(self._show)
        self._runner.submit(lambda _: _tidied(self._shelf.library))

    def _show(self, entries: list[Entry]) -> None:
        known = {entry.sha256 for entry in entries}
        self._tell_offers(lambda sheet: sheet.show_known(known))
        if self._library is not None:
            used = {
                one.recipe.sha256 for one in (self._models.model, self._shelf.pair.model) if one
            }
            self._library.show_entries(entries, used)

    def _use(self, entry: Entry) -> None:
        take(self._models, entry.model)
        self._refresh()

    def _correct(self, entry: Entry) -> None:
        self._program.reading.correct(entry.model)

    def _ask_folder(self) -> None:
        folder = self._program.desk.project.ask_folder(_FOLDER, "")
        if folder is not None:
            self._shelf.add_folder(folder)

    def _ask_catalogue(self) -> None:
        path = self._program.desk.project.ask_file(_FILE, "*.yaml *.yml *.json")
        if path is not None:
            self.open_catalogue(path)

    def _dropped(self, paths: list[Path]) -> None:
        for path in paths:
            if path.is_dir():
                self._shelf.add_folder(path)
            elif is_catalogue(path):
                self.open_catalogue(path)
            else:
                self._shelf.add(path)

    def _brought(self, models: list[ModelFile], problems: list[Problem]) -> None:
        words = counted(len(models), _BROUGHT_ONE, _BROUGHT)
        for problem in problems:
            self._program.voice.problem(problem)
        if problems:
            words = _BUT.filled(added=words, failed=len(problems))
        self._program.voice.toast(words)

    def _download(self, offer: Offer) -> None:
        if self._going is not None:
            self._tell_offers(lambda sheet: sheet.say(_ONE))
            return
        cancel = Cancel()
        self._going = offer, cancel
        folder = self._shelf.library.folder / ".downloads" / offer.sha256
        deliver = self._program.deliver
        self._far(Progress(0, offer.bytes, catalogue.BYTES))

        def far(progress: Progress) -> None:
            deliver(lambda: self._far(progress))

        def work(_: Cancel) -> Path | None:
            from labeldesk.suggest.download import download

            try:
                return download(offer, folder, Throttle(far), cancel)
            except Cancelled:
                return None

        self._runner.submit(work, done=self._come, failed=self._failed)

    def _far(self, progress: Progress) -> None:
        if self._going is None:
            return
        offer = self._going[0]
        words = _SO_FAR.filled(done=size_words(progress.done), total=size_words(offer.bytes))
        title = _TITLE.filled(model=offer.name)
        self._program.page.jobs.put(
            JobRow(DOWNLOAD, JobKind.FILES, title, progress.done >> 10, offer.bytes >> 10,
                   result=words)
        )  # fmt: skip
        self._tell_offers(lambda sheet: sheet.say(words))

    def _come(self, path: Path | None) -> None:
        offer = self._going[0] if self._going else None
        self._going = None
        self._program.page.jobs.take(DOWNLOAD)
        if path is None or offer is None:
            self._tell_offers(lambda sheet: sheet.say(_CANCELLED))
            self._program.voice.toast(_CANCELLED)
        else:
            self._shelf.add(path, origin=(offer.license, offer.address))

    def _failed(self, error: Exception) -> None:
        self._going = None
        self._program.page.jobs.take(DOWNLOAD)
        if isinstance(error, UserError):
            self._tell_offers(lambda sheet: sheet.say(error.problem.text))
        self._program.voice.error(error)

    def _cancel(self, name: str) -> None:
        if name == DOWNLOAD and self._going is not None:
            self._going[1].set()

    def _tell_offers(self, tell: Callable[[CatalogueSheet], None]) -> None:
        if self._offers is not None:
            tell(self._offers)


def _tidied(library: Library) -> None:
    """What was downloaded and is in the library by now needs no second copy."""
    for folder in library.folder.glob(".downloads/*"):
        if library.find(folder.name) is not None:
            shutil.rmtree(folder, ignore_errors=True)
