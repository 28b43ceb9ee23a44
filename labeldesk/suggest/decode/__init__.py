"""From a network's numbers to found objects: one decoder per output format, by name."""

from __future__ import annotations

from collections.abc import Mapping

from labeldesk.suggest.decode import (
    anchored,
    centerface,
    classify,
    detr,
    distances,
    embed,
    fastestdet,
    lists,
    maskformer,
    oriented,
    pose,
    queries,
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
    **lists.DECODERS,
    **queries.DECODERS,
    **distances.DECODERS,
    **anchored.DECODERS,
}

_MISFITS = (ValueError, IndexError, TypeError, OverflowError, ZeroDivisionError)

__all__ = ["DECODERS", "Decoded", "Raw", "decode"]


def decode(raw: Raw) -> Decoded:
    """What the outputs say; raises `UserError` where they do not have the recipe's form."""
    decoder = DECODERS.get(raw.recipe.output.format)
    if decoder is None:
        raise raw.unlike(raw.recipe.output.format)
    try:
        return decoder(raw)
    except _MISFITS as error:  # tensors of foreign shapes fail in arithmetic, wherever that is
        raise raw.unlike(raw.recipe.output.format) from error
