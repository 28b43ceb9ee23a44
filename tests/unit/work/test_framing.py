"""Images of another size, crops and tiles: every label where its pixels went, to the last digit."""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation, Foreign
from labeldesk.domain.geometry import Ring, Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UsageError
from labeldesk.domain.shapes import (
    Box,
    Ellipse,
    Keypoints,
    Part,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Shape,
    Tag,
)
from labeldesk.formats.report import Report
from labeldesk.work.exporting import Export, convert
from labeldesk.work.framing import Framing, Reframing
from labeldesk.work.pictures import LINK
from labeldesk.work.sources import DataSet
from labeldesk.work.windows import Frame, Window, resampled, tiles

ODD = Size(101, 67)
HALF = Frame(Window.whole(ODD), Size(51, 33))
CORNER = Frame(Window(37, 13, 80, 44), Size(43, 31))


def one(shape: Shape) -> Annotation:
    return Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=shape)


def carried(frame: Frame, shape: Shape) -> list[Shape]:
    return [each.shape for each in frame.carried(one(shape))]


def test_a_resized_image_carries_every_corner_by_the_exact_ratio_of_its_sides() -> None:
    sx, sy = 51 / 101, 33 / 67
    (box,) = carried(HALF, Box(0, 0, 101, 67))
    assert box == Box(0, 0, 51, 33)
    (box,) = carried(HALF, Box(10, 20, 31, 44.5))
    assert box.bounds == pytest.approx((10 * sx, 20 * sy, 31 * sx, 44.5 * sy), abs=1e-12)
    (point,) = carried(HALF, Point(101, 67))
    assert (point.x, point.y) == (51, 33)  # type: ignore[union-attr]  # a point
    (line,) = carried(HALF, Polyline(Ring([(0, 0), (101, 67), (50.5, 1)])))
    assert line.line.points.tolist() == [[0, 0], [51, 33], [50.5 * sx, sy]]  # type: ignore[union-attr]


def test_a_turned_box_stays_one_only_where_both_sides_shrink_alike() -> None:
    turned = RotatedBox(50, 30, 20, 10, 0.5)
    (other,) = carried(HALF, turned)
    assert isinstance(other, Polygon)
    expected = turned.corners * (51 / 101, 33 / 67)
    assert np.allclose(other.rings[0].points, expected, atol=1e-12)
    (same,) = carried(Frame(Window(0, 0, 100, 60), Size(50, 30)), turned)
    assert same == RotatedBox(25, 15, 10, 5, 0.5)
    (level,) = carried(HALF, Ellipse(50, 30, 20, 10))
    assert level == Ellipse(50 * 51 / 101, 30 * 33 / 67, 20 * 51 / 101, 10 * 33 / 67)


def test_what_reaches_over_the_edge_is_cut_there_and_marked() -> None:
    (found,) = CORNER.carried(one(Box(30, 20, 50, 30)))
    assert found.shape == Box(0, 7, 13, 17)
    assert found.flags.truncated
    (found,) = CORNER.carried(one(Box(40, 20, 50, 30)))
    assert (found.shape, found.flags.truncated) == (Box(3, 7, 13, 17), False)
    assert not CORNER.carried(one(Box(0, 0, 38, 14)))  # a hair of it
    assert not CORNER.carried(one(Box(81, 45, 90, 50)))


def test_a_polygon_is_cut_with_its_holes_and_its_area_is_that_of_the_part() -> None:
    hole = Ring([(35, 20), (45, 20), (45, 30), (35, 30)])
    outer = Ring([(20, 15), (60, 15), (60, 40), (20, 40)])
    (cut,) = carried(CORNER, Polygon((Part(outer, (hole,)),)))
    assert isinstance(cut, Polygon)
    assert cut.area == pytest.approx(23 * 25 - 8 * 10)
    assert cut.bounds == pytest.approx((0, 2, 23, 27))


def test_a_line_that_leaves_and_comes_back_is_two() -> None:
    line = Polyline(Ring([(40, 20), (40, 60), (50, 60), (50, 20)]))
    pieces = carried(CORNER, line)
    assert [piece.bounds for piece in pieces] == [(3, 7, 3, 31), (13, 7, 13, 31)]


def test_joints_outside_are_absent_and_the_others_stay_joints_of_one_object() -> None:
    joints = Keypoints(Ring([(40, 20), (10, 10), (50, 30)]), (2, 2, 1))
    foreign = Foreign("coco", {"bbox": [30, 10, 30, 40], "id": 7})
    (found,) = CORNER.carried(
        Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=joints, foreign=foreign)
    )
    assert isinstance(found.shape, Keypoints)
    assert found.shape.visibility == (2, 0, 1)
    assert found.shape.joints.points[[0, 2]].tolist() == [[3, 7], [13, 17]]
    assert found.foreign == Foreign("coco", {"bbox": [0, 0, 23, 31]})
    assert not carried(CORNER, Keypoints(Ring([(1, 1)]), (2,)))


@given(
    st.integers(1, 41),
    st.integers(1, 41),
    st.integers(1, 41),
    st.integers(1, 41),
    st.integers(0, 9),
)
def test_each_pixel_of_a_resized_mask_is_what_lies_under_its_middle(w, h, w2, h2, seed) -> None:
    pixels = np.random.default_rng(seed).random((h, w)) < 0.5
    found = resampled(pixels, Size(w2, h2))
    assert found.shape == (h2, w2)
    for y in range(h2):
        for x in range(w2):
            i = min(math.floor((x + 0.5) * w / w2 + 1e-9), w - 1)
            j = min(math.floor((y + 0.5) * h / h2 + 1e-9), h - 1)
            assert found[y, x] == pixels[j, i]


def test_a_mask_is_cropped_pixel_for_pixel() -> None:
    pixels = np.random.default_rng(3).random((67, 101)) < 0.5
    (found,) = CORNER.carried(one(Mask.of(pixels)))
    assert isinstance(found.shape, Mask)
    assert np.array_equal(found.shape.whole(CORNER.size), pixels[13:44, 37:80])
    assert found.flags.truncated
    small = Mask.of(np.ones((3, 3), bool), 40, 20)
    (found,) = CORNER.carried(one(small))
    assert (found.shape, found.flags.truncated) == (Mask.of(np.ones((3, 3), bool), 3, 7), False)


@given(st.integers(1, 300), st.integers(1, 300), st.integers(1, 120), st.integers(0, 119))
def test_tiles_cover_every_pixel_and_are_of_one_size(
    w: int, h: int, side: int, overlap: int
) -> None:
    overlap = min(overlap, side - 1)
    if (w / (side - overlap)) * (h / (side - overlap)) > 2_000:
        overlap = 0
    seen = np.zeros((h, w), bool)
    found = list(tiles(Size(w, h), side, overlap))
    for window in found:
        assert window.size == (min(side, w), min(side, h))
        seen[window.y0 : window.y1, window.x0 : window.x1] = True
    assert seen.all()
    assert len(set(found)) == len(found)
    if found[0].x1 < w:
        assert found[1].x0 <= found[0].x1 - overlap


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One picture of 101 x 67 with a white box on black, in a VOC file; one of 16 bit."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name, kind in (("a", np.uint8), ("b", np.uint16)):
        pixels = np.zeros((67, 101), kind)
        pixels[20:50, 30:70] = np.iinfo(kind).max
        cv2.imwrite(str(folder / f"{name}.png"), pixels)
        (folder / f"{name}.xml").write_text(
            f"<annotation><filename>{name}.png</filename><size><width>101</width>"
            "<height>67</height></size><object><name>cat</name><bndbox><xmin>30</xmin>"
            "<ymin>20</ymin><xmax>70</xmax><ymax>50</ymax></bndbox></object></annotation>"
        )
    return folder


def boxes(out: Path) -> dict[str, list[list[float]]]:
    told = json.loads((out / "annotations/instances_default.json").read_text())
    names = {row["id"]: row["file_name"] for row in told["images"]}
    for row in told["images"]:
        image = cv2.imread(str(out / "images" / row["file_name"]), cv2.IMREAD_UNCHANGED)
        assert image.shape[:2] == (row["height"], row["width"])
    found: dict[str, list[list[float]]] = {name: [] for name in names.values()}
    for row in told["annotations"]:
        found[names[row["image_id"]]].append(row["bbox"])
    return found


@pytest.mark.parametrize("framing", [
    Framing(longest=50), Framing(exact=Size(33, 77)), Framing(tile=40, overlap=7),
    Framing(crop="all", margin=5), Framing(crop="each", margin=3, longest=20),
])  # fmt: skip
def test_boxes_lie_around_the_same_pixels_in_the_images_that_go_out(data, framing) -> None:
    out = data.parent / "out"
    done = convert(DataSet(data), Export("coco", out, framing=framing))
    assert not done.report.has_problems, done.report.rows
    found = boxes(out)
    assert done.images == len(found)
    assert sum(map(len, found.values())) == done.annotations > 0
    for name, rows in found.items():
        image = cv2.imread(str(out / "images" / name), cv2.IMREAD_UNCHANGED)
        assert image.dtype == (np.uint16 if name.startswith("b") else np.uint8)
        for x, y, width, height in rows:
            bright = image > np.iinfo(image.dtype).max / 2
            assert abs(int(bright.sum()) - width * height) <= width + height
            ys, xs = np.nonzero(bright)
            assert (xs.min(), ys.min()) == pytest.approx((x, y), abs=1)
            assert (xs.max() + 1, ys.max() + 1) == pytest.approx((x + width, y + height), abs=1)
    facts = json.loads((out / "labeldesk-export.json").read_text())
    assert facts["framing"]["tile"] == framing.tile
    assert facts["images"] == "copy"


def test_tiles_of_an_image_stay_in_its_part_of_the_split(data) -> None:
    shares = {"train": 0.5, "val": 0.5}
    out = data.parent / "out"
    wish = Export("yolo", out, framing=Framing(tile=40), shares=shares)
    convert(DataSet(data), wish)
    for part in shares:
        names = {p.name[0] for p in (out / "images" / part).iterdir()}
        assert len(names) == 1
        stems = {p.stem for p in (out / "images" / part).iterdir()}
        assert stems == {p.stem for p in (out / "labels" / part).iterdir()}


def test_parts_without_an_object_go_out_only_where_the_image_is_done() -> None:
    for is_done, count in ((False, 1), (True, 6)):
        report = Report()
        made = Reframing(Framing(tile=40), report, {})
        image = LabeledImage(
            "a.tif", ODD, (one(Box(0, 0, 9, 9)), one(Tag())), ImageState(done=is_done)
        )
        parts = list(made.of([image]))
        assert len(parts) == count
        assert parts[0].path == "a_0_0.png"
        assert [str(row) for row in report.rows] == [
            "a.tif: object 2: A tag or caption is of the whole image; its parts go without"
        ]


def test_names_that_would_be_the_same_are_told_apart() -> None:
    made = Reframing(Framing(longest=9), Report(), {})
    images = [LabeledImage(name, ODD) for name in ("a.png", "a.tif", "A.bmp")]
    assert [each.path for each in made.of(images)] == ["a.png", "a-2.png", "A.bmp"]
    assert made.origin("a-2.png") == "a.tif"


def test_a_size_is_one_number_or_two() -> None:
    framing = Framing(tile=40)
    assert framing.resized("640").longest == 640
    assert framing.resized("640x480").exact == (640, 480)
    assert framing.resized("640x480").resize == "640x480"
    assert framing.resized("") == framing
    for text in ("0", "640x0", "big", "1x2x3", "-5"):
        with pytest.raises(UsageError):
            framing.resized(text)


@pytest.mark.parametrize("wish", [
    Framing(crop="some"), Framing(tile=40, overlap=40), Framing(tile=40, crop="all"),
    Framing(tile=-1), Framing(crop="all", margin=-1),
])  # fmt: skip
def test_what_cannot_be_is_refused(wish: Framing) -> None:
    with pytest.raises(UsageError):
        wish.check()


def test_images_of_another_size_cannot_be_links(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Export("coco", tmp_path, framing=Framing(longest=9), pictures=LINK).check()


def test_the_list_of_the_export_counts_what_was_written_not_what_was_there(data) -> None:
    out = data.parent / "out"
    shares = {"train": 0.5, "val": 0.5}
    done = convert(DataSet(data), Export("coco", out, framing=Framing(tile=40), shares=shares))
    facts = json.loads((out / "labeldesk-export.json").read_text())
    assert facts["counts"] == {"images": done.images, "annotations": done.annotations}
    assert facts["objects"] == {"cat": done.annotations}
    assert sum(facts["parts"].values()) == done.images
    for name, (size, digest) in facts["files"].items():
        content = (out / name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (size, digest)
    assert {p.relative_to(out).as_posix() for p in out.rglob("*.png")} < set(facts["files"])
