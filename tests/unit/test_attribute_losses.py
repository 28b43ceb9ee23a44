"""What the formats keep beside shapes, and that an export says what it cannot keep."""

from __future__ import annotations

import pytest

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Box, Caption
from labeldesk.formats.keeps import restricted
from labeldesk.formats.port import chosen
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report

FLAGS = ("crowd", "difficult", "occluded", "truncated")
NO_CAPTION = "The format cannot hold a caption; it is left out"
AS_TEXT = "Numbers and check marks of attributes come back as text"


def lost(*what: str) -> set[str]:
    return {f"The format does not hold {one}; it is left out" for one in what}


def said(format_id: str, *annotations: Annotation) -> set[str]:
    codec, report = registry().get(format_id), Report()
    image = LabeledImage("a.jpg", Size(100, 100), annotations)
    restricted(image, codec.keeps(chosen(codec, {})), report)
    return {str(row.text) for row in report.rows}


def one(number: int = 1, **more) -> Annotation:
    shape = more.pop("shape", Box(10, 10, 50, 50))
    return Annotation(id=AnnotationId(number), class_id=ClassId(1), shape=shape, **more)


@pytest.mark.parametrize(
    ("format_id", "gone"),
    [
        ("coco", set()),
        ("labelme", set()),
        ("xanylabeling", set()),
        ("isat", lost("attributes", *FLAGS[1:])),
        ("createml", lost("attributes", "group", *FLAGS)),
        ("voc", lost("crowd", "group") | {AS_TEXT}),
        ("yolo", lost("attributes", "group", *FLAGS)),
        ("masks", lost("attributes", "group", *FLAGS)),
    ],
)
def test_what_a_format_has_no_place_for_is_in_the_report(format_id, gone):
    flags = Flags(**dict.fromkeys(FLAGS, True))
    full = one(attributes={"colour": "red", "age": 3}, flags=flags, group=2)
    assert {text for text in said(format_id, full) if "hold" in text or text == AS_TEXT} == gone


@pytest.mark.parametrize(
    "format_id", ["coco", "voc", "yolo", "masks", "labelme", "xanylabeling", "createml", "isat"]
)
def test_no_format_holds_captions_and_each_says_so(format_id):
    assert NO_CAPTION in said(format_id, one(), one(2, shape=Caption("A cat")))


def test_text_alone_comes_back_as_it_was():
    assert not said("voc", one(attributes={"colour": "red"}))
