"""The JSON files of ISAT (Image Segmentation Annotation Tool)."""

from labeldesk.formats.isat.codec import CODEC, IsatCodec

__all__ = ["CODEC", "IsatCodec"]
