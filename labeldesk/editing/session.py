"""The document of the open image, changed by gestures; storage hears of what was committed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeAlias, TypeVar

from labeldesk.domain.changes import ChangeSet, Document, Edit
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId, ImageId, SuggestionId, now_ms
from labeldesk.domain.image import ImageState
from labeldesk.domain.text import Text

T = TypeVar("T")
ClassSteps: TypeAlias = Mapping[ClassId, tuple[ImageClass | None, ImageClass | None]]


class Phase(Enum):
    """Whether a change is only shown or has become part of the document."""

    PREVIEW = "preview"
    COMMITTED = "committed"


Listener: TypeAlias = Callable[[ChangeSet, Phase], None]


class GestureError(Exception):
    """A gesture was used after its end, or something else while one was open: a bug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """What an edit takes with it beside its annotations; the fields of `Edit`."""

    classes: ClassSteps | None = None
    rejected: tuple[SuggestionId, ...] = ()
    state: tuple[ImageState, ImageState] | None = None

    def edit(self, image_id: ImageId, changes: ChangeSet) -> Edit:
        """Everything in one undo step."""
        return Edit(image_id, changes, self.classes or {}, self.rejected, self.state)

    def __bool__(self) -> bool:
        return bool(self.classes or self.rejected or self.state)


ALONE = Along()


class Gesture(Generic[T]):
    """A drag or a stroke in progress: previews, then exactly one of commit or cancel.

    `show` draws a preview, `finish` ends the gesture with what to commit (None: nothing).
    """

    def __init__(
        self,
        show: Callable[[ChangeSet], None],
        finish: Callable[[ChangeSet | None, Along], T | None],
    ) -> None:
        self._show = show
        self._finish = finish
        self._change = ChangeSet()
        self._ended = False

    @property
    def is_open(self) -> bool:
        """Whether it was neither committed nor cancelled."""
        return not self._ended

    @property
    def change(self) -> ChangeSet:
        """The last preview, relative to the document at the beginning."""
        return self._change

    def preview(self, change: ChangeSet) -> None:
        """Show `change`, relative to the document at the beginning, in place of the last one."""
        self._must_be_open()
        self._show(change)
        self._change = change

    def commit(self, classes: ClassSteps | None = None, along: Along = ALONE) -> T | None:
        """Make the last preview real, one undo step; gives what the commit port gave.

        None if there was nothing to commit: then the history knows nothing of it.
        """
        self._must_be_open()
        self._ended = True
        if classes:
            along = Along(classes=classes, rejected=along.rejected, state=along.state)
        return self._finish(self._change, along)

    def cancel(self) -> None:
        """End without a trace."""
        self._must_be_open()
        self._ended = True
        self._finish(None, ALONE)

    def _must_be_open(self) -> None:
        if self._ended:
            raise GestureError("the gesture has ended")


class Session(Generic[T]):
    """The open image: its committed document, at most one gesture, and who listens.

    One thread only. `commit` is the port to storage; it returns at once (a ticket). An edit
    reaches it before any listener hears of it; if it raises, the document stays as it was.
    Listeners get every PREVIEW relative to `document` (an empty one: nothing is previewed any
    more) and every COMMITTED change after `document` has moved on.
    """

    def __init__(
        self,
        image_id: ImageId,
        size: Size,
        document: Document,
        commit: Callable[[Edit, Text], T],
        *,
        author: str = "",
        clock: Callable[[], int] = now_ms,
    ) -> None:
        self.image_id = image_id
        self.size = size
        self.author = author
        self._clock = clock
        self._commit = commit
        self._document = document
        self._live = document
        self._revision = 0
        self._gesture: Gesture[T] | None = None
        self._listeners: tuple[Listener, ...] = ()

    @property
    def document(self) -> Document:
        """What was committed."""
        return self._document

    @property
    def live(self) -> Document:
        """What is to be drawn: the document with the open gesture's preview applied."""
        return self._live

    @property
    def revision(self) -> int:
        """Counts the documents; late answers for an older one are dropped by it."""
        return self._revision

    @property
    def gesture(self) -> Gesture[T] | None:
        """The open gesture."""
        return self._gesture

    def now(self) -> int:
        """The time to stamp edits with, milliseconds since 1970 UTC."""
        return self._clock()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` for every change from now on; the result stops that."""
        self._listeners = (*self._listeners, listener)

        def stop() -> None:
            self._listeners = tuple(one for one in self._listeners if one is not listener)

        return stop

    def begin(self, title: Text) -> Gesture[T]:
        """Start a gesture; raises `GestureError` while another one is open."""
        self._must_be_idle()

        def finish(change: ChangeSet | None, along: Along) -> T | None:
            self._gesture = None
            was_shown = self._live is not self._document
            self._live = self._document
            if change is not None and (change or along):
                try:
                    return self._committed(title, change, along)
                except BaseException:
                    self._tell(ChangeSet(), Phase.PREVIEW)
                    raise
            if was_shown:
                self._tell(ChangeSet(), Phase.PREVIEW)
            return None

        gesture = Gesture(self._preview, finish)
        self._gesture = gesture
        return gesture

    def apply(self, title: Text, change: ChangeSet, along: Along = ALONE) -> T | None:
        """An edit in one go; None if it changes nothing."""
        self._must_be_idle()
        return self._committed(title, change, along) if change or along else None

    def revert(self, edit: Edit) -> None:
        """Follow an undo or redo that storage has already made (`edit` leads there)."""
        if edit.image_id != self.image_id:
            raise ValueError("the edit is of another image")
        self._must_be_idle()
        self._moved_to(edit.changes.applied_to(self._document), edit.changes)

    def reset(self, document: Document) -> None:
        """Take over what storage holds: after a change of many images or a failed commit."""
        self._must_be_idle()
        self._moved_to(document, ChangeSet.between(self._document, document))

    def _committed(self, title: Text, change: ChangeSet, along: Along) -> T:
        after = change.applied_to(self._document)
        result = self._commit(along.edit(self.image_id, change), title)
        self._moved_to(after, change)
        return result

    def _moved_to(self, document: Document, change: ChangeSet) -> None:
        self._document = self._live = document
        self._revision += 1
        self._tell(change, Phase.COMMITTED)

    def _preview(self, change: ChangeSet) -> None:
        self._live = change.applied_to(self._document)
        self._tell(change, Phase.PREVIEW)

    def _must_be_idle(self) -> None:
        if self._gesture is not None:
            raise GestureError("a gesture is open")

    def _tell(self, change: ChangeSet, phase: Phase) -> None:
        for listener in self._listeners:
            listener(change, phase)
