"""A head joined to the backbone it was fitted on: an ordinary classifier with pictures as input."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.atomic import write_atomically
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.decode.embed import extra_tokens
from labeldesk.suggest.heads import SCORES, LearnedHead, layers
from labeldesk.suggest.recipe import (
    Activation,
    Background,
    Layout,
    OutputSpec,
    Pool,
    Recipe,
    Task,
)
from labeldesk.suggest.trunk import add_outputs

if TYPE_CHECKING:
    import onnx

_OLDEST_IR = 4  # from then on constants need not be inputs
_VECTOR, _TOKENS, _MAP = 2, 3, 4
_NO_OUTPUT = QT_TRANSLATE_NOOP("Model", "The backbone has no output {name}")
_ODD = QT_TRANSLATE_NOOP("Model", "Nothing can be joined to the output {name} of the backbone")
_UNREAD = QT_TRANSLATE_NOOP("Model", "The backbone could not be read: {reason}")
_LARGE = QT_TRANSLATE_NOOP("Model", "The backbone is too large for one file")


def write_joined(
    path: Path, backbone: Path, recipe: Recipe, head: LearnedHead, *, unit: bool = True
) -> Recipe:
    """Write backbone and head as one classifier, with its recipe beside it; gives that.

    The first name of `recipe.output` is the output that becomes the vector, as the decoder
    "embed" does it; with `unit` the head was fitted on vectors brought to length 1. Raises
    UserError.
    """
    model = _loaded(backbone)
    name = (recipe.output.names or (model.graph.output[0].name,))[0]
    add_outputs(model, (name,))
    given = next((one for one in model.graph.output if one.name == name), None)
    if given is None:
        raise UserError(_NO_OUTPUT.filled(name=name), path=str(backbone))
    nodes = _flattened(name, _dims(model, given), recipe.output)
    if nodes is None:
        raise UserError(_ODD.filled(name=name), path=str(backbone))
    _join(model, nodes, head, unit=unit)
    write_atomically(path, _bytes(model, backbone))
    output = OutputSpec("classify", (SCORES,), Activation.NONE, Background.NONE)
    made = replace(
        recipe,
        family="classifier",
        task=Task.CLASSIFY,
        output=output,
        classes=head.names,
        files={"model": path.name},
        sha256="",
    )
    beside = path.with_name(path.stem + recipe_yaml.SUFFIX)
    write_atomically(beside, recipe_yaml.dump(made).encode())
    return made


def _loaded(backbone: Path) -> onnx.ModelProto:
    import onnx
    from google.protobuf.message import DecodeError

    try:
        return onnx.load(str(backbone))
    except (OSError, ValueError, DecodeError) as error:
        raise UserError(_UNREAD.filled(reason=str(error)), path=str(backbone)) from error


def _bytes(model: onnx.ModelProto, backbone: Path) -> bytes:
    from google.protobuf.message import EncodeError

    try:
        written: bytes = model.SerializeToString()
    except (ValueError, EncodeError) as error:
        raise UserError(_LARGE, path=str(backbone)) from error
    return written


def _dims(model: onnx.ModelProto, given: onnx.ValueInfoProto) -> list[int]:
    """The sizes of an output, 0 for a free one; of an inner tensor they are inferred."""
    import onnx

    if not given.type.tensor_type.HasField("shape"):
        try:
            inferred = onnx.shape_inference.infer_shapes(model)
        except (ValueError, onnx.shape_inference.InferenceError):
            return []
        given = next(one for one in inferred.graph.output if one.name == given.name)
    return [one.dim_value for one in given.type.tensor_type.shape.dim]


def _flattened(name: str, dims: list[int], output: OutputSpec) -> list[Any] | None:
    """Nodes from an output to ``head.flat``, float32 (n, length); None for one that is no vector.

    They take what the operators of every version agree on.
    """
    from onnx import TensorProto, helper, numpy_helper

    cast = helper.make_node("Cast", [name], ["head.given"], to=TensorProto.FLOAT)
    flat = helper.make_node("Flatten", ["head.pooled"], ["head.flat"], axis=1)
    if len(dims) == _VECTOR:
        return [cast, helper.make_node("Identity", ["head.given"], ["head.flat"])]
    if len(dims) == _MAP:
        order = (0, 1, 2, 3) if output.layout is Layout.NCHW else (0, 3, 1, 2)
        turned = helper.make_node("Transpose", ["head.given"], ["head.turned"], perm=order)
        pooled = helper.make_node("GlobalAveragePool", ["head.turned"], ["head.pooled"])
        return [cast, turned, pooled, flat]
    if len(dims) == _TOKENS:
        some = _tokens(dims[1], output.pool)
        if some is None:
            return None
        places = numpy_helper.from_array(np.array(some, np.int64))
        which = helper.make_node("Constant", [], ["head.which"], value=places)
        taken = helper.make_node("Gather", ["head.given", "head.which"], ["head.taken"], axis=1)
        turned = helper.make_node("Transpose", ["head.taken"], ["head.turned"], perm=(0, 2, 1))
        pooled = helper.make_node("GlobalAveragePool", ["head.turned"], ["head.pooled"])
        return [cast, which, taken, turned, pooled, flat]
    return None


def _tokens(count: int, pool: Pool) -> list[int] | None:
    """Which of so many tokens make the vector; None where that cannot be told before."""
    if pool is Pool.FIRST:
        return [0]
    return [*range(extra_tokens(count), count)] if count else None


def _join(model: onnx.ModelProto, nodes: list[Any], head: LearnedHead, *, unit: bool) -> None:
    from onnx import TensorProto, helper

    added, constants = layers(head, "head.unit" if unit else "head.flat")
    if unit:
        nodes.append(helper.make_node("LpNormalization", ["head.flat"], ["head.unit"], axis=1, p=2))
    model.graph.node.extend([*nodes, *added])
    model.graph.initializer.extend(constants)
    model.ir_version = max(model.ir_version, _OLDEST_IR)
    del model.graph.output[:]
    shape = [None, len(head.names)]
    model.graph.output.append(helper.make_tensor_value_info(SCORES, TensorProto.FLOAT, shape))
    said = {one.key: one.value for one in model.metadata_props}
    del model.metadata_props[:]
    helper.set_model_props(model, {**said, **head.metadata})
