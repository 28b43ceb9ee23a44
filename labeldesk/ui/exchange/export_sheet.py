"""The export dialog at work: each change of a field is looked at before a byte is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.folder import Manner
from labeldesk.formats.port import Option as Value
from labeldesk.formats.registry import registry
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.throttle import Throttle
from labeldesk.ui.dialogs.export import ExportDialog
from labeldesk.ui.dialogs.report import ReportRow
from labeldesk.ui.exchange.choices import (
    NONE,
    SPLITS,
    shares_of,
    split_options,
    state_counts,
    state_options,
    usual_folder,
)
from labeldesk.ui.exchange.words import SUGGESTIONS, loss_rows, option_fields, values_of
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.ui.workspace import Deliver
from labeldesk.work.catalogue import Catalogue
from labeldesk.work.exporting import STATES, Export
from labeldesk.work.previewing import Preview, look_before
from labeldesk.work.watch import Watch

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_CHECKING = QT_TRANSLATE_NOOP("Exchange", "checking {done} of {total} images")
_CHECKED = QT_TRANSLATE_NOOP("Exchange", "checked {n} images")
_NOT_YET = QT_TRANSLATE_NOOP("Exchange", "The report is not complete yet")
_NOTHING = QT_TRANSLATE_NOOP("Exchange", "No image fits this choice")
_EXACT = QT_TRANSLATE_NOOP("Exchange", "{exact} of {n} objects read back exactly as they are here")
_NEW = QT_TRANSLATE_NOOP("Exchange", "New folder")
_REPLACED = QT_TRANSLATE_NOOP("Exchange", "Replaces the earlier export")
_ADDED = QT_TRANSLATE_NOOP("Exchange", "Adds to the files in the folder")
_STOP = QT_TRANSLATE_NOOP("Exchange", "Leave them alone")
_OVERWRITE = QT_TRANSLATE_NOOP("Exchange", "Write beside them")
_BOTH = QT_TRANSLATE_NOOP("Exchange", "{kept}. {advice}")
_FAULT = "fault"


class ExportSheet(QObject):
    """One opening of the dialog. Signals: `accepted(Export)`, `suggestions_wanted`,
    `problems_wanted(list of Problem)`.

    `ask_folder(start)` opens the system's dialog, `wish` is what is chosen now.
    """

    accepted = Signal(object)
    suggestions_wanted = Signal()
    problems_wanted = Signal(list)

    def __init__(
        self, project: Project, catalogue: Catalogue, runner: Runner, deliver: Deliver
    ) -> None:
        super().__init__()
        self.dialog = ExportDialog()
        self.ask_folder: Callable[[str], Path | None] = lambda _: None
        self.min_score = 0.0
        self._project = project
        self._runner = runner
        self._deliver = deliver
        self._counts = state_counts(catalogue)
        self._total = len(catalogue)
        self._format = registry().ids[0]
        self._options: dict[str, dict[str, Value]] = {}
        self._state, self._split = STATES[0], NONE
        self._folder = ""
        self._is_folder_own = False
        self._overwrite = False
        self._preview: Preview | None = None
        self.wish: Export | None = None
        self._connect()

    def begin(self, last: Export | None = None) -> None:
        """Fill the fields, as they were last time, and look."""
        if last is not None and last.format in registry().ids and last.state in STATES:
            self._begin_as(last)
        dialog = self.dialog
        dialog.set_formats([Option(c.id, c.title) for c in registry().all()], self._format)
        dialog.set_images(state_options(self._counts, self._total), self._state)
        dialog.set_splits(split_options(), self._split)
        self._show_format()
        self._look()

    def _begin_as(self, last: Export) -> None:
        self._format = last.format
        self._options[last.format] = dict(last.options)
        self._state = last.state
        shares = dict(last.shares)
        self._split = next((n for n, s in SPLITS.items() if dict(s) == shares), NONE)
        self._is_folder_own = last.out != usual_folder(self._project.root.absolute(), last.format)
        if self._is_folder_own:
            self._folder = str(last.out)
            self.dialog.set_folder(self._folder)

    def end(self) -> None:
        """The dialog is gone: what is being looked at no longer matters."""
        self.wish = None
        self._runner.submit(lambda _: None, key=self)

    def _connect(self) -> None:
        dialog = self.dialog
        dialog.format_chosen.connect(self._choose_format)
        dialog.format_option_chosen.connect(self._choose_option)
        dialog.images_chosen.connect(self._choose_state)
        dialog.split_chosen.connect(self._choose_split)
        dialog.folder_edited.connect(self._choose_folder)
        dialog.folder_wanted.connect(self._ask_folder)
        dialog.option_chosen.connect(self._allow)
        dialog.show_wanted.connect(self._show_wanted)
        dialog.accepted.connect(self._accept)

    def _choose_format(self, name: str) -> None:
        self._format = name
        self._show_format()
        self._look()

    def _choose_option(self, name: str, value: str) -> None:
        codec = registry().get(self._format)
        spec = next(spec for spec in codec.options if spec.id == name)
        found = next(one for one in values_of(spec) if str(one) == value)
        self._options.setdefault(self._format, {})[name] = found
        self._look()

    def _choose_state(self, name: str) -> None:
        self._state = name
        self._look()

    def _choose_split(self, name: str) -> None:
        self._split = name
        self._look()

    def _choose_folder(self, folder: str) -> None:
        self._folder, self._is_folder_own, self._overwrite = folder, True, False
        self._look()

    def _ask_folder(self) -> None:
        chosen = self.ask_folder(str(Path(self._folder).parent))
        if chosen is not None:
            self.dialog.set_folder(str(chosen))
            self._choose_folder(str(chosen))

    def _allow(self, row: str, option: str) -> None:
        if row == _FAULT:
            self._overwrite = option == "overwrite"
            self._look()

    def _show_format(self) -> None:
        codec = registry().get(self._format)
        self.dialog.set_format_options(option_fields(codec, self._options.get(self._format, {})))
        if not self._is_folder_own:
            self._folder = str(usual_folder(self._project.root.absolute(), self._format))
            self._overwrite = False
            self.dialog.set_folder(self._folder)

    def _look(self) -> None:
        """Look again; only the newest wish is answered."""
        images = self._counts[self._state]
        wish = Export(
            self._format,
            Path(self._folder).expanduser(),
            dict(self._options.get(self._format, {})),
            self._state,
            SPLITS[self._split],
            overwrite=self._overwrite,
        )
        self.wish, self._preview = wish, None
        self.dialog.set_shares(shares_of(self._split, images))
        self.dialog.set_count(images, _NOT_YET if images else _NOTHING)
        self.dialog.set_result(None)
        self.dialog.set_about("")
        self._say_checking(wish, Progress(0, images))

        def tell(progress: Progress) -> None:
            self._deliver(partial(self._say_checking, wish, progress))

        throttle = Throttle(tell)
        self._runner.submit(
            lambda cancel: look_before(
                self._project, wish, self.min_score, Watch(throttle, cancel)
            ),
            done=partial(self._looked, wish),
            failed=partial(self._failed, wish),
            key=self,
        )

    def _say_checking(self, wish: Export, progress: Progress) -> None:
        if wish is self.wish and self._preview is None:
            words = _CHECKING.filled(done=progress.done, total=progress.total)
            self.dialog.report.set_checked(words)

    def _looked(self, wish: Export, preview: Preview) -> None:
        if wish is not self.wish:
            return
        self._preview = preview
        codec = registry().get(wish.format)
        rows = loss_rows(preview, codec, self.min_score)
        dialog = self.dialog
        dialog.set_report(rows, _CHECKED.filled(n=preview.images))
        if preview.objects:
            dialog.set_result(_EXACT.filled(exact=preview.exact, n=preview.objects))
        dialog.set_about(_about(preview))
        dialog.set_count(preview.images, None if preview.images else _NOTHING)

    def _failed(self, wish: Export, error: Exception) -> None:
        if wish is not self.wish:
            return
        if not isinstance(error, UserError):
            raise error
        detail = error.advice or error.kept
        if error.advice is not None and error.kept is not None:
            detail = _BOTH.filled(kept=error.kept, advice=error.advice)
        options: tuple[Option, ...] = ()
        if error.advice is not None and wish.out.is_dir():
            options = (Option("stop", _STOP), Option("overwrite", _OVERWRITE))
        row = ReportRow(_FAULT, Severity.ERROR, error.text, detail, options)
        self.dialog.set_report((row,))
        self.dialog.set_count(self._counts[self._state], error.text)

    def _show_wanted(self, row: str) -> None:
        if row == SUGGESTIONS:
            self.suggestions_wanted.emit()
        elif self._preview is not None:
            rows = self._preview.report.rows
            self.problems_wanted.emit([p for p in rows if p.text.source == row])

    def _accept(self) -> None:
        if self.wish is not None and self._preview is not None:
            self.accepted.emit(self.wish)


def _about(preview: Preview) -> Text:
    if preview.manner is Manner.FILES:
        return _ADDED
    return _NEW if preview.is_new else _REPLACED
