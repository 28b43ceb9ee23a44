"""The real program while it learns from labels: how long the window's thread is away.

``python -m tests.bench.learning_window``: one line of JSON, as `tests.bench.busy` prints it. Every
image is looked at, a hundred tagged ones teach two classes, and the rest gets suggestions.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer

from labeldesk import app
from labeldesk.domain.changes import TagChange
from labeldesk.domain.text import Text
from labeldesk.settings.table import LEARN
from labeldesk.ui.program import Program
from tests.bench.busy import photographs, until

SECONDS = 12.0
TAGGED = 100


def label(program: Program) -> None:
    """Two classes, every other image of the first ones."""
    workspace = program.workspace
    program.desk.classes.take_names(["one", "other"])
    until(lambda: len(workspace.classes) == 2 and workspace.recorder.is_saved)
    for start, item in enumerate(workspace.classes):
        chosen = tuple(workspace.catalogue.id_at(n) for n in range(start, TAGGED, 2))
        workspace.apply(TagChange(chosen, item.id, present=True, only=True), Text("Bench", "Tag"))
    until(lambda: workspace.recorder.is_saved)


def measured(program: Program) -> dict[str, float]:
    """Ticks for some seconds."""
    ticks: list[float] = []
    looked: list[int] = [0]
    program.learning.progressed.connect(lambda now: now and looked.append(now.done))
    loop = QEventLoop()
    QTimer.singleShot(1_500, loop.quit)  # the lists are read anew after the tags came
    loop.exec()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    cpu = time.thread_time()
    timer.start(2)
    program.settings.set(LEARN, not program.learning.is_on)
    QTimer.singleShot(round(SECONDS * 1000), loop.quit)
    loop.exec()
    timer.stop()
    gaps = np.diff(ticks) * 1e3
    return {
        "p99": float(np.percentile(gaps, 99)),
        "longest": float(gaps.max()),
        "cpu": (time.thread_time() - cpu) / SECONDS * 100,
        "rate": max(looked) / SECONDS,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["LABELDESK_HOME"] = str(Path(scratch) / "home")
        folder = Path(scratch) / "photographs"
        folder.mkdir()
        running = app.build([str(photographs(folder))])
        until(lambda: running.program is not None)
        program = running.program
        assert program is not None
        until(lambda: program.workspace.is_open)
        until(lambda: program.workspace.shown.session is not None)
        label(program)
        sys.stdout.write(json.dumps(measured(program)) + "\n")
        program.shut_down()


if __name__ == "__main__":
    main()
