"""The fields of a dialog, scrolled where the window is too low for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QSizePolicy, QWidget

from labeldesk.ui.theme import px
from labeldesk.ui.widgets.label import Ground
from labeldesk.ui.widgets.scroll_bar import thin

_LEAST = 120
_EDGE = 12


class Room(QScrollArea):
    """As high as what is in it, as far as the window allows. Who has the keyboard is in view."""

    def __init__(self, layout: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        thin(self)
        self._free = 0
        self._page = Ground("panel")
        self._page.setLayout(layout)
        self.setWidget(self._page)
        self._page.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focused)  # type: ignore[union-attr]  # it is there

    def settle(self) -> None:
        """What is inside grew or shrank: give it its size before anything is painted."""
        layout = self._page.layout()
        if layout is not None:
            layout.activate()
            room = self.viewport().size()
            self._page.resize(room.expandedTo(QSize(0, self._page.minimumSizeHint().height())))
            layout.activate()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._page.sizeHint()

    def minimumSizeHint(self) -> QSize:
        high = max(min(self._free, self.sizeHint().height()), px(_LEAST))
        return QSize(self._page.minimumSizeHint().width(), high)

    def fit(self, free: int) -> None:
        """There is so much room at most: nothing else of the dialog is to get more of it before
        all fields are in view.
        """
        self._free = free
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._page.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, px(_EDGE))
