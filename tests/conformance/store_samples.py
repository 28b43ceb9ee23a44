"""What the tests of the store share: classes, images, and projects to try them on."""

from __future__ import annotations

from pathlib import Path

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import (
    ChangeSet,
    Edit,
)
from labeldesk.domain.classes import AttributeKind, AttributeSpec, ImageClass
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId, RunId, SuggestionId, new_id
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.shapes import Box
from labeldesk.domain.suggestion import Run, Suggestion
from labeldesk.domain.text import Text
from labeldesk.storage.project import Project

TITLE = Text("Test", "Delete {n} objects", {"n": 3, "what": Text("Test", "boxes")})
CAT, DOG = ClassId(1), ClassId(2)
AGE = AttributeSpec("age", AttributeKind.SELECT, ("young", "old"), "old")
CLASSES = (
    ImageClass(id=CAT, name="cat", colour="#FCB02B", key="1", aliases=("kitty",)),
    ImageClass(
        id=DOG,
        name="dog",
        colour="#44A4FF",
        coco_id=18,
        attributes=(AGE,),
    ),
)
A, B, C = ImageId(101), ImageId(102), ImageId(103)
IMAGES = tuple(ImageRecord(id=i, path=f"{name}.jpg") for i, name in ((A, "a"), (B, "b"), (C, "c")))
RUN = Run(
    id=RunId(5), model_digest="d5", model_name="yolo", started=7, recipe={"input": [640, 640]}
)


def box(x: float = 0.0, class_id: ClassId = CAT, **more) -> Annotation:
    shape = Box(x, 0, x + 10, 10)
    return Annotation(id=AnnotationId(new_id()), class_id=class_id, shape=shape, **more)


def proposal(image: ImageId, x: float, score: float, name: str = "cat", run: Run = RUN):
    return Suggestion(
        id=SuggestionId(new_id()),
        image_id=image,
        run_id=run.id,
        class_name=name,
        shape=Box(x, 0, x + 10, 10),
        score=score,
    )


def made(path: Path) -> Project:
    one = Project.create(path, root=path.parent, author="ana", classes=CLASSES)
    one.add_images(IMAGES).result()
    return one


def reopened(project: Project) -> Project:
    project.close()
    return Project.open(project.path, author="ben")


def add(project: Project, *annotations: Annotation, image: ImageId = A) -> Edit:
    edit = Edit(image, ChangeSet.adding(*annotations))
    project.commit(edit, TITLE).result()
    return edit
