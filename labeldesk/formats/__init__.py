"""Codecs: reading and writing the annotation formats of other programs."""
