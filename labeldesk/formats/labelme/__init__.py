"""labelme's JSON files, and what other programs have made of them."""

from labeldesk.formats.labelme.codec import CODEC, LabelmeCodec

__all__ = ["CODEC", "LabelmeCodec"]
