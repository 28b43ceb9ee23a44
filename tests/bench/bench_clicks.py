"""Figures of click to segment: what is around encoder and decoder, on 12 MP, through the children.

The stand-in itself takes a few milliseconds, so that what is measured is ours: from the file to the
embedding, from a click to its mask, and both from the disk at the next start. `full-size` is a
click to its mask with as much arithmetic in the decoder as SAM's own has.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from labeldesk.domain.geometry import XY, Rect
from labeldesk.domain.problem import Problem
from labeldesk.domain.prompt import Prompt
from labeldesk.suggest.fake_pair import write_pair
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.prompting.marking import Ask, Marked
from labeldesk.suggest.prompting.scene import Scene
from labeldesk.suggest.prompting.segmenter import Means, Segmenter
from labeldesk.suggest.prompting.store import Embeddings

WIDTH, HEIGHT = 4000, 3000
REPEATS = 15
LAYERS = 7
CLICK_MS = 200.0
WAIT_S = 60.0


class Heard:
    """Waits for what the segmenter says."""

    def __init__(self) -> None:
        self._said = threading.Event()

    def scene_ready(self, scene: Scene) -> None:
        self._said.set()

    def scene_failed(self, scene: Scene, problem: Problem) -> None:
        raise AssertionError(str(problem))

    def marked(self, ask: Ask, answer: Marked | Problem) -> None:
        assert isinstance(answer, Marked)
        self._said.set()

    def after(self, act: Callable[[], None]) -> float:
        """Milliseconds until something was said."""
        self._said.clear()
        begun = time.perf_counter()
        act()
        assert self._said.wait(WAIT_S)
        return (time.perf_counter() - begun) * 1e3


def photograph(path: Path, number: int) -> Path:
    small = np.random.default_rng(number).integers(0, 256, (30, 40, 3), dtype=np.uint8)
    picture = cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    cv2.imwrite(str(path), picture)
    return path


def looking(segmenter: Segmenter, path: Path) -> Callable[[], None]:
    return lambda: segmenter.look([Scene(path)])


def clicks(segmenter: Segmenter, heard: Heard, scene: Scene) -> float:
    """The median time from a question to its mask."""

    def ask(n: int) -> Callable[[], None]:
        crop = scene.crop or Rect(0.0, 0.0, float(WIDTH), float(HEIGHT))
        at = XY(crop.centre.x + n, crop.centre.y)
        return lambda: segmenter.ask(Ask(scene, Prompt().with_spot(at)))

    return statistics.median(heard.after(ask(n)) for n in range(REPEATS))


def full_size(decoder: Path) -> None:
    """Give a decoder the work of SAM's: 1.9 billion multiplications on the features of the image.

    Its two-way transformer has keys, values and queries of 4096 places in two layers and a last
    attention (1.35), its upscaling two transposed convolutions (0.4).
    """
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(decoder)
    graph = model.graph
    name = graph.input[0].name
    identity = numpy_helper.from_array(np.eye(256, dtype=np.float32), "identity")
    shape = numpy_helper.from_array(np.array([256, 4096], np.int64), "as_places")
    back = numpy_helper.from_array(np.array([1, 256, 64, 64], np.int64), "as_image")
    graph.initializer.extend([identity, shape, back])
    work = [helper.make_node("Reshape", [name, "as_places"], ["work0"])]
    for n in range(LAYERS):
        work.append(helper.make_node("MatMul", ["identity", f"work{n}"], [f"product{n}"]))
        work.append(helper.make_node("Abs", [f"product{n}"], [f"work{n + 1}"]))
    work.append(helper.make_node("Reshape", [f"work{LAYERS}", "as_image"], ["worked"]))
    # The masks hang on its last number, so that nothing of it is left out.
    work.append(helper.make_node("ReduceMin", ["worked"], ["least"], keepdims=0))
    zero = numpy_helper.from_array(np.array(0, np.float32), "zero")
    graph.initializer.append(zero)
    work.append(helper.make_node("Mul", ["least", "zero"], ["nothing"]))
    points = graph.input[1].name
    work.append(helper.make_node("Add", [points, "nothing"], ["shown"]))
    for node in graph.node:
        node.input[:] = ["shown" if given == points else given for given in node.input]
    nodes = [*work, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.save(model, decoder)


def figures() -> Iterator[dict[str, object]]:
    """Every figure of clicks."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = inspect(write_pair(folder)[0]).model
        images = [photograph(folder / f"{n}.jpg", n) for n in range(4)]
        for part in ("made", "from-disk"):
            heard = Heard()
            means = Means(store=Embeddings(folder / "kept"), device="cpu")
            segmenter = Segmenter(heard, means=means)
            segmenter.use(model)
            times = [heard.after(looking(segmenter, path)) for path in images]
            value = statistics.median(times[1:])
            yield {"id": f"clicks.look.{part}", "value": value, "unit": "ms", "budget": None}
            value = clicks(segmenter, heard, Scene(images[3]))
            yield {"id": f"clicks.mask.{part}", "value": value, "unit": "ms", "budget": CLICK_MS}
            segmenter.close()
        (folder / "large").mkdir()
        encoder, decoder = write_pair(folder / "large")
        full_size(decoder)
        heard = Heard()
        segmenter = Segmenter(heard, means=Means(store=Embeddings(None), device="cpu"))
        segmenter.use(inspect(encoder).model)
        heard.after(looking(segmenter, images[0]))
        value = clicks(segmenter, heard, Scene(images[0]))
        yield {"id": "clicks.mask.full-size", "value": value, "unit": "ms", "budget": CLICK_MS}
        segmenter.close()


if __name__ == "__main__":
    for figure in figures():
        print(figure)
