"""What floats over the window: the dimming with its sheets, and the field of "Go to image"."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.dialogs.sheet import Dim, Sheet
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.field import Field

_GO_TO = QT_TRANSLATE_NOOP("Images", "Go to image")
_PROMPT = QT_TRANSLATE_NOOP("Images", "Number or part of a name")


class GoTo(Sheet):
    """A line for a number or a part of a name; Enter goes there."""

    wide = 420

    def __init__(self, found: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(_GO_TO, parent)
        self.setObjectName("go-to")
        self._found = found
        self.field = Field(_GO_TO, _PROMPT)
        row = QHBoxLayout()
        row.setContentsMargins(px(12), px(12), px(12), px(12))
        row.addWidget(self.field)
        self.column.addLayout(row)
        self.field.returnPressed.connect(self.entered)

    def first_focus(self) -> QWidget:
        return self.field

    def entered(self) -> None:
        """Close if there is such an image; else the text stays, to be changed."""
        if self._found(self.field.text()):
            self.left.emit()
        else:
            self.field.selectAll()


class Sheets:
    """The dimming of the window, and the sheets that need nothing else."""

    def __init__(self, window: QWidget) -> None:
        self.dim = Dim(window)
        self.found: Callable[[str], bool] = lambda _: False

    def ask_image(self) -> None:
        """Open the field of "Go to image"."""
        self.dim.show_sheet(GoTo(self.found))
