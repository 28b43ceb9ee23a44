"""The model library on a sheet, and the models that a catalogue offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.catalogue import SUFFIXES, Offer
from labeldesk.suggest.library import Entry
from labeldesk.suggest.recipe import Task
from labeldesk.ui.dialogs.model_rows import (
    ModelRow,
    ModelRowDelegate,
    ModelRows,
    of_entry,
    of_offer,
    size_words,
)
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.paint import BODY
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.label import Line, Paragraph
from labeldesk.ui.widgets.rows import RowTable

TITLE = QT_TRANSLATE_NOOP("Models", "Models")
ADD = QT_TRANSLATE_NOOP("Models", "Add a file…")
ADD_FOLDER = QT_TRANSLATE_NOOP("Models", "Add a folder…")
CATALOGUE = QT_TRANSLATE_NOOP("Models", "Open a catalogue…")
USE = QT_TRANSLATE_NOOP("Models", "Use")
CORRECT = QT_TRANSLATE_NOOP("Models", "Correct how it is read…")
REMOVE = QT_TRANSLATE_NOOP("Models", "Remove")
EMPTY = QT_TRANSLATE_NOOP("Models", "No model yet. Drop an .onnx file or a folder of them here.")
NO_CHOICE = QT_TRANSLATE_NOOP("Models", "No model is chosen")
OFFERS = QT_TRANSLATE_NOOP("Models", "Models of {file}")
DOWNLOAD = QT_TRANSLATE_NOOP("Models", "Download…")
YES = QT_TRANSLATE_NOOP("Models", "Download {size} from {host}")
BACK = QT_TRANSLATE_NOOP("Models", "Back")
ASKED = QT_TRANSLATE_NOOP(
    "Models", "Nothing is asked of {host} before you say so. The file is checked before it is used"
)
BY_CLICK = QT_TRANSLATE_NOOP("Models", "It marks what is clicked; it is not read in other ways")
DESCRIBES = QT_TRANSLATE_NOOP("Models", "It describes images; learning uses it")
ABOUT = QT_TRANSLATE_NOOP("Models", "Choose a model. Nothing is downloaded by itself")
IS_HERE = QT_TRANSLATE_NOOP("Models", "It is in the library already")
_WIDE, _HIGH = 800, 560


class ModelTable(RowTable):
    """A list of models, one of which is chosen."""

    def __init__(self, words: Text) -> None:
        super().__init__(words)
        self.model_rows = ModelRows()
        self.use(self.model_rows, ModelRowDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def show_rows(self, rows: Sequence[ModelRow]) -> None:
        """Other rows; the first is chosen where none was."""
        at = max(self.currentIndex().row(), 0)
        self.model_rows.set_rows(rows)
        if rows:
            self.selectRow(min(at, len(rows) - 1))

    def sizeHint(self) -> QSize:
        return QSize(px(400), px(320))


class ModelsSheet(Sheet):
    """Signals: `used(Entry)`, `correction_wanted(Entry)`, `removed(Entry)`, `add_wanted`,
    `folder_wanted`, `catalogue_wanted`, `dropped([Path])`.
    """

    used = Signal(object)
    correction_wanted = Signal(object)
    removed = Signal(object)
    add_wanted = Signal()
    folder_wanted = Signal()
    catalogue_wanted = Signal()
    dropped = Signal(object)
    wide = _WIDE

    def __init__(self) -> None:
        super().__init__(TITLE)
        self.setObjectName("models-sheet")
        self.setAcceptDrops(True)
        self._entries: tuple[Entry, ...] = ()
        self.add_title(TITLE)
        self.table = ModelTable(TITLE)
        self.table.setObjectName("model-list")
        self._empty = Paragraph(EMPTY, "t2", BODY, centred=True)
        self._empty.setMinimumHeight(px(60))
        self.column.addWidget(self._empty)
        self.column.addWidget(self.table, 1)
        self._of_chosen = self._add_choices()
        self._add_foot_buttons()
        self.table.activated.connect(lambda _: self.entered())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.show_entries((), frozenset())

    def _add_choices(self) -> tuple[Button, ...]:
        self.column.addWidget(Line())
        row = QHBoxLayout()
        row.setContentsMargins(px(22), px(6), px(24), px(6))
        row.setSpacing(px(2))
        made = []
        for words, kind, tell in (
            (USE, Kind.MAIN, self.used),
            (CORRECT, Kind.NORMAL, self.correction_wanted),
            (REMOVE, Kind.GHOST, self.removed),
        ):
            button = Button(words, kind, keys="Return" if words == USE else "")
            button.clicked.connect(lambda _=False, s=tell: self._about_chosen(s.emit))
            row.addWidget(button)
            made.append(button)
        row.addStretch(1)
        self.column.addLayout(row)
        return tuple(made)

    def _add_foot_buttons(self) -> None:
        foot = self.add_foot()
        for words, tell in (
            (ADD, self.add_wanted),
            (ADD_FOLDER, self.folder_wanted),
            (CATALOGUE, self.catalogue_wanted),
        ):
            button = Button(words, Kind.LINK)
            button.clicked.connect(tell)
            foot.addWidget(button)
        foot.addStretch(1)

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE), px(_HIGH))

    def first_focus(self) -> QWidget:
        return self.table

    def entered(self) -> None:
        if self._of_chosen[0].isEnabled():
            self._about_chosen(self.used.emit)

    def show_entries(self, entries: Sequence[Entry], used: Set[str]) -> None:
        """What the library holds; `used` are the digests of the models in use."""
        self._entries = tuple(entries)
        self.table.show_rows([of_entry(one, is_used=one.sha256 in used) for one in entries])
        self._empty.setVisible(not entries)
        self.table.setVisible(bool(entries))
        self._offer()

    def _offer(self) -> None:
        """What can be done with the chosen one, and why not."""
        entry = self._chosen()
        use, correct, remove = self._of_chosen
        task = entry.recipe.task if entry else None
        nothing = None if entry else NO_CHOICE
        use.set_reason(DESCRIBES if task is Task.EMBED else nothing)
        correct.set_reason(BY_CLICK if task is Task.PROMPT else nothing)
        remove.set_reason(nothing)

    def _chosen(self) -> Entry | None:
        row = self.table.currentIndex().row()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _about_chosen(self, tell: Callable[[Entry], object]) -> None:
        entry = self._chosen()
        if entry is not None:
            tell(entry)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


class CatalogueSheet(Sheet):
    """Signals: `download_wanted(Offer)`, said after it was asked; `back_wanted`."""

    download_wanted = Signal(object)
    back_wanted = Signal()
    wide = _WIDE

    def __init__(self, file: str, offers: Sequence[Offer], known: frozenset[str]) -> None:
        title = OFFERS.filled(file=file)
        super().__init__(title)
        self.setObjectName("catalogue-sheet")
        self._offers, self._known = tuple(offers), known
        self._asking: Offer | None = None
        self.add_title(title)
        self.table = ModelTable(title)
        self.column.addWidget(self.table, 1)
        self._about = Paragraph(ABOUT, "t2", BODY)
        self._about.setContentsMargins(px(27), px(6), px(24), px(10))
        self.column.addWidget(self._about)
        foot = self.add_foot()
        foot.addStretch(1)
        back = Button(BACK, high=32)
        back.clicked.connect(self.back_wanted)
        self.main = Button(DOWNLOAD, Kind.MAIN, keys="Return", high=32)
        self.main.clicked.connect(self.entered)
        foot.addWidget(back)
        foot.addWidget(self.main)
        self.table.show_rows(self._rows())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._calm())
        self._calm()

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE), px(_HIGH))

    def first_focus(self) -> QWidget:
        return self.table

    def entered(self) -> None:
        """Ask, and only when that is answered tell."""
        offer = self._chosen()
        if offer is None or not self.main.isEnabled():
            return
        if self._asking is not offer:
            self._asking = offer
            self._about.set_words(ASKED.filled(host=offer.host))
            self.main.set_words(YES.filled(size=size_words(offer.bytes), host=offer.host))
            return
        self.download_wanted.emit(offer)
        self._calm()

    def say(self, words: Text) -> None:
        """How far it is, or what went wrong."""
        self._about.set_words(words)

    def show_known(self, known: Set[str]) -> None:
        """Which models the library has."""
        if known != self._known:
            self._known = frozenset(known)
            self.table.show_rows(self._rows())
            self._calm()

    def _rows(self) -> list[ModelRow]:
        return [of_offer(one, is_here=one.sha256 in self._known) for one in self._offers]

    def _chosen(self) -> Offer | None:
        row = self.table.currentIndex().row()
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def _calm(self) -> None:
        offer = self._chosen()
        self._asking = None
        self.main.set_words(DOWNLOAD)
        is_here = offer is not None and offer.sha256 in self._known
        self.main.set_reason(NO_CHOICE if offer is None else IS_HERE if is_here else None)
        self._about.set_words(ABOUT)


def is_catalogue(path: Path) -> bool:
    """Whether a file has the name of a catalogue."""
    return path.suffix.lower() in SUFFIXES
