"""The import dialog: where from, which format was recognised and why, what will come in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.dialogs.form import FolderField, Form
from labeldesk.ui.dialogs.report import Report, ReportRow
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.paint import BODY, Fit
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.label import Label

TITLE = QT_TRANSLATE_NOOP("Import", "Import a dataset")
FROM = QT_TRANSLATE_NOOP("Import", "Annotations")
FORMAT = QT_TRANSLATE_NOOP("Import", "Format")
IMAGES = QT_TRANSLATE_NOOP("Import", "Images")
FOUND = QT_TRANSLATE_NOOP("Import", "What was found")
CANCEL = QT_TRANSLATE_NOOP("Import", "Cancel")
IMPORT = QT_TRANSLATE_NOOP("Import", "Import {n} images")
IMPORT_ONE = QT_TRANSLATE_NOOP("Import", "Import {n} image")
IMPORT_ANY = QT_TRANSLATE_NOOP("Import", "Import")


class ImportDialog(Sheet):
    """Signals: `source_edited(path)`, `source_wanted`, `images_edited(path)`, `images_wanted`,
    `typing_ended` in either field, `format_chosen(id)`, `accepted`.
    """

    source_edited = Signal(str)
    source_wanted = Signal()
    images_edited = Signal(str)
    images_wanted = Signal()
    typing_ended = Signal()
    format_chosen = Signal(str)
    accepted = Signal()
    light = False
    many = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.setObjectName("import-dialog")
        self.add_title(TITLE)
        self._source = FolderField(FROM)
        self._format = DropDown(FORMAT, tall=True)
        self._images = FolderField(IMAGES)
        form = Form()
        form.add(FROM, self._source)
        form.add(FORMAT, self._format)
        form.add(IMAGES, self._images)
        self.column.addLayout(form)
        self.report = Report(FOUND)
        around = QVBoxLayout()
        around.setContentsMargins(px(27), px(12), px(27), px(18))
        around.addWidget(self.report)
        self.column.addLayout(around)
        self.column.addStretch(1)
        self._add_buttons()
        self._connect()

    def _add_buttons(self) -> None:
        foot = self.add_foot()
        self._about = Label("", "t2", BODY, Fit.CUT)
        foot.addWidget(self._about, 1)
        cancel = Button(CANCEL, high=32)
        cancel.clicked.connect(self.left)
        self.main = self.main_button(IMPORT_ANY)
        self.main.clicked.connect(self.accepted)
        foot.addWidget(cancel)
        foot.addWidget(self.main)

    def _connect(self) -> None:
        self._source.field.textEdited.connect(self.source_edited)
        self._source.button.clicked.connect(self.source_wanted)
        self._images.field.textEdited.connect(self.images_edited)
        self._images.button.clicked.connect(self.images_wanted)
        for one in (self._source, self._images):
            one.field.editingFinished.connect(self.typing_ended)
        self._format.chosen.connect(self.format_chosen)

    def set_source(self, path: str) -> None:
        """Where the annotations lie; says nothing."""
        self._source.field.setText(path)

    def set_images(self, path: str) -> None:
        """Where the images lie; says nothing."""
        self._images.field.setText(path)

    def source(self) -> str:
        """Where the annotations lie, as typed."""
        return self._source.field.text()

    def images(self) -> str:
        """Where the images lie, as typed."""
        return self._images.field.text()

    def set_formats(self, options: Sequence[Option], current: str = "") -> None:
        """The formats, the recognised one as `current`; its detail says why."""
        self._format.set_options(options, current)

    def set_report(self, rows: Sequence[ReportRow], checked: Text | str = "") -> None:
        """What was found and what cannot be read."""
        self.report.set_rows(rows, checked)

    def set_about(self, words: Text | str) -> None:
        """A line at the foot, e.g. how many objects of which classes."""
        self._about.set_words(words)

    def set_count(self, n: int | None, reason: Text | None = None) -> None:
        """How many images come in, None while that is not known; `reason` greys the button."""
        words = IMPORT_ANY if n is None else (IMPORT_ONE if n == 1 else IMPORT).filled(n=n)
        self.main.set_words(words)
        self.main.set_reason(reason)

    def first_focus(self) -> QWidget:
        return self._source.field

    def entered(self) -> None:
        (self.accepted if self.main.isEnabled() else self.typing_ended).emit()
