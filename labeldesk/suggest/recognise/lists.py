"""Detectors that answer finished lists: boxes, scores and labels in tensors of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from labeldesk.suggest.signature import Signature, Tensor

WHOLE = frozenset({"int32", "int64", "uint8", "int8"})
FLOATS = frozenset({"float32", "float16", "float64"})
BOX = 4
_MOST_AXES = 3  # of a list of boxes, with its batch


@dataclass(frozen=True, slots=True)
class Parts:
    """The outputs of a finished list, by type and axes; `masks` and `number` may be missing."""

    boxes: Tensor
    scores: Tensor
    labels: Tensor
    masks: Tensor | None = None
    number: Tensor | None = None

    @property
    def batched(self) -> bool:
        """Whether there is an axis for several images."""
        return self.boxes.rank == _MOST_AXES

    @property
    def names(self) -> tuple[str, ...]:
        """In the order of the decoder."""
        every = (self.boxes, self.scores, self.labels, self.number, self.masks)
        return tuple(item.name for item in every if item is not None)


def parts(signature: Signature) -> Parts | None:
    """The outputs of such a list, whatever their order; None where they are something else."""
    return _by_axes(signature) or _by_names(signature)


def _by_names(signature: Signature) -> Parts | None:
    """For graphs that declare no sizes at all."""
    boxes, scores, labels = map(signature.output, ("boxes", "scores", "labels"))
    if boxes is None or scores is None or labels is None:
        return None
    if labels.dtype not in WHOLE or any(o.rank and all(o.dims) for o in (boxes, scores, labels)):
        return None
    return Parts(boxes, scores, labels, signature.output("masks"))


def _by_axes(signature: Signature) -> Parts | None:
    outputs = signature.outputs
    boxes = [o for o in outputs if o.rank in {2, _MOST_AXES} and o.size(-1) == BOX]
    if len(boxes) != 1:
        return None
    flat = [o for o in outputs if o.rank == boxes[0].rank - 1 and o is not boxes[0]]
    numbers = [o for o in flat if _is_number(o)]
    rows = [o for o in flat if o not in numbers]
    labels, scores = _told(rows)
    if labels is None or scores is None:
        return None
    masks = next((o for o in outputs if o.rank > _MOST_AXES), None)
    return Parts(boxes[0], scores, labels, masks, numbers[0] if numbers else None)


def _told(rows: list[Tensor]) -> tuple[Tensor | None, Tensor | None]:
    """Labels and scores by their types, else by their names."""
    whole = [o for o in rows if o.dtype in WHOLE]
    floats = [o for o in rows if o.dtype in FLOATS]
    if len(whole) == len(floats) == 1:
        return whole[0], floats[0]
    if whole or len(floats) != 2:  # noqa: PLR2004 (labels and scores, both floating)
        return None, None
    named = [o for o in floats if "label" in o.name.lower() or "class" in o.name.lower()]
    others = [o for o in floats if o not in named]
    return (named[0], others[0]) if len(named) == 1 else (None, None)


def _is_number(output: Tensor) -> bool:
    return "num" in output.name.lower()


def others(signature: Signature, picture: Tensor) -> Iterator[Tensor]:
    """The inputs beside the picture."""
    return (item for item in signature.inputs if item.name != picture.name)
