"""The right column: panels one above the other; remembers which are open and how wide it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.panels.classes import ClassesPanel
from labeldesk.ui.panels.display import DisplayPanel
from labeldesk.ui.panels.history import HistoryPanel
from labeldesk.ui.panels.image import ImagePanel
from labeldesk.ui.panels.joints import JointsPanel
from labeldesk.ui.panels.objects import ObjectsPanel
from labeldesk.ui.panels.panel import Panel
from labeldesk.ui.panels.suggestions import SuggestionsPanel
from labeldesk.ui.theme import px, scale, theme
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.label import Ground
from labeldesk.ui.widgets.scroll_bar import thin

NAME = QT_TRANSLATE_NOOP("Column", "Panels")
WIDTH, NARROWEST, WIDEST, SLIM = 300, 260, 420, 260
"""Usual, smallest, largest width; the width in a window under `NARROW_WINDOW` (LOOK 5)."""
NARROW_WINDOW, LOW_WINDOW = 1280, 760


@dataclass(frozen=True, slots=True)
class ColumnState:
    """What a project remembers of the column: width in px at 100 %, open panels by name."""

    width: int = WIDTH
    open: Mapping[str, bool] = field(default_factory=dict)


class _Panels(Ground):
    """All panels; before it has to be scrolled each of them is as low as it can be."""

    def heightForWidth(self, across: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(across) if layout is not None else -1


class Column(QScrollArea):
    """All panels as attributes. `state_changed` when the user opens, closes or widens."""

    state_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr(NAME))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        thin(self)
        self.classes = ClassesPanel()
        self.objects = ObjectsPanel()
        self.joints = JointsPanel()
        self.image = ImagePanel()
        self.display = DisplayPanel()
        self.suggestions = SuggestionsPanel()
        self.history = HistoryPanel()
        self._width = WIDTH
        self._is_low = self._shut_image = False
        self._lent: int | None = None
        self.image.opened.connect(self._image_turned)
        self.panels: dict[str, Panel] = {
            "classes": self.classes,
            "objects": self.objects,
            "joints": self.joints,
            "image": self.image,
            "display": self.display,
            "suggestions": self.suggestions,
            "history": self.history,
        }
        self._stack = QVBoxLayout()
        self._fill()
        self.setMinimumWidth(px(NARROWEST))
        self.setMaximumWidth(px(WIDEST))
        self.verticalScrollBar().actionTriggered.connect(self._scrolled)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _fill(self) -> None:
        inner, stack = _Panels("panel"), self._stack
        inner.setLayout(stack)
        stack.setContentsMargins(1, 0, 0, 0)
        stack.setSpacing(0)
        for panel in self.panels.values():
            panel.sized.connect(self._share)
            panel.opened.connect(self.state_changed)
            stack.addWidget(panel)
        stack.addStretch()
        self._share()
        self.setWidget(inner)

    def _share(self) -> None:
        """Open lists share the free height; when all are shut it stays free at the foot."""
        for panel in self.panels.values():
            self._stack.setStretchFactor(panel, panel.share if panel.grows and panel.is_open else 0)
        inner = self.widget()
        if inner is not None:  # now: a paint may come before the event that is waiting
            QCoreApplication.sendEvent(inner, QEvent(QEvent.Type.LayoutRequest))

    def state(self) -> ColumnState:
        """What to remember."""
        opened = {name: panel.is_open for name, panel in self.panels.items()}
        opened["image"] |= self._shut_image
        return ColumnState(self._width, opened)

    def restore(self, state: ColumnState) -> None:
        """Be as it was."""
        self.set_width(state.width)
        for name, is_open in state.open.items():
            if name in self.panels:
                self.panels[name].open(is_open)

    def set_width(self, width: int) -> None:
        """The width the user wants, px at 100 %, within the limits."""
        self._width = min(max(width, NARROWEST), WIDEST)
        self.updateGeometry()

    def wide_in(self, window: int) -> int:
        """How wide to be in a window of that width, logical px."""
        return px(min(self._width, SLIM) if window < px(NARROW_WINDOW) else self._width)

    def set_low(self, *, is_low: bool) -> None:
        """In a low window the Image panel closes; it opens again with the room for it."""
        if is_low == self._is_low:
            return
        self._is_low = is_low
        if is_low:
            self._shut_image = self.image.is_open
            self.image.open(is_open=False)
        elif self._shut_image:
            self._image_turned()
            self.image.open(is_open=True)

    def _image_turned(self) -> None:
        """By the user, or back: it is no longer shut for want of room."""
        self._shut_image = False

    def lend(self, part: QWidget) -> None:
        """Scroll to where the keyboard goes now; back again when it leaves the column, unless the
        user has scrolled meanwhile.
        """
        if self._lent is None:
            self._lent = self.verticalScrollBar().value()
        self.ensureWidgetVisible(part)

    def _scrolled(self) -> None:
        """By the user's own hand."""
        self._lent = None

    def _focus_moved(self, _: QWidget | None, here: QWidget | None) -> None:
        if self._lent is not None and here is not None and not self.isAncestorOf(here):
            self.verticalScrollBar().setValue(self._lent)
            self._lent = None

    def sizeHint(self) -> QSize:
        return QSize(px(self._width), px(600))

    def dragged(self) -> None:
        """The user pulled its edge: this is the width that is wanted now."""
        self._width = min(max(round(self.width() / scale()), NARROWEST), WIDEST)
        self.state_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(tr(NAME))
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self.viewport()) as p:
            p.fillRect(self.viewport().rect(), theme().panel)
