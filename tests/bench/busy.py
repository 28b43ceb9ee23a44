"""The real program while a model runs over a folder: how long the window's thread is away.

``python -m tests.bench.busy MODEL``: one line of JSON with the gaps between the ticks of a timer
of 2 ms, the CPU share of the window's thread, and images per second.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from labeldesk import app
from labeldesk.ui.program import Program

IMAGES, SIZE, SECONDS = 3_000, (1280, 960), 8.0


def photographs(folder: Path) -> Path:
    """One picture under many names."""
    small = np.random.default_rng(0).integers(0, 256, (48, 64, 3), np.uint8)
    first = folder / "00000.jpg"
    cv2.imwrite(str(first), cv2.resize(small, SIZE, interpolation=cv2.INTER_CUBIC))
    for number in range(1, IMAGES):
        os.link(first, folder / f"{number:05}.jpg")
    return folder


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def measured(program: Program) -> dict[str, float]:
    """Ticks for some seconds of the run."""
    ticks: list[float] = []
    timer, loop = QTimer(), QEventLoop()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    assert program.models.latest is not None
    done, cpu = program.models.latest.done, time.thread_time()
    timer.start(2)
    QTimer.singleShot(round(SECONDS * 1000), loop.quit)
    loop.exec()
    timer.stop()
    gaps = np.diff(ticks) * 1e3
    return {
        "p99": float(np.percentile(gaps, 99)),
        "longest": float(gaps.max()),
        "cpu": (time.thread_time() - cpu) / SECONDS * 100,
        "rate": (program.models.latest.done - done) / SECONDS,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        running = app.build([str(photographs(Path(folder)))])
        until(lambda: running.program is not None)
        program = running.program
        assert program is not None
        until(lambda: program.workspace.is_open and program.workspace.shown.session)
        program.wiring.open(Path(sys.argv[1]))
        until(lambda: program.models.model is not None)
        program.desk.suggest.run_folder()
        until(lambda: program.models.latest is not None and program.models.latest.done > 5)
        print(json.dumps(measured(program)), flush=True)
        program.models.stop()
        running.window.close()
        program.shut_down()


if __name__ == "__main__":
    main()
