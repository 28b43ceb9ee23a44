"""Panel Joints: those of the selected keypoints, by name and how they are seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QWidget

from labeldesk.domain.skeleton import ABSENT, HIDDEN, VISIBLE
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.paint import BODY, STRONG, Fit, paint_text, width
from labeldesk.ui.panels.panel import Empty, Panel, show_page
from labeldesk.ui.theme import px, theme
from labeldesk.ui.theme.tokens import SWATCH_EDGE
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.rows import RowDelegate, RowModel, RowTable

TITLE = QT_TRANSLATE_NOOP("Joints", "Joints")
NONE = QT_TRANSLATE_NOOP("Joints", "Select one set of keypoints to see its joints")
STATES: dict[int, Text] = {
    VISIBLE: QT_TRANSLATE_NOOP("Joints", "visible"),
    HIDDEN: QT_TRANSLATE_NOOP("Joints", "hidden"),
    ABSENT: QT_TRANSLATE_NOOP("Joints", "absent"),
}
_ROWS = 3


@dataclass(frozen=True, slots=True)
class JointRow:
    """One joint: its number in the set, name, colour of its side, 0 absent, 1 hidden, 2 visible."""

    index: int
    name: str
    colour: str
    visibility: int


class JointModel(RowModel[JointRow]):
    """The joints in the order of the template."""

    def spoken(self, row: JointRow) -> str:
        return f"{row.name}, {tr(STATES[row.visibility])}"


class JointDelegate(RowDelegate[JointRow]):
    """A mark as on the image (disc, ring, nothing but a trace of it), name, the state in words."""

    tall = 24

    def full(self, row: JointRow) -> str:
        return row.name

    def draw(
        self, p: QPainter, place: QRectF, row: JointRow, *, is_hot: bool, is_chosen: bool
    ) -> None:
        self._mark(p, self._part(place).center(), row)
        words = tr(STATES[row.visibility]) if row.visibility != VISIBLE else ""
        state = QRectF(place.right() - width(words) - px(10), place.top(), width(words), 0)
        state.setHeight(place.height())
        paint_text(p, state, words, "t2" if is_chosen else "t3", BODY, Fit.RIGHT)
        name = QRectF(place.left() + px(32), place.top(), 0, place.height())
        name.setRight(state.left() - px(8))
        ink = theme().t1 if row.visibility or is_chosen else theme().t3
        paint_text(p, name, row.name, ink, STRONG if is_chosen else BODY, Fit.CUT)

    @staticmethod
    def _mark(p: QPainter, at: QPointF, row: JointRow) -> None:
        radius, nothing = px(4), QBrush()
        colour = QColor(row.colour)
        layers: list[tuple[QPen, QBrush]]
        if row.visibility == ABSENT:
            layers = [(QPen(theme().t3, 1, Qt.PenStyle.DotLine), nothing)]
        elif row.visibility == HIDDEN:  # dark on both sides, so that pale colours hold as well
            layers = [(QPen(SWATCH_EDGE, 3.5), nothing), (QPen(colour, 1.75), nothing)]
        else:
            layers = [(QPen(SWATCH_EDGE, 1), QBrush(colour))]
        for pen, brush in layers:
            p.setPen(pen)
            p.setBrush(brush)
            p.drawEllipse(at, radius, radius)

    @staticmethod
    def _part(place: QRectF) -> QRectF:
        return QRectF(place.left() + px(6), place.top(), px(20), place.height())

    def part_at(self, place: QRectF, row: JointRow, x: float) -> str:
        part = self._part(place)
        return "mark" if part.left() - px(6) <= x < part.right() else ""


class JointsPanel(Panel):
    """Signals: `joint_chosen(number)` on a row, `mark_clicked(number)` on its mark."""

    joint_chosen = Signal(int)
    mark_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, grows=True, parent=parent)
        self._model = JointModel()
        self.view = RowTable(TITLE)
        self.view.setObjectName("joint-list")
        self.view.use(self._model, JointDelegate(self.view))
        self.view.setMinimumHeight(_ROWS * self.view.row_height())
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.clicked.connect(lambda index: self.joint_chosen.emit(self._index(index)))
        self.view.activated.connect(lambda index: self.joint_chosen.emit(self._index(index)))
        self.view.part_clicked.connect(
            lambda row, _: self.mark_clicked.emit(self._model.rows[row].index)
        )
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self.view)
        self._stack.addWidget(Empty(NONE))
        self.fill_with(inner)
        self.set_joints(())

    def set_joints(self, rows: Sequence[JointRow]) -> None:
        """Show these joints; the header counts those that are there."""
        self._model.set_rows(rows)
        self.header.set_count(sum(row.visibility > ABSENT for row in rows))
        show_page(self._stack, 0 if rows else 1)

    def set_chosen(self, index: int | None) -> None:
        """Mark the joint that the canvas has chosen; says nothing."""
        places = [at for at, row in enumerate(self._model.rows) if row.index == index]
        if places:
            self.view.selectRow(places[0])
            self.view.scrollTo(self._model.index(places[0], 0))
        else:
            self.view.clearSelection()

    def _index(self, index: QModelIndex) -> int:
        return self._model.rows[index.row()].index
