"""Images on their way into a project: some at a time, so that nothing waits for all of them.

Whatever is stored about one of them is stored together with it, in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

import numpy as np
from sqlalchemy import Connection

from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.storage.image_rows import has_row, write_images
from labeldesk.storage.records import ImageColumns
from labeldesk.storage.writer import Steps, Work

T = TypeVar("T")
R = TypeVar("R")
_AT_ONCE = 2_000  # some 10 ms


class Coming:
    """`add`, `with_one` and `with_all` are for any thread; what they give is for the writer's.
    What is written twice keeps its first row.

    Steps that fail lose nothing: their images stay on their way, and go along with whatever
    needs them next, or fail it.
    """

    def __init__(self) -> None:
        self._lots: list[_Lot] = []

    @property
    def is_over(self) -> bool:
        """Whether the disk has them all."""
        return not self._lots

    def add(self, columns: ImageColumns) -> Callable[[Connection], Steps[None]]:
        """Images that shall come, to do and with nothing on them; gives how to write them."""
        lot = _Lot(columns)
        self._lots.append(lot)
        return lambda _: self._steps(lot)

    def rest(self) -> Steps[None]:
        """Write what is left in many transactions."""
        for lot in tuple(self._lots):
            yield from self._steps(lot)

    def with_one(self, image_id: ImageId, work: Work[T]) -> Work[T]:
        """`work` that is about an image, which is written first where it is on its way."""

        def both(connection: Connection) -> T:
            if not self.is_over and not has_row(connection, image_id):
                for lot in self._lots:
                    lot.write(lot.places_of(image_id), connection)
            return work(connection)

        return both

    def with_all(self, work: Work[T], then: Callable[[T], R]) -> tuple[Work[T], Callable[[T], R]]:
        """`work` that may be about any image, and what follows once the disk has it."""
        lots = tuple(self._lots)  # who hands in more comes after this

        def both(connection: Connection) -> T:
            for lot in lots:
                lot.write(lot.rest, connection)
            return work(connection)

        def after(result: T) -> R:
            for lot in lots:
                self._end(lot)
            return then(result)

        return both, after

    def _steps(self, lot: _Lot) -> Steps[None]:
        while lot.rest:
            some = lot.rest[:_AT_ONCE]
            yield partial(lot.write, some)
            lot.next = max(lot.next, some.stop)  # a step that fails does not come here
        self._end(lot)

    def _end(self, lot: _Lot) -> None:
        lot.next = len(lot.columns)
        if lot in self._lots:
            self._lots.remove(lot)


class _Lot:
    """Images that were handed in together; those before `next` are on the disk."""

    def __init__(self, columns: ImageColumns) -> None:
        self.columns = columns
        self.next = 0

    @property
    def rest(self) -> range:
        """The places of those that are not."""
        return range(self.next, len(self.columns))

    def places_of(self, image_id: ImageId) -> list[int]:
        """Where that image is among them, if it is."""
        found = np.flatnonzero(self.columns.ids[self.next :] == image_id) + self.next
        places: list[int] = found.tolist()
        return places

    def write(self, places: Iterable[int], connection: Connection) -> None:
        """Make rows of those in these places."""
        ids, paths = self.columns.ids, self.columns.paths
        records = [ImageRecord(id=ImageId(int(ids[i])), path=paths[i]) for i in places]
        write_images(connection, records)
