"""The composition root: everything is made here, once, and wired together."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from labeldesk import __version__
from labeldesk.settings.places import Places
from labeldesk.settings.state import WindowState
from labeldesk.settings.store import Settings
from labeldesk.settings.table import LANGUAGE, THEME
from labeldesk.ui.start import Start, after_paint
from labeldesk.ui.theme import Scheme, look
from labeldesk.ui.translate import Language, use_language
from labeldesk.ui.window import Window

if TYPE_CHECKING:
    from labeldesk.ui.program import Program


@dataclass
class Labeldesk:
    """The running program. `program` is made after the window was first painted."""

    application: QApplication
    window: Window
    start: Start
    program: Program | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window on a path, or on the start page; gives the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if "--self-test" in given:
        from labeldesk.ui.self_test import self_test

        return self_test(build, execute)
    return execute(build(given))


def build(arguments: Sequence[str]) -> Labeldesk:
    """Make the window and show it; the rest follows when it is painted."""
    places = Places.of_environment()
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["labeldesk"])
    application.setApplicationName("Labeldesk")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("labeldesk")
    settings = Settings(places.settings_file)
    use_language(Language(settings.get(LANGUAGE)))
    look().install(application, Scheme(settings.get(THEME)))
    window = Window()
    window.restore(WindowState.load(places.window_file)[0].geometry)
    start = Start(window, places)
    labeldesk = Labeldesk(application, window, start)
    paths = [Path(argument) for argument in arguments if not argument.startswith("-")]
    after_paint(start.page, lambda: _complete(labeldesk, settings, places, paths))
    window.show()
    return labeldesk


def execute(labeldesk: Labeldesk) -> int:
    """Run until the window is closed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = labeldesk.application.exec()
    if labeldesk.program is not None:
        labeldesk.program.shut_down()
    return code


def _complete(labeldesk: Labeldesk, settings: Settings, places: Places, paths: list[Path]) -> None:
    """What the start page does not need: canvas, project file, models."""
    from labeldesk.ui import logs
    from labeldesk.ui.program import Program

    logs.to_file(places.logs)
    labeldesk.program = Program(labeldesk.window, labeldesk.start, settings, places)
    for path in paths:
        labeldesk.program.wiring.open(path)
