"""From the command to the first paint, in a process of its own, warm: bytecode is there already.

Seconds on the wall are medians; those of the CPU stand beside them, as they say more on a
machine that does other things meanwhile. `start.bare-window` is Qt alone, for comparison;
`ready` is when the first picture can be drawn on.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.bench_imaging import photograph

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
TINY = 16


def figure(name: str, value: float, budget: float | None, unit: str = "s") -> dict[str, Any]:
    return {"id": f"start.{name}", "value": round(value, 3), "unit": unit, "budget": budget}


def once(home: Path, what: str, *paths: str) -> dict[str, float]:
    """Wall and CPU seconds of one start."""
    environment = {
        **{name: value for name, value in os.environ.items() if name[:6] != "PYTHON"},
        "QT_QPA_PLATFORM": "offscreen",
        "LABELDESK_HOME": str(home),
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }
    command = [sys.executable, "-m", "tests.bench.host", what, repr(time.time()), *paths]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, timeout=120, check=True
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def median(home: Path, name: str, budget: float | None, *what: str) -> Iterator[dict[str, Any]]:
    """Two figures of several starts, the first of which only warms up."""
    told = [once(home, *what) for _ in range(RUNS + 1)][1:]
    yield figure(name, statistics.median(one["wall"] for one in told), budget)
    yield figure(f"{name}.cpu", statistics.median(one["cpu"] for one in told), None, "s CPU")


def thousand(folder: Path) -> Path:
    """A project with 1,000 pictures of 2 MP."""
    from labeldesk.storage.project import Project
    from labeldesk.work.opening import make_project, open_path

    folder.mkdir()
    data = photograph(1, 1920, 1080)
    for number in range(1_000):
        (folder / f"{number:04d}.jpg").write_bytes(data)
    opened = open_path(folder, author="Bench", projects=folder)
    project: Project = make_project(opened, "Bench", ())
    project.close()
    return opened.project_path


def names(folder: Path) -> Path:
    """A folder with 100,000 names, of which the first can be shown."""
    folder.mkdir()
    (folder / "frame_0_cam0.jpg").write_bytes(photograph(1, 1920, 1080))
    tiny = photograph(1, TINY * 4, TINY * 3)
    for number in range(1, 100_000):
        (folder / f"frame_{number}_cam{number % 7}.jpg").write_bytes(tiny)
    return folder


def figures() -> Iterator[dict[str, Any]]:
    """One row per figure: id, value, unit, budget."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place, "home")
        yield from median(home, "bare-window", None, "bare")
        yield from median(home, "page", 0.22, "page")
        project = thousand(Path(place, "thousand"))
        yield from median(home, "project-1000.first-picture", 0.5, "picture", str(project))
        yield from median(home, "project-1000.ready", None, "ready", str(project))
        folder = names(Path(place, "many"))
        yield from median(home, "folder-100k.first-picture", 0.5, "picture", str(folder))
        yield from median(home, "folder-100k.ready", None, "ready", str(folder))
