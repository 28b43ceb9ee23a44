"""Where notices stand: above the status line, at most two, the image does not move."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.notice import Notice, NoticeRow

NAME = QT_TRANSLATE_NOOP("NoticeBar", "Notices")
MOST = 2


class NoticeBar(QWidget):
    """Floats over the lower edge of its parent: the window places it with `settle`.

    Signals: `chosen(key, action id)`, `closed(key)`.
    """

    chosen = Signal(str, str)
    closed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice-bar")
        self.setAccessibleName(tr(NAME))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(8), px(4), px(8), px(4))
        self._column.setSpacing(px(6))
        self._notices: list[Notice] = []
        self.hide()

    def rows(self) -> tuple[NoticeRow, ...]:
        """What is shown now, the oldest first."""
        return tuple(notice.row for notice in self._notices)

    def say(self, row: NoticeRow) -> None:
        """Show a notice; one with the same key goes, of more than two the oldest."""
        self.take_back(row.key)
        while len(self._notices) >= MOST:
            self.take_back(self._notices[0].row.key)
        notice = Notice(row)
        notice.chosen.connect(self.chosen)
        notice.closed.connect(self._close)
        self._notices.append(notice)
        self._column.addWidget(notice)
        self.show()
        notice.show()  # beside one that is shown already, it would only count in the height later
        self.settle()

    def take_back(self, key: str) -> None:
        """Remove the notice with that key, if it is there; says nothing."""
        for notice in [n for n in self._notices if n.row.key == key]:
            self._notices.remove(notice)
            notice.hide()
            notice.setParent(None)
            notice.deleteLater()
        self.setVisible(bool(self._notices))
        self.settle()

    def settle(self) -> None:
        """Take the place at the lower edge of the parent; called when the parent is resized."""
        parent = self.parentWidget()
        if parent is None or self.isHidden():
            return
        across = min(parent.width(), px(640))
        # Without a paragraph that wraps, heightForWidth has nothing to say (-1).
        high = max(self._column.heightForWidth(across), self._column.sizeHint().height())
        self.resize(across, high)
        self.move((parent.width() - across) // 2, parent.height() - self.height())
        self.raise_()

    def _close(self, key: str) -> None:
        self.take_back(key)
        self.closed.emit(key)
