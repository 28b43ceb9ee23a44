"""Images on their way into a project: some at a time, so that nothing waits for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np
from sqlalchemy import Connection

from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.storage.image_rows import write_images
from labeldesk.storage.records import ImageColumns
from labeldesk.storage.writer import Steps

_AT_ONCE = 2_000  # some 10 ms


class Coming:
    """All but `is_over` is for the writer's thread. What is written twice keeps its first row."""

    def __init__(self, columns: ImageColumns) -> None:
        self._columns = columns
        self._next = 0

    @property
    def is_over(self) -> bool:
        """Whether the disk has them all."""
        return self._next >= len(self._columns)

    def steps(self, _: Connection) -> Steps[None]:
        """Write them in many transactions."""
        while not self.is_over:
            some = range(self._next, self._next + _AT_ONCE)
            yield partial(self._write, some)
            self._next = max(self._next, some.stop)  # a step that fails does not come here

    def bring(self, connection: Connection, image_id: ImageId) -> None:
        """Write one now, because something is to be stored for it."""
        found = np.flatnonzero(self._columns.ids[self._next :] == image_id) + self._next
        self._write(found.tolist(), connection)

    def bring_all(self, connection: Connection) -> None:
        """Write what is left now, because somebody wants to know them all."""
        self._write(range(self._next, len(self._columns)), connection)

    def end(self, _: None) -> None:
        """The disk has what `bring_all` wrote."""
        self._next = len(self._columns)

    def _write(self, places: Iterable[int], connection: Connection) -> None:
        ids, paths = self._columns.ids, self._columns.paths
        write_images(
            connection,
            [ImageRecord(id=ImageId(int(ids[i])), path=paths[i]) for i in places if i < len(paths)],
        )
