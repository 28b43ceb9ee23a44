"""CVAT for images 1.1, and the XML of its videos."""

from labeldesk.formats.cvat.codec import CODEC, CvatCodec

__all__ = ["CODEC", "CvatCodec"]
