"""Datumaro's own JSON."""

from labeldesk.formats.datumaro.codec import CODEC, DatumaroCodec

__all__ = ["CODEC", "DatumaroCodec"]
