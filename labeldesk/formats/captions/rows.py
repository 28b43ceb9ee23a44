"""Captions as rows of a COCO file."""

from __future__ import annotations

from collections.abc import Mapping

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.shapes import Caption
from labeldesk.formats.coco.rows import json_text, more_members
from labeldesk.formats.coco.writer import CocoWriter
from labeldesk.formats.port import Target
from labeldesk.formats.report import Report

CAPTION = "caption"
FALLBACK = "caption"
"""The class of a caption whose file names none; on writing it goes without saying."""


class CaptionsWriter(CocoWriter):
    """Collects the rows of one file of captions."""

    has_categories = False

    def __init__(self, target: Target, names: Mapping[ClassId, str]) -> None:
        super().__init__(target, dict.fromkeys(names, 0), compressed=True)
        self._names = names

    def row_of(self, annotation: Annotation, _image: LabeledImage, _report: Report) -> bytes:
        """The members between those that name the image and the end."""
        assert isinstance(annotation.shape, Caption)
        own: dict[str, object] = {"crowd": True} if annotation.flags.crowd else {}
        name = self._names[annotation.class_id]
        if name != FALLBACK:
            own["class"] = name
        text = json_text(annotation.shape.text).encode()
        return b'"caption":%b%b' % (text, more_members(annotation, 0, own, (CAPTION,)))
