"""The joints of a template as a list, and what is said of the chosen one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeldesk.domain.skeletons import PERSON
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.template import ONE_JOINT, TemplateDraft
from labeldesk.ui.dialogs.form import Form
from labeldesk.ui.paint import BODY, STRONG, Fit, paint_text
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.check_box import CheckBox
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.rows import RowDelegate, RowModel, RowTable
from labeldesk.ui.widgets.tool_button import IconButton

JOINTS = QT_TRANSLATE_NOOP("Templates", "Joints")
NAME = QT_TRANSLATE_NOOP("Templates", "Name")
MIRROR = QT_TRANSLATE_NOOP("Templates", "Mirror of")
NOBODY = QT_TRANSLATE_NOOP("Templates", "no other joint")
TINTS = QT_TRANSLATE_NOOP("Templates", "Left lighter, right darker")
ADD = QT_TRANSLATE_NOOP("Templates", "Add a joint")
REMOVE = QT_TRANSLATE_NOOP("Templates", "Remove the joint")
UP = QT_TRANSLATE_NOOP("Templates", "Move the joint up")
DOWN = QT_TRANSLATE_NOOP("Templates", "Move the joint down")


class _JointModel(RowModel[str]):
    def spoken(self, row: str) -> str:
        return row


class _JointDelegate(RowDelegate[str]):
    """Number and name."""

    beside = 40

    def full(self, row: str) -> str:
        return row

    def draw(self, p: QPainter, place: QRectF, row: str, *, is_hot: bool, is_chosen: bool) -> None:
        number, _, name = row.partition(" ")
        at = QRectF(place.left(), place.top(), px(28), place.height())
        paint_text(p, at, number, "t2" if is_chosen else "t3", BODY, Fit.RIGHT)
        rest = place.adjusted(px(38), 0, -px(6), 0)
        paint_text(p, rest, name, "t1", STRONG if is_chosen else BODY, Fit.CUT)


class JointList(QWidget):
    """Signals: `edited(TemplateDraft, joint)` with the joint to be chosen then, `chosen(joint)`
    when another row is the current one, `picked(joint)` by a click on a row or Space.
    """

    edited = Signal(object, int)
    chosen = Signal(int)
    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = TemplateDraft.of(None, PERSON)
        self._chosen = 0
        self.view = RowTable(JOINTS)
        self._model = _JointModel()
        self.view.use(self._model, _JointDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = Field(NAME)
        self._mirror = DropDown(MIRROR, tall=True)
        self._tints = CheckBox(TINTS)
        self._remove = IconButton(REMOVE, "minus")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(self.view, 1)
        column.addLayout(self._buttons())
        form = Form()
        form.setContentsMargins(0, 0, 0, 0)
        form.setColumnMinimumWidth(0, px(60))
        form.add(NAME, self.name)
        form.add(MIRROR, self._mirror)
        column.addLayout(form)
        column.addWidget(self._tints)
        self._connect()

    def show_draft(self, draft: TemplateDraft, chosen: int) -> None:
        """Show a template with one of its joints chosen; says nothing."""
        self._draft, self._chosen = draft, chosen
        skeleton = draft.skeleton
        self._model.set_rows([f"{n} {name}" for n, name in enumerate(skeleton.names, 1)])
        self.view.selectRow(chosen)
        if self.name.text().strip() != skeleton.names[chosen]:
            self.name.setText(skeleton.names[chosen])
            if self.name.hasFocus():
                self.name.selectAll()
        others = [Option(str(i), name) for i, name in enumerate(skeleton.names) if i != chosen]
        twin = skeleton.flip_index[chosen]
        self._mirror.set_options([Option("", NOBODY), *others], str(twin) if twin != chosen else "")
        self._tints.setChecked(skeleton.by_side)
        self._remove.set_reason(ONE_JOINT if len(skeleton) == 1 else None)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        add, up, down = (
            IconButton(words, icon)
            for words, icon in ((ADD, "plus"), (UP, "chevron-up"), (DOWN, "chevron-down"))
        )
        add.clicked.connect(self._add)
        up.clicked.connect(lambda: self._shift(-1))
        down.clicked.connect(lambda: self._shift(1))
        for button in (add, self._remove, up, down):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.view.clicked.connect(lambda index: self.picked.emit(index.row()))
        self.view.installEventFilter(self)
        self._remove.clicked.connect(lambda: self._edit(lambda d, i: d.without_joint(i)))
        self.name.textEdited.connect(
            lambda text: self._edit(lambda d, i: d.renamed(i, text.strip()))
        )
        self.name.on_enter = lambda: self.chosen.emit(self._chosen + 1)
        self._mirror.chosen.connect(
            lambda key: self._edit(lambda d, i: d.paired(i, int(key) if key else None))
        )
        self._tints.clicked.connect(lambda on: self._edit(lambda d, _: d.tinted(by_side=on)))

    def _edit(self, make: Callable[[TemplateDraft, int], TemplateDraft]) -> None:
        self.edited.emit(make(self._draft, self._chosen), self._chosen)

    def _add(self) -> None:
        self.edited.emit(self._draft.with_joint(), len(self._draft.skeleton))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _shift(self, by: int) -> None:
        moved = self._draft.shifted(self._chosen, by)
        self.edited.emit(moved, self._chosen + (by if moved != self._draft else 0))

    def _row_chosen(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() != self._chosen:
            self.chosen.emit(index.row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if watched is self.view and is_space and event.type() is QEvent.Type.KeyPress:
            self.picked.emit(self._chosen)
        return is_space
