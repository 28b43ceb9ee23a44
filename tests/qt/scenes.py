"""Whole screens made of our widgets with rows as in the pictures of the look."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from labeldesk.domain.classes import PALETTE
from labeldesk.domain.ids import AnnotationId, ClassId
from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.settings.table import SETTINGS
from labeldesk.ui.dialogs.about import AboutDialog
from labeldesk.ui.dialogs.cheat_sheet import CheatSheet, KeyGroup, KeyRow
from labeldesk.ui.dialogs.export import ExportDialog
from labeldesk.ui.dialogs.import_dataset import ImportDialog
from labeldesk.ui.dialogs.palette import Palette, PaletteRow
from labeldesk.ui.dialogs.report import ReportRow
from labeldesk.ui.dialogs.settings import SettingsDialog
from labeldesk.ui.dialogs.sheet import Dim, Sheet
from labeldesk.ui.dialogs.split_bar import Share
from labeldesk.ui.panels.class_picker import ClassPicker
from labeldesk.ui.panels.classes import ClassRow
from labeldesk.ui.panels.column import Column
from labeldesk.ui.panels.filmstrip import Filmstrip
from labeldesk.ui.panels.history import HistoryRow
from labeldesk.ui.panels.image import TagRow
from labeldesk.ui.panels.image_bar import ImageBar, ImageBarRow
from labeldesk.ui.panels.image_list import ImageList
from labeldesk.ui.panels.job_strip import JobKind, JobRow, JobStrip
from labeldesk.ui.panels.notice_bar import NoticeBar
from labeldesk.ui.panels.objects import ObjectRow
from labeldesk.ui.panels.problems import ProblemsPanel
from labeldesk.ui.panels.recent import RecentRow
from labeldesk.ui.panels.start_page import StartPage
from labeldesk.ui.panels.status_line import KeyHint, StatusLine
from labeldesk.ui.panels.suggestions import SuggestionsRow
from labeldesk.ui.panels.tool_strip import ToolRow, ToolStrip
from labeldesk.ui.panels.top_bar import TopBar
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.ui.widgets.label import Ground
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.widgets.state_mark import Mark
from tests.qt.display_scenes import display
from tests.qt.grid_scenes import NAMES, grid, picture, triage

T = QT_TRANSLATE_NOOP
COUNTS = (1284, 962, 611, 548, 301, 164, 36)
MARKS = (0, 0, 1, 2, 64, 199, 0)
CLASSES = tuple(
    ClassRow(ClassId(i + 1), name, PALETTE[i], COUNTS[i], str(i + 1), MARKS[i])
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


def column() -> Column:
    made = Column()
    made.classes.set_classes(CLASSES)
    made.classes.set_current(CLASSES[0].id)
    made.objects.set_objects(OBJECTS)
    made.objects.set_selection([OBJECTS[0].id])
    made.image.set_tags((TagRow(1, "outdoor"), TagRow(2, "garden")))
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


def start() -> QWidget:
    window = Ground("window")
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    bar = top_bar()
    bar.show_views(shown=False)
    page = StartPage()
    thumbs = tuple(image for image in map(picture, range(3)) if image)
    page.set_recent(
        (
            RecentRow("a", "Raccoons and cats", "~/data/raccoons", 412, 1240, "14:32", thumbs),
            RecentRow("b", "Blood cells", "~/data/bccd", 364, 364, "18 Nov", thumbs),
            RecentRow("c", "Kudzu leaves", "~/data/kudzu-val", 3, 316, "11 Nov", thumbs),
            RecentRow("d", "Pets 37", "~/data/oxford-pets", missing=True),
        )
    )
    status = StatusLine()
    status.set_hint(T("Start", "Everything stays on this computer"))
    status.set_saved("Labeldesk 1.0")
    for part, stretch in ((bar, 0), (page, 1), (status, 0)):
        column.addWidget(part, stretch)
    window.resize(1440, 900)
    return window


def palette_rows(query: str) -> list[PaletteRow]:
    why = T("Reason", "Select two or more polygons or masks")
    rows = [
        PaletteRow("1", T("Tool", "Draw polygon"), "P", "polygon", "Tool"),
        PaletteRow("2", T("Tool", "Simplify polygon"), "", "polygon", "Object"),
        PaletteRow("3", T("Tool", "Export polygons as COCO"), "", "export", "Project"),
        PaletteRow("4", T("Tool", "How polygons with holes work"), "", "info", "Help"),
        PaletteRow("5", T("Tool", "Join shapes"), "J", "join", "Object", why),
    ]
    return [row for row in rows if query in str(row.title).lower()]


def over(sheet: Sheet) -> QWidget:
    window = annotate()
    dim = Dim(window)
    dim.show_sheet(sheet)
    return window


def palette() -> QWidget:
    made = Palette(palette_rows)
    window = over(made)
    made.field.setText("poly")
    return window


def cheat_sheet() -> QWidget:
    def group(title: str, *rows: str, now: bool = False) -> KeyGroup:
        parts = [row.rpartition(" ") for row in rows]
        lines = tuple(KeyRow(T("Keys", words), (keys,)) for words, _, keys in parts)
        return KeyGroup(T("Keys", title), lines, now)

    draw = ("Box W", "Rotated box O", "Polygon P", "Brush B", "Eraser E", "Magic wand Shift+W")
    images = ("Next D", "Previous A", "Next to do Shift+D", "Go to number Ctrl+G", "Done Space")
    objects = ("Next Tab", "Duplicate Ctrl+D", "Delete Del", "Hide H", "Lock L", "Join J")
    view = ("Fit F", "100 % Ctrl+0", "Annotate F5", "Grid F6", "Objects F7", "Insights F8")
    anywhere = ("Undo Ctrl+Z", "Redo Ctrl+Y", "All actions Ctrl+K", "Export Ctrl+Shift+S")
    return over(
        CheatSheet(
            (
                group("Draw", *draw),
                group("While drawing a box", "Square Shift", "Cancel Esc", now=True),
                group("Images", *images),
                group("Classes", "Find a class /", "Change class Ctrl+E"),
                group("Objects", *objects),
                group("Suggestions", "Accept Return", "Reject Backspace"),
                group("View", *view),
                group("Anywhere", *anywhere),
            ),
            "Labeldesk",
        )
    )


def report_rows() -> tuple[ReportRow, ...]:
    cut = (Option("cut", T("Loss", "Cut holes open")), Option("fill", T("Loss", "Fill holes")))
    return (
        ReportRow(
            "holes",
            Severity.WARNING,
            T("Loss", "12 objects have holes: YOLO cannot hold them"),
            T("Loss", "The outlines are kept, the holes would be lost."),
            cut,
        ),
        ReportRow(
            "tags",
            Severity.INFO,
            T("Loss", "58 image tags and 9 attributes stay behind"),
            T("Loss", "YOLO has no place for them. They remain in the project."),
            show=T("Loss", "Show 67"),
        ),
    )


def export() -> QWidget:
    made = ExportDialog()
    made.set_formats((Option("yolo", "YOLO segmentation", "Ultralytics folder, data.yaml"),))
    made.set_folder("/data/raccoons-yolo-2")
    made.set_images((Option("done", T("Export", "Done and accepted"), "421 / 1 240"),))
    made.set_splits((Option("three", T("Export", "Train, val and test")),))
    made.set_shares((Share("train", 0.8, 337), Share("val", 0.15, 63), Share("test", 0.05, 21)))
    made.set_report(report_rows(), T("Export", "checked 421 images"))
    made.set_result(T("Loss", "3 891 of 3 906 objects read back exactly as they are here"))
    made.set_about(T("Export", "New folder, 48 MB, about 6 s"))
    made.set_count(421)
    return over(made)


def import_dataset() -> QWidget:
    made = ImportDialog()
    made.set_source("/data/raccoons/annotations")
    made.set_images("/data/raccoons/images")
    made.set_formats((Option("voc", "Pascal VOC", "LabelImg XML"),))
    made.set_report(report_rows()[1:])
    made.set_count(312)
    return over(made)


def settings() -> QWidget:
    return over(SettingsDialog(SETTINGS, {}))


def about() -> QWidget:
    return over(AboutDialog("1.0", ((T("About", "Cache"), "~/.cache/labeldesk"),)))


def problems_and_notices() -> QWidget:
    window = Ground("window")
    window.resize(900, 600)
    column = QVBoxLayout(window)
    panel = ProblemsPanel()
    panel.set_problems(
        (
            Problem(Severity.ERROR, T("P", "The file is not an image"), "a/b/c.jpg"),
            Problem(Severity.WARNING, T("P", "The box is outside the image"), "x.xml", "object 3"),
        )
    )
    column.addWidget(panel)
    images = ImageList()
    images.set_images([f"folder/raccoon-{n}.jpg" for n in range(300)])
    images.set_marks([list(Mark)[n % 5] for n in range(300)])
    images.set_current(2)
    column.addWidget(images)
    bar = NoticeBar(window)
    bar.say(
        NoticeRow(
            "disk",
            Severity.ERROR,
            T("Notice", "Could not write a.txt: the disk is full"),
            T("Notice", "Your labels are safe in the project. 36 files were removed again."),
            (("again", T("Notice", "Try again")), ("copy", T("Notice", "Copy details"))),
        )
    )
    return window


def picker() -> QWidget:
    window = annotate()
    made = ClassPicker(window)
    made.set_classes(CLASSES)
    made.open_at(QPoint(400, 300))
    return window


SCENES: dict[str, Callable[[], QWidget]] = {
    "annotate": annotate,
    "grid": grid,
    "triage": triage,
    "start": start,
    "palette": palette,
    "cheat_sheet": cheat_sheet,
    "export": export,
    "import": import_dataset,
    "settings": settings,
    "about": about,
    "picker": picker,
    "problems": problems_and_notices,
    "display": display,
}
