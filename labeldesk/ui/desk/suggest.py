"""Deciding what a model proposed, and running models."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.domain.changes import AcceptAll, ChangeSet, SuggestionQuery
from labeldesk.domain.ids import SuggestionId
from labeldesk.domain.problem import Severity
from labeldesk.domain.suggestion import Suggestion
from labeldesk.domain.text import QT_TRANSLATE_NOOP, counted
from labeldesk.editing.session import Along
from labeldesk.storage.records import Applied
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.choice import Choice
from labeldesk.ui.desk.guard import hand_is_free, may_edit
from labeldesk.ui.modelling import Modelling
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Workspace
from labeldesk.work.catalogue import ids_to_do
from labeldesk.work.proposals import (
    FutureColours,
    accepted,
    class_id_of,
    missing_classes,
    visible,
)

ACCEPT = QT_TRANSLATE_NOOP("History", "Accept suggestion {name}")
ACCEPT_MANY = QT_TRANSLATE_NOOP("History", "Accept {n} suggestions")
REJECT = QT_TRANSLATE_NOOP("History", "Reject suggestion {name}")
REJECT_MANY = QT_TRANSLATE_NOOP("History", "Reject {n} suggestions")
ACCEPT_ALL = QT_TRANSLATE_NOOP("History", "Accept all suggestions at {score} or above")
_PREVIEW = QT_TRANSLATE_NOOP("Suggest", "Accept {n} suggestions with a score of {score} or more?")
_BUTTON = QT_TRANSLATE_NOOP("Suggest", "Accept {n} suggestions")
_CANCEL = QT_TRANSLATE_NOOP("Suggest", "Cancel")
_NONE = QT_TRANSLATE_NOOP("Suggest", "No suggestion has a score of {score} or more")
_COUNTS = QT_TRANSLATE_NOOP("Suggest", "{counts}. One undo takes all of them back.")
_ALL_DONE = QT_TRANSLATE_NOOP("Suggest", "Every image is done or excluded; none was looked at")
_ACCEPTED_ONE = QT_TRANSLATE_NOOP("Suggest", "Accepted {n} suggestion. Ctrl+Z takes it back")
_ACCEPTED = QT_TRANSLATE_NOOP("Suggest", "Accepted {n} suggestions. Ctrl+Z takes them back")
_KEY = "accept-everywhere"


class Suggest:
    """The `suggest` of the desk. `ask_model` opens the file dialog for models."""

    def __init__(
        self, workspace: Workspace, choice: Choice, canvas: Canvas, models: Modelling, voice: Voice
    ) -> None:
        self._workspace = workspace
        self._choice = choice
        self._canvas = canvas
        self._models = models
        self._voice = voice
        self.ask_model: Callable[[], None] = lambda: None
        self._colours = FutureColours()
        workspace.opened.connect(self._colours.forget)

    def shown(self) -> list[Suggestion]:
        """The suggestions that can be answered now, best first."""
        return self._visible(on_done=False)

    def aside(self) -> list[Suggestion]:
        """Those that are dimmed, because the image is done: neither taken nor turned down."""
        return self._visible(on_done=True)

    def _visible(self, *, on_done: bool) -> list[Suggestion]:
        session = self._workspace.shown.session
        if session is None or self._workspace.state.done is not on_done:
            return []
        open_ones = self._workspace.shown.suggestions
        return visible(open_ones, session.document, self._workspace.classes, self._choice.score)

    def future(self, shown: list[Suggestion]) -> dict[str, str]:
        """The colours that classes will have which accepting these would make, by name."""
        classes = self._workspace.classes
        names = {one.class_name: None for one in shown if class_id_of(one, classes) is None}
        return {name: self._colours.colour(name, classes) for name in names}

    def accept(self) -> None:
        """The suggestion in turn becomes an object."""
        chosen = [s for s in self.shown() if s.id == self._choice.focus]
        self._choice.focus = None
        self._accept(chosen)

    def accept_shown(self) -> None:
        """All suggestions that are shown become objects, one undo step."""
        self._choice.focus = None
        self._accept(self.shown())

    def reject(self) -> None:
        """The suggestion in turn is turned down and does not come back."""
        chosen = [s for s in self.shown() if s.id == self._choice.focus]
        self._choice.focus = None
        self._reject(chosen)

    def reject_shown(self) -> None:
        """All suggestions that are shown are turned down."""
        self._choice.focus = None
        self._reject(self.shown())

    def cycle(self, direction: int) -> None:
        """Put the next suggestion in turn, the lowest score first; its place comes into sight."""
        rows = sorted(self.shown(), key=lambda s: s.score)
        if not rows:
            return
        ids: list[SuggestionId | None] = [s.id for s in rows]
        focus = self._choice.focus
        if focus in ids:
            index = (ids.index(focus) + direction) % len(rows)
        else:
            index = 0 if direction > 0 else len(rows) - 1
        self._choice.focus = rows[index].id
        bounds = rows[index].shape.bounds
        if bounds is not None:
            self._canvas.reveal(bounds)

    def run_here(self) -> None:
        """Ask the model about this image."""
        self._models.run_here()

    def run_folder(self) -> None:
        """Ask the model about every image that is neither done nor excluded."""
        images = ids_to_do(self._workspace.catalogue, self._workspace.index)
        if images:
            self._models.run_over(images)
        else:
            self._voice.toast(_ALL_DONE)

    def review(self) -> None:
        """Go through the images on which suggestions wait."""
        self._workspace.listed.choose("waiting")
        self._canvas.setFocus()

    def stop(self) -> None:
        """End the run."""
        self._models.stop()

    def add_model(self) -> None:
        """Choose a model file."""
        self.ask_model()

    def accept_everywhere(self) -> None:
        """Say how many there are per class; accepted in one undo step when confirmed."""
        project = self._workspace.project
        if project is not None:
            query = SuggestionQuery(min_score=self._choice.score)
            from labeldesk.storage import queries

            question = project.later(
                lambda c: (
                    queries.suggestion_counts(c, query=query),
                    queries.suggestion_joints(c, query=query),
                )
            )
            self._workspace.recorder.ask(question, lambda found: self._preview(query, *found))

    def _preview(
        self, query: SuggestionQuery, counts: dict[str, int], joints: dict[str, int]
    ) -> None:
        total, score = sum(counts.values()), f"{query.min_score:.2f}"
        if not total:
            self._voice.toast(_NONE.filled(score=score))
            return
        each = sorted(counts.items(), key=lambda item: -item[1])
        words = ", ".join(f"{name} {number}" for name, number in each)
        row = NoticeRow(
            _KEY,
            Severity.INFO,
            _PREVIEW.filled(n=total, score=score),
            _COUNTS.filled(counts=words),
            (("accept", _BUTTON.filled(n=total)), ("cancel", _CANCEL)),
        )

        def go() -> None:
            steps = missing_classes(counts, self._workspace.classes, self._colours.colour, joints)
            if not hand_is_free(self._canvas, self._voice):
                return
            title = ACCEPT_ALL.filled(score=score)
            self._workspace.apply(AcceptAll(query, steps), title, self._accepted)

        self._voice.notice(row, {"accept": go})

    def _accepted(self, applied: Applied) -> None:
        n = applied.suggestions
        said = counted(n, _ACCEPTED_ONE, _ACCEPTED).filled(n=Grouped(n))
        self._voice.toast(said)

    def _accept(self, chosen: list[Suggestion]) -> None:
        session = self._workspace.shown.session
        if session is None or not chosen or not may_edit(self._workspace, self._voice):
            return
        if not hand_is_free(self._canvas, self._voice):
            return
        change, steps = accepted(
            chosen,
            self._workspace.classes,
            author=session.author,
            at=session.now(),
            colour_of=self._colours.colour,
            document=session.document,
        )
        one = len(chosen) == 1
        title = ACCEPT.filled(name=chosen[0].class_name) if one else ACCEPT_MANY
        session.apply(title if one else title.filled(n=len(chosen)), change, Along(classes=steps))

    def _reject(self, chosen: list[Suggestion]) -> None:
        session = self._workspace.shown.session
        if session is None or not chosen or not may_edit(self._workspace, self._voice):
            return
        if not hand_is_free(self._canvas, self._voice):
            return
        one = len(chosen) == 1
        title = REJECT.filled(name=chosen[0].class_name) if one else REJECT_MANY
        session.apply(
            title if one else title.filled(n=len(chosen)),
            ChangeSet(),
            Along(rejected=tuple(s.id for s in chosen)),
        )
