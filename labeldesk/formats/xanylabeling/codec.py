"""The codec of X-AnyLabeling's JSON files."""

from __future__ import annotations

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.labelme.codec import LabelmeCodec
from labeldesk.formats.labelme.dialect import MANY, Dialect

_TITLE = QT_TRANSLATE_NOOP("Formats", "X-AnyLabeling JSON")
_FOUND = QT_TRANSLATE_NOOP("Formats", "{n} JSON files with X-AnyLabeling's list of shapes")
_NOT_FOUND = QT_TRANSLATE_NOOP("Formats", "No JSON files with X-AnyLabeling's list of shapes")

XANYLABELING = Dialect(
    id="xanylabeling",
    file={
        "version": "4.0.2",
        "flags": {},
        "checked": False,
        "shapes": [],
        "imagePath": "",
        "imageData": None,
        "imageHeight": None,
        "imageWidth": None,
        "description": "",
    },
    shape={
        "label": "",
        "score": None,
        "points": [],
        "group_id": None,
        "description": "",
        "difficult": False,
        "shape_type": "",
        "flags": {},
        "attributes": {},
        "kie_linking": [],
    },
    points={
        "polygon": (3, MANY),
        "rectangle": (2, 4),
        "rotation": (4, 4),
        "quadrilateral": (4, 4),
        "circle": (2, 2),
        "line": (2, 2),
        "linestrip": (2, MANY),
        "point": (1, 1),
    },
)


class XAnyLabelingCodec(LabelmeCodec):
    """Shapes with scores, attributes and links; whether an image was checked is kept."""

    def __init__(self) -> None:
        super().__init__(XANYLABELING, _TITLE)

    @property
    def found(self) -> Text:
        """What is said of a folder of such files; {n} of them."""
        return _FOUND

    @property
    def not_found(self) -> Text:
        """What is said of a folder without any."""
        return _NOT_FOUND


CODEC = XAnyLabelingCodec()
