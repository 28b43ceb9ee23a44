"""Stand-ins for models that mark what is clicked, in the form of each family known.

The encoder averages cells of 16 net pixels. The decoder marks, around each positive place, a
square of 2 x `REACH` net pixels or, `by_colour`, all cells of that colour; it leaves out a small
square around negative places, or what has their colour, and everything outside the box. `by_hue`
it looks at how much redder than green a cell is, whatever its light, and has round edges.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from labeldesk.suggest.fake import IR_VERSION, OPSET

REACH, AWAY = 100.0, 40.0
SHIFTS = (0.0, 40.0, 0.0, -40.0)  # of the edges of the masks, net pixels
SCORES = (0.5, 0.7, 0.9, 0.6)
NET, CELLS, GRID = 1024, 64, 256
_FAR = 1e4
_ALIKE, _ALIKE_HUE = 0.4, 0.28
"""Of a colour: about 23 levels where numbers are normalised as SAM has them."""


@dataclass(frozen=True, slots=True)
class Form:
    """Names and shapes of one family, as its exporters write them."""

    image: tuple[str, tuple[Any, ...]]
    features: tuple[tuple[str, int, int], ...]
    points: str = "point_coords"
    labels: str = "point_labels"
    rank: int = 3
    extra: tuple[str, ...] = ()
    label_type: str = "float32"
    masks: str = "masks"
    scores: str = "iou_predictions"
    low_res: str = ""
    scores_first: bool = False
    shown: tuple[int, ...] = (0, 1, 2, 3)
    wanted: tuple[str, ...] = ()
    boxes: str = ""
    net: int = NET
    grid: int = GRID

    @property
    def cells(self) -> int:
        """Of the features that tell the colours, in a row."""
        return min(cells for _, _, cells in self.features)


def _levels(cells: int) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (f"image_embeddings.{level}", channels, cells * times)
        for level, (channels, times) in enumerate(((32, 4), (64, 2), (256, 1)))
    )


_NCHW = (1, 3, NET, NET)
_PLAIN = (("image_embeddings", 256, CELLS),)
_SAM2 = (("high_res_feats_0", 32, 256), ("high_res_feats_1", 64, 128), ("image_embed", 256, CELLS))
_META = ("mask_input", "has_mask_input", "orig_im_size")
FORMS = {
    "sam": Form(("input_image", _NCHW), _PLAIN, extra=_META, low_res="low_res_masks"),
    "sam-hwc": Form(
        ("input_image", ("image_height", "image_width", 3)), _PLAIN, extra=_META,
        low_res="low_res_masks",
    ),
    "sam2": Form(
        ("image", _NCHW), _SAM2, extra=_META[:2],
        wanted=("image_embed", "high_res_feats_0", "high_res_feats_1"), shown=(1, 2, 3),
    ),
    "sam2-osam": Form(
        ("input", _NCHW),
        (("high_res_features1", 32, 256), ("image_embeddings", 256, CELLS),
         ("high_res_features2", 64, 128)),
        extra=_META, wanted=("image_embeddings", "high_res_features1", "high_res_features2"),
        shown=(1, 2, 3),
    ),
    "efficientsam": Form(
        ("batched_images", ("b", 3, "h", "w")), _PLAIN, "batched_point_coords",
        "batched_point_labels", 4, ("orig_im_size",), masks="output_masks", shown=(1, 2, 3),
    ),
    "edgesam": Form(("image", _NCHW), _PLAIN, scores="scores", scores_first=True),
    "sam-hf": Form(
        ("pixel_values", ("batch_size", 3, NET, NET)),
        (("image_embeddings", 256, CELLS), ("image_positional_embeddings", 256, CELLS)),
        "input_points", "input_labels", 4, label_type="int64", masks="pred_masks",
        scores="iou_scores", scores_first=True, shown=(1, 2, 3),
    ),
    "sam2-hf": Form(
        ("pixel_values", ("batch_size", 3, NET, NET)), _levels(CELLS), "input_points",
        "input_labels", 4, label_type="int64", masks="pred_masks", scores="iou_scores",
        scores_first=True, shown=(1, 2, 3), boxes="input_boxes",
    ),
    "sam3-hf": Form(
        ("pixel_values", ("batch_size", 3, 1008, 1008)), _levels(72), "input_points",
        "input_labels", 4, label_type="int64", masks="pred_masks", scores="iou_scores",
        scores_first=True, shown=(1, 2, 3), boxes="input_boxes", net=1008, grid=288,
    ),
}  # fmt: skip


def write_pair(
    folder: Path,
    family: str = "sam",
    *,
    by_colour: bool = False,
    by_hue: bool = False,
    stem: str = "fake",
) -> tuple[Path, Path]:
    """Encoder and decoder as files of a folder. Needs onnx."""
    form = FORMS[family]
    paths = folder / f"{stem}.encoder.onnx", folder / f"{stem}.decoder.onnx"
    decoder = _Decoder(form, by_colour=by_colour or by_hue, by_hue=by_hue)
    for path, graph in zip(paths, (_Encoder(form).made(), decoder.made()), strict=True):
        path.write_bytes(graph.SerializeToString())
    return paths


class _Graph:
    """Collects nodes; every method gives the name of what it made."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, value: Any, dtype: str = "float32") -> str:  # noqa: ANN401 (an array)
        from onnx import numpy_helper

        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.array(value, np.dtype(dtype)), name))
        return name

    def op(self, kind: str, *inputs: str, to: str = "", **attributes: Any) -> str:  # noqa: ANN401
        from onnx import helper

        name = to or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def cast(self, name: str, dtype: str = "float32") -> str:
        from onnx import helper

        made = f"n{len(self.nodes)}"
        kind = helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
        self.nodes.append(helper.make_node("Cast", [name], [made], to=kind))
        return made

    def model(self, inputs: list[Any], outputs: list[Any]) -> Any:  # noqa: ANN401 (a ModelProto)
        from onnx import helper

        graph = helper.make_graph(self.nodes, "fake", inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, ir_version=IR_VERSION, opset_imports=opsets)


def _declared(name: str, dtype: str, dims: tuple[Any, ...]) -> Any:  # noqa: ANN401 (onnx's value)
    from onnx import helper

    kind = helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
    return helper.make_tensor_value_info(name, kind, list(dims))


class _Encoder(_Graph):
    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def made(self) -> Any:  # noqa: ANN401 (a ModelProto)
        name, dims = self._form.image
        planes = name if len(dims) == 4 else self._padded(name)  # noqa: PLR2004 (batch and channels)
        for feature, channels, cells in self._form.features:
            side, rest = divmod(self._form.net, cells)
            if rest:  # whole net pixels per cell of the smallest level, enlarged
                side = self._form.net // self._form.cells
            small = self.op("AveragePool", planes, kernel_shape=[side] * 2, strides=[side] * 2)
            if rest:
                times = self.constant([1, 1, *[cells / self._form.cells] * 2])
                small = self.op("Resize", small, "", times, mode="nearest")
            pads = self.constant([0, 0, 0, 0, 0, channels - 3, 0, 0], "int64")
            self.op("Pad", small, pads, to=feature)
        outputs = [
            _declared(feature, "float32", (1, channels, cells, cells))
            for feature, channels, cells in self._form.features
        ]
        return self.model([_declared(name, "float32", dims)], outputs)

    def _padded(self, image: str) -> str:
        """Rows, columns, channels of plain pixels: normalised and padded, as the family does."""
        mean, std = (123.675, 116.28, 103.53), (58.395, 57.12, 57.375)
        plain = self.op("Sub", image, self.constant(mean))
        planes = self.op("Transpose", self.op("Div", plain, self.constant(std)), perm=[2, 0, 1])
        size = self.op("Shape", planes)
        missing = self.op("Sub", self.constant([3, NET, NET], "int64"), size)
        pads = self.op("Concat", self.constant([0, 0, 0], "int64"), missing, axis=0)
        padded = self.op("Pad", planes, pads)
        return self.op("Unsqueeze", padded, self.constant([0], "int64"))


class _Decoder(_Graph):
    def __init__(self, form: Form, *, by_colour: bool, by_hue: bool) -> None:
        super().__init__()
        self._form, self._by_colour, self._by_hue = form, by_colour, by_hue
        flat = self.constant([-1, 2], "int64")
        # One that counts for nothing, as there may be a box alone.
        points = self.op("Reshape", form.points, flat)
        self._points = self.op("Concat", points, self.constant([[0.0, 0.0]]), axis=0)
        labels = self.op("Reshape", self.cast(form.labels), self.constant([-1, 1, 1], "int64"))
        self._labels = self.op("Concat", labels, self.constant([[[-1.0]]]), axis=0)

    def made(self) -> Any:  # noqa: ANN401 (a ModelProto)
        form, count, grid_side = self._form, len(self._form.shown), self._form.grid
        unit = _ALIKE / 2 / 40 if self._by_colour else 1.0
        shifts = np.reshape([SHIFTS[i] * unit for i in form.shown], (1, count, 1, 1))
        field = self.op(
            "Reshape", self._field(), self.constant([1, 1, grid_side, grid_side], "int64")
        )
        grid = self.op("Add", field, self.constant(shifts))
        sides = [grid_side, grid_side]
        deep = [1, 1, count, *sides] if form.rank == 4 else [1, count, *sides]  # noqa: PLR2004
        full = bool(form.low_res) or "orig_im_size" in form.extra
        masks = self._resized(grid, count) if full else grid
        side = ("h", "w") if full else tuple(sides)
        if form.rank == 4:  # noqa: PLR2004 (questions, then points)
            self.op("Unsqueeze", masks, self.constant([0], "int64"), to=form.masks)
        else:
            self.op("Identity", masks, to=form.masks)
        outputs = [_declared(form.masks, "float32", (*deep[:-2], *side))]
        known = np.reshape([SCORES[i] for i in form.shown], deep[:-2])
        self.op("Identity", self.constant(known), to=form.scores)
        scores = _declared(form.scores, "float32", tuple(deep[:-2]))
        outputs = [scores, *outputs] if form.scores_first else [*outputs, scores]
        if form.low_res:
            self.op("Identity", grid, to=form.low_res)
            outputs.append(_declared(form.low_res, "float32", (1, count, *sides)))
        return self.model(self._inputs(), outputs)

    def _inputs(self) -> list[Any]:
        form = self._form
        channels = {name: (1, c, cells, cells) for name, c, cells in form.features}
        wanted = form.wanted or tuple(channels)
        points = (1, "n", 2) if form.rank == 3 else (1, 1, "n", 2)  # noqa: PLR2004
        shapes = {"mask_input": (1, 1, GRID, GRID), "has_mask_input": (1,), "orig_im_size": (2,)}
        return [
            *(_declared(name, "float32", channels[name]) for name in wanted),
            _declared(form.points, "float32", points),
            _declared(form.labels, form.label_type, points[:-1]),
            *([_declared(form.boxes, "float32", (1, "boxes", 4))] if form.boxes else []),
            *(
                _declared(
                    name,
                    "int64" if form.rank == 4 else "float32",  # noqa: PLR2004 (EfficientSAM)
                    shapes[name],
                )
                for name in form.extra
            ),
        ]

    def _resized(self, grid: str, count: int) -> str:
        """As large as was asked for."""
        sizes = self.cast("orig_im_size", "int64")
        all_sizes = self.op("Concat", self.constant([1, count], "int64"), sizes, axis=0)
        return self.op("Resize", grid, "", "", all_sizes, mode="linear")

    def _field(self) -> str:
        """(256, 256): above 0 is in, in net pixels or as a distance of colours."""
        near = self._alike() if self._by_colour else self._close(REACH)
        far = self._alike() if self._by_colour else self._close(AWAY)
        base = self._highest(near, 1.0)
        is_shown = self._equal(1.0)
        any_shown = self.op("ReduceMax", self.cast(is_shown), axes=[0], keepdims=0)
        without = self.op("Sub", self.constant(1.0), any_shown)
        lift = self.op("Mul", without, self.constant(2 * _FAR))
        base = self.op("Add", base, lift)
        away = self.op("Neg", self._highest(far, 0.0))
        return self.op("Min", base, away, self._boxed())

    def _equal(self, label: float) -> str:
        return self.op("Equal", self._labels, self.constant(label))

    def _highest(self, fields: str, label: float) -> str:
        """The highest of the fields of the places with that label."""
        chosen = self.op("Where", self._equal(label), fields, self.constant(-_FAR))
        return self.op("ReduceMax", chosen, axes=[0], keepdims=0)

    def _axis(self, which: int) -> str:
        """One coordinate of every place, (n, 1, 1)."""
        part = self.op("Gather", self._points, self.constant(which, "int64"), axis=1)
        return self.op("Reshape", part, self.constant([-1, 1, 1], "int64"))

    def _middles(self, which: int) -> str:
        """The middles of the cells of the grid along one axis, net pixels."""
        grid = self._form.grid
        middles = (np.arange(grid) + 0.5) * (self._form.net / grid)
        return self.constant(middles.reshape((1, 1, grid) if which == 0 else (1, grid, 1)))

    def _close(self, reach: float) -> str:
        away = [
            self.op("Abs", self.op("Sub", self._middles(axis), self._axis(axis))) for axis in (0, 1)
        ]
        return self.op("Sub", self.constant(reach), self.op("Max", *away))

    def _boxed(self) -> str:
        """How deep within the corners 2 and 3, or the boxes; everywhere where there are none."""
        sides = []
        for axis in (0, 1):
            low, high = self._edges(axis)
            first = self.op("ReduceMax", low, axes=[0], keepdims=1)
            last = self.op("ReduceMin", high, axes=[0], keepdims=1)
            sides += [
                self.op("Sub", self._middles(axis), first),
                self.op("Sub", last, self._middles(axis)),
            ]
        return self.op("Squeeze", self.op("Min", *sides), self.constant([0], "int64"))

    def _edges(self, axis: int) -> tuple[str, str]:
        """Lower and upper edges along an axis, (n, 1, 1), among them some that bound nothing."""
        if not self._form.boxes:
            at = self._axis(axis)
            low = self.op("Where", self._equal(2.0), at, self.constant(-_FAR))
            return low, self.op("Where", self._equal(3.0), at, self.constant(_FAR))
        boxes = self.op("Reshape", self._form.boxes, self.constant([-1, 4], "int64"))
        bounds = self.constant([[-_FAR, -_FAR, _FAR, _FAR]])
        every = self.op("Concat", boxes, bounds, axis=0)
        low, high = (
            self.op("Gather", every, self.constant(axis + more, "int64"), axis=1) for more in (0, 2)
        )
        shape = self.constant([-1, 1, 1], "int64")
        return self.op("Reshape", low, shape), self.op("Reshape", high, shape)

    def _alike(self) -> str:
        """(n, 256, 256): how alike the colour of each place and of each cell are."""
        form, count = self._form, self._form.cells
        feature = next(name for name, _, cells in form.features if cells == count)
        starts, ends = self.constant([0, 0], "int64"), self.constant([1, 3], "int64")
        colours = self.op("Slice", feature, starts, ends, self.constant([0, 1], "int64"))
        rows = self.op("Reshape", colours, self.constant([1, 3, count * count], "int64"))
        if self._by_hue:
            red, green = (
                self.op("Gather", rows, self.constant([which], "int64"), axis=1) for which in (0, 1)
            )
            rows = self.op("Sub", red, green)
        cells = self.op("Clip", self._points, self.constant(0.0), self.constant(form.net - 1.0))
        cells = self.op("Floor", self.op("Div", cells, self.constant(float(form.net // count))))
        place = self.op("Mul", cells, self.constant([[1.0, float(count)]]))
        index = self.op("ReduceSum", place, self.constant([1], "int64"), keepdims=0)
        chosen = self.op("Gather", rows, self.cast(index, "int64"), axis=2)  # (1, 3, n)
        per_place = self.op("Transpose", chosen, perm=[2, 1, 0])  # (n, 3, 1)
        away = self.op("Abs", self.op("Sub", rows, per_place))  # (n, 3, cells)
        worst = self.op("ReduceMax", away, axes=[1], keepdims=0)
        small = self.op("Reshape", worst, self.constant([-1, 1, count, count], "int64"))
        scales = self.constant([1, 1, form.grid / count, form.grid / count])
        mode = "linear" if self._by_hue else "nearest"
        large = self.op("Resize", small, "", scales, mode=mode)
        flat = self.op("Reshape", large, self.constant([-1, form.grid, form.grid], "int64"))
        alike = _ALIKE_HUE if self._by_hue else _ALIKE
        return self.op("Sub", self.constant(alike), flat)
