"""The size, layout and dtype of a picture input, with or without a batch axis."""

from __future__ import annotations

from dataclasses import replace

from labeldesk.domain.geometry import Size
from labeldesk.suggest.recipe import Colour, InputSpec, Layout
from labeldesk.suggest.recognise.evidence import COLOUR, DEFAULT_SIDE, GREY
from labeldesk.suggest.signature import Tensor

DTYPES = frozenset({"float32", "float16", "float64", "uint8"})


_UNBATCHED = 3
_ALONE = {Layout.NCHW: Layout.CHW, Layout.NHWC: Layout.HWC}


def batched(tensor: Tensor) -> Tensor:
    """The same with a batch axis, where it has none."""
    if tensor.rank != _UNBATCHED:
        return tensor
    return replace(tensor, dims=(1, *tensor.dims))


def layout(tensor: Tensor) -> Layout | None:
    """Where the channels are: axis 1 or 3; None when neither has one or three."""
    if tensor.size(1) in {GREY, COLOUR}:
        return Layout.NCHW
    if tensor.size(3) in {GREY, COLOUR}:
        return Layout.NHWC
    # Torch exports with every axis free keep the channels first.
    return Layout.NCHW if not tensor.size(1) and not tensor.size(3) else None


def size(tensor: Tensor, order: Layout) -> Size:
    """Width and height; 0 where free."""
    rows = 2 if order is Layout.NCHW else 1
    return Size(tensor.size(rows + 1), tensor.size(rows))


def spec(tensor: Tensor, *, default: Size | None = None) -> InputSpec | None:
    """The input's name, size, layout and dtype, the rest as InputSpec has it.

    None when the tensor is no picture. Free sizes become `default`. Bytes are fed as they are.
    """
    alone, tensor = tensor.rank == _UNBATCHED, batched(tensor)
    order = layout(tensor)
    if order is None or tensor.dtype not in DTYPES:
        return None
    fixed, other = size(tensor, order), default or Size(DEFAULT_SIDE, DEFAULT_SIDE)
    channels = tensor.size(1 if order is Layout.NCHW else 3)
    return InputSpec(
        name=tensor.name,
        width=fixed.width or other.width,
        height=fixed.height or other.height,
        layout=_ALONE[order] if alone else order,
        dtype=tensor.dtype,
        scale=1.0 if tensor.dtype == "uint8" else 1 / 255,
        colour=Colour.GREY if channels == GREY else Colour.RGB,
    )
