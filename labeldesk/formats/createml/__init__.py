"""The JSON of boxes that Apple's Create ML and LabelImg have."""

from labeldesk.formats.createml.codec import CODEC, CreateMlCodec

__all__ = ["CODEC", "CreateMlCodec"]
