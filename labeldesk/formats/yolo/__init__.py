"""YOLO text labels, detect, segment, obb and pose."""

from labeldesk.formats.yolo.codec import CODEC, YoloCodec

__all__ = ["CODEC", "YoloCodec"]
