"""Which images filmstrip, grid and counter show, and which A and D go through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from labeldesk.domain.ids import ImageId
from labeldesk.work.catalogue import ids_to_do_of
from labeldesk.work.sieve import RANKS, Sieve

if TYPE_CHECKING:
    from labeldesk.ui.workspace import Workspace


class Listed(QObject):
    """One list for all of them. It loses no image before a filter is chosen again, and takes in
    those that match since then when one goes on. Images keep being listed or not by what they
    are, not by where they stand, when others come into the folder or go. Signals: `changed` when
    it is another list, `grown` when it is the same one but images came into it, went, or have
    other names or places; `rank_wanted(chosen)` when one of `RANKS` is to be made, which comes back
    through `rank`.
    """

    changed = Signal()
    grown = Signal()
    rank_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.sieve = Sieve()
        self._workspace = workspace
        self._paths: Sequence[str] = ()
        self._ids: NDArray[np.int64] = np.zeros(0, np.int64)
        workspace.opened.connect(lambda: self._become(self._sifted("all")))
        workspace.closed.connect(lambda: self._become(self._sifted("all")))
        workspace.rows_changed.connect(self._rows)

    @property
    def filter(self) -> str:
        """The filter or rank chosen last."""
        return self.sieve.chosen

    @property
    def names(self) -> Sequence[str]:
        """The paths of the images in the list."""
        paths, places = self._workspace.catalogue.paths, self.sieve.places
        is_whole = len(places) == len(paths) and not self.sieve.is_ranked
        return paths if is_whole else [paths[place] for place in places.tolist()]

    @property
    def ids(self) -> NDArray[np.int64]:
        """The ids of the images in the list, (n,)."""
        return self._workspace.catalogue.ids[self.sieve.places]

    def choose(self, chosen: str) -> None:
        """List what this filter lets through now; goes to the nearest of them unless the current
        image is one. Nothing changes when the current image would have to be left and may not.
        """
        if chosen in RANKS:
            self.rank_wanted.emit(chosen)
        else:
            self._take(self._sifted(chosen))

    def rank(self, chosen: str, ids: NDArray[np.int64], *, lead: bool = True) -> None:
        """List these images in this order; goes to the first of them unless the current image is
        one, or in any case with `lead`.
        """
        sieve = Sieve.ranked(self._workspace.catalogue, chosen, ids)
        self._take(sieve, lead=lead)

    def ahead(self, by: int) -> list[ImageId]:
        """The next `by` images of the list (or those before, if it is negative) that are neither
        done, excluded nor missing, nearest first.
        """
        workspace, sieve = self._workspace, self.sieve.grown(self._workspace.catalogue)
        way = sieve.ahead(workspace.index) if by > 0 else sieve.behind(workspace.index)
        return ids_to_do_of(workspace.catalogue, way, abs(by))

    def _take(self, sieve: Sieve, *, lead: bool = False) -> None:
        workspace = self._workspace
        found = None
        if workspace.is_open and lead and len(sieve.places):
            first = int(sieve.places[0])
            found = first if first != workspace.index else None
        elif workspace.is_open and sieve.position(workspace.index) < 0:
            found = sieve.stepped(workspace.index, 1)
            if found is None:
                found = sieve.stepped(workspace.index, -1)
        if found is not None and not workspace.may_go():
            return
        self._become(sieve)
        if found is not None:
            workspace.go(found, anyway=True)

    def step(self, by: int) -> None:
        """Go forward or back in the list; at the ends nothing happens, nor while one may not go."""
        workspace = self._workspace
        sieve = self.sieve.grown(workspace.catalogue)
        target = sieve.stepped(workspace.index, by)
        if target is None or not workspace.may_go():
            return
        if sieve is not self.sieve:
            self.sieve = sieve
            self.grown.emit()
        workspace.go(target, anyway=True)

    def end(self, *, last: bool) -> None:
        """Go to the last image of the list, or to the first."""
        if len(self.sieve.places):
            self._workspace.go(int(self.sieve.places[-1 if last else 0]))

    def _rows(self, indexes: list[int] | None) -> None:
        catalogue = self._workspace.catalogue
        if indexes is None and self._paths is not catalogue.paths:
            self.sieve = self.sieve.carried(self._ids, catalogue)
            self._paths, self._ids = catalogue.paths, catalogue.ids
            self.grown.emit()

    def _sifted(self, chosen: str) -> Sieve:
        return Sieve.of(self._workspace.catalogue, chosen)

    def _become(self, sieve: Sieve) -> None:
        catalogue = self._workspace.catalogue
        self._paths, self._ids = catalogue.paths, catalogue.ids
        self.sieve = sieve
        self.changed.emit()
