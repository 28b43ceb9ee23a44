"""X-AnyLabeling JSON: its own shapes and all it says of them, and both ways to labelme."""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from labeldesk.domain.annotation import Flags
from labeldesk.domain.shapes import Box, Ellipse, Point, Polygon, Polyline, RotatedBox, Tag
from labeldesk.formats.mirror import Conflict, Mirror
from labeldesk.formats.port import Source
from labeldesk.formats.registry import registry
from tests.unit.labelme.folders import SIZE, a_file, a_shape, labelme_opens, put, read, write
from tests.unit.labelme.test_labelme import drawn, picture
from tests.unit.test_mirror import hashes, opened
from tests.unit.test_mirror_safety import plus

__all__ = ["picture"]
FORMAT = "xanylabeling"
SQUARE = [[10.0, 10.0], [30.0, 10.0], [30.0, 40.0], [10.0, 40.0]]
TURNED = [[10.0, 10.0], [30.0, 20.0], [25.0, 30.0], [5.0, 20.0]]


def x_shape(kind: str, points, **keys: Any) -> dict[str, Any]:
    """A shape of X-AnyLabeling 4."""
    return {
        "label": "cat", "score": None, "points": points, "group_id": None, "description": "",
        "difficult": False, "shape_type": kind, "flags": {}, "attributes": {}, "kie_linking": [],
        **keys,
    }  # fmt: skip


def x_file(*shapes: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A file of X-AnyLabeling 4 about a.jpg."""
    return {
        "version": "4.0.2", "flags": {}, "checked": False, "shapes": list(shapes),
        "imagePath": "a.jpg", "imageData": None, "imageHeight": 60, "imageWidth": 80,
        "description": "", **keys,
    }  # fmt: skip


EXACT = {"rectangle": 4, "rotation": 4, "quadrilateral": 4, "line": 2, "circle": 2, "point": 1}
PAIR = 2


def xanylabeling_opens(path: Path) -> dict[str, Any]:
    """The file as X-AnyLabeling opens it; AssertionError for what it refuses (see its format in
    reference/formats.md 4.4).
    """
    raw = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(raw["checked"], bool)
    assert {"flags", "imagePath", "imageData"} <= set(raw)
    for shape in raw["shapes"]:
        kind, points = shape["shape_type"], shape["points"]
        assert kind in EXACT or kind in ("polygon", "linestrip", "cuboid")
        assert len(points) == EXACT.get(kind, len(points))
        assert all(len(pair) == PAIR for pair in points)
        assert "mask" not in shape
        assert all(type(n) is int for link in shape["kie_linking"] for n in link)
        if kind == "rotation":
            (x0, y0), (x1, y1) = points[:2]
            turn = math.atan2(y1 - y0, x1 - x0) - shape["direction"]
            assert math.cos(turn) == pytest.approx(1, abs=1e-3)
    return raw


RICH = x_file(
    x_shape("rectangle", SQUARE, score=0.91, difficult=True, group_id=3, track="a"),
    x_shape("rotation", TURNED, direction=0.4636, attributes={"colour": "red"}, locked=True),
    x_shape("quadrilateral", [[1.0, 2.0], [9.0, 3.0], [8.0, 9.0], [1.0, 7.0]]),
    x_shape("cuboid", [[float(n), n + 1.0] for n in range(8)], cuboid3d={"depth": [1, 2]}),
    x_shape("circle", [[20.0, 20.0], [23.0, 24.0]], kie_linking=[[0, 1], [1, 2]]),
    x_shape("line", [[1.0, 2.0], [3.0, 4.0]], flags={"wet": True}),
    x_shape("linestrip", [[1.0, 2.0], [3.0, 4.0]]),
    x_shape("point", [[1.0, 2.0]], description="nose"),
    x_shape("polygon", [[1.0, 2.0], [3.0, 4.0], [9.0, 1.5]]),
    checked=True,
    flags={"night": True},
    tags=["street", "rain"],
    description="a street",
    chat_history=[{"role": "user", "content": "what?"}],
    vqaData={"q": "a"},
)


def test_all_of_a_file_comes_in_and_goes_back_to_the_byte(tmp_path: Path) -> None:
    before = put(tmp_path / "in/a.json", RICH)
    (image,), report, book = read(tmp_path / "in", ["a.jpg"], codec=FORMAT)
    assert [str(row) for row in report.rows] == [
        "a.json: shapes[3]: The shape type 'cuboid' is not known; the shape is kept"
    ]
    assert image.state.done
    shapes = [annotation.shape for annotation in image.annotations]
    kinds = [Tag, Tag, Tag, Box, RotatedBox, Polygon, Ellipse, Polyline, Polyline, Point, Polygon]
    assert [type(shape) for shape in shapes] == kinds
    box = image.annotations[3]
    assert (box.shape, box.flags, box.score, box.group) == (
        Box(10, 10, 30, 40), Flags(difficult=True), 0.91, 3
    )  # fmt: skip
    assert image.annotations[4].attributes == {"colour": "red"}
    write([image], book, tmp_path / "out", FORMAT)
    assert (tmp_path / "out/a.json").read_bytes() == before


def test_an_edit_changes_what_was_edited(tmp_path: Path) -> None:
    put(tmp_path / "in/a.json", RICH)
    (image,), _, book = read(tmp_path / "in", ["a.jpg"], codec=FORMAT)
    tags, box, turned, *rest = image.annotations[:3], *image.annotations[3:]
    turned = replace(turned, shape=RotatedBox(30.0, 30.0, 20.0, 10.0, -0.5), attributes={"a": "b"})
    box = replace(box, flags=Flags(), score=None)
    rain = tags[:2]
    edited = replace(
        image, annotations=(*rain, box, turned, *rest), state=replace(image.state, done=False)
    )
    write([edited], book, tmp_path / "out", FORMAT)
    found = xanylabeling_opens(tmp_path / "out/a.json")
    assert (found["checked"], found["tags"], found["flags"]) == (False, ["street"], {"night": True})
    assert (found["shapes"][0]["difficult"], found["shapes"][0]["score"]) == (False, None)
    assert found["shapes"][0]["track"] == "a"
    entry = found["shapes"][1]
    assert (entry["attributes"], entry["locked"]) == ({"a": "b"}, True)
    assert entry["direction"] == pytest.approx(2 * math.pi - 0.5, abs=1e-5)
    assert found["shapes"][2:] == RICH["shapes"][2:]
    assert found["chat_history"] == RICH["chat_history"]


def test_what_was_drawn_here_opens_in_it(tmp_path: Path, picture: Path) -> None:
    image, book = drawn()
    write([image], book, tmp_path / "out", FORMAT, pictures=picture, copy_images=True)
    found = xanylabeling_opens(tmp_path / "out/a.json")
    assert [shape["shape_type"] for shape in found["shapes"]] == [
        "rectangle", "rotation", "polygon", "polygon", "point", "line", "linestrip", "circle",
        "polygon",
    ]  # fmt: skip
    assert found["shapes"][0]["attributes"] == {"colour": "red"}
    assert found["shapes"][0]["flags"] == {"wet": True}
    assert (tmp_path / "out/a.jpg").is_file()


def test_files_of_each_open_in_the_other_once_they_were_here(tmp_path: Path, picture: Path) -> None:
    put(tmp_path / "x/a.json", x_file(*RICH["shapes"][:3], *RICH["shapes"][4:]))
    (image,), _, book = read(tmp_path / "x", ["a.jpg"], codec=FORMAT)
    write([image], book, tmp_path / "to labelme", pictures=picture)
    kinds = [
        shape["shape_type"] for shape in labelme_opens(tmp_path / "to labelme/a.json")["shapes"]
    ]
    assert kinds == [
        "rectangle", "oriented_rectangle", "polygon", "circle", "line", "line", "point", "polygon"
    ]  # fmt: skip
    put(tmp_path / "l/a.json", a_file(a_shape(), a_shape("rectangle", [(1.0, 2.0), (3.0, 4.0)])))
    (image,), _, book = read(tmp_path / "l", ["a.jpg"])
    write([image], book, tmp_path / "to x", FORMAT, pictures=picture)
    assert len(xanylabeling_opens(tmp_path / "to x/a.json")["shapes"]) == 2


def test_either_reads_the_files_of_the_other_and_the_right_one_is_named(tmp_path: Path) -> None:
    put(tmp_path / "x/a.json", RICH)
    marked = a_shape(flags={"difficult": True, "checked": False})
    put(tmp_path / "l/a.json", a_file(marked, flags={"checked": True}))
    for folder, name in (("x", FORMAT), ("l", "labelme")):
        root, files = Source.files_of(tmp_path / folder)
        assert registry().recognised(Source(root=root, files=files)).id == name
        for codec in ("labelme", FORMAT):
            (image,), _, _ = read(tmp_path / folder, ["a.jpg"], codec=codec)
            assert len(image.annotations) == (11 if name == FORMAT else 2)


def test_files_beside_the_images_are_kept_in_step(tmp_path: Path) -> None:
    put(tmp_path / "a.json", RICH)
    put(tmp_path / "b.json", x_file(x_shape("rotation", TURNED[:3]), imagePath="b.jpg"))
    mirror, images, book = opened(tmp_path, FORMAT, ["a.jpg", "b.jpg"])
    before = hashes(tmp_path)
    assert not mirror.write(images["a.jpg"], book.classes).is_written
    cat = book.named("cat")
    assert mirror.write(
        plus(images["a.jpg"], cat, Box(1.0, 2.0, 3.0, 4.0)), book.classes
    ).is_written
    found = xanylabeling_opens(tmp_path / "a.json")
    assert found["shapes"][:-1] == RICH["shapes"]
    assert {name: found[name] for name in RICH if name != "shapes"} == {
        name: value for name, value in RICH.items() if name != "shapes"
    }  # fmt: skip
    b = mirror.write(plus(images["b.jpg"], cat), book.classes)
    assert not isinstance(b, Conflict)
    assert json.loads((tmp_path / "b.json").read_text())["shapes"][0]["points"] == TURNED[:3]
    assert hashes(tmp_path).keys() == before.keys()
    assert Mirror(tmp_path, FORMAT).file_of("a.jpg") == "a.json"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rotation.json", []),
        ("rotation3.json", ["shapes[0]: A shape of the type rotation does not have 3 points"]),
    ],
)
def test_bad_files_are_named(shared: Path, tmp_path: Path, name: str, said: list[str]) -> None:
    shutil.copy(shared / "bad/xany" / name, tmp_path / "good.json")
    before = (tmp_path / "good.json").read_bytes()
    (image,), report, book = read(tmp_path, ["good.jpg"], size=SIZE, codec=FORMAT)
    assert [str(row).removeprefix("good.json: ") for row in report.rows] == said
    assert len(image.annotations) == 1 - len(said)
    if not said:
        (annotation,) = image.annotations
        assert isinstance(annotation.shape, RotatedBox)
        assert annotation.shape.angle == pytest.approx(0.4636, abs=1e-3)
    write([image], book, tmp_path / "out", FORMAT)
    back = json.loads((tmp_path / "out/good.json").read_bytes())
    assert back["shapes"] == json.loads(before)["shapes"]
