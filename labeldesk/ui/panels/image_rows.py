"""The images of the filter as columns: names, states, suggestion counts; 100,000 cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.rows import Index
from labeldesk.ui.widgets.state_mark import WORDS, Mark

SPOKEN = QT_TRANSLATE_NOOP("Images", "{name}, {state}")
SPOKEN_WAITING = QT_TRANSLATE_NOOP("Images", "{name}, {state}, {n} suggestions")
BROKEN = QT_TRANSLATE_NOOP("Images", "{name}, cannot be read")
MARKS = tuple(Mark)
"""The order in which `ImageModel` keeps marks as numbers."""

Thumb = Callable[[int], QImage | None]
"""The thumbnail of the image at a position, or None while it is being made."""

Broken = Callable[[int], bool]
"""Whether the image at a position cannot be read, so that no thumbnail will come."""

_NOWHERE = QModelIndex()


Note = Callable[[int], str]
"""Why the image at a position is in the list, where it was looked for; empty without a reason."""


def no_note(_: int) -> str:
    """Where the list is just a list."""
    return ""


def no_thumb(_: int) -> QImage | None:
    """Before anybody gives thumbnails."""
    return None


class ImageModel(QAbstractTableModel):
    """One row per image, or one column per image when `across`."""

    def __init__(self, *, across: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across = across
        self.names: Sequence[str] = ()
        self.marks: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self.waiting: NDArray[np.int32] = np.zeros(0, np.int32)
        self.thumb: Thumb = no_thumb
        self.broken: Broken = lambda _: False
        self.note: Note = no_note

    def set_images(self, names: Sequence[str]) -> None:
        """Other images, all to do and without suggestions until told."""
        self.beginResetModel()
        self.names = names
        self.marks = np.zeros(len(names), np.uint8)
        self.waiting = np.zeros(len(names), np.int32)
        self.endResetModel()

    def set_marks(self, marks: Sequence[Mark] | NDArray[np.uint8]) -> None:
        """All states at once: marks, or their places in `MARKS` as uint8 (n,)."""
        if isinstance(marks, np.ndarray):
            self.marks = marks.astype(np.uint8)
        else:
            self.marks = np.fromiter((MARKS.index(m) for m in marks), np.uint8, len(marks))
        self._all_changed()

    def set_waiting(self, counts: NDArray[np.integer]) -> None:
        """How many suggestions wait on each image, (n,)."""
        self.waiting = counts.astype(np.int32)
        self._all_changed()

    def set_one(self, at: int, mark: Mark | None = None, waiting: int | None = None) -> None:
        """State or count of the image at that position."""
        if mark is not None:
            self.marks[at] = MARKS.index(mark)
        if waiting is not None:
            self.waiting[at] = waiting
        self.changed(at)

    def changed(self, at: int) -> None:
        """Repaint that image, e.g. because its thumbnail is there now."""
        if 0 <= at < len(self.names):
            index = self.at(at)
            self.dataChanged.emit(index, index)

    def at(self, position: int) -> QModelIndex:
        """The index of the image at that position."""
        return self.index(0, position) if self._across else self.index(position, 0)

    def position(self, index: Index) -> int:
        """The position of the image at that index."""
        return index.column() if self._across else index.row()

    def _all_changed(self) -> None:
        if self.names:
            self.dataChanged.emit(self.at(0), self.at(len(self.names) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1 if self._across else len(self.names)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.names) if self._across else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        at = self.position(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._named(at)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        said = SPOKEN_WAITING if self.waiting[at] else SPOKEN
        state = WORDS[MARKS[self.marks[at]]]
        return tr(said.filled(name=self._named(at), state=state, n=int(self.waiting[at])))

    def _named(self, at: int) -> str:
        name, note = self.names[at], self.note(at)
        name = f"{name}. {note}" if note else name
        return tr(BROKEN.filled(name=name)) if self.broken(at) else name
