"""Masks as PNG: semantic, instances, and Pascal VOC's two folders."""

from labeldesk.formats.masks.codec import CODEC, MasksCodec

__all__ = ["CODEC", "MasksCodec"]
