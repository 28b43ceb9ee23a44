"""Why an image is in the list: what models, or a model and labels, do not agree on, in rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.paint import CAPTION, STRONG, Fit
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.label import Label
from labeldesk.ui.widgets.text_row import TextRow

TITLE = QT_TRANSLATE_NOOP("Judging", "Model and labels differ")
SETTLED = QT_TRANSLATE_NOOP("Judging", "Nothing differs here any more")
MORE = QT_TRANSLATE_NOOP("Judging", "{n} more are marked on the image")
MOST = 6


class Reasons(QWidget):
    """Signal: `opened(position)` when a row is clicked. Hidden while there is nothing to say."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reasons")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, px(2), 0, px(4))
        self._column.setSpacing(px(1))
        self._parts: list[QWidget] = []
        self.words: tuple[Text, ...] = ()
        self.hide()

    def set_reasons(self, words: Sequence[Text] | None, title: Text = TITLE) -> None:
        """Say these under the title; with none of them that all is settled, None hides it."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.words = tuple(words or ())
        self._parts = [Label(title if words else SETTLED, "t1", STRONG, Fit.CUT)]
        for at, said in enumerate(self.words[:MOST]):
            row = TextRow(said, icon="warning", role="warning")
            row.clicked.connect(lambda _=False, place=at: self.opened.emit(place))
            self._parts.append(row)
        if len(self.words) > MOST:
            rest = MORE.filled(n=Grouped(len(self.words) - MOST))
            self._parts.append(Label(rest, "t3", CAPTION, Fit.CUT))
        for part in self._parts:
            self._column.addWidget(part)
            part.show()
        self.setVisible(words is not None)
        self.updateGeometry()
