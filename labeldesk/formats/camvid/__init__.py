"""CamVid: masks in colour or of numbers, in the folders that its copies have."""

from labeldesk.formats.camvid.codec import CODEC, CamvidCodec

__all__ = ["CODEC", "CamvidCodec"]
