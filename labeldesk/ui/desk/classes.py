"""Digits, the class picker, new classes, class lists."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor

from labeldesk.domain.changes import ClassChange
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.ids import ClassId
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.session import ClassSteps
from labeldesk.editing.tags import toggled
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.choice import Choice
from labeldesk.ui.desk.batch import Batch
from labeldesk.ui.desk.class_order import ClassOrder
from labeldesk.ui.desk.guard import may_edit
from labeldesk.ui.desk.relabelling import Relabelling
from labeldesk.ui.desk.tags_ahead import TagsAhead
from labeldesk.ui.picking import Picking
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace

NEW = QT_TRANSLATE_NOOP("History", "New class {name}")
TAG = QT_TRANSLATE_NOOP("History", "Tag {name}")
_NO_KEY = QT_TRANSLATE_NOOP("Classes", "No class is on key {key}")
_RECAST = QT_TRANSLATE_NOOP("Classes", "The object drawn anew becomes {name}")
_CURRENT = QT_TRANSLATE_NOOP("Classes", "Next object: {name}")


class Classes:
    """The `classes` of the desk. `tags` says whether digits tag the image now, `batch` whether
    several images.

    `tagged` is called after an image got a tag, for whoever goes on to the next one; `unseen`
    says why the current image cannot be shown, if so.
    """

    def __init__(
        self, workspace: Workspace, choice: Choice, canvas: Canvas, picking: Picking, voice: Voice
    ) -> None:
        self._workspace = workspace
        self._choice = choice
        self._canvas = canvas
        self._picking = picking
        self._voice = voice
        self.batch: Batch | None = None
        self.tags: Callable[[], bool] = lambda: canvas.machine.tool == "tag"
        self.tagged: Callable[[], None] = lambda: None
        self.one_tag = True
        self.load_list_wanted: Callable[[], None] = lambda: None
        self.template_wanted: Callable[[], None] = lambda: None
        self.edit_wanted: Callable[[ClassId], None] = lambda _: None
        self.unseen: Callable[[], Text | None] = lambda: None
        self.order = ClassOrder(workspace, voice)
        self._relabelling = Relabelling(workspace, canvas, voice)
        self._ahead = TagsAhead(workspace, self.tag)

    def digit(self, key: str) -> None:
        """Tag the image, relabel the selection, or choose the class of the next object."""
        item = self._workspace.classes.with_key(key)
        if item is None:
            self._voice.toast(_NO_KEY.filled(key=key))
        elif self.tags():
            self.tag(item.id)
        else:
            self.take(item.id)

    def take(self, class_id: ClassId) -> None:
        """The class of what is selected and of the next object; of a half-drawn one alone."""
        is_drawing = self._canvas.machine.unfinished is not None
        selected = () if is_drawing else tuple(self._canvas.env.selection)
        outcome = self._relabelling.relabel(selected, class_id)
        self.choose(class_id)
        self._relabelling.say(outcome, class_id)

    def relabel_fresh(self, key: str) -> None:
        """Change the class of the object just drawn, else of the selection."""
        item = self._workspace.classes.with_key(key)
        fresh = self._canvas.env.fresh
        targets = (fresh,) if fresh is not None else tuple(self._canvas.env.selection)
        if item is None:
            self._voice.toast(_NO_KEY.filled(key=key))
        else:
            self._relabelling.relabel_quietly(targets, item.id)

    def choose(self, class_id: ClassId) -> None:
        """The class of the next object, and of one that is drawn anew."""
        self._set(class_id)
        item = self._workspace.classes.get(class_id)
        is_redrawing = self._canvas.env.redrawn is not None
        if item is not None:
            self._voice.toast((_RECAST if is_redrawing else _CURRENT).filled(name=item.name))

    def _set(self, class_id: ClassId) -> None:
        env = self._canvas.env
        if env.redrawn is not None:
            env.recast = class_id
            self._canvas.follow()
        self._choice.class_id = class_id

    def tag(self, class_id: ClassId) -> None:
        """Tag the current image, as soon as it can be edited, or those selected in the grid."""
        session, item = self._workspace.shown.session, self._workspace.classes.get(class_id)
        if item is not None and self.batch is not None and self.batch.count:
            self.batch.tag(item, only=self.one_tag)
            return
        if item is None or not may_edit(self._workspace, self._voice):
            return
        if session is None:
            reason = self.unseen()
            if reason is None:
                self._ahead.add(class_id)
            else:
                self._voice.toast(reason)
            return
        change = toggled(
            session.document,
            item,
            only=self.one_tag,
            author=session.author,
            at=session.now(),
        )
        session.apply(TAG.filled(name=item.name), change)
        if any(after is not None for _, after in change.steps.values()):
            self.tagged()

    def pick(self) -> None:
        """Ask for the class of the selection, or of the next object."""
        selected = tuple(self._canvas.env.selection)

        def answer(class_id: ClassId, steps: ClassSteps) -> None:
            if selected:
                self._relabelling.relabel_quietly(selected, class_id, steps)
            elif steps:
                self._make(steps)
            self._set(class_id)

        self._picking.ask(self._place(), answer)

    def add(self) -> None:
        """Ask for a name and make a class of it."""

        def answer(class_id: ClassId, steps: ClassSteps) -> None:
            if steps:
                self._make(steps)
            self._choice.class_id = class_id

        self._picking.ask(self._place(), answer)

    def edit(self) -> None:
        """Open the current class with all it says."""
        if self._choice.class_id is not None:
            self.edit_wanted(self._choice.class_id)

    def move(self, by: int) -> None:
        """Move the current class up (-1) or down in the list."""
        self.order.step(self._choice.class_id, by)

    def load_list(self) -> None:
        """Choose a file with a class name per line."""
        self.load_list_wanted()

    def template(self) -> None:
        """Edit how keypoints of the current class look."""
        self.template_wanted()

    def take_names(self, names: list[str]) -> int:
        """Make classes of those names that are not there yet; gives how many, one undo step."""
        classes = self._workspace.classes
        steps: dict[ClassId, tuple[ImageClass | None, ImageClass | None]] = {}
        for name in names:
            if name.strip() and classes.named(name) is None:
                made = classes.fresh(name)
                classes = classes.with_class(made)
                steps[made.id] = (None, made)
        if steps:
            self._make(steps)
        return len(steps)

    def _make(self, steps: ClassSteps) -> None:
        if not may_edit(self._workspace, self._voice):
            return
        made = next((after for _, after in steps.values() if after is not None), None)
        if made is not None:
            self._workspace.apply(ClassChange(steps), NEW.filled(name=made.name))
            self._workspace.tally.follow(steps)
            self._workspace.classes_changed.emit()

    def _place(self) -> QPoint:
        """At the pointer while it is over the canvas, else at its upper left."""
        here = QCursor.pos()
        inside = self._canvas.rect().contains(self._canvas.mapFromGlobal(here))
        return here if inside else self._canvas.mapToGlobal(QPoint(24, 24))
