"""Labeldesk: from a folder of pictures to a training-ready dataset."""

__version__ = "0.1.0"
