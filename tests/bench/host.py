"""Runs the program as a user would and says when something was first painted, then ends it.

``python -m tests.bench.host WHAT SINCE [PATH]``: WHAT is `bare` (a window of Qt with nothing in
it), `page` (the start page), `picture` (the first picture) or `ready` (the canvas with a picture
that can be drawn on); SINCE is the time at
which the process was asked for. Prints one line of JSON: wall and CPU seconds.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

WINDOW = "BareWindow"
PICTURES = ("first-look", "canvas")


class FirstPaint(QObject):
    """An event filter: the first event after the paint that was waited for ends the program."""

    def __init__(self, what: str, since: float) -> None:
        super().__init__()
        self._what = what
        self._since = since
        self._painting = self._told = False

    def eventFilter(self, target: QObject, event: QEvent) -> bool:
        if self._told:
            return False
        if event.type() == QEvent.Type.Paint:
            self._painting = self._painting or self._is_wanted(target)
        elif self._painting:
            self._told = True
            seconds = {"wall": time.time() - self._since, "cpu": time.process_time()}
            print(json.dumps(seconds), flush=True)
            QApplication.exit(0)
        return False

    def _is_wanted(self, target: QObject) -> bool:
        if self._what == "picture":
            return target.objectName() in PICTURES and target.picture.has_picture
        if self._what == "ready":
            return target.objectName() == "canvas" and bool(target.session.image_id)
        kind = {"bare": WINDOW, "page": "StartPage"}[self._what]
        return target.metaObject().className() == kind


class BareWindow(QWidget):
    """What any program with PySide6 takes at least."""

    def paintEvent(self, event: QEvent) -> None:
        pass


def main() -> int:
    what, since, *paths = sys.argv[1:]
    application = QApplication(["labeldesk"])
    first = FirstPaint(what, float(since))
    application.installEventFilter(first)
    if what == "bare":
        window = BareWindow()
        window.show()
        return application.exec()
    from labeldesk import app

    return app.execute(app.build(paths))


if __name__ == "__main__":
    sys.exit(main())
