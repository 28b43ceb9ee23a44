"""The desk of the window: all nouns together, and whoever runs actions on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labeldesk.actions.action import Action
from labeldesk.actions.facts import Facts
from labeldesk.actions.table import action as action_of
from labeldesk.domain.text import Text
from labeldesk.tools.machine import hint_of
from labeldesk.ui.accepting import Accepting
from labeldesk.ui.desk.attributes import Attributes
from labeldesk.ui.desk.batch import Batch
from labeldesk.ui.desk.captions import Captions
from labeldesk.ui.desk.classes import Classes
from labeldesk.ui.desk.compare import Compare
from labeldesk.ui.desk.display import Display
from labeldesk.ui.desk.groups import Groups
from labeldesk.ui.desk.history import History
from labeldesk.ui.desk.images import Images
from labeldesk.ui.desk.joints import Joints
from labeldesk.ui.desk.learn import Learn
from labeldesk.ui.desk.look import Look
from labeldesk.ui.desk.models import Models
from labeldesk.ui.desk.objects import Objects
from labeldesk.ui.desk.program import Program
from labeldesk.ui.desk.project import Project
from labeldesk.ui.desk.shapes import Shapes
from labeldesk.ui.desk.suggest import Suggest
from labeldesk.ui.desk.tools import Tools
from labeldesk.ui.desk.view import View
from labeldesk.ui.facts import FactSource
from labeldesk.ui.image_tags import ImageTags
from labeldesk.ui.picking import Picking
from labeldesk.ui.sheets import Sheets

if TYPE_CHECKING:
    from labeldesk.ui.program import Program as Owner


class WindowDesk:
    """Implements `labeldesk.actions.desk.Desk` and `labeldesk.ui.dispatch.Answering`."""

    def __init__(self, owner: Owner, picking: Picking, sheets: Sheets) -> None:
        workspace, canvas, choice, voice = (
            owner.workspace, owner.canvas, owner.choice, owner.voice,
        )  # fmt: skip
        self._voice = voice
        self._sheets = sheets
        self.view = View(owner.window, owner.page, owner.settings, voice)
        self.look = Look(owner.window, owner.page, owner.settings, voice)
        self.display = Display(owner.page, owner.display, voice)
        self.compare = Compare(workspace, owner.pictures, canvas, voice)
        owner.window.pages.currentChanged.connect(self.compare.end)
        self.tools = Tools(workspace, canvas, choice, owner.settings, voice)
        self.tools.leave = self.view.leave_full_screen
        self.image_tags = ImageTags(workspace)
        self.batch = Batch(workspace, voice, self.image_tags)
        self.classes = Classes(workspace, choice, canvas, picking, voice)
        self.classes.batch = self.batch
        self.objects = Objects(workspace, canvas, self.classes, voice)
        self.joints = Joints(workspace, canvas, voice)
        self.shapes = Shapes(workspace, canvas, choice, voice, sheets.ask)
        self.attributes = Attributes(workspace, canvas, voice)
        self.groups = Groups(workspace, canvas, voice)
        self.captions = Captions(workspace, canvas, voice)
        self.images = Images(workspace, voice, sheets.ask_image, self.batch)
        self.history = History(workspace, voice, canvas.machine)
        self._suggest(owner, sheets)
        self.project = Project(workspace, owner.window, voice)
        self._source = FactSource(owner, self)
        self.program = Program(sheets.dim, owner.settings, voice, self.facts)
        self.program.run = self.trigger
        self.program.hint = lambda: hint_of(canvas.machine)

    def _suggest(self, owner: Owner, sheets: Sheets) -> None:
        workspace, voice = owner.workspace, owner.voice
        accepting = Accepting(workspace, owner.choice, sheets.dim, voice)
        accepting.places, accepting.one_tag = self.batch.picked, lambda: self.classes.one_tag
        self.suggest = Suggest(owner, accepting)
        self.models = Models()
        self.learn = Learn(workspace, owner.learning, owner.canvas, owner.settings, voice)

    def is_covered(self) -> bool:
        """Whether a sheet lies over the window."""
        return self._sheets.dim.sheet() is not None

    def uncover(self) -> None:
        """Take the sheet away, as Esc does."""
        self._sheets.dim.close_sheet()

    def facts(self) -> Facts:
        """What is so right now."""
        return self._source.facts()

    def run(self, action: Action) -> None:
        """Do it; whoever calls has asked `when`."""
        action.run(self)

    def let_go(self, action: Action) -> None:
        """The key of an action that lasts while held came up."""
        if action.release is not None:
            action.release(self)

    def refuse(self, reason: Text) -> None:
        """Say why a key does nothing."""
        self._voice.toast(reason)

    def trigger(self, action_id: str) -> None:
        """Run an action by its id if it may run now; else say why not."""
        row = action_of(action_id)
        reason = row.when(self.facts())
        if reason is None:
            self.run(row)
        else:
            self.refuse(reason)
