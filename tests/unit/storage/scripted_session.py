"""A child process that edits as a person would and says so after every acknowledged edit."""

from __future__ import annotations

import sys
from pathlib import Path

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId, new_id
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.editing.session import Session
from labeldesk.storage.project import Project

EDITS = 500


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(path: Path) -> None:
    project = Project.open(path, author="hand")
    image = project.images()[0]
    document = project.document(image.id)
    session = Session(image.id, Size(640, 480), document, project.commit)
    say("ready")
    for number in range(EDITS):
        shape = Box(number % 600, 0, number % 600 + 9, 9)
        one = Annotation(id=AnnotationId(new_id()), class_id=ClassId(1), shape=shape)
        gesture = session.begin(Text("Test", "Draw a box"))
        gesture.preview(ChangeSet.adding(one))
        ticket = gesture.commit()
        assert ticket is not None
        say(f"{ticket.result()} {one.id}")
    project.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
