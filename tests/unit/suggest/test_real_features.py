"""Features of real weights: photographs of one kind lie nearer to one another than to others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from labeldesk.suggest.embedding import Embedder, crop
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.recipe import Task
from tests.unit.suggest.in_process import InProcess
from tests.unit.suggest.test_real_models import read

KINDS = {
    "raccoons": "datitran+raccoon_dataset/images/raccoon-*.jpg",
    "cells": "Shenggan+BCCD_Dataset/**/*.jpg",
    "fridge": "airctic+icevision/samples/fridge/odFridgeObjects/images/*.jpg",
}
FEATURES = "input.504"  # the deepest map of FastestDet, 192 channels at a 32nd of the input


@pytest.fixture(scope="module")
def backbone(shared, tmp_path_factory) -> Path:
    """FastestDet without its head: a network that ends in features, as anyone may export one."""
    model = onnx.load(str(shared / "models" / "fastestdet.onnx"))
    model = onnx.shape_inference.infer_shapes(model)
    path = tmp_path_factory.mktemp("cut") / "backbone.onnx"
    cut = onnx.utils.Extractor(model).extract_model(["input.1"], [FEATURES])
    path.write_bytes(cut.SerializeToString())
    return path


def test_photographs_are_nearest_to_the_mean_of_their_own_kind(shared, backbone):
    seen = inspect(backbone)
    assert (seen.recipe.task, seen.recipe.output.names) == (Task.EMBED, (FEATURES,))
    model = Embedder(seen.model, InProcess())
    vectors, kinds = [], []
    for kind, pattern in KINDS.items():
        for file in sorted(shared.glob(pattern))[:12]:
            vector = model.vector(read(file), whole=True)
            vectors.append(vector / np.linalg.norm(vector))
            kinds.append(kind)
    model.close()
    assert len(set(kinds)) == 3
    table, names = np.array(vectors), np.array(kinds)
    assert table.shape[1] == 192
    right = 0
    for index, kind in enumerate(names):
        others = np.arange(len(names)) != index
        means = {k: table[others & (names == k)].mean(axis=0) for k in KINDS}
        right += max(means, key=lambda k: float(means[k] @ table[index])) == kind
    assert right >= 0.9 * len(names)


def test_a_part_has_a_vector_of_its_own(shared, backbone):
    from labeldesk.domain.geometry import Rect

    image = read(shared / "datitran+raccoon_dataset/images/raccoon-1.jpg")
    model = Embedder(inspect(backbone).model, InProcess())
    part = crop(image, Rect(81, 88, 522, 408))
    first, again, whole = model.vectors([part, part.copy(), image], whole=True)
    model.close()
    assert np.array_equal(first, again)
    assert not np.allclose(first, whole)
