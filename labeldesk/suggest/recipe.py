"""A recipe: how to feed one ONNX model and how to read what it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

MAIN_PARTS = ("model", "encoder")
"""The part of a recipe's files by which a model lies somewhere; it has one of them."""
_HALF = re.compile(r"[._ -]*((image|vision)[._ -]*)?(encoder|decoder)(?![a-z])", re.IGNORECASE)


class Task(StrEnum):
    """What a model is for. `PROMPT`: to mark what is clicked."""

    DETECT = "detect"
    SEGMENT = "segment"
    CLASSIFY = "classify"
    OBB = "obb"
    POSE = "pose"
    SEMANTIC = "semantic"
    EMBED = "embed"
    PROMPT = "prompt"


class Fit(StrEnum):
    """How an image is brought to the size of the network's input."""

    LETTERBOX = "letterbox"
    STRETCH = "stretch"
    CROP = "crop"


class PadAt(StrEnum):
    """Where the margins of a letterbox go."""

    CENTRE = "centre"
    BOTTOM_RIGHT = "bottom-right"


class Layout(StrEnum):
    """The order of the axes of the input."""

    NCHW = "nchw"
    NHWC = "nhwc"
    CHW = "chw"
    HWC = "hwc"


class Colour(StrEnum):
    """The order of the channels of the input."""

    RGB = "rgb"
    BGR = "bgr"
    GREY = "grey"


class Activation(StrEnum):
    """What turns the last numbers into scores; `probe` looks at the numbers themselves."""

    NONE = "none"
    SIGMOID = "sigmoid"
    SOFTMAX = "softmax"
    PROBE = "probe"


class Resample(StrEnum):
    """What is taken between the samples of an image that is resized with `antialias`."""

    NEAREST = "nearest"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    LANCZOS = "lanczos"


class Pool(StrEnum):
    """What makes one vector of tokens: the first of them, or the mean of the patches."""

    FIRST = "first"
    MEAN = "mean"


class Background(StrEnum):
    """Whether one class slot means "nothing"."""

    NONE = "none"
    FIRST = "first"
    LAST = "last"


class Tiling(StrEnum):
    """Whether large images are looked at in pieces; `both` looks at the whole one too."""

    OFF = "off"
    TILES = "tiles"
    BOTH = "both"


class Corners(StrEnum):
    """How four numbers are a box.

    `probe` takes shares that run backwards for centres and sizes, all else for corners.
    """

    XYXY = "xyxy"
    YXYX = "yxyx"
    CENTRES = "cxcywh"
    PROBE = "probe"


class Space(StrEnum):
    """What boxes are measured in: input pixels, image pixels, or shares of the input.

    `probe` takes numbers that are none larger than 1.5 for shares, all else for input pixels.
    """

    INPUT = "input"
    IMAGE = "image"
    UNIT = "unit"
    PROBE = "probe"


class Feed(StrEnum):
    """What an input beside the picture is given, two numbers or the constants of the recipe.

    `scale` is input pixels per image pixel.
    """

    IMAGE_WH = "image-wh"
    IMAGE_HW = "image-hw"
    INPUT_WH = "input-wh"
    INPUT_HW = "input-hw"
    SCALE_WH = "scale-wh"
    SCALE_HW = "scale-hw"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class ExtraInput:
    """An input beside the picture; its type and axes are those that the model declares."""

    name: str
    feed: Feed
    values: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class InputSpec:
    """The image input: a number becomes ``(number * scale - mean) / std``, per channel.

    `width` and `height` are in pixels. 0 follows the image: its size, the long side at most
    `max_side`, rounded up to multiples of `stride`; with a `short_side` the image is first
    brought to that, larger or smaller. `crop` is, with `Fit.CROP`, the share of the short side
    that is kept, with `Fit.STRETCH` the share of both sides. `antialias` averages when
    shrinking, as Pillow does, in the way of `resample`; without it only the neighbours of each
    sample count, as in OpenCV's linear resize.
    """

    name: str = "images"
    width: int = 640
    height: int = 640
    layout: Layout = Layout.NCHW
    dtype: str = "float32"
    colour: Colour = Colour.RGB
    scale: float = 1 / 255
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()
    fit: Fit = Fit.LETTERBOX
    pad_value: int = 114
    pad_at: PadAt = PadAt.CENTRE
    crop: float = 1.0
    antialias: bool = False
    resample: Resample = Resample.BILINEAR
    stride: int = 32
    max_side: int = 1280
    short_side: int = 0


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """How to read the outputs: `format` names a decoder, `names` are its tensors in its order.

    `keypoints` asks CenterFace for landmarks too; `joint` is how many numbers a joint of a pose
    has: 2 (x, y) or 3 (and visibility). `layout` says where a map has its classes. `pool` is for
    the vector of an embedding. `corners` and `space` hold for formats that leave the exporter a
    choice.
    """

    format: str
    names: tuple[str, ...] = ()
    activation: Activation = Activation.NONE
    background: Background = Background.NONE
    keypoints: bool = False
    joint: int = 3
    layout: Layout = Layout.NCHW
    pool: Pool = Pool.FIRST
    corners: Corners = Corners.XYXY
    space: Space = Space.INPUT


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`score`: what is kept at all; `iou`: from where two boxes are one; `mask`: a pixel is in."""

    score: float = 0.05
    iou: float = 0.7
    mask: float = 0.5


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything there is to know about running one model.

    `files` maps a part ("model", or "encoder" and "decoder") to a bare file name beside the
    recipe; `sha256` is the digest of the scan. `clear_dims` makes the declared sizes free
    before loading, for files whose declarations are false. `tiling` is for small objects.
    """

    family: str
    task: Task
    input: InputSpec
    output: OutputSpec
    classes: tuple[str, ...] = ()
    thresholds: Thresholds = Thresholds()
    max_det: int = 300
    files: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    license: str = ""
    source: str = ""
    clear_dims: bool = False
    tiling: Tiling = Tiling.OFF
    extras: tuple[ExtraInput, ...] = ()

    @property
    def proposes(self) -> bool:
        """Whether the model finds anything by itself; an embedding only describes images, and
        what marks clicks waits for them.
        """
        return self.task not in (Task.EMBED, Task.PROMPT)

    @property
    def main(self) -> str:
        """The name of the file that stands for the model; empty where no files are named."""
        return next((self.files[part] for part in MAIN_PARTS if part in self.files), "")

    def class_name(self, index: int) -> str:
        """The name of a class slot; slots beyond the names are called by their number."""
        return self.classes[index] if 0 <= index < len(self.classes) else f"class{index}"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model as the engine takes it: where it lies, how to run it and on what.

    `device` is a key of `session.DEVICES`.
    """

    path: Path
    recipe: Recipe
    device: str = "auto"

    @property
    def name(self) -> str:
        """The name people see: that of the file, without the word that tells it from its other
        half.
        """
        stem = self.path.stem
        return _HALF.sub("", stem) or stem if "decoder" in self.recipe.files else stem
