"""VGG Image Annotator: projects, annotations and CSV of its versions 1, 2 and 3."""

from labeldesk.formats.via.codec import CODEC, ViaCodec

__all__ = ["CODEC", "ViaCodec"]
