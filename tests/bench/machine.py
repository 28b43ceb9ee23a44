"""What kind of machine this is, with figures of its own to read the others against."""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import psutil

MEGABYTE = 1e6


def median_ms(work: Callable[[], object], repeats: int = 9) -> float:
    """The median of wall milliseconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def commit_ms() -> float:
    """One small write that is flushed to the disk where temporary files go."""
    with tempfile.TemporaryDirectory() as folder, Path(folder, "file").open("wb") as file:

        def write() -> None:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())

        return median_ms(write)


def machine() -> dict[str, object]:
    """System, versions and reference figures; `load` says how busy it was meanwhile."""
    block = np.zeros(100_000_000, np.uint8)
    matrix = np.random.default_rng(0).random((512, 512))
    picture = np.random.default_rng(0).integers(0, 255, (1500, 2000, 3), np.uint8)
    jpeg = cv2.imencode(".jpg", cv2.GaussianBlur(picture, (9, 9), 0))[1]
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "memory_mb": round(psutil.virtual_memory().total / MEGABYTE),
        "load": round(os.getloadavg()[0], 2) if sys.platform != "win32" else None,
        "python_loop_ms": round(median_ms(lambda: sum(i * i for i in range(100_000))), 3),
        "copy_100mb_ms": round(median_ms(block.copy), 3),
        "matmul_512_ms": round(median_ms(lambda: matrix @ matrix), 3),
        "jpeg_3mp_ms": round(median_ms(lambda: cv2.imdecode(jpeg, cv2.IMREAD_COLOR)), 3),
        "commit_ms": round(commit_ms(), 3),
    }
