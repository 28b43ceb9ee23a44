"""Hypothesis strategies for the values of the domain."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation, Flags, Origin
from labeldesk.domain.classes import AttributeSpec, ImageClass
from labeldesk.domain.geometry import Rect, Ring
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import (
    Box,
    Caption,
    Ellipse,
    Keypoints,
    Part,
    Point,
    Polygon,
    Polyline,
    RotatedBox,
    Tag,
)

coordinates = st.floats(-50, 700, width=64).map(lambda v: round(v, 3))
lengths = st.floats(0, 500).map(lambda v: round(v, 3))
angles = st.floats(-math.pi, math.pi)
texts = st.text(max_size=20)


def rings(low: int = 3, high: int = 12) -> st.SearchStrategy[Ring]:
    return st.lists(st.tuples(coordinates, coordinates), min_size=low, max_size=high).map(Ring)


boxes = st.builds(lambda a, b, c, d: Box.of(Rect(a, b, c, d)), *[coordinates] * 4)
rotated_boxes = st.builds(RotatedBox, coordinates, coordinates, lengths, lengths, angles)
parts = st.builds(Part, rings(), st.lists(rings(), max_size=2).map(tuple))
polygons = st.lists(parts, min_size=1, max_size=3).map(tuple).map(Polygon)
points = st.builds(Point, coordinates, coordinates)
polylines = rings(2).map(Polyline)
ellipses = st.builds(Ellipse, coordinates, coordinates, lengths, lengths, angles)
captions = st.builds(Caption, texts)


@st.composite
def keypoints(draw: st.DrawFn) -> Keypoints:
    joints = draw(rings(1))
    return Keypoints(joints, tuple(draw(st.integers(0, 2)) for _ in range(len(joints))))


@st.composite
def blocks(draw: st.DrawFn, largest: int = 40) -> np.ndarray:
    """A small boolean array of blobs and specks."""
    height, width = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    seed = draw(st.integers(0, 2**32 - 1))
    share = draw(st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]))
    return np.random.default_rng(seed).random((height, width)) < share


@st.composite
def masks(draw: st.DrawFn) -> Mask:
    at = st.integers(0, 600)
    return Mask.of(draw(blocks()), draw(at), draw(at))


shapes = st.one_of(
    st.just(Tag()),
    boxes,
    rotated_boxes,
    polygons,
    masks(),
    points,
    polylines,
    ellipses,
    keypoints(),
    captions,
)

annotations = st.builds(
    Annotation,
    id=st.integers(1, 2**62).map(AnnotationId),
    class_id=st.integers(1, 9).map(ClassId),
    shape=shapes,
    attributes=st.dictionaries(st.text(max_size=5), st.one_of(texts, st.booleans()), max_size=2),
    origin=st.sampled_from(Origin),
    flags=st.builds(Flags, *[st.booleans()] * 4),
    z=st.integers(-3, 3),
)
documents = st.lists(annotations, max_size=6, unique_by=lambda a: a.id).map(
    lambda items: {a.id: a for a in items}
)


def a_class(class_id: int, *attributes: AttributeSpec, name: str = "") -> ImageClass:
    """Some class of that id."""
    key, called = ClassId(class_id), name or f"class {class_id}"
    return ImageClass(id=key, name=called, colour="#44A4FF", attributes=attributes)
