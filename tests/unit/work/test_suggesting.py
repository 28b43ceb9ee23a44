"""A model over the images of a project: what is refused before anything is run."""

from __future__ import annotations

import numpy as np
import pytest

from labeldesk.domain.problem import UserError
from labeldesk.suggest.fake import constant_model
from labeldesk.work.suggesting import inspect_model, suggest_over


def test_a_model_that_only_describes_images_is_not_run(tmp_path):
    made = constant_model({"image_embeds": np.ones((1, 8), np.float32)}, dims=(1, 3, 32, 32))
    model = tmp_path / "m.onnx"
    model.write_bytes(made.SerializeToString())
    assert inspect_model(model).as_json()["task"] == "embed"
    with pytest.raises(UserError, match="describes images and proposes nothing"):
        suggest_over(None, model)
