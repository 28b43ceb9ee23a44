"""Deterministic stand-ins for models: ONNX files whose answers are written into them.

They are real files that go the whole way (scan, recognition, child process, decoding), so tests
and demonstrations need no weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Size
from labeldesk.suggest.frames import frame
from labeldesk.suggest.recipe import InputSpec

OPSET = 17
IR_VERSION = 8
ROWS = 300
Row = tuple[float, float, float, float, float, int]
"""x0 y0 x1 y1 score class, in image pixels."""


def constant_model(
    outputs: Mapping[str, NDArray[np.generic]],
    *,
    dims: Sequence[int | str] = (1, 3, 640, 640),
    dtype: str = "float32",
    name: str = "images",
    metadata: Mapping[str, str] | None = None,
    beside: Mapping[str, tuple[str, Sequence[int | str]]] | None = None,
) -> Any:  # noqa: ANN401 (an onnx.ModelProto; onnx loads inside)
    """A model that answers the same whatever it sees. Needs onnx.

    `beside` are inputs beside the picture, name to type and sizes.
    """
    from onnx import helper, numpy_helper

    kind = helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
    image = helper.make_tensor_value_info(name, kind, list(dims))
    nodes = [
        helper.make_node("Constant", [], [key], value=numpy_helper.from_array(value, key))
        for key, value in outputs.items()
    ]
    declared = [
        helper.make_tensor_value_info(
            key, helper.np_dtype_to_tensor_dtype(value.dtype), list(value.shape)
        )
        for key, value in outputs.items()
    ]
    more = [
        helper.make_tensor_value_info(
            key, helper.np_dtype_to_tensor_dtype(np.dtype(of)), list(axes)
        )
        for key, (of, axes) in (beside or {}).items()
    ]
    graph = helper.make_graph(nodes, "fake", [image, *more], declared)
    opsets = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(graph, ir_version=IR_VERSION, opset_imports=opsets)
    helper.set_model_props(model, dict(metadata or {}))
    return model


def write_detector(
    path: Path, rows: Sequence[Row], names: Sequence[str], *, image: Size, side: int = 320
) -> None:
    """An end-to-end detector that finds `rows` on images of that size. Needs onnx.

    Other sizes get the same boxes relative to the letterboxed input.
    """
    at = frame(image, InputSpec(width=side, height=side))
    table = np.zeros((1, ROWS, 6), np.float32)
    for index, (x0, y0, x1, y1, score, slot) in enumerate(rows):
        corners = at.to_net(np.array([[x0, y0], [x1, y1]])).ravel()
        table[0, index] = (*corners, score, slot)
    metadata = {
        "task": "detect",
        "names": repr(dict(enumerate(names))),
        "imgsz": f"[{side}, {side}]",
        "end2end": "True",
        "description": "Labeldesk fake detector",
    }
    model = constant_model({"output0": table}, dims=(1, 3, side, side), metadata=metadata)
    path.write_bytes(model.SerializeToString())
