"""Figures of learning from labels: a vector, a search, a fit, an order; and the window meanwhile.

Wall milliseconds on one thread, on vectors of 384 numbers as a small backbone gives them; classes
overlap, so that fits have something to do. `learning.window` is in milliseconds too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from labeldesk.quality.describe import describe
from labeldesk.quality.doubts import likely_errors
from labeldesk.quality.head import fitted
from labeldesk.quality.near import nearest
from labeldesk.quality.order import most_useful
from tests.bench.machine import median_ms

LENGTH = 384
WINDOW: dict[str, tuple[str, float | None]] = {
    "p99": ("ms", 16.0),
    "longest": ("ms", None),
    "cpu": ("%", None),
    "rate": ("images/s", None),
}


def row(name: str, value: float, budget: float | None, unit: str = "ms") -> dict[str, object]:
    return {"id": f"learning.{name}", "value": round(value, 2), "unit": unit, "budget": budget}


def labelled(count: int, classes: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Unit vectors about as many centres, one in ten nearer to another."""
    rng = np.random.default_rng(classes)
    centres = rng.normal(size=(classes, LENGTH))
    which = rng.integers(0, classes, count)
    vectors = centres[which] + rng.normal(size=(count, LENGTH)) * 4
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32), which.astype(np.int64)


def once_ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def figures() -> Iterator[dict[str, object]]:
    picture = np.random.default_rng(1).integers(0, 256, (192, 256, 4), np.uint8)
    describe(picture)
    yield row("describe_256px", median_ms(lambda: describe(picture)), 10)
    many, _ = labelled(10_000, 20)
    yield row("search_10000", median_ms(lambda: nearest(many, many[7], 500)), 24)
    for count, classes, budget in ((1_000, 10, 2_700), (10_000, 20, 7_000)):
        vectors, labels = labelled(count, classes)
        name = f"fit_{count}x{classes}"
        yield row(name, once_ms(lambda v=vectors, c=labels: fitted(v, c)), budget)
        head = fitted(vectors[:-20], labels[:-20])
        warm = once_ms(lambda v=vectors, c=labels, h=head: fitted(v, c, before=h))
        yield row(f"{name}_again", warm, budget)
    vectors, labels = labelled(1_000, 10)
    head = fitted(vectors, labels)
    yield row("order_10000", once_ms(lambda: most_useful(many, head, vectors)), 1_000)
    yield row("first_order_10000", once_ms(lambda: most_useful(many)), 2_000)
    yield row("doubts_1000x10", once_ms(lambda: likely_errors(vectors, labels)), 10_000)
    seen = beside_learning()
    for name, (unit, most) in WINDOW.items():
        yield row(f"window_{name}", seen[name], most, unit)


def beside_learning() -> dict[str, float]:
    """The gaps of the window's thread while images are looked at and heads are fitted."""
    command = [sys.executable, "-m", "tests.bench.learning_window"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
