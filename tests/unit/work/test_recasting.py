"""Which classes go out, with which numbers, and as which shapes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from labeldesk.cli import main
from labeldesk.domain.annotation import Annotation
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.ids import AnnotationId
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import Problem, Severity, UsageError
from labeldesk.domain.shapes import Box, Ellipse, Part, Polygon, Shape, Tag
from labeldesk.formats.registry import registry
from labeldesk.raster.overlap import area, to_mask
from labeldesk.work.recasting import FORMS, Pick, Recast, Recasting, picked_text, picks
from tests.unit.test_command_line import folder, run

__all__ = ["folder"]  # a fixture
SIZE = Size(61, 47)


def square(x0: float, y0: float, x1: float, y1: float) -> Ring:
    return Ring([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])


HOLED = Polygon((Part(square(5, 5, 45, 35), (square(10, 10, 20, 20), square(25, 12, 40, 30))),))


def classes(*names: str) -> ClassList:
    found = ClassList()
    for name in names:
        found = found.with_class(found.fresh(name))
    return found


ALL = classes("cat", "dog", "bird")


def image(*shapes: Shape, of: str = "cat", done: bool = False, path: str = "a.png") -> LabeledImage:
    item = ALL.named(of)
    assert item is not None
    objects = tuple(
        Annotation(id=AnnotationId(n), class_id=item.id, shape=shape)
        for n, shape in enumerate(shapes, 1)
    )
    return LabeledImage(path, SIZE, objects, ImageState(done=done))


def recast(
    rule: Recast, *images: LabeledImage, to: str = "coco"
) -> tuple[list[Shape], list[Problem]]:
    codec = registry().get(to)
    keeps = codec.keeps({spec.id: spec.default for spec in codec.options})
    told: list[Problem] = []
    made = Recasting(rule, keeps, ALL, told.append)
    shapes = [one.shape for each in made.of(images) for one in each.annotations]
    return shapes, told


def test_without_a_wish_every_object_is_the_same_value() -> None:
    mask = Mask.of(np.ones((5, 7), bool), 3, 4)
    shapes, told = recast(Recast(), image(HOLED, mask, Box(1, 2, 3, 4), Tag()))
    assert [id(one) for one in shapes[:2]] == [id(HOLED), id(mask)]
    assert not told


@pytest.mark.parametrize(
    ("holes", "kind", "pixels"),
    [("keep", "polygon", 830), ("keyhole", "polygon", 830), ("fill", "polygon", 1200),
     ("mask", "mask", 830)],
)  # fmt: skip
def test_holes_are_kept_joined_filled_or_pixels(holes: str, kind: str, pixels: int) -> None:
    (shape,), told = recast(Recast(holes=holes), image(HOLED))
    assert (shape.kind, to_mask(shape, SIZE).area) == (kind, pixels)
    assert area(shape) == pixels
    if isinstance(shape, Polygon):
        assert len(shape.rings) == (3 if holes == "keep" else 1)
    assert len(told) == (holes != "keep")
    assert {one.severity for one in told} <= {Severity.INFO}


def test_the_holes_of_a_mask_are_filled_too_and_it_has_no_outline_to_join_them_to() -> None:
    mask = to_mask(HOLED, SIZE)
    (filled,), _ = recast(Recast(holes="fill"), image(mask))
    assert filled == to_mask(Polygon((Part(HOLED.parts[0].outer),)), SIZE)
    for holes in ("keyhole", "mask"):
        (same,), told = recast(Recast(holes=holes), image(mask))
        assert (same, told) == (mask, [])


@pytest.mark.parametrize("form", FORMS)
def test_areas_become_what_is_asked_and_tags_stay(form: str) -> None:
    mask = Mask.of(np.ones((5, 7), bool), 3, 4)
    shapes, _ = recast(Recast(form=form), image(HOLED, mask, Ellipse(20, 20, 8, 5), Tag()))
    kinds = [one.kind for one in shapes]
    assert kinds[-1] == "tag"
    if form != "keep":
        assert set(kinds[:-1]) == {form}
        assert shapes[0].bounds == HOLED.bounds
        assert tuple(shapes[1].bounds or ()) == (3, 4, 10, 9)


def test_an_outline_misses_its_mask_by_no_more_than_the_tolerance() -> None:
    rows, columns = np.mgrid[:47, :61]
    mask = Mask.of((rows - 23) ** 2 + (columns - 30) ** 2 < 15**2)
    exact, _ = recast(Recast(form="polygon"), image(mask))
    for pixels in (0.5, 1.0, 4.0):
        rule = Recast(form="polygon", tolerance=pixels)
        (loose,), _ = recast(rule, image(mask))
        assert isinstance(loose, Polygon)
        assert len(loose.rings[0]) < len(exact[0].rings[0])  # type: ignore[union-attr]  # polygon
        assert abs(loose.area - mask.area) < pixels * 2 * np.pi * 15
    assert to_mask(exact[0], SIZE) == mask


def test_the_tolerance_is_for_formats_without_masks_alone_unless_polygons_are_asked() -> None:
    mask = Mask.of(np.tri(20, 20, dtype=bool), 3, 4)
    assert recast(Recast(tolerance=2.0), image(mask), to="coco")[0] == [mask]
    (shape,), _ = recast(Recast(tolerance=2.0), image(mask), to="isat")
    assert isinstance(shape, Polygon)
    assert len(shape.rings[0]) < 10


def test_what_the_format_cannot_hold_is_left_out_where_that_is_asked() -> None:
    shapes, told = recast(Recast(others="skip"), image(HOLED, Box(1, 2, 3, 4)), to="voc")
    assert [one.kind for one in shapes] == ["box"]
    assert [str(one) for one in told] == [
        "a.png: object 1: A polygon is left out rather than written as a box"
    ]


def test_images_without_a_wanted_class_stay_behind_unless_they_are_done() -> None:
    rule = Recast((Pick("cat"),))
    box = Box(1, 2, 3, 4)
    codec = registry().get("coco")
    made = Recasting(rule, codec.keeps({}), ALL, lambda _: None)
    images = [
        image(box, path="cat.png"),
        image(box, of="dog", path="dog.png"),
        image(box, of="dog", done=True, path="done.png"),
        image(path="empty.png"),
    ]
    kept = [one.path for one in made.of(images)]
    assert kept == ["cat.png", "done.png", "empty.png"]
    sets = {one.path: {a.class_id for a in one.annotations} for one in images}
    assert made.paths([one.path for one in images], lambda: sets, {"done.png"}) == kept


def test_classes_are_named_in_a_line() -> None:
    assert picks("cat, dog=3,, a=b ") == (Pick("cat"), Pick("dog", 3), Pick("a=b"))
    assert picks(picked_text(picks("x=0, y"))) == (Pick("x", 0), Pick("y"))
    found = Recast(picks("bird=0, cat")).picked(ALL)
    assert [(c.name, c.coco_id, c.mask_value) for c in found] == [
        ("bird", 0, 0),
        ("cat", None, None),
    ]


@pytest.mark.parametrize(
    "rule",
    [Recast(picks("cat, cat")), Recast(picks("cat=1, dog=1")), Recast(form="line"),
     Recast(tolerance=-1), Recast(tolerance=float("nan")), Recast(holes="no"), Recast(others="")],
)  # fmt: skip
def test_what_cannot_be_is_refused(rule: Recast) -> None:
    with pytest.raises(UsageError):
        rule.check()


def test_the_order_of_the_classes_is_that_of_the_numbers(
    folder: Path, capsys, tmp_path: Path
) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("dog=7\ncat=300\n", encoding="utf-8")
    for name in ("yolo", "coco", "masks"):
        code, _, _ = run(
            capsys, "convert", "--from", folder, "--format", name, "--out", tmp_path / name,
            "--classes", listed,
        )  # fmt: skip
        assert code in (0, 1)  # masks are no boxes
    assert (tmp_path / "yolo/classes.txt").read_text() == "dog\ncat\n"
    told = json.loads((tmp_path / "coco/annotations/instances_default.json").read_text())
    assert [(row["id"], row["name"]) for row in told["categories"]] == [(7, "dog"), (300, "cat")]
    facts = json.loads((tmp_path / "coco/labeldesk-export.json").read_text())
    assert facts["classes"] == ["dog", "cat"]
    assert facts["class_numbers"] == {"dog": 7, "cat": 300}
    assert facts["shapes"] == {
        "form": "keep",
        "tolerance": 0.0,
        "holes": "keep",
        "others": "convert",
    }
    code, said, _ = run(
        capsys, "convert", "--from", folder, "--format", "yolo", "--out", tmp_path / "one",
        "--classes", "dog",
    )  # fmt: skip
    assert (code, said["images"], said["annotations"]) == (0, 4, 4)
    code = main(
        ["convert", "--from", str(folder), "--format", "yolo", "--out", str(tmp_path / "no"),
         "--classes", "horse", "--json"]
    )  # fmt: skip
    assert code == 2
