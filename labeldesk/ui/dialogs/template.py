"""The editor of a class's keypoint template: joints, lines, mirror pairs, the layout."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeldesk.domain.classes import ImageClass
from labeldesk.domain.skeletons import COUNTED, MOST_POINTS, NAMED, PERSON
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.template import TemplateDraft
from labeldesk.ui.dialogs.form import Form
from labeldesk.ui.dialogs.joint_list import JointList
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.dialogs.template_view import TemplateView
from labeldesk.ui.paint import BODY, Fit
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.label import Label
from labeldesk.ui.widgets.segmented import Choice, Segmented

TITLE = QT_TRANSLATE_NOOP("Templates", "Keypoint template of {name}")
TITLE_NEW = QT_TRANSLATE_NOOP("Templates", "Keypoint template")
BEGIN = QT_TRANSLATE_NOOP("Templates", "Begin with")
OWN = QT_TRANSLATE_NOOP("Templates", "Own template")
POINTS = QT_TRANSLATE_NOOP("Templates", "Points")
MOVE = QT_TRANSLATE_NOOP("Templates", "Move joints")
JOIN = QT_TRANSLATE_NOOP("Templates", "Join or part two joints")
CANCEL = QT_TRANSLATE_NOOP("Templates", "Cancel")
SAVE = QT_TRANSLATE_NOOP("Templates", "Save template")
GROWS = QT_TRANSLATE_NOOP("Templates", "New joints are absent in the {n} objects that there are")
LOSES = QT_TRANSLATE_NOOP(
    "Templates", "{joints} joints go, in {n} objects too. One undo brings them back"
)


class TemplateSheet(Sheet):
    """`saved(TemplateDraft)` when it is to be used; `count` objects of the class are there.

    `item` is None for a class that does not exist yet.
    """

    saved = Signal(object)
    many = True
    wide = 760

    def __init__(
        self, item: ImageClass | None, colour: str, count: int = 0, parent: QWidget | None = None
    ) -> None:
        words = TITLE.filled(name=item.name) if item else TITLE_NEW
        super().__init__(words, parent)
        self.setObjectName("template-sheet")
        self.draft = TemplateDraft.of(item.skeleton if item else None, PERSON)
        self._count = count
        self._chosen = 0
        self._first: int | None = None
        kinds = [Option("own", OWN), *(Option(key, words) for key, (words, _) in NAMED.items())]
        kinds += [Option(key, words.filled(n="…")) for key, (words, _) in COUNTED.items()]
        self._kind = DropDown(BEGIN, kinds, tall=True)
        self._kind.choose("own" if item and item.skeleton else "person")
        self._points = Field(POINTS, POINTS)
        self._points.setValidator(QIntValidator(1, MOST_POINTS, self))
        self._points.setText("4")
        self._points.setFixedWidth(px(70))
        self.joints = JointList()
        self._mode = Segmented((Choice("move", MOVE), Choice("join", JOIN)))
        self._mode.choose("move")
        self.view = TemplateView(colour)
        self._about = Label("", "t2", BODY, Fit.CUT)
        self.main = self.main_button(SAVE)
        self._lay_out(words)
        self._connect()
        self._show()

    def _lay_out(self, words: Text) -> None:
        self.add_title(words)
        form, kind = Form(), QWidget()
        row = QHBoxLayout(kind)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._kind, 1)
        row.addWidget(self._points)
        form.add(BEGIN, kind)
        self.column.addLayout(form)
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self._mode, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self.view, 1)
        both = QHBoxLayout()
        both.setContentsMargins(px(24), px(12), px(24), px(14))
        both.setSpacing(px(16))
        both.addWidget(self.joints, 2)
        both.addLayout(right, 3)
        self.column.addLayout(both, 1)
        foot = self.add_foot()
        foot.addWidget(self._about, 1)
        cancel = Button(CANCEL, high=32)
        cancel.clicked.connect(self.left)
        foot.addWidget(cancel)
        foot.addWidget(self.main)

    def _connect(self) -> None:
        self._kind.chosen.connect(self._begin)
        self._points.textEdited.connect(lambda _: self._begin(self._kind.current()))
        self.joints.edited.connect(self._take)
        self.joints.chosen.connect(lambda i: self._take(self.draft, i))
        self.joints.picked.connect(self._pick)
        self._mode.chosen.connect(self._turn)
        self.view.picked.connect(self._pick)
        self.view.moved.connect(lambda i, x, y: self._take(self.draft.moved(i, x, y), i))
        self.main.clicked.connect(self._save)

    def first_focus(self) -> QWidget:
        return self.joints.view

    def entered(self) -> None:
        self._save()

    def _save(self) -> None:
        if self.main.isEnabled():
            self.saved.emit(self.draft)
            self.left.emit()

    def _begin(self, name: str) -> None:
        if name in NAMED:
            self._take(self.draft.replaced(NAMED[name][1]), 0)
        elif name in COUNTED and self._points.hasAcceptableInput():
            self._take(self.draft.replaced(COUNTED[name][1](int(self._points.text()))), 0)
        else:
            self._show()

    def _turn(self, mode: str) -> None:
        self.view.joins = mode == "join"
        self._first = None

    def _pick(self, index: int) -> None:
        """A joint is chosen; while joining, it is joined with the one picked before it."""
        first, self._first = self._first, index if self.view.joins else None
        draft = self.draft
        if first is not None and first != index:
            draft = draft.joined(first, index)
        self._take(draft, index)

    def _take(self, draft: TemplateDraft, chosen: int) -> None:
        self.draft = draft
        self._chosen = min(chosen, len(draft.skeleton) - 1)
        self._show()

    def _show(self) -> None:
        self._points.setVisible(self._kind.current() in COUNTED)
        self.joints.show_draft(self.draft, self._chosen)
        self.view.set_skeleton(self.draft.skeleton, self._chosen)
        self.main.set_reason(self.draft.fault)
        self._about.set_words(self.draft.fault or self._effect())

    def _effect(self) -> Text | str:
        """What becomes of the objects that are there."""
        if not self._count or not self.draft.before:
            return ""
        if self.draft.dropped:
            return LOSES.filled(joints=self.draft.dropped, n=self._count)
        return GROWS.filled(n=self._count) if self.draft.added else ""
