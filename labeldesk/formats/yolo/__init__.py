"""YOLO text labels, detect, segment and pose."""

from labeldesk.formats.yolo.codec import CODEC, YoloCodec

__all__ = ["CODEC", "YoloCodec"]
