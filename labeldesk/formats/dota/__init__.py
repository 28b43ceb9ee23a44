"""DOTA's text labels: quadrangles in aerial images."""

from labeldesk.formats.dota.codec import CODEC, DotaCodec

__all__ = ["CODEC", "DotaCodec"]
