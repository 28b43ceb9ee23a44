"""End-to-end tests need an X server; `python3 dev.py test` runs them under xvfb-run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.e2e.program import Program, can_run


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            if not can_run():
                item.add_marker(pytest.mark.skip(reason="no X server or no xdotool"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three grey pictures of 200 x 150 with a number of white squares each."""
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for number in (1, 2, 3):
        pixels = np.full((150, 200, 3), 90, dtype=np.uint8)
        for square in range(number):
            pixels[20:40, 20 + 40 * square : 40 + 40 * square] = 255
        cv2.imwrite(str(pictures / f"{number}.png"), pixels)
    return pictures


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts the program on a path; whatever still runs at the end is killed."""
    home = tmp_path / "home"
    home.mkdir()
    started: list[Program] = []

    def begin(path: Path | str, **environment: str) -> Program:
        program = Program(str(path), home=home, **environment)
        started.append(program)
        program.until(lambda: program.ask("where", name="canvas"))
        program.until(lambda: program.ask("facts")["image_open"])
        program.take_focus()
        return program

    yield begin
    for program in started:
        if program.process.poll() is None:
            program.kill()
