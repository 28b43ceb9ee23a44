"""A child process that edits as a person would and says so after every acknowledged edit.

With `new` it makes the project, over so many images that they come while it edits.
"""

from __future__ import annotations

import sys
from pathlib import Path

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId, new_id
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.editing.session import Session
from labeldesk.storage.project import Project
from labeldesk.work.catalogue import columns_of

EDITS = 500
IMAGES = 40_000


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(path: Path, *, is_new: bool) -> None:
    if is_new:
        edit_while_images_come(path)
    else:
        edit_one_image(path)


def a_box(number: int) -> Annotation:
    shape = Box(number % 600, 0, number % 600 + 9, 9)
    return Annotation(id=AnnotationId(new_id()), class_id=ClassId(1), shape=shape)


def edit_while_images_come(path: Path) -> None:
    columns = columns_of([f"{n:06d}.jpg" for n in range(IMAGES)])
    project = Project.create(path, root=path.parent, author="hand")
    project.bring_images(columns)
    say("ready")
    for number in range(EDITS):
        one = a_box(number)
        image = ImageId(int(columns.ids[-1 - number * 50]))
        ticket = project.commit(Edit(image, ChangeSet.adding(one)), Text("Test", "Draw a box"))
        say(f"{ticket.result()} {one.id}")


def edit_one_image(path: Path) -> None:
    project = Project.open(path, author="hand")
    image = project.images()[0]
    document = project.document(image.id)
    session = Session(image.id, Size(640, 480), document, project.commit)
    say("ready")
    for number in range(EDITS):
        one = a_box(number)
        gesture = session.begin(Text("Test", "Draw a box"))
        gesture.preview(ChangeSet.adding(one))
        ticket = gesture.commit()
        assert ticket is not None
        say(f"{ticket.result()} {one.id}")
    project.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), is_new="new" in sys.argv[2:])
