"""The real program with an ear: answers questions about itself on stdin, for the tests.

Run as ``python -m tests.e2e.host PATH``. One JSON question a line, one JSON answer a line. It
only looks; every click and key of a test comes from the X server.
"""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from labeldesk import app
from labeldesk.domain.geometry import XY
from labeldesk.raster.overlap import area
from labeldesk.tools.marks import Draft
from labeldesk.ui.program import Program
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.label import Label


class Ear(QObject):
    """Hands lines from a thread that reads stdin to the thread of the window."""

    heard = Signal(str)

    def __init__(self, running: app.Labeldesk) -> None:
        super().__init__()
        self._running = running
        self.heard.connect(self._answer)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.heard.emit(line)

    def _answer(self, line: str) -> None:
        question = json.loads(line)
        if self._running.program is None:
            QTimer.singleShot(20, lambda: self._answer(line))  # not complete yet
            return
        answers = Answers(self._running.program)
        answer = getattr(answers, "ask_" + question.pop("ask"))(**question)
        sys.stdout.write("ANSWER " + json.dumps(answer) + "\n")
        sys.stdout.flush()


class Answers:
    """A method for each question."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def ask_where(self, name: str) -> list[int] | None:
        widgets = [
            w
            for w in self._program.window.findChildren(QWidget)
            if w.objectName() == name and w.isVisible()
        ]
        if not widgets:
            return None
        corner = widgets[0].mapToGlobal(QPoint(0, 0))
        return [corner.x(), corner.y(), widgets[0].width(), widgets[0].height()]

    def ask_screen(self, x: float, y: float) -> list[int]:
        canvas = self._program.canvas
        view = canvas.view
        at = view.to_device(XY(x, y))
        point = canvas.mapToGlobal(QPoint(round(at.x / view.dpr), round(at.y / view.dpr)))
        return [point.x(), point.y()]

    def ask_facts(self) -> dict[str, Any]:
        return asdict(self._program.desk.facts())

    def ask_objects(self) -> list[dict[str, Any]]:
        workspace = self._program.workspace
        session = workspace.shown.session
        if session is None:
            return []
        names = {c.id: c.name for c in workspace.classes}
        return [
            {
                "class": names.get(a.class_id, ""),  # the list may still be on its way
                "kind": a.shape.kind,
                "bounds": None if a.shape.bounds is None else list(a.shape.bounds),
                "origin": str(a.origin),
                "area": area(a.shape),
            }
            for a in session.document.values()
        ]

    def ask_image(self) -> dict[str, Any]:
        workspace = self._program.workspace
        state = workspace.state
        return {
            "index": workspace.index,
            "path": workspace.catalogue.paths[workspace.index],
            "done": state.done,
            "excluded": state.excluded,
            "saved": workspace.recorder.is_saved,
        }

    def ask_notices(self) -> list[str]:
        rows = self._program.window.notices.rows()
        return [str(row.title) for row in rows]

    def ask_about(self) -> str:
        """What the panel Image says."""
        panel = self._program.page.column.image
        return " ".join(label.text() for label in panel.findChildren(Label))

    def ask_drafts(self) -> list[list[float]]:
        """Where the shapes in hand are."""
        marks = self._program.canvas.machine.marks()
        shapes = [mark.shape.bounds for mark in marks if isinstance(mark, Draft)]
        return [list(bounds) for bounds in shapes if bounds is not None]

    def ask_hint(self) -> str:
        return self._program.window.status.hint.accessibleName()

    def ask_suggestions(self) -> list[dict[str, Any]]:
        shown = self._program.desk.suggest.shown()
        focus = self._program.choice.focus
        return [{"score": round(s.score, 2), "in turn": s.id == focus} for s in shown]

    def ask_waiting(self) -> list[int]:
        """How many suggestions the lists say there are, image by image."""
        return list(map(int, self._program.workspace.catalogue.suggestions))

    def ask_button(self, words: str) -> list[int] | None:
        """The middle of the visible button with these words, on the screen."""
        for button in self._program.window.findChildren(QAbstractButton):
            shown = (button.text(), button.accessibleName(), tr(getattr(button, "words", "")))
            if button.isVisible() and words in shown:
                middle = button.mapToGlobal(button.rect().center())
                return [middle.x(), middle.y()]
        return None

    def ask_open(self, path: str) -> str:
        """As if it had been dropped on the window."""
        self._program.wiring.open(Path(path))
        return path

    def ask_window(self) -> int:
        return int(self._program.window.winId())

    def ask_active(self) -> bool:
        return self._program.canvas.hasFocus()

    def ask_above(self) -> str:
        """What has come over the window: "popup", "modal" or nothing."""
        if QApplication.activePopupWidget() is not None:
            return "popup"
        return "modal" if QApplication.activeModalWidget() is not None else ""

    def ask_action(self, name: str) -> str:
        """Trigger an action by its id, as a menu would."""
        self._program.desk.trigger(name)
        return name


def main() -> int:
    running = app.build(sys.argv[1:])
    ear = Ear(running)
    sys.stdout.write("READY\n")
    sys.stdout.flush()
    return app.execute(running) if ear else 1


if __name__ == "__main__":
    sys.exit(main())
