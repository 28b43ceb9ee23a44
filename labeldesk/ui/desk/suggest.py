"""Deciding what a model proposed, and running models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.ids import SuggestionId
from labeldesk.domain.suggestion import Shaping, Suggestion
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.editing.session import Along, Session
from labeldesk.raster.shaping import shaped
from labeldesk.ui.accepting import Accepting
from labeldesk.ui.desk.guard import hand_is_free, may_edit
from labeldesk.work.catalogue import ids_to_do
from labeldesk.work.proposals import (
    FutureColours,
    accepted,
    class_id_of,
    visible,
)

if TYPE_CHECKING:
    from labeldesk.ui.program import Program as Owner

ACCEPT = QT_TRANSLATE_NOOP("History", "Accept suggestion {name}")
ACCEPT_MANY = QT_TRANSLATE_NOOP("History", "Accept {n} suggestions")
REJECT = QT_TRANSLATE_NOOP("History", "Reject suggestion {name}")
REJECT_MANY = QT_TRANSLATE_NOOP("History", "Reject {n} suggestions")
_ALL_DONE = QT_TRANSLATE_NOOP("Suggest", "Every image is done or excluded; none was looked at")


class Suggest:
    """The `suggest` of the desk. `runs` opens the list of what models brought;
    `compare_labels` sets the model against the labels, `compare_models` two of them against each
    other, `why` says where a suggestion comes from.
    """

    def __init__(self, owner: Owner, accepting: Accepting) -> None:
        workspace, choice, canvas = owner.workspace, owner.choice, owner.canvas
        models, voice = owner.models, owner.voice
        self._workspace = workspace
        self._choice = choice
        self._canvas = canvas
        self._models = models
        self._voice = voice
        self.compare_labels: Callable[[], None] = lambda: None
        self.compare_models: Callable[[], None] = lambda: None
        self.runs: Callable[[], None] = lambda: None
        self.why: Callable[[], None] = lambda: None
        self._colours = FutureColours()
        self.accepting = accepting
        accepting.colour_of = self._colours.colour
        accepting.is_free = lambda: hand_is_free(canvas, voice)
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
        return visible(
            open_ones, session.document, self._workspace.classes, self._choice.thresholds
        )

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

    def accept_everywhere(self) -> None:
        """Say how many there are per class and score; accepted in one undo step when confirmed."""
        self.accepting.open()

    def _accept(self, chosen: list[Suggestion]) -> None:
        session = self._workspace.shown.session
        if session is None or not chosen or not may_edit(self._workspace, self._voice):
            return
        if not hand_is_free(self._canvas, self._voice):
            return
        change, steps = accepted(
            _shaped(chosen, self._choice.shaping, session),
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


def _shaped(chosen: list[Suggestion], shaping: Shaping, session: Session[None]) -> list[Suggestion]:
    """In the shape that is wanted; what says which class an object is keeps that one's."""
    there = [one.shape for one in session.document.values()] if shaping.form else []
    return [
        replace(one, shape=shaped(one.shape, shaping, session.size))
        if shaping.form and one.shape not in there
        else one
        for one in chosen
    ]
