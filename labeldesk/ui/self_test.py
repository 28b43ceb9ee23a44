"""`--self-test`: does this installation work? Opens, infers, exports, and says so as JSON."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer

from labeldesk import __version__
from labeldesk.settings.places import HOME_VARIABLE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from labeldesk.ui.program import Program
    from labeldesk.ui.window import Window

_LIMIT_MS = 60_000
_SIZE = (320, 240)
_BOX = (40.0, 30.0, 200.0, 150.0)


class Running(Protocol):
    """The program as the composition root made it."""

    application: QApplication
    window: Window
    program: Program | None


class SelfTest(QObject):
    """Goes from step to step as the program answers; a step that never comes ends in a fault."""

    def __init__(self, running: Running, folder: Path) -> None:
        super().__init__()
        self._running = running
        self._folder = folder
        self.report: dict[str, object] = {"version": __version__, "python": sys.version.split()[0]}
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(lambda: self._end("timed out"))
        self._limit.start(_LIMIT_MS)
        self._soon = QTimer(self)
        self._soon.setInterval(20)
        self._soon.timeout.connect(self._begin)
        self._soon.start()

    def _begin(self) -> None:
        program = self._running.program
        if program is None:
            return
        self._soon.stop()
        self._program = program
        program.workspace.failed.connect(lambda error: self._end(str(error)))
        program.models.shelf.refused.connect(lambda error: self._end(str(error)))
        program.workspace.shown.session_changed.connect(self._shown)
        program.workspace.shown.suggestions_changed.connect(self._suggested)
        program.wiring.open(self._folder / "images")

    def _shown(self) -> None:
        session = self._program.workspace.shown.session
        if session is not None and "image" not in self.report:
            self.report["image"] = list(session.size)
            self._program.wiring.open(self._folder / "model.onnx")

    def _suggested(self) -> None:
        found = self._program.workspace.shown.suggestions
        if not found or "suggestions" in self.report:
            return
        self.report["suggestions"] = len(found)
        self._program.choice.score = 0.1
        self._program.desk.suggest.accept_shown()
        self._soon.timeout.disconnect(self._begin)
        self._soon.timeout.connect(self._export)
        self._soon.start()

    def _export(self) -> None:
        workspace = self._program.workspace
        if not workspace.recorder.is_saved or workspace.project is None:
            return
        self._soon.stop()
        from labeldesk.work.exporting import Export, export_project

        done = export_project(workspace.project, Export("coco", self._folder / "out"))
        self.report["exported"] = done.as_json
        self.report["painted"] = not self._running.window.grab().isNull()
        self._end("")

    def _end(self, fault: str) -> None:
        self._limit.stop()
        self._soon.stop()
        self.report["ok"] = not fault
        if fault:
            self.report["fault"] = fault
        self._running.window.close()
        self._running.application.quit()


R = TypeVar("R", bound=Running)


def self_test(build: Callable[[list[str]], R], execute: Callable[[R], int]) -> int:
    """Run it in a temporary folder; 0 if everything worked."""
    with tempfile.TemporaryDirectory(prefix="labeldesk-self-test-") as name:
        folder = Path(name)
        os.environ[HOME_VARIABLE] = str(folder / "home")  # leaves no trace with the user
        _material(folder)
        running = build([])
        test = SelfTest(running, folder)
        execute(running)
    sys.stdout.write(json.dumps(test.report) + "\n")
    return 0 if test.report.get("ok") else 1


def _material(folder: Path) -> None:
    import numpy as np
    from PIL import Image

    from labeldesk.domain.geometry import Size
    from labeldesk.suggest.fake import write_detector

    (folder / "images").mkdir()
    pixels = np.zeros((_SIZE[1], _SIZE[0], 3), dtype=np.uint8)
    pixels[30:150, 40:200] = (200, 120, 40)
    Image.fromarray(pixels).save(folder / "images" / "picture.png")
    write_detector(folder / "model.onnx", [(*_BOX, 0.9, 0)], ("thing",), image=Size(*_SIZE))
