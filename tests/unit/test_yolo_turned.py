"""YOLO's turned boxes: nine columns where the task says so, as OpenCV turns them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.shapes import Box, RotatedBox
from tests.unit.test_yolo import export, read


def turned(tmp_path: Path, *rows: str, task: str = "obb"):
    (tmp_path / "a.txt").write_text("\n".join(rows) + "\n")
    (tmp_path / "classes.txt").write_text("plane\nship\n")
    return read(tmp_path, ["a.jpg"], Size(100, 100), task=task)


@pytest.mark.parametrize("first", range(4))
def test_nine_columns_are_a_turned_box_where_the_task_says_so(tmp_path: Path, first: int) -> None:
    corners = [(0.5, 0.2), (0.8, 0.5), (0.6, 0.7), (0.3, 0.4)]
    order = corners[first:] + corners[:first]
    images, said, _ = turned(tmp_path, "1 " + " ".join(f"{x} {y}" for x, y in order))
    (one,) = images[0].annotations
    assert isinstance(one.shape, RotatedBox)
    (cx, cy), size, _ = cv2.minAreaRect(np.array(corners, np.float32) * 100)
    assert (one.shape.cx, one.shape.cy) == pytest.approx((cx, cy), abs=1e-3)
    assert sorted((one.shape.width, one.shape.height)) == pytest.approx(sorted(size), abs=1e-3)
    assert said == []


def test_turned_boxes_beyond_the_image_and_other_quadrangles_are_kept(tmp_path: Path) -> None:
    images, said, _ = turned(
        tmp_path, "0 0.5 0.5 1.022 0.5 1.022 0.7 0.5 0.7", "0 0.1 0.1 0.5 0.2 0.4 0.6 0.1 0.3"
    )
    wide, odd = (one.shape for one in images[0].annotations)
    assert wide.bounds.x1 == pytest.approx(102.2)
    assert odd.area > 0
    assert len(said) == 1
    assert "Ultralytics passes over" in said[0]


def test_rows_that_are_no_turned_boxes_are_told(tmp_path: Path) -> None:
    images, said, _ = turned(
        tmp_path, "0 0.5 0.5 0.2 0.2", "0 0.1 0.1 0.5 0.2 0.4 0.6", "0 " + "9 " * 8
    )
    assert [one.shape.kind for one in images[0].annotations] == ["box"]
    assert [line.split(": ")[1] for line in said] == ["line 2", "line 3"]


def test_a_nine_column_row_asks_for_the_task_and_each_answer_counts(tmp_path: Path) -> None:
    row = "0 0.1 0.1 0.9 0.1 0.9 0.9 0.1 0.9"
    for task, kind in (("obb", "rotated-box"), ("segment", "polygon")):
        assert turned(tmp_path, row, task=task)[0][0].annotations[0].shape.kind == kind
    images, said, _ = turned(tmp_path, row, task="auto")
    assert images[0].annotations == ()
    assert "task=obb" in said[0]


def test_turned_boxes_go_out_with_their_digits_until_they_are_changed(tmp_path: Path) -> None:
    row = "1 0.5 0.2 0.80 0.5 0.6 0.7 0.3 0.4"
    images, _, source = turned(tmp_path, row)
    export(images, source.classes.classes, tmp_path / "same", task="obb")
    assert (tmp_path / "same/labels/a.txt").read_text() == row + "\n"
    (one,) = images[0].annotations
    upright = replace(one, shape=Box(10, 20, 30, 40))
    moved = replace(one, shape=one.shape.moved(1, 0))
    images = [replace(images[0], annotations=(upright, moved))]
    export(images, source.classes.classes, tmp_path / "out", task="obb")
    lines = (tmp_path / "out/labels/a.txt").read_text().splitlines()
    assert lines[0].split()[1:3] == ["0.100000", "0.200000"]
    numbers = np.array(lines[1].split()[1:], float)
    assert numbers == pytest.approx([0.51, 0.2, 0.81, 0.5, 0.61, 0.7, 0.31, 0.4], abs=1e-6)


def test_a_row_that_lacks_zeros_at_its_ends_is_not_rounded(tmp_path: Path) -> None:
    images, _, _ = turned(tmp_path, "0 0.5 0.5 0.333 0.2", task="detect")
    assert images[0].annotations[0].shape.bounds.width == pytest.approx(33.3)
