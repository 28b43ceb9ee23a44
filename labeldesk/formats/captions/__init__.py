"""COCO captions."""

from labeldesk.formats.captions.codec import CODEC, CaptionsCodec

__all__ = ["CODEC", "CaptionsCodec"]
