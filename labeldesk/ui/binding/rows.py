"""Values of the domain as rows of panels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.annotation import Annotation, Flags, Value
from labeldesk.domain.changes import Document
from labeldesk.domain.classes import UNKNOWN_COLOUR, ClassList
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import ImageState, Review
from labeldesk.domain.shapes import Caption, Keypoints, Shape
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.storage.records import HistoryStep
from labeldesk.ui.canvas.style import object_colour
from labeldesk.ui.panels.captions import CaptionRow
from labeldesk.ui.panels.classes import ClassRow
from labeldesk.ui.panels.history import HistoryRow
from labeldesk.ui.panels.image import TagRow
from labeldesk.ui.panels.image_rows import MARKS
from labeldesk.ui.panels.objects import ObjectRow
from labeldesk.ui.widgets.state_mark import Mark
from labeldesk.work.catalogue import Catalogue

_NO_CLASS = ("?", UNKNOWN_COLOUR)
_KINDS: Mapping[str, tuple[str, Text]] = {
    "box": ("box", QT_TRANSLATE_NOOP("Shapes", "box")),
    "rotated-box": ("rotated-box", QT_TRANSLATE_NOOP("Shapes", "rotated box")),
    "polygon": ("polygon", QT_TRANSLATE_NOOP("Shapes", "polygon")),
    "mask": ("mask", QT_TRANSLATE_NOOP("Shapes", "mask")),
    "point": ("point", QT_TRANSLATE_NOOP("Shapes", "point")),
    "polyline": ("polyline", QT_TRANSLATE_NOOP("Shapes", "line")),
    "ellipse": ("ellipse", QT_TRANSLATE_NOOP("Shapes", "ellipse")),
    "keypoints": ("keypoints", QT_TRANSLATE_NOOP("Shapes", "keypoints")),
    "tag": ("tag", QT_TRANSLATE_NOOP("Shapes", "tag")),
    "caption": ("caption", QT_TRANSLATE_NOOP("Shapes", "caption")),
}
_FLAGS = (
    ("difficult", QT_TRANSLATE_NOOP("Shapes", "difficult")),
    ("truncated", QT_TRANSLATE_NOOP("Shapes", "truncated")),
    ("occluded", QT_TRANSLATE_NOOP("Shapes", "occluded")),
    ("crowd", QT_TRANSLATE_NOOP("Shapes", "crowd")),
)
OF_IMAGE = ("tag", "caption")
"""Kinds of annotations that have no place in the picture."""


def mark_of(state: ImageState) -> Mark:
    """The one mark that a state is shown as; what a reviewer said hides "done"."""
    if state.excluded:
        return Mark.EXCLUDED
    if state.review is not Review.NONE:
        return Mark.ACCEPTED if state.review is Review.ACCEPTED else Mark.REJECTED
    return Mark.DONE if state.done else Mark.TODO


def mark_at(catalogue: Catalogue, index: int) -> Mark:
    """The mark of the image in that place; a missing file before all."""
    return Mark.MISSING if catalogue.missing[index] else mark_of(catalogue.state(index))


def marks_of(catalogue: Catalogue) -> NDArray[np.uint8]:
    """All of them as places in `MARKS`, for lists of 100,000."""
    from labeldesk.storage.records import state_of

    states = catalogue.states
    table = np.zeros(16, dtype=np.uint8)
    for byte in np.unique(states & 15).tolist():
        table[byte] = MARKS.index(mark_of(state_of(byte)))
    marks: NDArray[np.uint8] = table[states & 15]
    marks[catalogue.missing] = MARKS.index(Mark.MISSING)
    return marks


def class_rows(classes: ClassList, counts: Mapping[ClassId, int]) -> list[ClassRow]:
    """The Classes panel."""
    return [
        ClassRow(c.id, c.name, c.colour, counts.get(c.id, 0), c.key, classes.second_mark(c.id))
        for c in classes
    ]


SourceOf = Callable[[Annotation], Text | None]
"""Which model an object is from, in words."""


def object_rows(
    document: Document,
    classes: ClassList,
    *,
    by_object: bool = False,
    source_of: SourceOf = lambda _: None,
) -> list[ObjectRow]:
    """The Objects panel, topmost first; tags and captions belong to the image. `by_object`: in
    the colours that the objects have on the image then.
    """
    shown = [a for a in document.values() if a.shape.kind not in OF_IMAGE]
    shown.sort(key=lambda a: (a.z, a.id), reverse=True)
    rows = [_object_row(a, classes, source_of(a)) for a in shown]
    if by_object:
        rows = [replace(row, colour=object_colour(row.id), mark=0) for row in rows]
    return rows


def _object_row(a: Annotation, classes: ClassList, source: Text | None) -> ObjectRow:
    known = classes.get(a.class_id)
    name, colour = (known.name, known.colour) if known else _NO_CLASS
    icon, kind = _KINDS[a.shape.kind]
    return ObjectRow(
        id=a.id,
        name=name,
        colour=colour,
        icon=icon,
        kind=kind,
        flags=flag_words(a.flags),
        values=in_brief(a.attributes) if a.attributes else "",
        group=a.group,
        score=a.score,
        mark=classes.second_mark(a.class_id),
        locked=a.locked,
        hidden=a.hidden,
        joints=_joints(a.shape),
        origin=a.origin,
        source=source,
    )


def _joints(shape: Shape) -> str:
    """How many joints of keypoints are there."""
    if not isinstance(shape, Keypoints):
        return ""
    return f"{sum(seen > 0 for seen in shape.visibility)}/{len(shape.visibility)}"


def in_brief(values: Mapping[str, Value]) -> str:
    """Attributes in one line: values, and the names of what is so."""
    shown = ((name, value) for name, value in values.items() if value is not False)
    return " · ".join(name if value is True else str(value) for name, value in shown)


def flag_words(flags: Flags) -> tuple[Text, ...]:
    """The flags that are set, in words."""
    return tuple(word for name, word in _FLAGS if getattr(flags, name))


def caption_rows(document: Document, classes: ClassList) -> list[CaptionRow]:
    """The captions of the image, the oldest first."""
    rows = []
    for a in sorted(document.values(), key=lambda one: one.id):
        if isinstance(a.shape, Caption):
            known = classes.get(a.class_id)
            rows.append(CaptionRow(a.id, a.shape.text, known.id if known else None))
    return rows


def tag_rows(document: Document, classes: ClassList) -> list[TagRow]:
    """The tags of the image."""
    rows = []
    for a in document.values():
        known = classes.get(a.class_id)
        if a.shape.kind == "tag" and known is not None:
            rows.append(TagRow(a.id, known.name, known.colour, classes.second_mark(known.id)))
    return rows


def history_rows(steps: Sequence[HistoryStep], mine: str) -> list[HistoryRow]:
    """The History panel; the author is named where it is somebody else."""
    return [
        HistoryRow(
            id=step.id,
            title=step.title,
            author="" if step.author == mine else step.author,
            when=_when(step.time),
            undone=step.is_undone,
        )
        for step in steps
    ]


def _when(time_ms: int) -> str:
    then = datetime.fromtimestamp(time_ms / 1000).astimezone()
    today = datetime.now().astimezone().date()
    return then.strftime("%H:%M" if then.date() == today else "%Y-%m-%d")
