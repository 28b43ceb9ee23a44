"""Masks of well-known data sets are no images to be labeled, where their images are there too."""

from __future__ import annotations

from pathlib import Path

import pytest

from labeldesk.domain.problem import Problem
from labeldesk.imaging.label_images import without_labels
from labeldesk.imaging.listing import list_images

PAIRS = [
    ("leftImg8bit/val/a/a_1_leftImg8bit.png", "gtFine/val/a/a_1_gtFine_labelIds.png"),
    ("leftImg8bit/val/a/a_1_leftImg8bit.png", "gtFine/val/a/a_1_gtFine_color.png"),
    ("VOC2012/JPEGImages/2007_1.jpg", "VOC2012/SegmentationClass/2007_1.png"),
    ("VOC2012/JPEGImages/2007_1.jpg", "VOC2012/SegmentationObject/2007_1.png"),
    ("images/training/ADE_train_1.jpg", "annotations/training/ADE_train_1.png"),
    ("x/ADE_train_1.jpg", "x/ADE_train_1_seg.png"),
    ("x/ADE_train_1.jpg", "x/ADE_train_1_parts_2.png"),
    ("x/ADE_train_1.jpg", "x/ADE_train_1/instance_000_ADE_train_1.png"),
    ("val2017/1.jpg", "annotations/panoptic_val2017/1.png"),
    ("train/a.png", "trainannot/a.png"),
    ("train/a.png", "train_labels/a_L.png"),
    ("701_StillsRaw_full/a.png", "LabeledApproved_full/a_L.png"),
    ("images/a.png", "labels/a_P.png"),
]


@pytest.mark.parametrize(("image", "label"), PAIRS)
def test_a_label_is_left_out_beside_its_image_alone(image: str, label: str) -> None:
    assert without_labels([image, label]) == [image]
    assert without_labels([label]) == [label]
    assert without_labels(["other.jpg", label]) == ["other.jpg", label]


def test_other_pictures_of_such_names_stay() -> None:
    names = ["cat.jpg", "cat_seg.png", "annotations/cat.png", "a/SegmentationClass/cat.jpg"]
    assert without_labels(names) == names


def test_how_many_were_left_out_is_said(tmp_path: Path) -> None:
    for name in {name for pair in PAIRS[:2] for name in pair}:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    said: list[Problem] = []
    assert list_images(tmp_path, recursive=True, report=said.append) == [PAIRS[0][0]]
    assert ["2 files are masks" in str(one) for one in said] == [True]
    assert len(list_images(tmp_path / "gtFine", recursive=True)) == 2
