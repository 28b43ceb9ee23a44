"""Whole screens made of our widgets with rows as in the pictures of the look."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from labeldesk.domain.classes import PALETTE
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.panels.classes import ClassRow
from labeldesk.ui.panels.column import Column
from labeldesk.ui.panels.filmstrip import Filmstrip
from labeldesk.ui.panels.history import HistoryRow
from labeldesk.ui.panels.image import ChoiceRow, TagRow
from labeldesk.ui.panels.image_bar import ImageBar, ImageBarRow
from labeldesk.ui.panels.job_strip import JobKind, JobRow, JobStrip
from labeldesk.ui.panels.objects import ObjectRow
from labeldesk.ui.panels.status_line import KeyHint, StatusLine
from labeldesk.ui.panels.suggestions import SuggestionsRow
from labeldesk.ui.panels.tool_strip import ToolRow, ToolStrip
from labeldesk.ui.panels.top_bar import TopBar
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.ui.widgets.label import Ground
from labeldesk.ui.widgets.state_mark import Mark

T = QT_TRANSLATE_NOOP
NAMES = ("raccoon", "cat", "face", "food", "path", "dog", "bird")
COUNTS = (1284, 962, 611, 548, 301, 164, 36)
CLASSES = tuple(
    ClassRow(ClassId(i + 1), name, PALETTE[i], COUNTS[i], str(i + 1), i)
    for i, name in enumerate(NAMES)
)
BOX, POLYGON, MASK, POINT = (T("Shape", s) for s in ("box", "polygon", "mask", "point"))
OBJECTS = (
    ObjectRow(AnnotationId(1), "raccoon", PALETTE[0], "box", BOX, (T("Flag", "occluded"),)),
    ObjectRow(AnnotationId(2), "cat", PALETTE[1], "mask", MASK, (), 0.97),
    ObjectRow(AnnotationId(3), "face", PALETTE[2], "box", BOX),
    ObjectRow(AnnotationId(4), "path", PALETTE[4], "polygon", POLYGON, locked=True),
    ObjectRow(AnnotationId(5), "food", PALETTE[3], "box", BOX, (T("Flag", "difficult"),)),
    ObjectRow(AnnotationId(6), "bird", PALETTE[6], "point", POINT, hidden=True),
)
TOOLS = (
    ToolRow("select", T("Tool", "Select"), "select", "V"),
    ToolRow("box", T("Tool", "Box"), "box", "W"),
    ToolRow("rotated-box", T("Tool", "Rotated box"), "rotated-box", "O"),
    ToolRow("polygon", T("Tool", "Polygon"), "polygon", "P"),
    ToolRow("brush", T("Tool", "Brush"), "brush", "B"),
    ToolRow("eraser", T("Tool", "Eraser"), "eraser", "E"),
    ToolRow("point", T("Tool", "Point"), "point", "K"),
    ToolRow("wand", T("Tool", "Magic wand"), "wand", "⇧W", 1),
    ToolRow("prompt", T("Tool", "Smart click"), "prompt", "S", 1),
    ToolRow("pan", T("Tool", "Pan"), "pan", "␣", 2),
)
MENUS = ("File", "Edit", "Image", "Object", "Suggest", "View", "Help")


def picture(at: int) -> QImage | None:
    """A made-up photograph; every seventh is still on its way."""
    if at % 7 == 6:
        return None
    y, x = np.mgrid[0:96, 0:128]
    red, green, blue = x + at * 13, y * 2, (x + y) // 2 + at * 7
    pixels = np.dstack([blue, green, red, np.full_like(x, 255)]) % 256
    return QImage(pixels.astype(np.uint8).tobytes(), 128, 96, QImage.Format.Format_RGB32).copy()


def column() -> Column:
    made = Column()
    made.classes.set_classes(CLASSES)
    made.classes.set_current(CLASSES[0].id)
    made.objects.set_objects(OBJECTS)
    made.objects.set_selection([OBJECTS[0].id])
    made.image.set_tags((TagRow(1, "outdoor"), TagRow(2, "garden")))
    made.image.set_choices(
        (
            ChoiceRow("weather", "Weather", (Option("c", "Cloudy"), Option("s", "Sunny")), "c"),
            ChoiceRow("time", "Time", (Option("d", "Day"), Option("n", "Night")), "d"),
        )
    )
    made.suggestions.set_row(SuggestionsRow("raccoon-yolo11n.onnx", "CUDA · 12 ms", 2, 5))
    rng = np.random.default_rng(1)
    made.suggestions.set_scores(np.concatenate([rng.beta(2, 8, 60), rng.uniform(0.5, 1, 14)]))
    made.suggestions.set_score(0.5)
    made.history.set_steps(
        tuple(HistoryRow(n, T("Edit", "Draw a box"), "ana", "14:32") for n in range(24))
    )
    return made


def filmstrip(count: int = 40) -> Filmstrip:
    made = Filmstrip()
    made.set_thumbs(picture)
    made.set_images([f"raccoon-{n}.jpg" for n in range(count)])
    made.set_marks([list(Mark)[n % 5] for n in range(count)])
    waiting = np.zeros(count, int)
    waiting[3::4] = 7
    made.set_waiting(waiting)
    made.set_current(min(8, count - 1))
    return made


def top_bar() -> TopBar:
    made = TopBar()
    for name in MENUS:
        made.menus.addMenu(name)
    made.choose_view("annotate")
    return made


def image_bar() -> ImageBar:
    made = ImageBar()
    row = ImageBarRow(37, 1240, "raccoon-51.jpg", (800, 599), Mark.TODO, 412, 1240)
    made.set_row(row)
    return made


def tool_strip() -> ToolStrip:
    made = ToolStrip(TOOLS)
    made.choose("box")
    made.set_class("raccoon", PALETTE[0], "1")
    return made


def status_line() -> StatusLine:
    made = StatusLine()
    made.set_hint(
        T("Tool", "Drag to draw a box"),
        (
            KeyHint("Shift", T("Tool", "Square")),
            KeyHint("Alt", T("Tool", "From the centre")),
            KeyHint("Esc", T("Tool", "Cancel")),
        ),
    )
    made.set_place(612.4, 318.0)
    made.set_zoom(1.14)
    made.set_model("raccoon-yolo11n · CUDA")
    return made


def job_strip() -> JobStrip:
    made = JobStrip()
    made.set_jobs(
        (
            JobRow(
                "run",
                JobKind.MODEL,
                T("Job", "Suggesting"),
                318,
                1240,
                130,
                T("Job", "{n} suggestions so far").filled(n=642),
                can_pause=True,
            ),
        )
    )
    return made


def annotate() -> QWidget:
    window = Ground("window")
    grid = QGridLayout(window)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(0)
    grid.addWidget(top_bar(), 0, 0, 1, 3)
    grid.addWidget(tool_strip(), 1, 0, 4, 1)
    grid.addWidget(image_bar(), 1, 1)
    canvas = Ground("canvas")
    grid.addWidget(canvas, 2, 1)
    grid.addWidget(job_strip(), 3, 1)
    grid.addWidget(filmstrip(), 4, 1)
    grid.addWidget(column(), 1, 2, 4, 1)
    grid.addWidget(status_line(), 5, 0, 1, 3)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(2, 1)
    window.resize(1440, 900)
    return window


SCENES: dict[str, Callable[[], QWidget]] = {
    "annotate": annotate,
}
