"""YOLO text labels, detect and segment."""

from labeldesk.formats.yolo.codec import CODEC, YoloCodec

__all__ = ["CODEC", "YoloCodec"]
