"""What the two halves of a promptable model take and give, read from their names and shapes.

All decoders are fed alike: places in pixels of the encoder's input (the net), and where they ask
for the image's size, that of the net. So their masks cover the net, whatever their resolution.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from labeldesk.suggest.signature import Dim, Signature, Tensor

_SAM3_CELLS = 72  # with 14 net pixels per cell; all other families have 16
_IMAGE_AXES = frozenset({3, 4})
_CELLS = frozenset({32, 48, 64, 72, 96, 128})  # sides of embeddings of models that exist
_CHANNELS = frozenset({256})


class Role(StrEnum):
    """What an input of a decoder is for."""

    FEATURES = "features"
    POINTS = "points"
    LABELS = "labels"
    BOX = "box"
    MASK = "mask"
    HAS_MASK = "has-mask"
    SIZE = "size"


class Half(StrEnum):
    """Which half of a promptable model a file is."""

    ENCODER = "encoder"
    DECODER = "decoder"


class Pad(StrEnum):
    """When a place that counts for nothing, label -1, is added to the points."""

    NEVER = "never"
    WITHOUT_BOX = "without-box"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Habits:
    """How a family wants its places: padding, a box as two corners (2, 3), negative places."""

    pad: Pad = Pad.NEVER
    corners: bool = True
    negatives: bool = True


FAMILIES: Mapping[str, Habits] = {
    "sam": Habits(Pad.WITHOUT_BOX),
    "edgesam": Habits(Pad.WITHOUT_BOX),
    "sam2": Habits(Pad.ALWAYS),
    "efficientsam": Habits(negatives=False),
    "sam-hf": Habits(corners=False),
    "sam2-hf": Habits(),
    "sam3-hf": Habits(),
}
"""By the name of the family, which is also the format of the recipe's output."""


@dataclass(frozen=True, slots=True)
class Contract:
    """`features` are the encoder's outputs in the order in which the decoder takes them;
    `is_sure` is whether each of them had only one place to go.
    """

    family: str
    features: tuple[str, ...]
    is_sure: bool = True


def role_of(name: str, rank: int) -> Role | None:
    """What an input of that name is for; None if it is of no family known."""
    plain = name.lower()
    for words, role in _NAMES:
        if any(word in plain for word in words):
            return role
    is_named = any(word in plain for word in ("embed", "feat"))
    return Role.FEATURES if rank == 4 or (rank == 0 and is_named) else None  # noqa: PLR2004


_NAMES: tuple[tuple[tuple[str, ...], Role], ...] = (
    (("label",), Role.LABELS),
    (("has_mask",), Role.HAS_MASK),
    (("mask_input", "input_mask"), Role.MASK),
    (("orig_im_size", "orig_size", "original_size"), Role.SIZE),
    (("box",), Role.BOX),
    (("point", "coord"), Role.POINTS),
)


def roles(inputs: Sequence[Tensor]) -> dict[str, Role] | None:
    """The role of each input by name; None if they are not those of a decoder."""
    found = {item.name: role_of(item.name, item.rank) for item in inputs}
    known = {name: role for name, role in found.items() if role is not None}
    needed = {Role.FEATURES, Role.POINTS, Role.LABELS}
    return known if len(known) == len(found) and needed <= set(known.values()) else None


def half_of(signature: Signature) -> Half | None:
    """Which half of a promptable model this is, if any."""
    if roles(signature.inputs) is not None:
        return Half.DECODER
    is_image = len(signature.inputs) == 1 and signature.inputs[0].rank in _IMAGE_AXES
    if is_image and any(map(_is_embedding, signature.outputs)):
        return Half.ENCODER
    return None


def contract(encoder: Signature, decoder: Signature) -> Contract | None:
    """How the two work together; None if they do not."""
    kinds = roles(decoder.inputs)
    if kinds is None or half_of(encoder) is not Half.ENCODER:
        return None
    wanted = [item for item in decoder.inputs if kinds[item.name] is Role.FEATURES]
    left, features, is_sure = list(encoder.outputs), [], True
    for item in wanted:
        fitting = [output for output in left if _fits(output, item)]
        if not fitting:
            return None
        named = [output for output in fitting if _plain(output.name) == _plain(item.name)]
        chosen = (named or fitting)[0]
        is_sure = is_sure and (bool(named) or len(fitting) == 1)
        features.append(chosen.name)
        left.remove(chosen)
    return Contract(_family(encoder, kinds), tuple(features), is_sure)


def _family(encoder: Signature, kinds: Mapping[str, Role]) -> str:
    image = encoder.inputs[0].name
    if image == "pixel_values" or "input_points" in kinds:
        return _of_hugging_face(encoder, kinds)
    if any(name.startswith("batched_") for name in (image, *kinds)):
        return "efficientsam"
    if sum(role is Role.FEATURES for role in kinds.values()) > 1:
        return "sam2"
    return "sam" if Role.MASK in kinds.values() else "edgesam"


def _of_hugging_face(encoder: Signature, kinds: Mapping[str, Role]) -> str:
    features = [name for name, role in kinds.items() if role is Role.FEATURES]
    if sum("position" not in name.lower() for name in features) == 1:
        return "sam-hf"
    is_third = any(output.size(2) == _SAM3_CELLS for output in encoder.outputs)
    return "sam3-hf" if is_third else "sam2-hf"


def stride(cells: int) -> int:
    """Net pixels per cell of an embedding with so many cells on its longer side."""
    return 14 if cells == _SAM3_CELLS else 16


def _is_embedding(output: Tensor) -> bool:
    if output.rank != 4:  # noqa: PLR2004 (batch, channels, rows, columns)
        return False
    is_named = "embed" in output.name.lower()
    is_sized = output.size(1) in _CHANNELS and {output.size(2), output.size(3)} <= _CELLS
    is_free = not output.size(2) and output.size(1) in {0, *_CHANNELS}
    return is_sized or (is_named and is_free)


def _fits(output: Tensor, wanted: Tensor) -> bool:
    if "position" in (output.name + wanted.name).lower():
        return _plain(output.name) == _plain(wanted.name)
    if not output.rank or not wanted.rank:
        return True
    same_rank = output.rank == wanted.rank
    return same_rank and all(map(_meets, output.dims[1:], wanted.dims[1:]))


def _meets(a: Dim, b: Dim) -> bool:
    return not isinstance(a, int) or not isinstance(b, int) or a == b


def _plain(name: str) -> str:
    """The name without what exporters write in different ways."""
    letters = "".join(letter for letter in name.lower() if letter.isalnum())
    return letters.replace("features", "feats").replace("embeddings", "embed")
