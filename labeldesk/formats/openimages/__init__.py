"""The tables of Open Images: boxes and classes of whole images."""

from labeldesk.formats.openimages.codec import CODEC, OpenImagesCodec

__all__ = ["CODEC", "OpenImagesCodec"]
