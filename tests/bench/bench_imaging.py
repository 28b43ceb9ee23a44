"""Figures of decoding, prefetching, listing and thumbnails, on pictures made for the purpose.

Times of decoding are CPU milliseconds of the process, all others wall milliseconds.
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

from labeldesk.imaging.cache import PictureCache
from labeldesk.imaging.decode import decode
from labeldesk.imaging.header import header
from labeldesk.imaging.listing import list_images
from labeldesk.imaging.thumbnails import Thumbnails
from labeldesk.jobs.runner import deliver_directly

DISTINCT, HELD, TICK = 8, 120, 1 / 30


def photograph(seed: int, width: int = 4000, height: int = 3000) -> bytes:
    """A JPEG of 12 MP and about 3 MB: soft shapes with some grain, like a photograph."""
    rng = np.random.default_rng(seed)
    picture = np.zeros((height, width, 3), np.float32)
    for cells, weight in ((6, 0.6), (60, 0.3), (600, 0.1)):
        small = rng.random((cells * 3 // 4, cells, 3), np.float32)
        picture += weight * cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    picture = np.clip(picture * 255 + rng.normal(0, 2.5, (height, width, 1)), 0, 255)
    done, data = cv2.imencode(".jpg", picture.astype(np.uint8), (cv2.IMWRITE_JPEG_QUALITY, 88))
    assert done
    return bytes(data)


def cpu_ms(work: Callable[[], object], repeats: int = 7) -> float:
    """The median of CPU milliseconds of the process."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1e3)
    return statistics.median(times)


def row(name: str, value: float, unit: str, budget: float | None) -> dict:
    return {"id": f"imaging.{name}", "value": round(value, 3), "unit": unit, "budget": budget}


class Screen:
    """What a window would show: counts the pictures that were ready in time, and the delays."""

    def __init__(self, root: Path) -> None:
        self.changed = threading.Condition()
        self.current = ""
        self.ready: dict[str, int] = {}
        self.cache = PictureCache(root, deliver=deliver_directly, arrived=self._arrived)

    def _arrived(self, path: str) -> None:
        picture = self.cache.get(path)
        with self.changed:
            self.ready[path] = 0 if picture is None else picture.reduced
            self.changed.notify_all()

    def wait(self, path: str, reduced: int) -> float:
        """Seconds until the picture is there, at most 1/`reduced` of the size."""
        start = time.perf_counter()
        with self.changed:
            assert self.changed.wait_for(lambda: 0 < self.ready.get(path, 0) <= reduced, 60)
        return time.perf_counter() - start


def switching(root: Path, names: list[str]) -> Iterator[dict]:
    """Next image, prefetched; the same without prefetch; then the key held down."""
    screen = Screen(root)
    screen.cache.want(names[0], names[1:3])
    screen.wait(names[2], 1)
    start = time.perf_counter()
    screen.cache.want(names[1], names[2:4])
    assert screen.cache.get(names[1]) is not None
    yield row("next-image.prefetched.ui-thread", (time.perf_counter() - start) * 1e3, "ms", 4)
    screen.wait(names[3], 1)
    screen.cache.want(names[20], names[21:23])
    yield row("next-image.at-once.half", screen.wait(names[20], 2) * 1e3, "ms", 40)
    yield row("next-image.at-once.sharp", screen.wait(names[20], 1) * 1e3, "ms", None)
    screen.wait(names[22], 1)
    screen.cache.close()
    yield from holding(root, names)


def holding(root: Path, names: list[str]) -> Iterator[dict]:
    """120 pictures at 30 a second; one is shown if it, or one at most 2 behind, is new in time."""
    screen = Screen(root)
    screen.cache.want(names[0], names[1:3])
    screen.wait(names[2], 1)
    exact, shown, slowest = 0, set(), 0.0
    begin = time.perf_counter()
    for index in range(HELD):
        start = time.perf_counter()
        screen.cache.want(names[index], names[index + 1 : index + 9], held=True)
        slowest = max(slowest, time.perf_counter() - start)
        time.sleep(max(0.0, begin + (index + 1) * TICK - time.perf_counter()))
        near = [i for i in range(index, max(-1, index - 3), -1) if screen.cache.get(names[i])]
        exact += bool(near) and near[0] == index
        shown.update(near[:1])
    screen.cache.want(names[HELD - 1])
    sharp = screen.wait(names[HELD - 1], 1)
    screen.cache.close()
    yield row("key-held.shown", len(shown), f"of {HELD} pictures", 110)
    yield row("key-held.shown-in-their-own-tick", exact, f"of {HELD} pictures", None)
    yield row("key-held.sharp-after-release", sharp * 1e3, "ms", 150)
    yield row("key-held.slowest-call", slowest * 1e3, "ms", 4)


def listing(folder: Path) -> Iterator[dict]:
    for number in range(100_000):
        (folder / f"frame_{number}_cam{number % 7}.jpg").touch()
    times = []
    for _ in range(3):
        start = time.perf_counter()
        assert len(list_images(folder)) == 100_000
        times.append((time.perf_counter() - start) * 1e3)
    yield row("list-100k", min(times), "ms", 200)


def thumbnails(root: Path, folder: Path, names: list[str]) -> Iterator[dict]:
    for what, budget in (("made", 25.0), ("kept", 2.0)):
        arrived = threading.Semaphore(0)
        small = Thumbnails(
            root,
            folder,
            deliver=deliver_directly,
            arrived=lambda _, semaphore=arrived: semaphore.release(),
        )
        start = time.process_time()
        small.want(names)
        for _ in names:
            assert arrived.acquire(timeout=60)
        cpu = (time.process_time() - start) * 1e3 / len(names)
        small.close()
        yield row(f"thumbnail-12mp.{what}", cpu, "ms CPU", budget)


def figures() -> Iterator[dict]:
    """One row per figure: id, value, unit, budget."""
    with tempfile.TemporaryDirectory() as place:
        root, many, cache = (Path(place) / name for name in ("images", "many", "cache"))
        root.mkdir()
        many.mkdir()
        photographs = [photograph(seed) for seed in range(DISTINCT)]
        names = [f"{number:04d}.jpg" for number in range(HELD + 10)]
        for number, name in enumerate(names):
            (root / name).write_bytes(photographs[number % DISTINCT])
        first = root / names[0]
        decode(first)
        yield row("decode-12mp.full", cpu_ms(lambda: decode(first)), "ms CPU", 58)
        yield row("decode-12mp.half", cpu_ms(lambda: decode(first, reduced=2)), "ms CPU", 26)
        picture = decode(first)
        yield row("pyramid-12mp", cpu_ms(picture.with_halvings), "ms CPU", 6)
        yield row(
            "header", cpu_ms(lambda: [header(first) for _ in range(100)]) / 100, "ms CPU", 0.1
        )
        yield from switching(root, names)
        yield from thumbnails(root, cache, names[:DISTINCT])
        yield from listing(many)


if __name__ == "__main__":
    for figure in figures():
        print(figure)
