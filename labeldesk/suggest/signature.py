"""What a model file says about itself, as plain values: inputs, outputs, metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import onnx

Dim = int | str | None
"""A fixed size, the name of a free one, or nothing said."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """One input or output. `last_op` is, for an output, the operator it comes from, `first_op`,
    for an input, the one that takes it.
    """

    name: str
    dtype: str
    dims: tuple[Dim, ...]
    last_op: str = ""
    first_op: str = ""

    @property
    def rank(self) -> int:
        """The number of axes."""
        return len(self.dims)

    def size(self, axis: int) -> int:
        """The fixed size of an axis; 0 where it is free or the axis does not exist."""
        try:
            dim = self.dims[axis]
        except IndexError:
            return 0
        return dim if isinstance(dim, int) and dim > 0 else 0

    def __str__(self) -> str:
        shape = ", ".join("?" if dim in (None, "") else str(dim) for dim in self.dims)
        return f"{self.name}: {self.dtype} [{shape}]"


@dataclass(frozen=True, slots=True)
class Signature:
    """Inputs (without initializers), outputs, metadata and the operators used."""

    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    ops: frozenset[str] = frozenset()
    producer: str = ""
    ir_version: int = 0
    opset: int = 0
    doc: str = ""

    def output(self, name: str) -> Tensor | None:
        """The output of that name."""
        return next((tensor for tensor in self.outputs if tensor.name == name), None)


def read(model: onnx.ModelProto) -> Signature:
    """The signature of a parsed model; runs nothing."""
    graph = model.graph
    constants = {item.name for item in graph.initializer}
    makers = {name: node.op_type for node in graph.node for name in node.output}
    takers = {name: node.op_type for node in reversed(graph.node) for name in node.input}
    return Signature(
        inputs=tuple(
            _tensors((item for item in graph.input if item.name not in constants), takers=takers)
        ),
        outputs=tuple(_tensors(graph.output, makers)),
        metadata={item.key: item.value for item in model.metadata_props},
        ops=frozenset(node.op_type for node in graph.node),
        producer=f"{model.producer_name} {model.producer_version}".strip(),
        ir_version=model.ir_version,
        opset=max(
            (o.version for o in model.opset_import if o.domain in {"", "ai.onnx"}), default=0
        ),
        doc=model.doc_string[:2000],
    )


def _tensors(
    items: Iterable[Any],
    makers: Mapping[str, str] | None = None,
    takers: Mapping[str, str] | None = None,
) -> Iterator[Tensor]:
    for item in items:
        tensor = item.type.tensor_type
        dims = tuple(_dim(dim) for dim in tensor.shape.dim)
        ends = ((found or {}).get(item.name, "") for found in (makers, takers))
        yield Tensor(item.name, _dtype(tensor.elem_type), dims, *ends)


def _dim(dim: Any) -> Dim:  # noqa: ANN401 (a protobuf message)
    if dim.HasField("dim_value") and dim.dim_value > 0:
        return int(dim.dim_value)
    return str(dim.dim_param) or None


def _dtype(code: int) -> str:
    import onnx

    try:
        name = str(onnx.TensorProto.DataType.Name(code)).lower()
    except ValueError:
        return f"type {code}"
    return {"float": "float32", "double": "float64"}.get(name, name)
