"""Pascal VOC and LabelImg XML."""

from labeldesk.formats.voc.codec import CODEC, VocCodec

__all__ = ["CODEC", "VocCodec"]
