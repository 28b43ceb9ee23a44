"""Edit menu: history and the clipboard."""

from __future__ import annotations

from labeldesk.actions import reasons
from labeldesk.actions.action import Action
from labeldesk.domain.text import QT_TRANSLATE_NOOP

ROWS = (
    Action(
        id="edit.undo",
        title=QT_TRANSLATE_NOOP("Actions", "Undo"),
        run=lambda desk: desk.history.undo(),
        menu="edit",
        keys=("Ctrl+Z",),
        when=reasons.undo,
        icon="undo",
        repeats=True,
        keywords="back revert",
    ),
    Action(
        id="edit.redo",
        title=QT_TRANSLATE_NOOP("Actions", "Redo"),
        run=lambda desk: desk.history.redo(),
        menu="edit",
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
        when=reasons.redo,
        icon="redo",
        repeats=True,
        keywords="again",
    ),
    Action(
        id="edit.cut",
        title=QT_TRANSLATE_NOOP("Actions", "Cut"),
        run=lambda desk: desk.objects.cut(),
        menu="edit",
        group=1,
        keys=("Ctrl+X",),
        when=reasons.selection,
    ),
    Action(
        id="edit.copy",
        title=QT_TRANSLATE_NOOP("Actions", "Copy"),
        run=lambda desk: desk.objects.copy(),
        menu="edit",
        group=1,
        keys=("Ctrl+C",),
        when=reasons.selected,
    ),
    Action(
        id="edit.paste",
        title=QT_TRANSLATE_NOOP("Actions", "Paste in place"),
        run=lambda desk: desk.objects.paste(),
        menu="edit",
        group=1,
        keys=("Ctrl+V",),
        when=reasons.clipboard,
    ),
    Action(
        id="edit.paste-previous",
        title=QT_TRANSLATE_NOOP("Actions", "Paste objects of the previous image"),
        run=lambda desk: desk.objects.paste_previous(),
        menu="edit",
        group=1,
        keys=("Ctrl+Shift+V",),
        when=reasons.writable,
        keywords="repeat propagate copy last frame",
    ),
    Action(
        id="edit.duplicate",
        title=QT_TRANSLATE_NOOP("Actions", "Duplicate"),
        run=lambda desk: desk.objects.duplicate(),
        menu="edit",
        group=1,
        keys=("Ctrl+D",),
        when=reasons.selection,
    ),
    Action(
        id="edit.delete",
        title=QT_TRANSLATE_NOOP("Actions", "Delete"),
        run=lambda desk: desk.objects.delete(),
        menu="edit",
        group=2,
        keys=("Delete",),
        when=reasons.selection,
        keywords="remove erase",
    ),
    Action(
        id="edit.select-all",
        title=QT_TRANSLATE_NOOP("Actions", "Select all"),
        run=lambda desk: desk.objects.select_all(),
        menu="edit",
        group=2,
        keys=("Ctrl+A",),
        when=reasons.objects,
    ),
)
