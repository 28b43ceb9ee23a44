"""Figures of running models: what is around `session.run`, and a batch against a bare loop.

The overhead is in CPU milliseconds of the process, so that a busy machine does not count; the
round trip through the child and the throughput are wall times, and so are the gaps of the window's
thread while a run goes on (`suggest.window`).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from labeldesk.domain.progress import Cancel
from labeldesk.jobs.threads import give_way
from labeldesk.suggest.decode import Raw, decode
from labeldesk.suggest.engine import Engine, Setup
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.preprocess import Pixels, fitted, tensor
from labeldesk.suggest.recipe import ModelFile
from labeldesk.suggest.session import load
from labeldesk.suggest.worker import Worker

SIDE, CLASSES, CELLS, OBJECTS = 640, 80, 8400, 40
IMAGES = 60
ROUNDS = 3
OVERHEAD_MS, SHARE = 15.0, 0.9
WINDOW: dict[str, tuple[str, float | None]] = {
    "p99": ("ms", 24.0),
    "longest": ("ms", None),
    "cpu": ("%", None),
    "rate": ("images/s", None),
}


def table() -> np.ndarray:
    """An answer as a detector gives it: some forty objects, five boxes each, noise elsewhere."""
    rng = np.random.default_rng(3)
    out = np.zeros((1, 4 + CLASSES, CELLS), np.float32)
    out[0, 4:] = rng.random((CLASSES, CELLS)) * 0.01
    for index in range(OBJECTS):
        box = (*rng.uniform(80, 560, 2), *rng.uniform(20, 150, 2))
        for copy in range(5):
            cell = index * 200 + copy
            out[0, :4, cell] = box + rng.normal(0, 1, 4)
            out[0, 4 + index % CLASSES, cell] = rng.uniform(0.06, 0.95)
    return out


def network(path: Path) -> ModelFile:
    """A few real convolutions at 640 x 640, then that answer: about 25 ms on one core."""
    from onnx import TensorProto, helper, numpy_helper

    rng = np.random.default_rng(0)
    nodes, weights, last, channels = [], [], "images", 3
    for level, wide in enumerate((24, 48, 96, 192)):
        kernel = rng.normal(0, 0.1, (wide, channels, 3, 3)).astype(np.float32)
        weights.append(numpy_helper.from_array(kernel, f"w{level}"))
        names = {"strides": [2, 2], "pads": [1, 1, 1, 1]}
        nodes.append(helper.make_node("Conv", [last, f"w{level}"], [f"c{level}"], **names))
        nodes.append(helper.make_node("Relu", [f"c{level}"], [f"r{level}"]))
        last, channels = f"r{level}", wide
    zero = numpy_helper.from_array(np.zeros((1, 1, 1), np.float32), "zero")
    answer = numpy_helper.from_array(table(), "answer")
    one = numpy_helper.from_array(np.array([1, 1, 1], np.int64), "one")
    nodes += [
        helper.make_node("ReduceMean", [last], ["mean"], keepdims=0),
        helper.make_node("Reshape", ["mean", "one"], ["scalar"]),
        helper.make_node("Mul", ["scalar", "zero"], ["nothing"]),
        helper.make_node("Add", ["answer", "nothing"], ["output0"]),
    ]
    image = helper.make_tensor_value_info("images", TensorProto.FLOAT, [1, 3, SIDE, SIDE])
    out = helper.make_tensor_value_info("output0", TensorProto.FLOAT, [1, 4 + CLASSES, CELLS])
    graph = helper.make_graph(nodes, "bench", [image], [out], [*weights, zero, answer, one])
    model = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
    names = repr({slot: f"class{slot}" for slot in range(CLASSES)})
    helper.set_model_props(model, {"task": "detect", "names": names})
    path.write_bytes(model.SerializeToString())
    found = inspect(path).model
    assert found is not None
    return found


def picture(width: int, height: int) -> Pixels:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)


def overhead_ms(model: ModelFile, image: Pixels, answer: np.ndarray, repeats: int = 15) -> float:
    """Everything of one image but the network itself."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        canvas, at = fitted(image, model.recipe.input)
        tensor(canvas, model.recipe.input)
        decode(Raw((answer,), at, model.recipe))
        times.append((time.process_time() - start) * 1e3)
    return statistics.median(times)


def round_trip_ms(model: ModelFile, image: Pixels, repeats: int = 30) -> float:
    """Wall time of one image through the child, less the network's own."""
    worker = Worker()
    try:
        worker.open(model)
        times = []
        for _ in range(repeats):
            start = time.perf_counter()
            canvas, at = fitted(image, model.recipe.input)
            answer = worker.run(canvas, at, Cancel())
            times.append((time.perf_counter() - start - answer.seconds) * 1e3)
    finally:
        worker.close()
    return statistics.median(times)


class _End:
    """Hears the end of the batch."""

    def __init__(self) -> None:
        self.over, self.begun = threading.Event(), 0.0

    def answered(self, answer: Any) -> None:
        self.begun = self.begun or time.perf_counter()

    def failed(self, failure: Any) -> None:
        raise AssertionError(failure)

    def progressed(self, progress: Any) -> None:
        if progress.state.is_over:
            self.over.set()

    def status(self, status: Any) -> None:
        """Not of interest."""


def batch_rate(model: ModelFile, image: Pixels) -> float:
    """Images per second of the engine, from its first answer on."""
    end = _End()
    engine = Engine(lambda _: image, end, setup=Setup())
    try:
        engine.start_batch(range(IMAGES), model)
        assert end.over.wait(120)
        return (IMAGES - 1) / (time.perf_counter() - end.begun)
    finally:
        engine.close()


def bare_rate(model: ModelFile, image: Pixels) -> float:
    """Images per second of a plain loop with the same session options and the same priority."""
    rates: list[float] = []

    def loop() -> None:
        give_way()
        session, _ = load(model)
        start = 0.0
        for index in range(IMAGES):
            canvas, _ = fitted(image, model.recipe.input)
            session.run(None, {"images": tensor(canvas, model.recipe.input)})
            start = start if index else time.perf_counter()
        rates.append((IMAGES - 1) / (time.perf_counter() - start))

    thread = threading.Thread(target=loop)
    thread.start()
    thread.join()
    return rates[0]


def beside_a_run(model: ModelFile, folder: Path) -> dict[str, float]:
    """The window while the model runs over a folder, in a process of its own."""
    home = folder / "home"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.busy", str(model.path)],
        env={**os.environ, "LABELDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True, timeout=180,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def figures() -> Iterator[dict[str, object]]:
    """Every figure of running models."""
    image = picture(4000, 3000)
    with tempfile.TemporaryDirectory() as folder:
        model = network(Path(folder) / "bench.onnx")
        value = overhead_ms(model, image, table())
        yield {"id": "suggest.overhead", "value": value, "unit": "ms", "budget": OVERHEAD_MS}
        value = round_trip_ms(model, image)
        yield {"id": "suggest.round-trip", "value": value, "unit": "ms", "budget": OVERHEAD_MS}
        # In turns, because a busy machine does not keep its speed.
        rounds = [(bare_rate(model, image), batch_rate(model, image)) for _ in range(ROUNDS)]
        bare, batch = (statistics.median(rates) for rates in zip(*rounds, strict=True))
        yield {"id": "suggest.bare-loop", "value": bare, "unit": "images/s", "budget": None}
        yield {"id": "suggest.batch", "value": batch, "unit": "images/s", "budget": SHARE * bare}
        window = beside_a_run(model, Path(folder))
        for name, (unit, budget) in WINDOW.items():
            row = {"value": window[name], "unit": unit, "budget": budget}
            yield {"id": f"suggest.window.{name}", **row}


if __name__ == "__main__":
    for figure in figures():
        print(figure)
