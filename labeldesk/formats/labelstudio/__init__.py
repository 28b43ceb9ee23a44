"""Label Studio: its JSON export and the short form of it, JSON-MIN."""

from labeldesk.formats.labelstudio.codec import CODEC, LabelStudioCodec

__all__ = ["CODEC", "LabelStudioCodec"]
