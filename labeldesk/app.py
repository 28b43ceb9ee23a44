"""The composition root: everything is made here, once, and wired together."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from labeldesk import __version__
from labeldesk.settings.places import Places
from labeldesk.settings.state import CANVAS_PLACE, WindowState
from labeldesk.settings.store import Settings
from labeldesk.settings.table import LANGUAGE, THEME
from labeldesk.ui.theme import Scheme, look
from labeldesk.ui.translate import Language, use_language
from labeldesk.ui.window import Window

if TYPE_CHECKING:
    from labeldesk.ui.first_look import FirstLook
    from labeldesk.ui.program import Program
    from labeldesk.ui.start import Start
    from labeldesk.work.glimpse import Glimpse


@dataclass
class Labeldesk:
    """The running program. `program` is made when the window shows something already.

    That is the start page, or `first`: the picture that the given path begins with.
    """

    application: QApplication
    window: Window
    settings: Settings
    places: Places
    start: Start | None = None
    first: FirstLook | None = None
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
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # its threads only take time from painting
    gc.disable()  # what is made until the program is complete stays: there is nothing to collect
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
    state, _ = WindowState.load(places.window_file)
    window.restore(state.geometry)
    labeldesk = Labeldesk(application, window, settings, places)
    paths = [Path(argument) for argument in arguments if not argument.startswith("-")]
    if paths:
        _look_first(labeldesk, state, paths)
    else:
        _start(labeldesk)
    window.show()
    return labeldesk


def execute(labeldesk: Labeldesk) -> int:
    """Run until the window is closed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    code = labeldesk.application.exec()
    if labeldesk.first is not None:
        labeldesk.first.close_threads()
    if labeldesk.program is not None:
        labeldesk.program.shut_down()
    return code


def _start(labeldesk: Labeldesk) -> None:
    from labeldesk.ui.start import Start, after_paint

    labeldesk.start = start = Start(labeldesk.window, labeldesk.places)
    start.show()
    after_paint(start.page, partial(_complete, labeldesk))


def _look_first(labeldesk: Labeldesk, state: WindowState, paths: list[Path]) -> None:
    from labeldesk.ui.first_look import FirstLook

    labeldesk.first = first = FirstLook(str(state.values.get(CANVAS_PLACE, "")))
    labeldesk.window.add_page(first)
    first.begin(paths[0], labeldesk.places, partial(_open, labeldesk, first, paths))


def _open(
    labeldesk: Labeldesk, first: FirstLook, paths: list[Path], glimpse: Glimpse | None
) -> None:
    program = _complete(labeldesk)
    program.workspace.opened.connect(first.leave)
    program.workspace.failed.connect(first.leave)
    if glimpse is None:
        program.start.show()
        program.wiring.open(paths[0])
    else:
        program.pictures.expect(glimpse)
        program.workspace.open(paths[0], glimpse.listing)
    for path in paths[1:]:
        program.wiring.open(path)


def _complete(labeldesk: Labeldesk) -> Program:
    """What the first sight does not need: canvas, project file, models."""
    from labeldesk.ui import logs
    from labeldesk.ui.program import Program
    from labeldesk.ui.start import Start

    window, places = labeldesk.window, labeldesk.places
    logs.to_file(places.logs)
    start = labeldesk.start = labeldesk.start or Start(window, places)
    labeldesk.program = Program(window, start, labeldesk.settings, places)
    gc.freeze()  # no later collection walks through modules and widgets, which takes a frame or two
    gc.enable()
    return labeldesk.program
