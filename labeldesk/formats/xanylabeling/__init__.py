"""X-AnyLabeling's JSON files: labelme's, with other shapes and more to say of each."""

from labeldesk.formats.xanylabeling.codec import CODEC, XAnyLabelingCodec

__all__ = ["CODEC", "XAnyLabelingCodec"]
