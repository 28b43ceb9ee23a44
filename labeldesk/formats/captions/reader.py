"""One file of captions as labeled images."""

from __future__ import annotations

from typing import Any

from labeldesk.domain.annotation import Annotation, Foreign
from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import digest
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Caption
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.captions.rows import CAPTION, FALLBACK
from labeldesk.formats.coco.decoder import JsonObject
from labeldesk.formats.coco.listing import is_whole
from labeldesk.formats.coco.parse import FORMAT, OWN, parts_of
from labeldesk.formats.coco.reader import CocoFile
from labeldesk.formats.coco.values import BadRow, Row

_NO_CAPTIONS = QT_TRANSLATE_NOOP("Coco", "The file holds objects and no captions")
_NO_TEXT = QT_TRANSLATE_NOOP("Coco", "The entry has no caption; it is left out")


class CaptionsFile(CocoFile):
    """The same lists as those of objects; a caption has a text and no place."""

    def check_rows(self, first: Row) -> None:
        """Refuse what is of objects."""
        if first and CAPTION not in first:
            raise UserError(_NO_CAPTIONS, path=self.name)

    def take_categories(self, members: JsonObject) -> dict[str, Any]:
        """Most files have none: a caption is of nothing but its image."""
        return super().take_categories(members) if members.get("categories") else {}

    def made_of(self, row: Row, own: int, _: Size | None) -> Annotation:
        """The annotation; raises `BadRow`."""
        text = row.get(CAPTION)
        if not isinstance(text, str):
            raise BadRow(_NO_TEXT)
        shape = Caption(text)
        class_id, is_listed = self._class_of(row)
        fields, extra = parts_of(row)
        extra.pop(CAPTION, None)
        if "category_id" in row and not is_listed:
            extra["category_id"] = row["category_id"]
        return Annotation(
            id=AnnotationId(own),
            class_id=class_id,
            shape=shape,
            foreign=Foreign(FORMAT, extra, {}, digest(shape)),
            **fields,
        )

    def _class_of(self, row: Row) -> tuple[ClassId, bool]:
        """By our own word for it, else by the category if the file lists it."""
        own, category = row.get(OWN), row.get("category_id")
        name = own.get("class") if isinstance(own, dict) else None
        listed = self.categories.classes.get(category) if is_whole(category) else None
        if isinstance(name, str) and name.strip():
            return self.classes.named(name), listed is not None
        if listed is not None:
            return listed, True
        return self.classes.named(FALLBACK), False
