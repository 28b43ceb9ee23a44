"""Figures of reading and writing COCO files and of masks, on data made for the purpose.

Times are CPU seconds of one process. By default a tenth of COCO's train2017, with the budgets
scaled alike; the whole of it (118,000 images, 860,000 polygons) with LABELDESK_BENCH_FULL=1.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.formats.coco import CODEC
from labeldesk.formats.port import Source, Target, chosen
from labeldesk.formats.report import Report
from labeldesk.raster import rle
from labeldesk.raster.brush import capsule
from labeldesk.raster.polygons import polygon_to_mask
from labeldesk.raster.trace import mask_to_polygon

IMAGES, ANNOTATIONS, CLASSES, VERTICES = 118_000, 860_000, 80, 19
SHARE = 1.0 if os.environ.get("LABELDESK_BENCH_FULL") else 0.1
STEP = 10_000
Row = dict[str, object]


def row(name: str, value: float, unit: str, budget: float | None = None) -> Row:
    return {"id": name, "value": round(value, 3), "unit": unit, "budget": budget}


def cpu(work: Callable[[], object], repeats: int = 1) -> float:
    """The least CPU seconds of the process."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def make_file(path: Path, images: int, annotations: int) -> None:
    """Objects scattered over the images as in the real file: not in the images' order."""
    rng = np.random.default_rng(1)
    with path.open("w", encoding="ascii") as out:
        out.write('{"info": {"year": 2017}, "licenses": [], "images": [')
        rows = (
            f'{{"license": 1, "file_name": "{i:012}.jpg", "height": 480, "width": 640, '
            f'"coco_url": "train2017/{i:012}.jpg", "date_captured": "2013-11-14", "id": {i}}}'
            for i in range(1, images + 1)
        )
        out.write(", ".join(rows) + '], "annotations": [')
        for start in range(0, annotations, STEP):
            count = min(STEP, annotations - start)
            out.write((", " if start else "") + ", ".join(polygons(rng, start, count, images)))
        listed = ", ".join(f'{{"id": {i}, "name": "c{i}"}}' for i in range(1, CLASSES + 1))
        out.write(f'], "categories": [{listed}]}}')


def polygons(rng: np.random.Generator, start: int, count: int, images: int) -> Iterator[str]:
    corners = rng.random((count, 1, 2)) * (400, 300)
    points = np.round(corners + rng.random((count, VERTICES, 2)) * 150, 2)
    owners = rng.integers(1, images + 1, count)
    for index, vertices in enumerate(points):
        flat = vertices.ravel().tolist()
        x, y = vertices.min(axis=0).tolist()
        w, h = np.round(vertices.max(axis=0) - (x, y), 2).tolist()
        yield (
            f'{{"segmentation": [{flat}], "area": {w * h / 2:.4f}, "iscrowd": 0, '
            f'"image_id": {owners[index]}, "bbox": [{x}, {y}, {w}, {h}], '
            f'"category_id": {1 + index % CLASSES}, "id": {start + index + 1}}}'
        )


class Clock:
    """Counts the CPU seconds spent in a generator, not those of whoever takes from it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.images = 0

    def of(self, images: Iterable[LabeledImage]) -> Iterator[LabeledImage]:
        taken = iter(images)
        while True:
            start = time.process_time()
            image = next(taken, None)
            self.seconds += time.process_time() - start
            if image is None:
                return
            self.images += 1
            yield image


def coco() -> Iterator[Row]:
    """Reading streams into writing, so that neither holds the data set."""
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "in.json"), Path(folder, "out")
        out.mkdir()
        make_file(path, int(IMAGES * SHARE), int(ANNOTATIONS * SHARE))
        source = Source(root=path.parent, files=(path.name,))
        start = time.process_time()
        clock = Clock()
        images = clock.of(CODEC.read(source, Report()))
        first = next(images)  # the classes are known from here on
        target = Target(root=out, classes=source.classes.classes, options=chosen(CODEC, {}))

        def all_images() -> Iterator[LabeledImage]:
            yield first
            yield from images

        CODEC.write(all_images(), target, Report())
        total = time.process_time() - start
    yield row("coco.read", clock.seconds, "s", 15 * SHARE)
    yield row("coco.write", total - clock.seconds, "s", 15 * SHARE)
    yield row("coco.images", clock.images, "images")


def masks() -> Iterator[Row]:
    """A round object of 64 MP in an image of 100 MP, and a brush of radius 200."""
    y, x = np.ogrid[:10_000, :10_000]
    mask = Mask.of((x - 5_000) ** 2 + (y - 5_000) ** 2 < 4_500**2)
    size = Size(10_000, 10_000)
    packed = rle.to_rle(mask, size)
    outline = mask_to_polygon(mask)
    assert outline is not None
    yield row("raster.to_rle.100mp", 1e3 * cpu(lambda: rle.to_rle(mask, size), 3), "ms")
    yield row("raster.from_rle.100mp", 1e3 * cpu(lambda: rle.from_rle(packed), 3), "ms")
    yield row("raster.trace.100mp", 1e3 * cpu(lambda: mask_to_polygon(mask), 3), "ms")
    yield row("raster.fill.100mp", 1e3 * cpu(lambda: polygon_to_mask(outline, size), 3), "ms")
    stroke = cpu(lambda: [capsule(XY(500, 500), XY(540, 503), 200) for _ in range(50)]) / 50
    yield row("raster.capsule.r200", 1e3 * stroke, "ms", 2)


def figures() -> Iterator[Row]:
    """Every figure of this module."""
    yield from coco()
    yield from masks()


if __name__ == "__main__":
    for figure in figures():
        print(figure)
