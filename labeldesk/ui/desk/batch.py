"""Deeds on several images at once, each one undo step of the whole project."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from labeldesk.domain.changes import ProjectChange, TagChange
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.ui.desk.guard import may_edit
from labeldesk.ui.image_tags import ImageTags
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace
from labeldesk.work.several import (
    Marking,
    Places,
    are_done,
    are_excluded,
    excluded,
    ids_at,
    marked,
)


class Words(NamedTuple):
    """A deed on one image or on many: in the history, and what is said of it."""

    one: Text
    many: Text
    said_one: Text
    said: Text


TAG = Words(
    QT_TRANSLATE_NOOP("History", "Tag {n} image {name}"),
    QT_TRANSLATE_NOOP("History", "Tag {n} images {name}"),
    QT_TRANSLATE_NOOP("Grid", "Tagged {n} image: {name}"),
    QT_TRANSLATE_NOOP("Grid", "Tagged {n} images: {name}"),
)
UNTAG = Words(
    QT_TRANSLATE_NOOP("History", "Take the tag {name} from {n} image"),
    QT_TRANSLATE_NOOP("History", "Take the tag {name} from {n} images"),
    QT_TRANSLATE_NOOP("Grid", "Took the tag {name} from {n} image"),
    QT_TRANSLATE_NOOP("Grid", "Took the tag {name} from {n} images"),
)
DONE = Words(
    QT_TRANSLATE_NOOP("History", "Mark {n} image done"),
    QT_TRANSLATE_NOOP("History", "Mark {n} images done"),
    QT_TRANSLATE_NOOP("Grid", "{n} image marked done"),
    QT_TRANSLATE_NOOP("Grid", "{n} images marked done"),
)
TO_DO = Words(
    QT_TRANSLATE_NOOP("History", "Mark {n} image to do"),
    QT_TRANSLATE_NOOP("History", "Mark {n} images to do"),
    QT_TRANSLATE_NOOP("Grid", "{n} image to do again"),
    QT_TRANSLATE_NOOP("Grid", "{n} images to do again"),
)
EXCLUDE = Words(
    QT_TRANSLATE_NOOP("History", "Exclude {n} image"),
    QT_TRANSLATE_NOOP("History", "Exclude {n} images"),
    QT_TRANSLATE_NOOP("Grid", "{n} image excluded. The file stays where it is"),
    QT_TRANSLATE_NOOP("Grid", "{n} images excluded. The files stay where they are"),
)
INCLUDE = Words(
    QT_TRANSLATE_NOOP("History", "Include {n} image"),
    QT_TRANSLATE_NOOP("History", "Include {n} images"),
    QT_TRANSLATE_NOOP("Grid", "{n} image included again"),
    QT_TRANSLATE_NOOP("Grid", "{n} images included again"),
)


class Batch:
    """`places` gives the images selected in the grid; none while a deed is on the current one."""

    def __init__(self, workspace: Workspace, voice: Voice, tags: ImageTags) -> None:
        self._workspace = workspace
        self._voice = voice
        self._tags = tags
        self.places: Callable[[], Places] = lambda: np.zeros(0, np.intp)
        self.select_all: Callable[[], None] = lambda: None
        self.select_current: Callable[[], None] = lambda: None

    def picked(self) -> Places:
        """The images that a deed is on, none for the current one."""
        return self.places()

    @property
    def count(self) -> int:
        """How many images a deed is on; 0 for the current one."""
        return len(self.places())

    def tag(self, item: ImageClass, *, only: bool) -> None:
        """The tag put on all of them, or taken off if all have it."""
        if not may_edit(self._workspace, self._voice):
            return
        images = ids_at(self._workspace.catalogue, self.places())
        present = not self._tags.all_have(images, item.id)
        change = TagChange(images, item.id, present, only)
        self._tags.follow(change)
        self._apply(change, TAG if present else UNTAG, len(images), item.name)

    def toggle_done(self) -> None:
        """All done, or all to do again if they are."""
        places, images = self.places(), self._workspace.catalogue
        done = not are_done(images, places)
        self._set(marked(images, places, done=done), DONE if done else TO_DO)

    def mark_done(self) -> None:
        """All done; those that are stay so."""
        self._set(marked(self._workspace.catalogue, self.places(), done=True), DONE)

    def toggle_excluded(self) -> None:
        """All left out of exports and counts, or all taken in again if they are out."""
        places, images = self.places(), self._workspace.catalogue
        on = not are_excluded(images, places)
        self._set(excluded(images, places, on=on), EXCLUDE if on else INCLUDE)

    def _set(self, marking: Marking, words: Words) -> None:
        count = len(marking.places)
        if not count or not may_edit(self._workspace, self._voice):
            return
        marking.follow(self._workspace.catalogue)
        self._workspace.rows_changed.emit(marking.places.tolist())
        self._apply(marking.change, words, count)  # last: from now on a thread works on it

    def _apply(self, change: ProjectChange, words: Words, count: int, name: str = "") -> None:
        title = counted(count, words.one, words.many)
        self._workspace.apply(change, title.filled(name=name))
        self._workspace.watcher.outdate()
        said = counted(count, words.said_one, words.said)
        self._voice.toast(said.filled(n=Grouped(count), name=name))
