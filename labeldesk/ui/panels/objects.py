"""Panel Objects: every annotation of the image, selection in step with the canvas."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QWidget

from labeldesk.domain.annotation import Origin
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.icons import paint_icon
from labeldesk.ui.paint import BODY, STRONG, Fit, paint_text, width
from labeldesk.ui.panels.object_details import ObjectDetails
from labeldesk.ui.panels.origin_filter import FILTER, OriginFilter
from labeldesk.ui.panels.panel import Empty, Panel, show_page
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.label import Line
from labeldesk.ui.widgets.rows import RowDelegate, RowModel, RowTable
from labeldesk.ui.widgets.swatch import paint_swatch

TITLE = QT_TRANSLATE_NOOP("Objects", "Objects")
MORE = QT_TRANSLATE_NOOP("Objects", "More")
NONE = QT_TRANSLATE_NOOP("Objects", "No objects in this image yet")
DRAW = QT_TRANSLATE_NOOP("Objects", "Draw the first box")
LOCKED = QT_TRANSLATE_NOOP("Objects", "locked")
GROUP = QT_TRANSLATE_NOOP("Objects", "group {n}")
EDITED = QT_TRANSLATE_NOOP("Objects", "edited")
HIDDEN = QT_TRANSLATE_NOOP("Objects", "hidden")


@dataclass(frozen=True, slots=True)
class ObjectRow:
    """One annotation. `icon` is that of its shape, `kind` the shape's name for screen readers.

    `flags` are words such as "occluded", `values` the attributes in brief; `score` only where a
    model made it, `source` says which; `joints` is how many of its joints are there, "14/17".
    """

    id: AnnotationId
    name: str
    colour: str
    icon: str
    kind: Text
    flags: tuple[Text, ...] = ()
    score: float | None = None
    mark: int = 0
    locked: bool = False
    hidden: bool = False
    joints: str = ""
    values: str = ""
    group: int | None = None
    origin: Origin = Origin.MANUAL
    source: Text | None = None


class ObjectModel(RowModel[ObjectRow]):
    """The rows in paint order, topmost first."""

    def spoken(self, row: ObjectRow) -> str:
        words = [row.name, tr(row.kind), *_tail_words(row)]
        words += [f"{row.score:.2f}"] if row.score is not None else []
        words += [tr(row.source)] if row.source is not None else []
        words += [tr(LOCKED)] if row.locked else []
        words += [tr(HIDDEN)] if row.hidden else []
        return ", ".join(words)


class ObjectDelegate(RowDelegate[ObjectRow]):
    """Swatch, shape, name, flags, score; lock and eye on hover, on selection and when on."""

    def full(self, row: ObjectRow) -> str:
        return row.name

    def tip(self, row: ObjectRow, across: int) -> str:
        """Also from where it is."""
        parts = (super().tip(row, across), tr(row.source) if row.source is not None else "")
        return "\n".join(part for part in parts if part)

    def draw(
        self, p: QPainter, place: QRectF, row: ObjectRow, *, is_hot: bool, is_chosen: bool
    ) -> None:
        inner = place.adjusted(px(10), 0, -px(8), 0)
        swatch = QRectF(inner.left(), place.top(), px(12), place.height())
        paint_swatch(p, swatch, row.colour, row.mark)
        shape = QRectF(inner.left() + px(22), place.top(), px(16), place.height())
        paint_icon(p, shape, row.icon, "t3" if row.hidden else "t2")
        lock, eye = self._parts(place)
        shows = is_hot or is_chosen
        if shows or row.locked:
            paint_icon(p, lock, "lock", "t1" if row.locked else "t2")
        if shows or row.hidden:
            paint_icon(p, eye, "eye-off" if row.hidden else "eye", "t1" if row.hidden else "t2")
        rest = QRectF(shape.right() + px(8), place.top(), 0, place.height())
        rest.setRight(lock.left() - px(6))
        face = STRONG if is_chosen else BODY
        paint_text(p, rest, row.name, "t3" if row.hidden else "t1", face, Fit.CUT)
        rest.setLeft(min(rest.left() + width(row.name, face) + px(8), rest.right()))
        self._tail(p, rest, row, is_chosen=is_chosen)

    def _tail(self, p: QPainter, rest: QRectF, row: ObjectRow, *, is_chosen: bool) -> None:
        if row.score is not None and rest.width() > px(48):
            cube = QRectF(rest.left(), rest.top(), px(14), rest.height())
            paint_icon(p, cube, "model", "suggestion", 14)
            score = f"{row.score:.2f}"
            number = QRectF(cube.right() + px(4), rest.top(), width(score, STRONG), rest.height())
            paint_text(p, number, score, "suggestion", STRONG)
            rest.setLeft(number.right() + px(8))
        tail = " · ".join(_tail_words(row))
        if tail and rest.width() > px(20):
            paint_text(p, rest, tail, "t2" if is_chosen else "t3", BODY, Fit.CUT)

    @staticmethod
    def _parts(place: QRectF) -> tuple[QRectF, QRectF]:
        eye = QRectF(place.right() - px(24), place.top(), px(16), place.height())
        return eye.translated(-px(22), 0), eye

    def part_at(self, place: QRectF, row: ObjectRow, x: float) -> str:
        lock, eye = self._parts(place)
        reach = px(3)
        if lock.left() - reach <= x < lock.right() + reach:
            return "lock"
        return "eye" if eye.left() - reach <= x < place.right() else ""


def _tail_words(row: ObjectRow) -> list[str]:
    """What stands after the name: its joints, its attributes, its flags, its group."""
    group = tr(GROUP.filled(n=row.group)) if row.group is not None else ""
    edited = tr(EDITED) if row.origin is Origin.MODEL_EDITED else ""
    words = (edited, row.joints, row.values, *(tr(flag) for flag in row.flags), group)
    return [word for word in words if word]


class ObjectsPanel(Panel):
    """Selection in step with the canvas.

    `details` are about what is selected.

    Signals: `selected(tuple of ids)` when the user changes the selection here,
    `object_opened(id)` on Enter or a double click, `lock_clicked(id)`, `eye_clicked(id)`,
    `hovered(id or None)`, `menu_wanted(global point)`, `more_wanted`,
    `draw_wanted`.
    """

    share = 3
    selected = Signal(tuple)
    object_opened = Signal(object)
    lock_clicked = Signal(object)
    eye_clicked = Signal(object)
    hovered = Signal(object)
    menu_wanted = Signal(QPoint)
    more_wanted = Signal()
    draw_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, grows=True, parent=parent)
        self.origins = OriginFilter(self)
        self.header.add_icon(FILTER, "filter").clicked.connect(self._open_filter)
        self.header.add_icon(MORE, "more").clicked.connect(self.more_wanted)
        self._model = ObjectModel()
        self._rows: tuple[ObjectRow, ...] = ()
        self._is_told = False
        self.view = RowTable(TITLE)
        self.view.setObjectName("object-list")
        self.view.use(self._model, ObjectDelegate(self.view))
        self.view.setMinimumHeight(2 * self.view.row_height())
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._empty = Empty(NONE, DRAW, "W", keys_of="tool.box")
        self._empty.acted.connect(self.draw_wanted)
        inner = QWidget()
        self._stack = QStackedLayout(inner)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._unseen = Empty(NONE)
        self._is_unseen, self._kept = False, 0
        self._stack.addWidget(self._unseen)
        self.details = ObjectDetails()
        self._line = Line()
        self.fill_with(inner, self._line, self.details)
        self._connect()
        self.set_objects(())

    def _connect(self) -> None:
        self.origins.changed.connect(self._sift)
        self.view.selectionModel().selectionChanged.connect(self._changed)
        self.view.part_clicked.connect(self._part)
        self.view.activated.connect(lambda i: self.object_opened.emit(self._id(i)))
        self.view.entered.connect(lambda i: self.hovered.emit(self._id(i)))
        self.view.viewportEntered.connect(lambda: self.hovered.emit(None))
        self.view.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(self.view.viewport().mapToGlobal(at))
        )

    def set_objects(self, rows: Sequence[ObjectRow]) -> None:
        """Show these objects; what was selected and is still there stays selected."""
        self._rows = tuple(rows)
        sources = dict.fromkeys(row.source for row in rows if row.source is not None)
        self.origins.sources = tuple(sources)
        self._sift()

    def _sift(self) -> None:
        """List those of them that the filter lets through."""
        kept = self.selection()
        self._is_told = True
        lets = self.origins.lets
        self._model.set_rows([row for row in self._rows if lets(row.origin, row.score, row.source)])
        self._is_told = False
        self.set_selection(kept)
        self._turn()

    def _open_filter(self) -> None:
        self.origins.open(QCursor.pos())

    def set_unseen(self, reason: Text | None, kept: int = 0) -> None:
        """What to say instead of "none yet" where the image cannot be shown, and how many objects
        it has nevertheless.
        """
        self._is_unseen, self._kept = reason is not None, kept
        if reason is not None:
            self._unseen.say(reason)
        self._turn()

    def _turn(self) -> None:
        self.header.set_count(len(self._model.rows) or self._kept)
        is_sifted = bool(self._rows) and not self._model.rows
        if is_sifted:
            self._unseen.say(self.origins.none)
        empty = 2 if self._is_unseen or is_sifted else 1
        show_page(self._stack, 0 if self._model.rows else empty)
        for part in (self._line, self.details):
            part.setVisible(bool(self._model.rows))

    def selection(self) -> tuple[AnnotationId, ...]:
        """The selected ids, topmost first."""
        chosen = self.view.selectionModel().selectedRows()
        return tuple(self._id(index) for index in sorted(chosen, key=QModelIndex.row))

    def set_selection(self, ids: Collection[AnnotationId]) -> None:
        """Select what the canvas selected; says nothing."""
        wanted = set(ids)
        marked = QItemSelection()
        first: QModelIndex | None = None
        for at, row in enumerate(self._model.rows):
            if row.id in wanted:
                index = self._model.index(at, 0)
                first = first or index
                marked.select(index, index)
        self._is_told = True
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().select(marked, flag)
        if first is not None:
            stay = QItemSelectionModel.SelectionFlag.NoUpdate
            self.view.selectionModel().setCurrentIndex(first, stay)
            self.view.scrollTo(first)
        self._is_told = False

    def _id(self, index: QModelIndex) -> AnnotationId:
        return self._model.rows[index.row()].id

    def _changed(self) -> None:
        if not self._is_told:
            self.selected.emit(self.selection())

    def _part(self, row: int, name: str) -> None:
        signal = self.lock_clicked if name == "lock" else self.eye_clicked
        signal.emit(self._model.rows[row].id)
