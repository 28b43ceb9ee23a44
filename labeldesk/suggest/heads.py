"""What was learned from labels as ONNX: a head for vectors; `joined` puts it behind a backbone.

It takes ``vector`` float32 (n, length) and gives ``probabilities`` (n, classes): a linear layer
and a softmax.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.atomic import write_atomically

VECTOR, SCORES = "vector", "probabilities"
TAGS, OBJECTS = "tags", "objects"
LARGEST = 64 << 20  # bytes of a head: 20,000 classes of 768 numbers

_MARK = "labeldesk.head"
_DESCRIBER = "labeldesk.describer"
_OF = "labeldesk.of"
_OPSET, _IR = 17, 8
_NO_HEAD = QT_TRANSLATE_NOOP("Model", "This is no head that Labeldesk has learned")


@dataclass(frozen=True, slots=True, eq=False)
class LearnedHead:
    """`weights` float32 (length, k) and `bias` (k,) for the classes of those names (k).

    `describer` is the id of what makes its vectors, `of` one of TAGS and OBJECTS.
    """

    names: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    describer: str
    of: str = TAGS

    @property
    def metadata(self) -> dict[str, str]:
        """What a file says of it; `names` as classifiers of other makers have it."""
        names = repr(dict(enumerate(self.names)))
        return {_DESCRIBER: self.describer, _OF: self.of, "names": names}


def write_head(path: Path, head: LearnedHead) -> None:
    """Write the head alone; replaces the file in one step."""
    from onnx import TensorProto, helper

    length, count = head.weights.shape
    given = helper.make_tensor_value_info(VECTOR, TensorProto.FLOAT, ["n", length])
    made = helper.make_tensor_value_info(SCORES, TensorProto.FLOAT, ["n", count])
    nodes, constants = layers(head, VECTOR)
    graph = helper.make_graph(nodes, "head", [given], [made], constants)
    opsets = [helper.make_opsetid("", _OPSET)]
    model = helper.make_model(graph, ir_version=_IR, opset_imports=opsets)
    helper.set_model_props(model, {_MARK: "1", **head.metadata})
    write_atomically(path, model.SerializeToString())


def is_head(path: Path) -> bool:
    """Whether a file says that it is one; it is not parsed for that."""
    try:
        return path.stat().st_size <= LARGEST and _MARK.encode() in path.read_bytes()
    except OSError:
        return False


def read_head(path: Path) -> LearnedHead:
    """Read what `write_head` wrote; nothing of it is run. Raises UserError."""
    from google.protobuf.message import DecodeError
    from onnx import load, numpy_helper

    try:
        if path.stat().st_size > LARGEST:
            raise UserError(_NO_HEAD, path=str(path))
        model = load(str(path), load_external_data=False)
    except (OSError, DecodeError) as error:
        raise UserError(_NO_HEAD, path=str(path)) from error
    said = {one.key: one.value for one in model.metadata_props}
    arrays = {one.name: one for one in model.graph.initializer if not one.external_data}
    try:
        names = _names(said)
        weights = numpy_helper.to_array(arrays["head.weights"])
        bias = numpy_helper.to_array(arrays["head.bias"])
        head = LearnedHead(names, weights, bias, said[_DESCRIBER], said[_OF])
    except (KeyError, ValueError, TypeError, SyntaxError) as error:
        raise UserError(_NO_HEAD, path=str(path)) from error
    if not _is_sound(head) or _MARK not in said:
        raise UserError(_NO_HEAD, path=str(path))
    return head


def layers(head: LearnedHead, given: str) -> tuple[list[Any], list[Any]]:
    """Nodes and constants from the vector of that name to the scores."""
    from onnx import helper, numpy_helper

    nodes = [
        helper.make_node("MatMul", [given, "head.weights"], ["head.product"]),
        helper.make_node("Add", ["head.product", "head.bias"], ["head.logits"]),
        helper.make_node("Softmax", ["head.logits"], [SCORES], axis=1),
    ]
    constants = [
        numpy_helper.from_array(np.asarray(head.weights, np.float32), "head.weights"),
        numpy_helper.from_array(np.asarray(head.bias, np.float32), "head.bias"),
    ]
    return nodes, constants


def _names(said: Mapping[str, str]) -> tuple[str, ...]:
    import ast

    text = said["names"]
    found = ast.literal_eval(text) if len(text) <= LARGEST >> 4 else None
    if not isinstance(found, dict):
        raise TypeError("no names")
    return tuple(str(found[n]) for n in range(len(found)))


def _is_sound(head: LearnedHead) -> bool:
    count = len(head.names)
    fits = head.weights.ndim == head.bias.ndim + 1 == 2 and head.weights.shape[1] == count  # noqa: PLR2004
    is_finite = bool(np.isfinite(head.weights).all() and np.isfinite(head.bias).all())
    return fits and head.bias.shape == (count,) and is_finite and head.of in (TAGS, OBJECTS)
