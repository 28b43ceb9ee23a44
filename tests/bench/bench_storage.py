"""The project file: one edit, one crowded image, a large folder, a large undo."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from sqlalchemy import Connection

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit, ImportBatch
from labeldesk.domain.ids import AnnotationId, ChangeId, ClassId, ImageId, new_id, new_ids
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.shapes import Polygon
from labeldesk.domain.text import Text
from labeldesk.storage.project import Project
from labeldesk.storage.staging import Staging

TITLE = Text("Bench", "Edit")
MANY = 400_000
FOLDER = 100_000
_ROWS = (
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT {many})"
    " INSERT INTO annotation (id, image_id, class_id, kind, x0, y0, x1, y1, area, geometry,"
    " digest, origin, born, live) SELECT 1000000000 + i, {first} + i / 10, 1 + i % 80, 'box',"
    " 1, 2, 30, 40, 1102, zeroblob(34), zeroblob(16), 'imported', {change}, 0 FROM n"
)


def figures() -> Iterator[dict[str, object]]:
    """One row per budget of DESIGN 16 and of the store's own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.labeldesk"
        with Project.create(path, root=path.parent, author="bench") as project:
            first = new_ids(FOLDER)[0]
            images = [
                ImageRecord(id=ImageId(first + n), path=f"{n // 1000:03d}/{n:06d}.jpg")
                for n in range(FOLDER)
            ]
            yield row("storage.add-100k-images", timed(lambda: project.add_images(images).result()))
            yield row("storage.list-100k-images", best(project.image_columns), 300)
            yield from crowded(project, ImageId(first))
            yield from edits(project, ImageId(first + 1))
            yield from bulk(project, ImageId(first))


def crowded(project: Project, image: ImageId) -> Iterator[dict[str, object]]:
    """10,000 polygons of 12 vertices on one image."""
    drawn = np.random.default_rng(1).random((10_000, 12, 2)) * 1000
    polygons = [polygon(points) for points in drawn]
    project.commit(Edit(image, ChangeSet.adding(*polygons)), TITLE).result()
    yield row("storage.load-10k-polygons", best(lambda: project.document(image)), 300)


def edits(project: Project, image: ImageId) -> Iterator[dict[str, object]]:
    """Edits one at a time, as by hand: until the disk has it, and on the calling thread."""
    calls, whole = [], []
    for points in np.random.default_rng(2).random((200, 12, 2)):
        edit = Edit(image, ChangeSet.adding(polygon(points)))
        start = time.perf_counter()
        ticket = project.commit(edit, TITLE)
        calls.append(time.perf_counter() - start)
        ticket.result()
        whole.append(time.perf_counter() - start)
    yield row("storage.commit-call", statistics.median(calls) * 1e3, 5)
    yield row("storage.commit-on-disk", statistics.median(whole) * 1e3, 5)


def bulk(project: Project, first: ImageId) -> Iterator[dict[str, object]]:
    """An import of 400,000 boxes: made visible, taken back, brought back."""
    batch = staged(project, first)
    yield row(
        "storage.apply-400k", timed(lambda: project.apply(ImportBatch(batch), TITLE).result())
    )
    yield row("storage.undo-400k", timed(lambda: project.undo().result()), 700)
    yield row("storage.redo-400k", timed(lambda: project.redo().result()), 700)


def staged(project: Project, first: ImageId) -> int:
    """The rows as `stage` would leave them, without parsing anything."""
    file = project.path.with_suffix(".staged")
    Staging(file).close()
    batch = project.stage(file).result().batch
    sql = _ROWS.format(many=MANY, first=first + 10, change=batch)

    def fill(connection: Connection) -> ChangeId:
        connection.exec_driver_sql(sql)
        return ChangeId(batch)

    assert project._writer is not None
    return project._writer.submit(fill).result()


def polygon(points: np.ndarray) -> Annotation:
    shape = Polygon.of(points)
    return Annotation(id=AnnotationId(new_id()), class_id=ClassId(1), shape=shape)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def best(work: Callable[[], object], times: int = 3) -> float:
    return min(timed(work) for _ in range(times))


def row(name: str, value: float, budget: float | None = None) -> dict[str, object]:
    return {"id": name, "value": round(value, 3), "unit": "ms", "budget": budget}
