"""Accepting over the folder, a filter or a selection: the sheet, its counts, one undo step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QObject

from labeldesk.domain.changes import AcceptAll, SuggestionQuery
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.storage.records import AcceptPreview, Applied
from labeldesk.ui.choice import Choice
from labeldesk.ui.dialogs.accept import AcceptSheet, AcceptWish
from labeldesk.ui.dialogs.sheet import Dim
from labeldesk.ui.numbers import Grouped, grouped
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.ui.workspace import Workspace
from labeldesk.work.proposals import ColourOf, missing_classes
from labeldesk.work.several import Places, ids_at

ACCEPT_ALL = QT_TRANSLATE_NOOP("History", "Accept {n} suggestions on {images} images")
_ACCEPTED_ONE = QT_TRANSLATE_NOOP("Suggest", "Accepted {n} suggestion. Ctrl+Z takes it back")
_ACCEPTED = QT_TRANSLATE_NOOP("Suggest", "Accepted {n} suggestions. Ctrl+Z takes them back")
_NOTHING = QT_TRANSLATE_NOOP("Suggest", "No suggestion waits for an answer")
_ALL = QT_TRANSLATE_NOOP("Accept", "All images that are not done")
_LISTED = QT_TRANSLATE_NOOP("Accept", "The images that the filter lists")
_PICKED = QT_TRANSLATE_NOOP("Accept", "The images selected in the grid")
_MODELS = QT_TRANSLATE_NOOP("Accept", "All models")


class Accepting(QObject):
    """`places` gives the images selected in the grid, `is_free` asks whether the hand is, and
    `colour_of` is what classes will get that are made on the way; `was_accepted` hears of it.
    """

    def __init__(self, workspace: Workspace, choice: Choice, dim: Dim, voice: Voice) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._choice = choice
        self._dim = dim
        self._voice = voice
        self.places: Callable[[], Places] = lambda: np.zeros(0, np.intp)
        self.one_tag: Callable[[], bool] = lambda: True
        self.is_free: Callable[[], bool] = lambda: True
        self.was_accepted: Callable[[], None] = lambda: None
        self.colour_of: ColourOf | None = None
        self._sheet: AcceptSheet | None = None
        self._asked: AcceptWish | None = None
        self._next: AcceptWish | None = None
        workspace.leaving.connect(self._leave)

    def open(self) -> None:
        """Ask what waits, then open the sheet."""
        project = self._workspace.project
        if project is not None:
            from labeldesk.storage import moments

            question = project.later(moments.all_waiting)
            self._workspace.recorder.ask(question, lambda found: self._show(*found))

    def _show(self, waiting: AcceptPreview, models: dict[str, Text | str]) -> None:
        if not waiting.total:
            self._voice.toast(_NOTHING)
            return
        choices = [Option("", _MODELS), *(Option(digest, name) for digest, name in models.items())]
        sheet = self._sheet = AcceptSheet(
            self._where(), choices, self._choice.thresholds, one_tag=self.one_tag()
        )
        self._asked = self._next = None
        sheet.wished.connect(self._wished)
        sheet.accepted.connect(self._accept)
        sheet.left.connect(self._leave)
        self._dim.show_sheet(sheet)
        sheet.set_classes(waiting.counts)

    def _where(self) -> list[Option]:
        listed, picked = self._workspace.listed, self.places()
        found = [Option("all", _ALL)]
        if listed.filter != "all":
            found.append(Option("listed", _LISTED, grouped(len(listed.ids))))
        if len(picked):
            found.insert(0, Option("picked", _PICKED, grouped(len(picked))))
        return found

    def query(self, wish: AcceptWish) -> SuggestionQuery:
        """The wish as the store understands it."""
        images = None
        if wish.images == "listed":
            images = tuple(self._workspace.listed.ids.tolist())
        elif wish.images == "picked":
            images = ids_at(self._workspace.catalogue, self.places())
        never = dict.fromkeys(wish.left_out, 2.0)  # above every score
        return SuggestionQuery(
            min_score=wish.thresholds.common,
            class_scores={**wish.thresholds.by_class, **never},
            images=images,
            model_digest=wish.model or None,
            one_tag=wish.one_tag,
        )

    def _wished(self, wish: AcceptWish) -> None:
        """One question at a time, then the latest."""
        if self._asked is not None:
            self._next = wish
            return
        project = self._workspace.project
        if project is not None:
            from labeldesk.storage import moments

            self._asked = wish
            question = partial(moments.accept_preview, query=self.query(wish))
            answer = partial(self._have, self._sheet)
            self._workspace.recorder.ask(project.later(question), answer)

    def _have(self, sheet: AcceptSheet | None, found: AcceptPreview) -> None:
        if sheet is None or sheet is not self._sheet:
            return
        self._asked = None
        wish, self._next = self._next, None
        if wish is not None:
            self._wished(wish)
        else:
            sheet.show_preview(found.counts, found.images)

    def _accept(self, wish: AcceptWish) -> None:
        project = self._workspace.project
        if project is None or not self.is_free():
            return
        from labeldesk.storage import moments

        query = self.query(wish)
        question = project.later(partial(moments.accept_preview, query=query))
        self._workspace.recorder.ask(question, partial(self._apply, query))

    def _apply(self, query: SuggestionQuery, found: AcceptPreview) -> None:
        colours = {} if self.colour_of is None else {"colour_of": self.colour_of}
        classes = self._workspace.classes
        steps = missing_classes(found.counts, classes, joints=found.joints, **colours)
        title = ACCEPT_ALL.filled(n=found.total, images=found.images)
        self._workspace.apply(AcceptAll(query, steps, self._choice.shaping), title, self._accepted)

    def _accepted(self, applied: Applied) -> None:
        self.was_accepted()
        n = applied.suggestions
        self._voice.toast(counted(n, _ACCEPTED_ONE, _ACCEPTED).filled(n=Grouped(n)))

    def _leave(self) -> None:
        self._sheet = self._asked = self._next = None
