"""File menu: opening, importing, exporting, leaving."""

from __future__ import annotations

from labeldesk.actions import reasons
from labeldesk.actions.action import Action
from labeldesk.domain.text import QT_TRANSLATE_NOOP

ROWS = (
    Action(
        id="project.open-folder",
        title=QT_TRANSLATE_NOOP("Actions", "Open folder…"),
        run=lambda desk: desk.project.open_folder(),
        menu="file",
        keys=("Ctrl+U", "Ctrl+Shift+O"),
        icon="folder",
        keywords="directory images pictures",
    ),
    Action(
        id="project.open",
        title=QT_TRANSLATE_NOOP("Actions", "Open project or image…"),
        run=lambda desk: desk.project.open_file(),
        menu="file",
        keys=("Ctrl+O",),
        keywords="file labeldesk recent",
    ),
    Action(
        id="project.import",
        title=QT_TRANSLATE_NOOP("Actions", "Import annotations…"),
        run=lambda desk: desk.project.import_dataset(),
        menu="file",
        group=1,
        when=reasons.writable,
        icon="import",
        keywords="voc xml yolo coco json labelimg masks cvat via datumaro cityscapes ade20k"
        " camvid panoptic dataset read",
    ),
    Action(
        id="project.export",
        title=QT_TRANSLATE_NOOP("Actions", "Export…"),
        run=lambda desk: desk.project.export(),
        menu="file",
        group=1,
        keys=("Ctrl+Shift+S",),
        when=reasons.project,
        icon="export",
        keywords="save as voc xml yolo coco json masks cvat via datumaro cityscapes ade20k"
        " camvid panoptic write train split",
    ),
    Action(
        id="project.save",
        title=QT_TRANSLATE_NOOP("Actions", "Save now"),
        run=lambda desk: desk.project.save(),
        menu="file",
        group=1,
        keys=("Ctrl+S",),
        when=reasons.image,
        keywords="flush write mirror",
    ),
    Action(
        id="project.reveal",
        title=QT_TRANSLATE_NOOP("Actions", "Show image in file manager"),
        run=lambda desk: desk.project.reveal(),
        menu="file",
        group=2,
        when=reasons.image,
        keywords="explorer finder folder path",
    ),
    Action(
        id="program.settings",
        title=QT_TRANSLATE_NOOP("Actions", "Settings…"),
        run=lambda desk: desk.program.settings(),
        menu="file",
        group=3,
        keys=("Ctrl+,",),
        icon="gear",
        keywords="preferences options language theme dark light author",
    ),
    Action(
        id="project.close",
        title=QT_TRANSLATE_NOOP("Actions", "Close project"),
        run=lambda desk: desk.project.close(),
        menu="file",
        group=4,
        keys=("Ctrl+W",),
        when=reasons.image,
    ),
    Action(
        id="program.quit",
        title=QT_TRANSLATE_NOOP("Actions", "Quit"),
        run=lambda desk: desk.program.quit(),
        menu="file",
        group=4,
        keys=("Ctrl+Q",),
        keywords="exit",
    ),
)
