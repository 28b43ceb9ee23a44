"""Taking a staged import into the project: in chunks, invisible, with edits passing between."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, text

from labeldesk.domain.ids import ChangeId
from labeldesk.domain.image import ImageState
from labeldesk.domain.progress import Cancel, Cancelled, Progress, ProgressSink
from labeldesk.storage.connection import driver
from labeldesk.storage.journal import Journal, Payload
from labeldesk.storage.records import HistoryStep, Staged
from labeldesk.storage.rows import ANNOTATION_COLUMNS, IMAGE_COLUMNS, state_from

CHUNK = 10_000
Step = Callable[[Connection], object]

# CROSS JOIN: in this order, whatever the planner guesses without statistics.
_IMAGES = ", ".join(IMAGE_COLUMNS)
# Of a known image, what the file knows and the project does not.
_IMAGE_ROWS = text(
    f"INSERT INTO main.image ({_IMAGES}, born, live) SELECT {_IMAGES}, :change, 0"
    " FROM staged.image s WHERE s.n BETWEEN :first AND :last"
    " ON CONFLICT (path) DO UPDATE SET width = coalesce(width, excluded.width),"
    " height = coalesce(height, excluded.height),"
    " foreign_data = coalesce(foreign_data, excluded.foreign_data)"
)
_NEW_IMAGES = text("SELECT count(*) FROM main.image WHERE born = :change")
_MAP = text(
    "INSERT INTO temp.staged_map SELECT s.n, i.id FROM staged.image s"
    " CROSS JOIN main.image i ON i.path = s.path WHERE s.n BETWEEN :first AND :last"
)
_STATES = text(
    "SELECT m.image_id, i.done, i.review, i.comment, i.excluded,"
    " s.done, s.review, s.comment, s.excluded"
    " FROM staged.image s CROSS JOIN temp.staged_map m ON m.n = s.n"
    " JOIN main.image i ON i.id = m.image_id"
    " WHERE (s.done OR s.review OR s.excluded OR s.comment != '')"
    " AND (i.live = 0 OR (s.done, s.review, s.comment, s.excluded)"
    " IS NOT (i.done, i.review, i.comment, i.excluded))"
)
_COPIED = [name for name in ANNOTATION_COLUMNS if name != "image_id"]
_ANNOTATIONS = text(
    f"INSERT INTO annotation (image_id, {', '.join(_COPIED)}, born, live)"
    f" SELECT m.image_id, {', '.join(f's.{name}' for name in _COPIED)}, :change, 0"
    " FROM staged.annotation s CROSS JOIN temp.staged_map m ON m.n = s.image_id"
    " WHERE s.n BETWEEN :first AND :last AND NOT EXISTS (SELECT 1 FROM main.annotation a"
    " WHERE a.image_id = m.image_id AND a.live = 1 AND a.class_id = s.class_id"
    " AND a.digest = s.digest)"
)
_SWEEP = text(
    "DELETE FROM annotation WHERE version IN"
    " (SELECT version FROM annotation WHERE born = :change AND live = 0 LIMIT :many)"
)
_SWEEP_IMAGES = text("DELETE FROM image WHERE born = :change AND live = 0")
_UNSWEPT = text(
    "SELECT id FROM change WHERE state = 'dropped' AND (EXISTS"
    " (SELECT 1 FROM annotation WHERE born = change.id AND live = 0) OR EXISTS"
    " (SELECT 1 FROM image WHERE born = change.id AND live = 0))"
)


@dataclass
class Intake:
    """One staged file on its way in; `result` is filled as the steps run. Files after the first
    join the change that the first one noted in the journal.
    """

    file: Path
    step: HistoryStep
    journal: Journal
    progress: ProgressSink
    cancel: Cancel
    is_first: bool = True
    result: Staged = field(default_factory=lambda: Staged(batch=0))
    _images_before: int = 0

    def steps(self, connection: Connection) -> Generator[Step, None, Staged]:
        """The transactions, in order; ends with `Cancelled` once everything is removed again."""
        link = driver(connection)
        link.execute("ATTACH ? AS staged", (str(self.file),))
        try:
            yield from self._take_in(connection)
        except Cancelled:
            yield from sweep(self.step.id)
            raise
        finally:
            link.execute("DROP TABLE IF EXISTS temp.staged_map")
            link.execute("DETACH staged")
        return self.result

    def _take_in(self, connection: Connection) -> Generator[Step, None, None]:
        link = driver(connection)
        count = (
            "SELECT (SELECT count(*) FROM staged.image), (SELECT count(*) FROM staged.annotation)"
        )
        images, annotations = link.execute(count).fetchone()
        self.result = Staged(batch=self.step.id, images=images)
        link.execute("CREATE TEMP TABLE staged_map (n INTEGER PRIMARY KEY, image_id INTEGER)")
        yield self._begin
        for first in range(1, images + 1, CHUNK):
            yield lambda c, first=first: self._images(c, first)  # type: ignore[misc]  # bound now
        yield self._states
        for first in range(1, annotations + 1, CHUNK):
            self.cancel.check()
            yield lambda c, first=first: self._annotations(c, first)  # type: ignore[misc]  # bound now
            self.progress(Progress(min(first + CHUNK - 1, annotations), annotations))
        self.cancel.check()

    def _begin(self, connection: Connection) -> None:
        if self.is_first:
            self.journal.reserve(connection, self.step, Payload())
        self._images_before = self._count_new(connection)

    def _count_new(self, connection: Connection) -> int:
        count: int = connection.execute(_NEW_IMAGES, {"change": self.step.id}).scalar_one()
        return count

    def _images(self, connection: Connection, first: int) -> None:
        where = {"first": first, "last": first + CHUNK - 1}
        connection.execute(_IMAGE_ROWS, {"change": self.step.id, **where})
        connection.execute(_MAP, where)
        new = self._count_new(connection) - self._images_before
        self.result = replace(self.result, new_images=new)

    def _states(self, connection: Connection) -> None:
        rows = connection.execute(_STATES)
        states = {row[0]: (state_from(row[1:5]), state_from(row[5:9])) for row in rows}
        fresh = {i: (ImageState() if old == new else old, new) for i, (old, new) in states.items()}
        if not fresh:
            return
        self.result = replace(self.result, states=len(fresh))
        before = self.journal.reserved(connection, self.step.id)
        states = {**(before.states if before else {}), **fresh}
        self.journal.reserve(connection, self.step, Payload(states=states))

    def _annotations(self, connection: Connection, first: int) -> None:
        where = {"first": first, "last": first + CHUNK - 1}
        many = "SELECT count(*) FROM staged.annotation WHERE n BETWEEN :first AND :last"
        offered = connection.execute(text(many), where).scalar() or 0
        made = connection.execute(_ANNOTATIONS, {"change": self.step.id, **where}).rowcount
        self.result = replace(
            self.result,
            annotations=self.result.annotations + made,
            twins=self.result.twins + offered - made,
        )


def sweep(change: ChangeId) -> Generator[Step, None, None]:
    """Remove the rows of a change that will never be live."""
    left = 1

    def some(connection: Connection) -> None:
        nonlocal left
        left = connection.execute(_SWEEP, {"change": change, "many": CHUNK}).rowcount

    while left:
        yield some
    yield lambda connection: connection.execute(_SWEEP_IMAGES, {"change": change})


def sweep_dropped() -> Generator[Step, None, None]:
    """Remove the rows of every dropped change: undone tails, imports that were killed."""
    found: list[ChangeId] = []
    yield lambda connection: found.extend(connection.execute(_UNSWEPT).scalars())
    for change in found:
        yield from sweep(change)
