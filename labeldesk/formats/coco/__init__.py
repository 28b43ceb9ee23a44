"""COCO JSON."""

from labeldesk.formats.coco.codec import CODEC, CocoCodec

__all__ = ["CODEC", "CocoCodec"]
