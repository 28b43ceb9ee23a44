"""Where a classifier knows most of an image: before the last linear layer, which names classes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import onnx

_PASSING = frozenset({
    "Add", "Cast", "Clip", "DequantizeLinear", "Div", "Flatten", "Identity", "LogSoftmax", "Mul",
    "QuantizeLinear", "Reshape", "Sigmoid", "Softmax", "Squeeze", "Sub", "Unsqueeze",
})  # fmt: skip
_LINEAR = frozenset({"Gemm", "MatMul"})
_POOLING = frozenset({"AveragePool", "GlobalAveragePool", "ReduceMean"})
_DEEPEST = 16


def trunk(path: Path, output: str = "") -> str | None:
    """The tensor before the layer that makes `output` (by default the first) of a classifier;
    None where there is no such layer, or the file cannot be read.
    """
    import onnx
    from google.protobuf.message import DecodeError

    try:
        model = onnx.load(str(path), load_external_data=False)
    except (OSError, DecodeError):
        return None
    if not output:
        output = model.graph.output[0].name if model.graph.output else ""
    return _Graph(model).before(output)


def opened_at(content: bytes, names: tuple[str, ...]) -> bytes:
    """The model with these tensors among its outputs, in memory; what it gives already stays."""
    import onnx

    model = onnx.load_from_string(content)
    add_outputs(model, names)
    changed: bytes = model.SerializeToString()
    return changed


def add_outputs(model: onnx.ModelProto, names: tuple[str, ...]) -> None:
    """Let the model give these tensors too, those that it makes at all."""
    import onnx

    given = {one.name for one in model.graph.output}
    made = {name for node in model.graph.node for name in node.output}
    for name in names:
        if name in made - given:
            model.graph.output.append(onnx.ValueInfoProto(name=name))


class _Graph:
    def __init__(self, model: onnx.ModelProto) -> None:
        self._makers = {name: node for node in model.graph.node for name in node.output}
        self._constants = {one.name for one in model.graph.initializer}

    def before(self, name: str) -> str | None:
        for _ in range(_DEEPEST):
            node = self._makers.get(name)
            if node is None:
                return None
            live = [one for one in node.input if one and not self._is_constant(one)]
            if len(live) != 1:
                return None
            (name,) = live
            if node.op_type in _LINEAR or (node.op_type == "Conv" and self._is_pooled(name)):
                return name
            if node.op_type not in _PASSING:
                return None
        return None

    def _is_constant(self, name: str, depth: int = 0) -> bool:
        node = self._makers.get(name)
        if name in self._constants:
            return True
        if node is None or depth > _DEEPEST:
            return False
        return all(self._is_constant(one, depth + 1) for one in node.input if one)

    def _is_pooled(self, name: str) -> bool:
        node = self._makers.get(name)
        return node is not None and node.op_type in _POOLING
