"""The bar over the image and the filmstrip: where we are, and how far every image is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.binding.rows import mark_at, marks_of
from labeldesk.ui.numbers import grouped
from labeldesk.ui.panels.filmstrip import Filmstrip
from labeldesk.ui.panels.image_bar import ImageBar, ImageBarRow
from labeldesk.ui.thumbs import Thumbs
from labeldesk.ui.waiting import WaitingCounts
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.ui.workspace import Workspace
from labeldesk.work.catalogue import Catalogue
from labeldesk.work.sieve import (
    APART,
    BROUGHT,
    BY_MODEL,
    CORRECTED,
    DIFFERS,
    DOUBTS,
    SIMILAR,
    USEFUL,
    Sieve,
)

FILTER_WORDS = {
    "all": QT_TRANSLATE_NOOP("Filter", "All images"),
    "todo": QT_TRANSLATE_NOOP("Filter", "To do"),
    "done": QT_TRANSLATE_NOOP("Filter", "Done"),
    "labelled": QT_TRANSLATE_NOOP("Filter", "With objects"),
    "waiting": QT_TRANSLATE_NOOP("Filter", "With suggestions"),
    "excluded": QT_TRANSLATE_NOOP("Filter", "Excluded"),
    "missing": QT_TRANSLATE_NOOP("Filter", "File missing"),
}
RANK_WORDS = {
    USEFUL: QT_TRANSLATE_NOOP("Filter", "Most useful next"),
    SIMILAR: QT_TRANSLATE_NOOP("Filter", "Most similar first"),
    DOUBTS: QT_TRANSLATE_NOOP("Filter", "Likely label errors"),
    BY_MODEL: QT_TRANSLATE_NOOP("Filter", "With objects as a model made them"),
    CORRECTED: QT_TRANSLATE_NOOP("Filter", "With objects of a model that were edited"),
    DIFFERS: QT_TRANSLATE_NOOP("Filter", "Model and labels differ"),
    APART: QT_TRANSLATE_NOOP("Filter", "Two models differ"),
}
ONCE_WORDS = {
    BROUGHT: QT_TRANSLATE_NOOP("Filter", "From one run of a model"),
}
"""Ranks that are made elsewhere and are a choice only while they are listed."""
_ONE_BY_ONE = 64  # more rows than this are brought up to date in one go


def filter_options(catalogue: Catalogue, sieve: Sieve) -> list[Option]:
    """The filters with their counts, which change with every state, and the ranks."""
    filters = (
        Option(name, words, grouped(int(np.count_nonzero(catalogue.matching(name)))))
        for name, words in FILTER_WORDS.items()
    )
    words = RANK_WORDS | {k: v for k, v in ONCE_WORDS.items() if k == sieve.chosen}
    ranks = (
        Option(name, said, grouped(len(sieve.places)) if sieve.chosen == name else "")
        for name, said in words.items()
    )
    return [*filters, *ranks]


class ImagesBinding(QObject):
    """Shows place, name, state and progress; a click in the strip goes there."""

    def __init__(
        self,
        workspace: Workspace,
        parts: tuple[ImageBar, Filmstrip],
        thumbs: Thumbs,
        counts: WaitingCounts,
    ) -> None:
        bar, film = parts
        super().__init__(bar)
        self._workspace = workspace
        self._bar = bar
        self._film = film
        self._thumbs = thumbs
        self._shown: NDArray[np.intp] = np.zeros(0, np.intp)
        film.set_thumbs(
            lambda at: thumbs.image(int(self._shown[at])),
            lambda at: thumbs.is_broken(int(self._shown[at])),
        )
        film.image_chosen.connect(lambda at: workspace.go(int(self._shown[at])))
        film.window_changed.connect(self._want)
        thumbs.arrived.connect(self._arrived)
        bar.filter_chosen.connect(self._choose)
        workspace.listed.changed.connect(self._all)
        workspace.listed.grown.connect(self._all)
        workspace.current_changed.connect(self._current)
        workspace.rows_changed.connect(self._rows)
        counts.changed.connect(self._waiting)
        workspace.shown.session_changed.connect(self._show_bar)

    def _choose(self, chosen: str) -> None:
        self._workspace.listed.choose(chosen)
        self._show_bar()  # it may be the filter of before still

    def _all(self) -> None:
        listed = self._workspace.listed
        self._shown = listed.sieve.places
        self._film.set_images(listed.names)
        self._refresh()
        self._current(self._workspace.index)

    def _refresh(self) -> None:
        """States and counts of the images that the strip has."""
        catalogue = self._workspace.catalogue
        self._film.set_marks(marks_of(catalogue)[self._shown])
        self._film.set_waiting(catalogue.suggestions[self._shown])

    def _position(self, index: int) -> int:
        return self._workspace.listed.sieve.position(index)

    def _want(self, first: int, last: int) -> None:
        self._thumbs.want_these(self._shown[max(first, 0) : last + 1].tolist())

    def _current(self, index: int) -> None:
        self._film.set_current(self._position(index))
        self._show_bar()

    def _rows(self, indexes: list[int] | None) -> None:
        catalogue = self._workspace.catalogue
        if indexes is None or len(indexes) > _ONE_BY_ONE:
            self._refresh()
        else:
            for index in indexes:
                if (at := self._position(index)) >= 0:
                    waiting = int(catalogue.suggestions[index])
                    self._film.set_one(at, mark_at(catalogue, index), waiting)
        self._show_bar()

    def _waiting(self, places: NDArray[np.intp]) -> None:
        counts = self._workspace.catalogue.suggestions
        if len(places) > _ONE_BY_ONE:
            self._film.set_waiting(counts[self._shown])
        else:
            for place in places.tolist():
                if (at := self._position(place)) >= 0:
                    self._film.set_one(at, waiting=int(counts[place]))
        self._show_bar()

    def _show_bar(self) -> None:
        workspace, catalogue = self._workspace, self._workspace.catalogue
        if not workspace.is_open:
            return
        size = workspace.shown.size
        listed = workspace.listed
        self._bar.set_filters(filter_options(catalogue, listed.sieve), listed.filter)
        self._bar.set_row(
            ImageBarRow(
                position=self._position(workspace.index) + 1,
                total=len(listed.sieve.places),
                name=catalogue.paths[workspace.index],
                size=None if size is None else (size.width, size.height),
                mark=mark_at(catalogue, workspace.index),
                done=catalogue.done,
                of=len(catalogue),
                is_done=workspace.state.done,
            )
        )

    def _arrived(self, path: str) -> None:
        first, last = self._film.in_sight()
        paths = self._workspace.catalogue.paths
        for at in range(max(first, 0), min(last + 1, len(self._shown))):
            if paths[self._shown[at]] == path:
                self._film.thumb_arrived(at)
