"""Three small samples to try the program on, each with the tool that fits it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.report import Report
from labeldesk.jobs.runner import Runner
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.menu import Menu
from labeldesk.work.projects import read_classes
from labeldesk.work.sample import CLASS_FILE, Kind, make_sample

if TYPE_CHECKING:
    from labeldesk.ui.program import Program

_KINDS: dict[str, tuple[Text, str]] = {
    "classify": (QT_TRANSLATE_NOOP("Samples", "Tag images"), "tag"),
    "detect": (QT_TRANSLATE_NOOP("Samples", "Draw boxes"), "box"),
    "segment": (QT_TRANSLATE_NOOP("Samples", "Paint masks"), "brush"),
}


class Samples(QObject):
    """Asks which one, draws it off the window's thread, opens it."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._runner = Runner(program.deliver, name="sample")
        self._tool = ""
        program.start.page.sample_wanted.connect(self._ask)
        program.workspace.opened.connect(self._opened)

    def close(self) -> None:
        """Stop drawing."""
        self._runner.close()

    def _ask(self) -> None:
        menu = Menu(parent=self._program.window)
        for kind, (title, _) in _KINDS.items():
            menu.addAction(tr(title)).triggered.connect(lambda _, kind=kind: self._make(kind))
        menu.popup(QCursor.pos())

    def _make(self, kind: str) -> None:
        folder = self._program.places.projects / f"sample-{kind}"
        self._tool = _KINDS[kind][1]
        self._runner.submit(
            lambda cancel: make_sample(folder, cast(Kind, kind), cancel=cancel),
            done=self._program.workspace.open,
            failed=self._program.voice.error,
        )

    def _opened(self) -> None:
        """The sample is open: its classes, and the tool for it."""
        tool, self._tool = self._tool, ""
        source = self._program.workspace.source
        if not tool or source is None:
            return
        self._program.desk.tools.choose(tool)
        if not len(self._program.workspace.classes):
            self._runner.submit(
                lambda _: _names(source.root / CLASS_FILE),
                done=self._program.desk.classes.take_names,
                failed=self._program.voice.error,
            )


def _names(path: Path) -> list[str]:
    return [item.name for item in read_classes(path, Report())]
