"""Folders that are classes, as ImageNet, torchvision, Keras and YOLO classify have them."""

from labeldesk.formats.imagenet.codec import CODEC, ImageNetCodec

__all__ = ["CODEC", "ImageNetCodec"]
