"""Cityscapes: outlines in JSON and the three PNG files that are painted from them."""

from labeldesk.formats.cityscapes.codec import CODEC, CityscapesCodec

__all__ = ["CODEC", "CityscapesCodec"]
