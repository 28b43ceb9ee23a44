"""The export dialog: format, folder, images, split; the report; one button with the count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.dialogs.fold import Fold
from labeldesk.ui.dialogs.form import FolderField, Form
from labeldesk.ui.dialogs.option_grid import OptionField, OptionGrid
from labeldesk.ui.dialogs.report import Report, ReportRow
from labeldesk.ui.dialogs.room import Room
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.dialogs.split_bar import Share, SplitBar
from labeldesk.ui.paint import BODY, Fit
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.label import Label

TITLE = QT_TRANSLATE_NOOP("Export", "Export")
FORMAT = QT_TRANSLATE_NOOP("Export", "Format")
FOLDER = QT_TRANSLATE_NOOP("Export", "Folder")
IMAGES = QT_TRANSLATE_NOOP("Export", "Images")
SPLIT = QT_TRANSLATE_NOOP("Export", "Split")
MORE = QT_TRANSLATE_NOOP("Export", "More choices")
MORE_CHANGED = QT_TRANSLATE_NOOP("Export", "More choices, {n} changed")
BEFORE = QT_TRANSLATE_NOOP("Export", "Before anything is written")
CANCEL = QT_TRANSLATE_NOOP("Export", "Cancel")
EXPORT = QT_TRANSLATE_NOOP("Export", "Export {n} images")
EXPORT_ONE = QT_TRANSLATE_NOOP("Export", "Export {n} image")


class ExportDialog(Sheet):
    """Signals: `format_chosen(id)`, `format_option_chosen(field id, option id)`,
    `images_chosen(id)`, `split_chosen(id)`, `more_chosen(field id, option id)`,
    `folder_edited(path)`, `folder_wanted` (the button), `option_chosen(row id, option id)`,
    `show_wanted(row id)`, `accepted` (Enter or the main button while it can be used),
    `entered_early` (Enter while it cannot).
    """

    format_chosen = Signal(str)
    format_option_chosen = Signal(str, str)
    images_chosen = Signal(str)
    split_chosen = Signal(str)
    more_chosen = Signal(str, str)
    folder_edited = Signal(str)
    folder_wanted = Signal()
    option_chosen = Signal(str, str)
    show_wanted = Signal(str)
    accepted = Signal()
    entered_early = Signal()
    light = False
    many = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.setObjectName("export-dialog")
        self.add_title(TITLE)
        self._format = DropDown(FORMAT, tall=True)
        self._options = OptionGrid()
        self._folder = FolderField(FOLDER)
        self._images = DropDown(IMAGES, tall=True)
        self._split = DropDown(SPLIT, tall=True)
        self._shares = SplitBar()
        self._more = OptionGrid()
        self.fold = Fold(MORE, self._more)
        self._room = Room(self._form())
        self.column.addWidget(self._room)
        self.report = Report(BEFORE)
        around = QVBoxLayout()
        around.setContentsMargins(px(27), px(12), px(27), px(18))
        around.addWidget(self.report)
        self.column.addLayout(around)
        self.column.addStretch(1)
        self._add_buttons()
        self._connect()
        self.set_count(0)
        self.set_shares(())

    def _form(self) -> Form:
        form = Form()
        form.add(FORMAT, self._format)
        form.addWidget(self._options, form.rowCount(), 1)
        form.add(FOLDER, self._folder)
        form.add(IMAGES, self._images)
        form.add(SPLIT, self._split)
        form.addWidget(self._shares, form.rowCount(), 1)
        form.addWidget(self.fold, form.rowCount(), 1)
        return form

    def refit(self) -> None:
        self._room.settle()
        super().refit()
        self._room.settle()

    def place_in(self, window: QRect) -> QRect:
        others = self.minimumSizeHint().height() - self._room.minimumSizeHint().height()
        self._room.fit(self.most_in(window) - others)
        return super().place_in(window)

    def _add_buttons(self) -> None:
        foot = self.add_foot()
        self._about = Label("", "t2", BODY, Fit.CUT)
        foot.addWidget(self._about, 1)
        cancel = Button(CANCEL, high=32)
        cancel.clicked.connect(self.left)
        self.main = self.main_button(EXPORT.filled(n=0))
        self.main.clicked.connect(self.accepted)
        foot.addWidget(cancel)
        foot.addWidget(self.main)

    def _connect(self) -> None:
        self._format.chosen.connect(self.format_chosen)
        self._options.chosen.connect(self.format_option_chosen)
        self._images.chosen.connect(self.images_chosen)
        self._split.chosen.connect(self.split_chosen)
        self._more.chosen.connect(self.more_chosen)
        self.fold.turned.connect(self.refit)
        self._folder.field.textEdited.connect(self.folder_edited)
        self._folder.button.clicked.connect(self.folder_wanted)
        self.report.option_chosen.connect(self.option_chosen)
        self.report.show_wanted.connect(self.show_wanted)

    def set_formats(self, options: Sequence[Option], current: str = "") -> None:
        """The formats to choose from; says nothing."""
        self._format.set_options(options, current)

    def set_format_options(self, fields: Sequence[OptionField]) -> None:
        """What the format leaves to choose; says nothing."""
        self._options.set_fields(fields)
        self.refit()

    def set_images(self, options: Sequence[Option], current: str = "") -> None:
        """Which images: options with counts as detail; says nothing."""
        self._images.set_options(options, current)

    def set_splits(self, options: Sequence[Option], current: str = "") -> None:
        """The splits to choose from; says nothing."""
        self._split.set_options(options, current)

    def set_shares(self, shares: Sequence[Share]) -> None:
        """The parts of the chosen split; empty hides the bar."""
        self._shares.set_shares(shares)
        self._shares.setVisible(bool(shares))
        self.refit()

    def set_more(self, fields: Sequence[OptionField], changed: int) -> None:
        """What lies folded away, and how much of it is not as usual; says nothing."""
        self._more.set_fields(fields)
        self.fold.set_words(MORE_CHANGED.filled(n=changed) if changed else MORE)
        self.fold.show_content()
        self.fold.setVisible(bool(fields))
        self.refit()

    def set_folder(self, path: str) -> None:
        """The target folder; says nothing."""
        self._folder.field.setText(path)

    def folder(self) -> str:
        """The target folder as typed."""
        return self._folder.field.text()

    def set_report(self, rows: Sequence[ReportRow], checked: Text | str | None = None) -> None:
        """What the export would lose; without `checked` what stands there of it stays."""
        self.report.set_rows(rows, self.report.checked if checked is None else checked)

    def set_result(self, words: Text | None) -> None:
        """How much reads back exactly."""
        self.report.set_result(words)

    def set_about(self, words: Text | str) -> None:
        """What will be made: "New folder, 48 MB, about 6 s"."""
        self._about.set_words(words)

    def set_count(self, n: int, reason: Text | None = None) -> None:
        """How many images the main button exports; `reason` greys it."""
        self.main.set_words((EXPORT_ONE if n == 1 else EXPORT).filled(n=n))
        self.main.set_reason(reason)

    def first_focus(self) -> QWidget:
        return self  # Enter exports, as its key cap says; Tab goes to the first field

    def entered(self) -> None:
        (self.accepted if self.main.isEnabled() else self.entered_early).emit()
