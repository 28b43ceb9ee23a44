"""From a network's numbers to found objects: one decoder per output format, by name."""

from __future__ import annotations

from collections.abc import Mapping

from labeldesk.suggest.decode import (
    centerface,
    classify,
    detr,
    embed,
    fastestdet,
    maskformer,
    oriented,
    pose,
    segment,
    semantic,
    yolo,
    yolox,
)
from labeldesk.suggest.decode.raw import Decoded, Decoder, Raw

DECODERS: Mapping[str, Decoder] = {
    **yolo.DECODERS,
    **segment.DECODERS,
    **oriented.DECODERS,
    **pose.DECODERS,
    **yolox.DECODERS,
    **fastestdet.DECODERS,
    **classify.DECODERS,
    **embed.DECODERS,
    **semantic.DECODERS,
    **detr.DECODERS,
    **maskformer.DECODERS,
    **centerface.DECODERS,
}

__all__ = ["DECODERS", "Decoded", "Raw", "decode"]


def decode(raw: Raw) -> Decoded:
    """What the outputs say; raises `UserError` where they do not have the recipe's form."""
    decoder = DECODERS.get(raw.recipe.output.format)
    if decoder is None:
        raise raw.unlike(raw.recipe.output.format)
    return decoder(raw)
