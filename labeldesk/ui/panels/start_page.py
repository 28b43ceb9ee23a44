"""The start page: one drop zone, recent projects, a dataset to import, a sample to try."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, LEAD, NAME, TITLE, Fit, height, paint_box, paint_text, width
from labeldesk.ui.panels.panel import centred
from labeldesk.ui.panels.recent import RecentDelegate, RecentModel, RecentRow
from labeldesk.ui.theme import look, px, theme
from labeldesk.ui.theme.look import mixed
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.control import Control
from labeldesk.ui.widgets.icon_label import IconLabel
from labeldesk.ui.widgets.label import Ground, Label, Paragraph
from labeldesk.ui.widgets.rows import RowTable

DROP = QT_TRANSLATE_NOOP("StartPage", "Drop a folder of images here")
DROP_MORE = QT_TRANSLATE_NOOP("StartPage", "or a project, a dataset, an ONNX model")
OPEN_FOLDER = QT_TRANSLATE_NOOP("StartPage", "Open folder")
OPEN_PROJECT = QT_TRANSLATE_NOOP("StartPage", "Open project")
PROMISE = QT_TRANSLATE_NOOP("StartPage", "Your images stay where they are and are never changed")
IMPORT = QT_TRANSLATE_NOOP("StartPage", "Import a dataset")
IMPORT_MORE = QT_TRANSLATE_NOOP("StartPage", "COCO, YOLO, VOC, masks")
SAMPLE = QT_TRANSLATE_NOOP("StartPage", "Try the sample")
SAMPLE_MORE = QT_TRANSLATE_NOOP("StartPage", "24 small images")
RECENT = QT_TRANSLATE_NOOP("StartPage", "Recent projects")
NO_RECENT = QT_TRANSLATE_NOOP("StartPage", "What you open stands here the next time.")


class Logo(QWidget):
    """The sign of the program and its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Labeldesk")

    def sizeHint(self) -> QSize:
        return QSize(px(44) + width("Labeldesk", TITLE) + 1, max(px(32), height(TITLE)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as p:
            sign = QRectF(px(3), (self.height() - px(32)) / 2, px(32), px(32))
            paint_box(p, sign, theme().fill, None, px(6))
            paint_icon(p, sign, "labeldesk", theme().on_fill, 28)
            name = QRectF(px(44), 0, self.width() - px(44), self.height())
            paint_text(p, name, "Labeldesk", "t1", TITLE)


class DropZone(QWidget):
    """The dashed field; `lit` while something that can be opened hovers over the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lit = False
        self.open_folder = Button(OPEN_FOLDER, Kind.MAIN, keys="Ctrl+U", high=32)
        self.open_project = Button(OPEN_PROJECT, keys="Ctrl+O", high=32)
        self.open_folder.action, self.open_project.action = "project.open-folder", "project.open"
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(24), px(20), px(20))
        column.addStretch(2)
        column.addLayout(centred(IconLabel("folder", "t2", 34)))
        column.addSpacing(px(12))
        column.addWidget(Label(DROP, "t1", LEAD, Fit.CENTRE))
        column.addWidget(Label(DROP_MORE, "t2", BODY, Fit.CENTRE))
        column.addSpacing(px(12))
        column.addLayout(centred(self.open_folder, self.open_project))
        column.addStretch(3)
        column.addWidget(Paragraph(PROMISE, "t2", centred=True))
        self.setMinimumHeight(px(272))

    def light(self, lit: bool) -> None:
        """Show that what is dragged can be dropped here."""
        self._lit = lit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme()
        with QPainter(self) as p:
            area = QRectF(self.rect()).adjusted(px(3), 1, -px(3), -1)
            paint_box(p, area, t.hover if self._lit else t.panel, None, px(10))
            pen = QPen(t.accent if self._lit else t.control, px(2) if self._lit else 1.5)
            pen.setDashPattern([6, 4])
            p.setPen(pen)
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(area, px(10), px(10))


class Card(Control):
    """A large button with an icon and two lines."""

    radius = 8

    def __init__(self, words: Text, more: Text, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._more = Label(more)
        self._more.hide()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def body_hint(self) -> QSize:
        wide = max(width(self.words, NAME), width(self._more.text()))
        return QSize(wide + px(64), max(px(62), height(NAME) + height(BODY) + px(24)))

    def draw(self, p: QPainter, body: QRectF) -> None:
        t = theme()
        paint_box(p, body, mixed(t.panel, t.hover, self.heat), t.line_raised, px(8))
        sign = QRectF(body.left() + px(14), body.top(), px(20), body.height())
        paint_icon(p, sign, self._icon, "t2", 20)
        first, second = height(NAME), height(BODY)
        top = body.center().y() - (first + second + px(3)) / 2
        inner = QRectF(body.left() + px(46), top, body.width() - px(54), first)
        paint_text(p, inner, self.words, "t1" if self.isEnabled() else "disabled", NAME)
        paint_text(p, inner.translated(0, first + px(3)), self._more.text(), "t2", BODY, Fit.CUT)


class StartPage(Ground):
    """Signals: `folder_wanted`, `project_wanted`, `import_wanted`, `sample_wanted`,
    `recent_opened(path)`, `locate_wanted(path)`, `dropped(list of local paths)`;
    `first_painted` in the turn of the event loop after everything was painted once.
    """

    folder_wanted = Signal()
    project_wanted = Signal()
    import_wanted = Signal()
    sample_wanted = Signal()
    recent_opened = Signal(str)
    locate_wanted = Signal(str)
    dropped = Signal(list)
    first_painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", parent)
        self._was_painted = False
        self.setAcceptDrops(True)
        self._zone = DropZone()
        self._import = Card(IMPORT, IMPORT_MORE, "import")
        self._sample = Card(SAMPLE, SAMPLE_MORE, "image")
        self._model = RecentModel()
        self.recent = RowTable(RECENT)
        self.recent.setObjectName("recent-list")
        self.recent.use(self._model, RecentDelegate(self.recent))
        self.recent.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._none = Paragraph(NO_RECENT, "t2")
        self._lay_out()
        self._zone.open_folder.clicked.connect(self.folder_wanted)
        self._zone.open_project.clicked.connect(self.project_wanted)
        self._import.clicked.connect(self.import_wanted)
        self._sample.clicked.connect(self.sample_wanted)
        self.recent.clicked.connect(self._open)
        self.recent.activated.connect(self._open)
        self.recent.part_clicked.connect(
            lambda row, _: self.locate_wanted.emit(self._model.rows[row].path)
        )
        look().changed.connect(self._restyle)
        self._restyle()
        self.set_recent(())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def _lay_out(self) -> None:
        title = Label(RECENT, "t1", NAME)
        title.setContentsMargins(px(12), 0, 0, 0)
        grid = QGridLayout(self)
        grid.setContentsMargins(px(32), px(24), px(32), px(24))
        grid.setHorizontalSpacing(px(36))
        grid.setVerticalSpacing(px(28))
        grid.addWidget(Logo(), 1, 1)
        grid.addWidget(title, 1, 2)
        grid.addWidget(self._left(), 2, 1)
        grid.addLayout(self._right(), 2, 2)
        for at, stretch in ((0, 2), (3, 2), (1, 9), (2, 11)):
            grid.setColumnStretch(at, stretch)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(3, 5)

    def _left(self) -> QWidget:
        left = QWidget()
        left.setMinimumWidth(px(420))
        left.setMaximumWidth(px(472))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self._zone)
        cards = QHBoxLayout()
        cards.setSpacing(px(8))
        cards.addWidget(self._import)
        cards.addWidget(self._sample)
        column.addLayout(cards)
        column.addStretch()
        return left

    def _right(self) -> QVBoxLayout:
        self.recent.setMinimumWidth(px(116))  # with the left half it fits where any page does
        self.recent.setMaximumWidth(px(580))
        self.recent.setMinimumHeight(5 * self.recent.row_height())
        right = QVBoxLayout()
        right.addWidget(self.recent, 1)
        right.addWidget(self._none)
        return right

    def set_recent(self, rows: Sequence[RecentRow]) -> None:
        """Show these projects, the newest first."""
        self._model.set_rows(rows)
        self.recent.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _open(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()]
        signal = self.locate_wanted if row.missing else self.recent_opened
        signal.emit(row.path)

    def _restyle(self) -> None:
        colours = self.recent.palette()
        colours.setColor(colours.ColorRole.Base, theme().window)
        self.recent.setPalette(colours)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._zone.light(lit=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._zone.light(lit=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._zone.light(lit=False)
        urls = event.mimeData().urls()
        self.dropped.emit([url.toLocalFile() for url in urls if url.isLocalFile()])
