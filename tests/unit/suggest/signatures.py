"""Models that are only looked at: inputs and outputs as exporters declare them, no weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from onnx import TensorProto, helper

from labeldesk.suggest.inspection import Inspection, inspect

Dims = Sequence[int | str]
KINDS = {
    "f": TensorProto.FLOAT, "h": TensorProto.FLOAT16, "u1": TensorProto.UINT8,
    "i4": TensorProto.INT32, "i8": TensorProto.INT64,
}  # fmt: skip
IMAGENET = {"image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}
HF = ("pixel_values", "f", ("batch_size", "num_channels", "height", "width"))


def declared(
    path: Path,
    fed: tuple[str, str, Dims],
    outputs: Sequence[tuple[str, str, Dims, str]],
    *,
    metadata: Mapping[str, str] | None = None,
    ops: Sequence[str] = (),
    producer: str = "",
) -> Inspection:
    """The inspection of a model with that input (name, type, sizes) and those outputs (and the
    operator that each comes from).
    """
    nodes = [helper.make_node(op, [fed[0]], [f"{op}.{n}"]) for n, op in enumerate(ops)]
    nodes += [helper.make_node(op, [fed[0]], [name]) for name, _, _, op in outputs]
    made = [helper.make_tensor_value_info(n, KINDS[k], list(d)) for n, k, d, _ in outputs]
    image = helper.make_tensor_value_info(fed[0], KINDS[fed[1]], list(fed[2]))
    model = helper.make_model(helper.make_graph(nodes, "g", [image], made), producer_name=producer)
    helper.set_model_props(model, dict(metadata or {}))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(model.SerializeToString())
    return inspect(path)


def sidecars(folder: Path, config: object = None, preparation: object = None) -> None:
    """The two files of Hugging Face; None leaves one out."""
    for name, value in (("config.json", config), ("preprocessor_config.json", preparation)):
        if value is not None:
            (folder / name).write_text(json.dumps(value), encoding="utf-8")


def labels(*names: str) -> dict[str, str]:
    """The table of names as Transformers writes it."""
    return {str(slot): name for slot, name in enumerate(names)}
