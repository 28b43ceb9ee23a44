"""COCO panoptic: a PNG of ids for each image, and what they stand for in JSON."""

from labeldesk.formats.panoptic.codec import CODEC, PanopticCodec

__all__ = ["CODEC", "PanopticCodec"]
