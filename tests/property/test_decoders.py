"""Whatever a network answers, it is decoded inside the image, or what is wrong is said."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.suggest.decode import DECODERS, Raw, decode
from labeldesk.suggest.frames import frame
from labeldesk.suggest.recipe import (
    Activation,
    Background,
    Corners,
    Fit,
    InputSpec,
    OutputSpec,
    Recipe,
    Space,
    Task,
)

NET = InputSpec(width=32, height=64, fit=Fit.LETTERBOX)
IMAGES = (Size(51, 33), Size(17, 41), Size(1, 1))
numbers = st.one_of(
    st.floats(-2, 2, width=32),
    st.sampled_from([0.0, 1.0, 100.0, 1e30, -1e30, np.nan, np.inf, -np.inf]),
)
sizes = st.one_of(st.integers(0, 7), st.sampled_from([28, 42, 84]))
shapes = st.lists(sizes, min_size=0, max_size=4).map(tuple)


def tensors():
    kinds = st.sampled_from([np.float32, np.float16, np.int64])
    return shapes.flatmap(
        lambda shape: kinds.flatmap(
            lambda kind: arrays.arrays(
                kind, shape, elements=numbers if kind is np.float32 else None, fill=st.just(0)
            )
        )
    )


@st.composite
def answers(draw):
    read = OutputSpec(
        draw(st.sampled_from(sorted(DECODERS))),
        activation=draw(st.sampled_from(Activation)),
        background=draw(st.sampled_from(Background)),
        corners=draw(st.sampled_from(Corners)),
        space=draw(st.sampled_from(Space)),
    )
    recipe = Recipe("test", Task.DETECT, NET, read, classes=("a", "b"))
    outputs = tuple(draw(st.lists(tensors(), max_size=4)))
    return Raw(outputs, frame(draw(st.sampled_from(IMAGES)), NET), recipe)


@settings(max_examples=400, deadline=None)
@given(answers())
def test_any_answer_is_decoded_or_refused_politely(raw):
    with np.errstate(all="ignore"):
        try:
            found = decode(raw)
        except UserError:
            return
    width, height = raw.frame.image
    for one in found.founds:
        assert 0 <= one.score <= 1
        if hasattr(one.shape, "x0"):
            assert 0 <= one.shape.x0 < one.shape.x1 <= width
            assert 0 <= one.shape.y0 < one.shape.y1 <= height


def forms(rows):
    """The shapes of each format for so many rows, in an input of 32 x 64."""
    return {
        "yolo-v8": [(1, 6, rows + 1)],
        "yolo-v5": [(1, rows, 7)],
        "yolo-end2end": [(1, rows, 6)],
        "yolo-v7-end2end": [(rows, 7)],
        "yolo-v8-seg": [(1, 8, rows + 1), (1, 2, 16, 8)],
        "yolo-end2end-seg": [(1, rows, 8), (1, 2, 16, 8)],
        "yolo-v8-obb": [(1, 7, rows + 1)],
        "yolo-end2end-obb": [(1, rows, 7)],
        "yolo-v8-pose": [(1, 15, rows + 1)],
        "yolo-end2end-pose": [(1, rows, 15)],
        "yolox": [(1, 42, 7)],
        "lists": [(rows, 4), (rows,), (rows,), (rows, 1, 64, 32)],
        "scored-boxes": [(1, rows, 5), (1, rows), (1, rows, 28, 28)],
        "paddle": [(rows, 6), (1,)],
        "queries": [(1, rows, 4), (1, rows, 3), (1, rows, 7, 7)],
        "query-rows": [(1, rows, 6)],
        "boxes-scores": [(1, rows, 1, 4), (1, rows, 3)],
        "nanodet": [(1, 42, 34)],
        "nanodet-plus": [(1, 43, 34)],
        "picodet": [(1, n, w) for w in (2, 32) for n in (32, 8, 2)],
    }


@st.composite
def sound(draw):
    every = forms(draw(st.integers(0, 4)))
    form = draw(st.sampled_from(sorted(every)))
    outputs = [draw(arrays.arrays(np.float32, shape, elements=numbers)) for shape in every[form]]
    read = OutputSpec(
        form,
        activation=draw(st.sampled_from(Activation)),
        background=draw(st.sampled_from(Background)),
        corners=draw(st.sampled_from(Corners)),
        space=draw(st.sampled_from(Space)),
    )
    recipe = Recipe("test", Task.DETECT, NET, read, classes=("a", "b"))
    return Raw(tuple(outputs), frame(draw(st.sampled_from(IMAGES)), NET), recipe)


@settings(max_examples=400, deadline=None)
@given(sound())
def test_an_answer_of_the_right_form_is_decoded_whatever_its_numbers(raw):
    with np.errstate(all="ignore"):
        found = decode(raw)
    assert all(0 <= one.score <= 1 for one in found.founds)
