"""Going through the images, and saying how far they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from labeldesk.domain.image import ImageState
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.ui.desk.batch import Batch
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace
from labeldesk.work.catalogue import find

DONE = QT_TRANSLATE_NOOP("History", "Mark done")
TO_DO = QT_TRANSLATE_NOOP("History", "Mark to do")
EXCLUDE = QT_TRANSLATE_NOOP("History", "Exclude image")
INCLUDE = QT_TRANSLATE_NOOP("History", "Include image")
_EMPTY = QT_TRANSLATE_NOOP("Images", "Done: nothing here")
_IS_DONE = QT_TRANSLATE_NOOP("Images", "Done")
_IS_TO_DO = QT_TRANSLATE_NOOP("Images", "To do again")
_EXCLUDED = QT_TRANSLATE_NOOP("Images", "Excluded. The file stays where it is")
_INCLUDED = QT_TRANSLATE_NOOP("Images", "Included again")
_NOT_FOUND = QT_TRANSLATE_NOOP("Images", "No image has this number or this in its name")
_NONE_LEFT = QT_TRANSLATE_NOOP("Images", "No image to do in that direction")


class Images:
    """The `images` of the desk. `ask_where` opens the field of "Go to image"; what is done while
    several images are selected in the grid is done to all of them. `unseen` says why the current
    image cannot be shown, if so; `look_wanted` looks into the folder.
    """

    def __init__(
        self, workspace: Workspace, voice: Voice, ask_where: Callable[[], None], batch: Batch
    ) -> None:
        self._workspace = workspace
        self._voice = voice
        self._ask_where = ask_where
        self.look_wanted: Callable[[], None] = lambda: None
        self.unseen: Callable[[], Text | None] = lambda: None
        self._batch = batch

    def step(self, by: int) -> None:
        """Forward or back among what the filter shows; at the ends nothing happens."""
        self._workspace.listed.step(by)

    def first(self) -> None:
        """The first image that the filter shows."""
        self._workspace.listed.end(last=False)

    def last(self) -> None:
        """The last image that the filter shows."""
        self._workspace.listed.end(last=True)

    def next_to_do(self, direction: int) -> None:
        """The next image that is neither done nor excluded."""
        index = self._workspace.catalogue.next_to_do(self._workspace.index, direction)
        if index is None:
            self._voice.toast(_NONE_LEFT)
        else:
            self._workspace.go(index)

    def go_to(self) -> None:
        """Ask for a number or a part of a name."""
        self._ask_where()

    def found(self, text: str) -> Text | None:
        """Go to the image of that number or name; else says that there is none."""
        index = find(self._workspace.catalogue, text.strip(), self._workspace.index)
        if index is None:
            return _NOT_FOUND
        self._workspace.go(index)
        return None

    def look_for_new(self) -> None:
        """Images may have come into the folder, or changed."""
        self.look_wanted()

    def toggle_done(self) -> None:
        """Done, or to do again; a done image without objects says "nothing here"."""
        if self._batch.count:
            self._batch.toggle_done()
            return
        state = self._workspace.state
        if state.done:
            self._set(replace(state, done=False))
            self._voice.toast(_IS_TO_DO)
        else:
            self._mark_done(state)

    def done_and_next(self) -> None:
        """Done, then the next image; a done image stays done. Nothing while one may not go."""
        if not self._workspace.may_go():
            return
        places = self._batch.places()
        if len(places):
            self._batch.mark_done()
            self._workspace.go(int(places[-1]))
        elif not self._workspace.state.done:
            self._mark_done(self._workspace.state)
        self.step(1)

    def toggle_excluded(self) -> None:
        """Left out of exports and counts, or taken in again; the file is never touched."""
        if self._batch.count:
            self._batch.toggle_excluded()
            return
        state = self._workspace.state
        title = INCLUDE if state.excluded else EXCLUDE
        self._workspace.set_state(replace(state, excluded=not state.excluded), title)
        self._voice.toast(_INCLUDED if state.excluded else _EXCLUDED)

    def select_all(self) -> None:
        """Every image of the grid."""
        self._batch.select_all()

    def select_current(self) -> None:
        """The current image of the grid alone."""
        self._batch.select_current()

    def _mark_done(self, state: ImageState) -> None:
        reason = self.unseen()
        if reason is not None:  # nobody can say that there is nothing on it
            self._voice.toast(reason)
            return
        is_empty = self._workspace.catalogue.counts[self._workspace.index] == 0
        self._set(replace(state, done=True))
        self._voice.toast(_EMPTY if is_empty else _IS_DONE)

    def _set(self, state: ImageState) -> None:
        self._workspace.set_state(state, DONE if state.done else TO_DO)
