"""The law of every codec where names are alike: each image gets its own objects or none, whatever
else lies in the folder that they are read back into."""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.shapes import Box
from labeldesk.formats.book import ClassBook
from labeldesk.formats.keeps import essence, restricted
from labeldesk.formats.port import Codec, Source, Target
from labeldesk.formats.report import Report
from tests.conformance.test_codecs import CASES, CLASSES, Sizes

FAMILIES = {
    "folders": ["images/lead.jpg", "labels/lead.jpg", "lead.jpg", "sub/images/lead.jpg",
                "sub/lead.jpg"],
    "annotations": ["Annotations/x.jpg", "annotations/x.jpg", "x.jpg"],
    "parts": ["train/0.jpg", "val/0.jpg", "0.jpg"],
    "endings": ["1.jpg", "1.png", "1.png.jpg", "1.jpg.png"],
    "numbers": ["2.jpg", "2.png", "2-2.jpg", "2.jpg.2.png"],
    "cases": ["A.jpg", "a.jpg", "a.JPG"],
    "blanks": [" x.jpg", "x.jpg", "x .jpg"],
    "lists": ["classes.jpg", "labels.jpg", "train.jpg", "sub/classes.jpg", "sub/labels.png"],
}  # fmt: skip
if os.name != "nt":
    FAMILIES["signs"] = ["C:drive.jpg", "drive.jpg", "a\\b.jpg", "a/b.jpg", "d\\..\\c.jpg", "c.jpg"]


def image(number: int, path: str) -> LabeledImage:
    """Told apart by its box; every third one has none and is done."""
    one = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Box(number, 1, 30, 40))
    items = (one,) if number % 3 != 2 else ()
    return LabeledImage(path, Size(80, 60), items, ImageState(done=not items))


def subsets(paths: list[str]) -> list[list[LabeledImage]]:
    """All the images, each alone, all but one, and any two; in both directions."""
    made = [image(number, path) for number, path in enumerate(paths)]
    some = [[*made], *([one] for one in made), *map(list, combinations(made, 2))]
    some += [[other for other in made if other is not one] for one in made]
    return some + [list(reversed(one)) for one in some]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("codec", "options"), CASES)
def test_images_of_like_names_get_their_own_objects(
    codec: Codec, options: dict[str, object], family: str, tmp_path: Path
) -> None:
    paths = FAMILIES[family]
    keeps = codec.keeps(options)
    for number, images in enumerate(subsets(paths)):
        root = tmp_path / str(number)
        root.mkdir()
        probe = Sizes([image(n, path) for n, path in enumerate(paths)])
        said = Report()
        codec.write(images, Target(root=root, classes=CLASSES, options=options, probe=probe), said)
        assert not said.severities["error"], said.rows
        source = Source(
            root=root,
            files=Source.files_of(root)[1],
            images=paths,
            probe=probe,
            classes=ClassBook(CLASSES),
            options=options,
        )
        back = list(codec.read(source, Report()))
        expected = [essence(restricted(one, keeps)) for one in images]
        got = sorted(map(essence, back), key=lambda one: one.path)
        assert [one.path for one in got] == sorted(one.path for one in images)
        assert got == sorted(expected, key=lambda one: one.path)
