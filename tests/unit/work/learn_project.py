"""A project of pictures made by hand whose classes can be seen: stripes, discs and noise."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId, new_id
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.shapes import Box, Shape, Tag
from labeldesk.domain.text import Text
from labeldesk.storage.project import Project
from labeldesk.work.catalogue import Catalogue
from labeldesk.work.describing import Describing, Scene
from labeldesk.work.learning import Learner, Marks

KINDS = ("stripes", "discs", "noise")
CLASSES = tuple(
    ImageClass(id=ClassId(n + 1), name=name, colour=colour)
    for n, (name, colour) in enumerate(
        zip((*KINDS, "object"), ("#FCB02B", "#44A4FF", "#00AA55", "#AA00AA"), strict=True)
    )
)
SORTS = {name: CLASSES[n].id for n, name in enumerate((*KINDS, "object"))}
DID = Text("Test", "Did it")


def picture(kind: str, seed: int, size: tuple[int, int] = (90, 120)) -> NDArray[np.uint8]:
    """BGR (h, w, 3): its kind is in its texture; colours are drawn by chance."""
    rng = np.random.default_rng(seed)
    ground, ink = (rng.integers(0, 100, 3), rng.integers(150, 255, 3))
    high, wide = size
    made = np.empty((high, wide, 3), np.uint8)
    made[:] = ground
    if kind == "stripes":
        made[:, (np.arange(wide) // 6 + seed) % 2 == 0] = ink
    elif kind == "discs":
        for _ in range(6):
            at = (int(rng.integers(wide)), int(rng.integers(high)))
            cv2.circle(made, at, int(rng.integers(8, 16)), [int(n) for n in ink], -1)
    else:
        made[:] = rng.integers(0, 255, (high, wide, 1))
    return made


class Bench:
    """A project with `each` pictures of every kind, and a learner for it."""

    def __init__(self, folder: Path, each: int = 6) -> None:
        self.folder = folder
        self.kinds: dict[ImageId, str] = {}
        records = []
        for n in range(each * len(KINDS)):
            kind = KINDS[n % len(KINDS)]
            cv2.imwrite(str(folder / f"{n:03}.png"), picture(kind, n))
            records.append(ImageRecord(id=ImageId(1000 + n), path=f"{n:03}.png"))
            self.kinds[records[-1].id] = kind
        self.project = Project.create(
            folder / "p.labeldesk", root=folder, author="ana", classes=CLASSES
        )
        self.project.add_images(records).result()
        self.ids = [one.id for one in records]
        self.learner = Learner(Describing(folder / "cache"))

    def close(self) -> None:
        self.project.close()

    def label(self, image: ImageId, kind: str, shape: Shape | None = None) -> Annotation:
        """A tag, or an object of that class."""
        made = Annotation(id=AnnotationId(new_id()), class_id=SORTS[kind], shape=shape or Tag())
        self.project.commit(Edit(image, ChangeSet.adding(made)), DID).result()
        return made

    def tag(self, count: int) -> None:
        """Tag the first so many as what they are."""
        for image in self.ids[:count]:
            self.label(image, self.kinds[image])

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.project.image_columns())

    @property
    def scene(self) -> Scene:
        return Scene(self.catalogue.listed, self.folder, self.project)

    @property
    def marks(self) -> Marks:
        catalogue = self.catalogue
        return Marks(catalogue.ids, catalogue.states.copy())


def box(x: float, y: float, wide: float = 40, high: float = 40) -> Box:
    return Box(x, y, x + wide, y + high)
