"""A real program on a folder of made pictures, for the tests of import and export."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from pytestqt.qtbot import QtBot

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.shapes import Box, Shape
from labeldesk.domain.text import Text
from labeldesk.editing.session import Along
from labeldesk.settings.places import Places
from labeldesk.settings.store import Settings
from labeldesk.ui.program import Program
from labeldesk.ui.start import Start
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.window import Window

WAIT_MS = 20_000
EDIT = Text("Test", "edit")
XML = """<annotation verified="no">
	<folder>pictures</folder>
	<filename>{n}.png</filename>
	<path>E:/old/{n}.png</path>
	<owner>me &amp; co</owner>
	<size><width>80</width><height>60</height><depth>3</depth></size>
	<segmented>0</segmented>
	<object>
		<name>cat</name>
		<pose>Unspecified</pose>
		<truncated>0</truncated>
		<difficult>0</difficult>
		<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox>
		<note>keep me</note>
	</object>
</annotation>
"""


def pictures(folder: Path, many: int = 5) -> Path:
    """``1.png`` ... of 80 x 60."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(1, many + 1):
        cv2.imwrite(str(folder / f"{n}.png"), np.full((60, 80, 3), 40 * n % 255, np.uint8))
    return folder


def hashes(folder: Path, ending: str = "") -> dict[str, str]:
    """What every file holds."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob(f"*{ending}"))
        if path.is_file()
    }


class Desk:
    """A program with the questions and deeds that tests share."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot = qtbot
        self.program = program
        self.workspace = program.workspace
        self.errors: list[str] = []
        program.workspace.failed.connect(lambda error: self.errors.append(str(error)))

    def until(self, holds: Callable[[], object]) -> None:
        """Wait, with the window live, until it holds."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=WAIT_MS)

    def open(self, path: Path) -> None:
        """Open and wait for the first image's document."""
        self.workspace.open(path)
        self.until(lambda: self.workspace.shown.session)

    def go(self, index: int) -> None:
        """Another image, its document in hand."""
        self.workspace.go(index)
        self.until(lambda: self.workspace.shown.session)

    def notice(self, key: str) -> NoticeRow | None:
        """The notice of that key, if it is shown."""
        rows = self.program.window.notices.rows()
        return next((row for row in rows if row.key == key), None)

    def answer(self, key: str, action: str) -> None:
        """Click an action of a notice."""
        self.until(lambda: self.notice(key))
        self.program.window.notices.chosen.emit(key, action)

    def saved(self) -> bool:
        """The disk has everything."""
        return self.workspace.recorder.is_saved

    def put(self, shape: Shape, name: str = "cat") -> AnnotationId:
        """A new object on the open image."""
        session = self.workspace.shown.session
        assert session is not None
        item = self.workspace.classes.named(name)
        steps = {}
        if item is None:
            item = self.workspace.classes.fresh(name)
            steps = {item.id: (None, item)}
        made = Annotation(id=AnnotationId(new_id()), class_id=item.id, shape=shape)
        session.apply(EDIT, ChangeSet.adding(made), Along(classes=steps))
        return made.id

    def move(self, to: Box) -> None:
        """Move the first object of the open image."""
        session = self.workspace.shown.session
        assert session is not None
        old = next(iter(session.document.values()))
        new = old.revised(author="me", at=1, shape=to)
        session.apply(EDIT, ChangeSet.replacing((old, new)))


@contextmanager
def running(qtbot: QtBot) -> Iterator[Desk]:
    """The program in its own home, shown; it is shut down at the end."""
    places = Places.of_environment()
    window = Window()
    qtbot.addWidget(window)
    program = Program(window, Start(window, places), Settings(places.settings_file), places)
    window.show()
    desk = Desk(qtbot, program)
    try:
        yield desk
    finally:
        program.shut_down()
        program.keys.deleteLater()
    assert not desk.errors
