"""The export dialog at work: each change of a field is looked at before a byte is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.formats.port import Option as Value
from labeldesk.formats.registry import registry
from labeldesk.jobs.runner import Runner
from labeldesk.ui.dialogs.export import ExportDialog
from labeldesk.ui.exchange.choices import (
    NONE,
    SPLITS,
    counted_shares,
    shares_of,
    split_options,
    state_counts,
    state_options,
    usual_folder,
)
from labeldesk.ui.exchange.export_looks import ExportLooks
from labeldesk.ui.exchange.export_more import MoreChoices
from labeldesk.ui.exchange.export_words import (
    FAULT,
    NO_FOLDER,
    fault_row,
    place_words,
    result_words,
)
from labeldesk.ui.exchange.words import SUGGESTIONS, loss_rows, option_fields, values_of
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.ui.workspace import Deliver
from labeldesk.work.catalogue import Catalogue
from labeldesk.work.wishes import STATES, Export

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_CHECKING = QT_TRANSLATE_NOOP("Exchange", "checking {done} of {total} images")
_CHECKED_ONE = QT_TRANSLATE_NOOP("Exchange", "checked {n} image")
_CHECKED = QT_TRANSLATE_NOOP("Exchange", "checked {n} images")
_NOT_YET = QT_TRANSLATE_NOOP("Exchange", "The report is not complete yet")
_WAITS = QT_TRANSLATE_NOOP("Exchange", "Exports as soon as the report is complete")
_NOTHING = QT_TRANSLATE_NOOP("Exchange", "No image fits this choice")


class ExportSheet(QObject):
    """One opening of the dialog. Signals: `accepted(Export)`, `suggestions_wanted`,
    `problems_wanted(list of Problem)`.

    `ask_folder(start)` opens the system's dialog, `wish` is what is chosen now.
    """

    accepted = Signal(object)
    suggestions_wanted = Signal()
    problems_wanted = Signal(list)

    def __init__(
        self,
        project: Project,
        catalogue: Catalogue,
        runners: tuple[Runner, Runner],
        deliver: Deliver,
        min_score: float = 0.0,
    ) -> None:
        super().__init__()
        self.dialog = ExportDialog()
        self.ask_folder: Callable[[str], Path | None] = lambda _: None
        self._root = project.root.absolute()
        self._looks = ExportLooks(project, runners, deliver, min_score)
        self._counts = state_counts(catalogue)
        self._total = len(catalogue)
        self._format = registry().ids[0]
        self._options: dict[str, dict[str, Value]] = {}
        self._state, self._split = STATES[0], NONE
        self._more = MoreChoices()
        self._folder = ""
        self._is_folder_own = False
        self._overwrite = False
        self._is_entered = False
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
        self._more.take(last)
        shares = dict(last.shares)
        self._split = next((n for n, s in SPLITS.items() if dict(s) == shares), NONE)
        self._is_folder_own = last.out != usual_folder(self._root, last.format)
        if self._is_folder_own:
            self._folder = str(last.out)
            self.dialog.set_folder(self._folder)

    def end(self) -> None:
        """The dialog is gone: what is being looked at no longer matters."""
        self.wish = None
        self._looks.end()

    def _connect(self) -> None:
        dialog = self.dialog
        dialog.format_chosen.connect(self._choose_format)
        dialog.format_option_chosen.connect(self._choose_option)
        dialog.images_chosen.connect(self._choose_state)
        dialog.split_chosen.connect(self._choose_split)
        dialog.more_chosen.connect(self._choose_more)
        dialog.folder_edited.connect(self._choose_folder)
        dialog.folder_wanted.connect(self._ask_folder)
        dialog.option_chosen.connect(self._allow)
        dialog.show_wanted.connect(self._show_wanted)
        dialog.accepted.connect(self._accept)
        dialog.entered_early.connect(self._accept)
        self._looks.found.connect(self._show)
        self._looks.progressed.connect(self._say_checking)

    def _choose_format(self, name: str) -> None:
        self._format = name
        self._show_format()
        self._look()

    def _choose_option(self, name: str, value: str) -> None:
        codec = registry().get(self._format)
        if name in self._more:
            self._choose_more(name, value)
            return
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

    def _choose_more(self, name: str, value: str) -> None:
        self._more.choose(name, value)
        self._look()

    def _choose_folder(self, folder: str) -> None:
        self._folder, self._is_folder_own, self._overwrite = folder, True, False
        self._look(is_typing=True)

    def _ask_folder(self) -> None:
        chosen = self.ask_folder(str(Path(self._folder).parent))
        if chosen is not None:
            self.dialog.set_folder(str(chosen))
            self._choose_folder(str(chosen))
            self._looks.hurry()

    def _allow(self, row: str, option: str) -> None:
        if row == FAULT:
            self._overwrite = option == "overwrite"
            self._look()

    def _show_format(self) -> None:
        codec = registry().get(self._format)
        own = option_fields(codec, self._options.get(self._format, {}))
        shown = self._more.put_on(Export(self._format, Path()))
        self.dialog.set_format_options([*own, *self._more.fields(shown, is_usual=True)])
        if not self._is_folder_own:
            self._folder = str(usual_folder(self._root, self._format))
            self._overwrite = False
            self.dialog.set_folder(self._folder)

    def _look(self, *, is_typing: bool = False) -> None:
        """Look again at what is another now; Enter was pressed for another wish."""
        images = self._counts[self._state]
        wish = Export(
            self._format,
            Path(os.path.expanduser(self._folder.strip())),  # noqa: PTH111 (raises for ~nobody)
            dict(self._options.get(self._format, {})),
            self._state,
            SPLITS[self._split],
            overwrite=self._overwrite,
        )
        self.wish = self._more.put_on(wish)
        if not is_typing:
            self.dialog.set_more([*self._more.fields(self.wish)], self._more.changed(self.wish))
        self._is_entered = False
        self.dialog.set_shares(shares_of(self._split, images))
        self._looks.look(self.wish, is_typing=is_typing)
        self._show()
        if self._looks.preview is None:
            self._say_checking(Progress(0, images))

    def _say_checking(self, progress: Progress) -> None:
        words = _CHECKING.filled(done=progress.done, total=progress.total)
        self.dialog.report.set_checked(words)

    def _show(self) -> None:
        """What is known of the wish, and nothing that was found for another."""
        dialog, looks, preview = self.dialog, self._looks, self._looks.preview
        rows = [fault_row(e, is_refusal=e is looks.refusal) for e in looks.faults]
        images, result = self._counts[self._state], None
        if preview is not None:
            rows += loss_rows(preview, registry().get(self._format), looks.min_score)
            images, result = preview.images, result_words(preview)
            dialog.set_shares(counted_shares(preview.parts))
            dialog.report.set_checked(counted(images, _CHECKED_ONE, _CHECKED))
        dialog.set_report(rows)
        dialog.set_result(result)
        reason = self._reason(images)
        dialog.set_count(images, reason)
        self._is_entered = self._is_entered and reason in (None, _NOT_YET)
        dialog.set_about(_WAITS if self._is_entered else place_words(looks.place, reason))
        if self._is_entered and reason is None:
            self._is_entered = False
            self.accepted.emit(self.wish)

    def _reason(self, images: int) -> Text | None:
        """Why it cannot be exported, or not yet."""
        if not images:
            return _NOTHING
        if self.wish is None or not self.wish.out.is_absolute():
            return NO_FOLDER
        fault = next(iter(self._looks.faults), None)
        return fault.text if fault else None if self._looks.is_complete else _NOT_YET

    def _show_wanted(self, row: str) -> None:
        if row == SUGGESTIONS:
            self.suggestions_wanted.emit()
        elif self._looks.preview is not None:
            rows = self._looks.preview.report.rows
            self.problems_wanted.emit([p for p in rows if p.text.source == row])

    def _accept(self) -> None:
        """Export, as soon as all is known about it."""
        self._is_entered = True
        self._looks.hurry()
        self._show()
