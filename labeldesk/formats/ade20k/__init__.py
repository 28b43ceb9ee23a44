"""ADE20K: the index PNG files of scene parsing, and the full data set with instances and parts."""

from labeldesk.formats.ade20k.codec import CODEC, Ade20kCodec

__all__ = ["CODEC", "Ade20kCodec"]
