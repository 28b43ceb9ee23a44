"""How a model is read, asked and tried: opens the sheet, runs the trial, saves the answers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.jobs.threads import Ending
from labeldesk.suggest import names, recipe_yaml
from labeldesk.suggest.recipe import ModelFile
from labeldesk.ui.translate import tr

if TYPE_CHECKING:
    from labeldesk.suggest.inspection import Inspection
    from labeldesk.suggest.trial import Trial
    from labeldesk.ui.dialogs.reading import ReadingSheet
    from labeldesk.ui.program import Program

_NO_LIST = QT_TRANSLATE_NOOP("Reading", "No class names were found in {file}")
_LIST = QT_TRANSLATE_NOOP("Reading", "Take class names from")
_RECIPE = QT_TRANSLATE_NOOP("Reading", "Take a recipe from")
_SAVE = QT_TRANSLATE_NOOP("Reading", "Save the recipe as")
_SAVED = QT_TRANSLATE_NOOP("Reading", "The recipe was saved as {file}")
_NOT_READ = QT_TRANSLATE_NOOP("Reading", "The recipe could not be read: {reason}")
_NOTHING_TOLD = QT_TRANSLATE_NOOP(
    "Reading",
    "The file does not say how it is read. Choose what finds the right things on the open image",
)
_NOT_ALL = QT_TRANSLATE_NOOP("Reading", "The file does not say all of it. {doubt}")
_NOT_SAVED = QT_TRANSLATE_NOOP("Reading", "The recipe could not be saved: {reason}")
_LISTS = "*.txt *.names *.labels *.yaml *.yml"


class Reading(QObject):
    """Asks once about a model that is not recognised well enough, and again on request."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._ending = Ending()
        self._trial: Trial | None = None
        self._waiting: list[tuple[Inspection, ModelFile]] = []
        program.models.shelf.doubted.connect(self._doubted)
        program.sheets.dim.closed.connect(self._stop)

    def correct(self, model: ModelFile | None = None) -> None:
        """Open the sheet for a model of the library, or the one in use."""
        chosen = model or self._program.models.model
        if chosen is not None:
            self._program.models.shelf.look_into(
                chosen.path, lambda found: self.ask(found, chosen, is_known=True)
            )

    def ask(self, found: Inspection, model: ModelFile, *, is_known: bool = False) -> None:
        """Open the sheet; `is_known` begins with the recipe that the library has."""
        from labeldesk.imaging.decode import decode
        from labeldesk.suggest.readings import readings
        from labeldesk.suggest.trial import Trial
        from labeldesk.ui.dialogs.reading import ReadingSheet

        ways = readings(found, model.recipe if is_known else None)
        if not ways:
            return
        self._program.voice.hush()  # it was looked at
        sheet = ReadingSheet(model.name, ways, model.device, _why(found))
        self._program.sheets.dim.show_sheet(sheet)
        workspace = self._program.workspace
        load = None
        if workspace.is_open:
            path = workspace.path
            load = lambda: decode(path).pixels  # noqa: E731 (the path of this moment)
        self._trial = Trial(load, sheet.show_tried, self._program.deliver)

        def read() -> ModelFile:
            recipe, device = sheet.fields.recipe(), sheet.fields.device.current()
            return ModelFile(model.path, recipe, device)

        trial = self._trial
        sheet.try_wanted.connect(lambda: trial.ask(read()))
        sheet.used.connect(lambda: self._program.models.shelf.save(read()))
        sheet.list_wanted.connect(partial(self._take_list, sheet))
        sheet.import_wanted.connect(partial(self._take_recipe, sheet))
        sheet.export_wanted.connect(lambda: self._save_recipe(read()))
        trial.ask(read())

    def close(self) -> None:
        """End the trial and wait for it."""
        self._waiting.clear()
        self._stop()
        self._ending.wait()

    def _doubted(self, found: Inspection, model: ModelFile) -> None:
        """Several are asked about one after the other."""
        if self._trial is None:
            self.ask(found, model)
        else:
            self._waiting.append((found, model))

    def _stop(self) -> None:
        trial, self._trial = self._trial, None
        if trial is not None:
            self._ending.add([trial.stop()])
            QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        if self._waiting and self._trial is None:
            self.ask(*self._waiting.pop(0))

    def _take_list(self, sheet: ReadingSheet) -> None:
        path = self._program.desk.project.ask_file(_LIST, _LISTS)
        if path is not None:
            found = names.of_file(path)
            if found:
                sheet.fields.take_names(found)
            else:
                sheet.doubt(_NO_LIST.filled(file=path.name))

    def _take_recipe(self, sheet: ReadingSheet) -> None:
        path = self._program.desk.project.ask_file(_RECIPE, "*.yaml *.yml")
        if path is None:
            return
        try:
            sheet.fields.take_recipe(recipe_yaml.load(path))
        except UserError as error:
            sheet.doubt(error.problem.text)
        except OSError as error:
            sheet.doubt(_NOT_READ.filled(reason=str(error)))

    def _save_recipe(self, model: ModelFile) -> None:
        name = f"{model.name}{recipe_yaml.SUFFIX}"
        start = str(Path.home() / name)
        window = self._program.window
        chosen, _ = QFileDialog.getSaveFileName(window, tr(_SAVE), start, "*.yaml")
        if chosen:
            self.save_recipe(model, Path(chosen))

    def save_recipe(self, model: ModelFile, path: Path) -> None:
        """Write a recipe for others, or for an editor."""
        try:
            recipe_yaml.write(path, model.recipe)
        except OSError as error:
            self._program.voice.error(UserError(_NOT_SAVED.filled(reason=str(error))))
        else:
            self._program.voice.toast(_SAVED.filled(file=path.name))


def _why(found: Inspection) -> Text | None:
    """What the file leaves open, if a person has to be asked about it."""
    from labeldesk.suggest.readings import asks

    if not found.candidates:
        return _NOTHING_TOLD
    doubtful = [one for one in found.findings if one.severity is Severity.WARNING]
    if doubtful:
        return _NOT_ALL.filled(doubt=doubtful[0].text)
    return _NOTHING_TOLD if asks(found) else None
