"""CSV tables of classes or boxes."""

from labeldesk.formats.csv.codec import CODEC, CsvCodec

__all__ = ["CODEC", "CsvCodec"]
