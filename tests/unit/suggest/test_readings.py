"""What a file leaves open is a list of readings, and answers change one thing each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from labeldesk.suggest.readings import (
    SCALINGS,
    asks,
    readings,
    recoloured,
    scaling_of,
    unknown,
)
from labeldesk.suggest.recipe import Colour, InputSpec, Task
from tests.unit.suggest.models import written


def mmdeploy(tmp_path):
    dets, labels = np.zeros((1, 2, 5), np.float32), np.zeros((1, 2), np.int64)
    return written(tmp_path / "m.onnx", {"dets": dets, "labels": labels})


def test_readings_that_differ_in_colours_alone_are_all_there_the_surest_first(tmp_path):
    found = mmdeploy(tmp_path)
    assert asks(found)
    ways = readings(found)
    assert [way.input.colour for way in ways[:3]] == ["bgr", "rgb", "bgr"]
    assert ways[:3] == tuple(candidate.recipe for candidate in found.candidates[:3])


def test_a_reading_that_was_corrected_comes_first_and_keeps_its_names_in_the_others(tmp_path):
    found = mmdeploy(tmp_path)
    fed = replace(found.recipe.input, scale=0.5)
    corrected = replace(found.recipe, input=fed, classes=("cat", "dog"), license="MIT")
    ways = readings(found, corrected)
    assert ways[0] == corrected
    assert all(way.classes[:2] == ("cat", "dog") for way in ways)
    assert {way.license for way in ways} == {"MIT"}
    assert len(set(map(repr, ways))) == len(ways)


def test_a_model_of_unknown_kind_is_offered_the_usual_forms(tmp_path):
    found = written(tmp_path / "m.onnx", {"strange": np.zeros((1, 7, 3), np.float32)})
    model = unknown(found)
    assert asks(found)
    assert model is not None
    assert model.recipe.task is Task.DETECT
    formats = [way.output.format for way in readings(found)]
    assert formats[-4:] == ["yolo-v8", "yolo-v5", "yolox", "yolo-end2end"] or len(formats) >= 4


def test_a_model_without_a_picture_has_no_reading(tmp_path):
    found = written(tmp_path / "m.onnx", {"out": np.zeros((1, 7), np.float32)}, dims=(1, 9))
    assert unknown(found) is None


@pytest.mark.parametrize("colour", [Colour.RGB, Colour.BGR])
@pytest.mark.parametrize("scaling", SCALINGS, ids=lambda one: one.id)
def test_the_usual_numbers_are_known_again_in_the_order_of_the_channels(scaling, colour):
    fed = scaling.on(InputSpec(colour=colour))
    assert scaling_of(fed) == scaling.id
    turned = recoloured(fed, Colour.RGB if colour is Colour.BGR else Colour.BGR)
    assert scaling_of(turned) == scaling.id
    assert turned.mean == fed.mean[::-1]


def test_other_numbers_have_no_name():
    assert scaling_of(InputSpec(scale=0.7)) == ""
