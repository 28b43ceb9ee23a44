"""What is so right now, gathered from memory for the action table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from labeldesk.actions.facts import Facts
from labeldesk.domain.changes import Document
from labeldesk.raster.overlap import has_inside
from labeldesk.settings.table import AUTO_ADVANCE, OBJECT_LABELS
from labeldesk.storage.records import HistoryStep
from labeldesk.ui.dispatch import is_typing
from labeldesk.ui.translate import tr

if TYPE_CHECKING:
    from labeldesk.ui.desk.window_desk import WindowDesk
    from labeldesk.ui.program import Program
    from labeldesk.work.recorder import Recorder

_COUNTED = 50  # selected objects that are looked at: two are enough to combine


class FactSource:
    """Asked once per key press and whenever a menu opens."""

    def __init__(self, program: Program, desk: WindowDesk) -> None:
        self._program = program
        self._desk = desk
        self._counted: Document = {}
        self._hidden = 0

    def facts(self) -> Facts:
        """See `labeldesk.actions.facts`."""
        program, desk = self._program, self._desk
        workspace, canvas, env = program.workspace, program.canvas, program.canvas.env
        session = workspace.shown.session
        document = session.document if session is not None else {}
        chosen = [document[key] for key in env.selection if key in document]
        state = workspace.state if workspace.is_open else None
        return replace(
            self._switches(),
            view=program.views.name if workspace.is_open else "start",
            tool=canvas.machine.tool,
            images=len(workspace.catalogue),
            several=desk.batch.count,
            image_open=workspace.is_open,
            image_done=state is not None and state.done,
            image_excluded=state is not None and state.excluded,
            has_project=workspace.project is not None,
            read_only=workspace.is_open and not workspace.is_writable,
            typing=is_typing(QApplication.focusWidget()),
            drawing=canvas.machine.busy,
            objects=len(document),
            selected=len(chosen),
            selected_areas=sum(has_inside(a.shape) for a in chosen[:_COUNTED]),
            fresh=env.fresh is not None,
            hidden=self._hidden_in(document),
            all_locked=bool(chosen) and all(a.locked for a in chosen),
            classes=len(workspace.classes),
            clipboard=int(desk.objects.has_copied),
            suggestions=len(desk.suggest.shown()),
            set_aside=len(desk.suggest.aside()),
            suggestion_focused=program.choice.focus is not None,
            model=program.models.model.name if program.models.model else "",
            run_active=program.models.is_running,
            undo=_title(workspace.recorder, workspace.recorder.undo_step),
            redo=_title(workspace.recorder, workspace.recorder.redo_step),
            problems=len(program.voice.problems),
        )

    def _switches(self) -> Facts:
        """What stays as it was chosen, whatever is open."""
        program, drawing = self._program, self._program.canvas.env.settings
        return Facts(
            full_screen=program.window.isFullScreen(),
            labels=program.settings.get(OBJECT_LABELS),
            keep_zoom=self._desk.view.keep_zoom,
            auto_advance=program.settings.get(AUTO_ADVANCE),
            snap=drawing.snap,
            square_brush=drawing.is_square,
            no_overlap=drawing.no_overlap,
        )

    def _hidden_in(self, document: Document) -> int:
        """Counted once per document: every change makes another one."""
        if document is not self._counted:
            self._counted = document
            self._hidden = sum(a.hidden for a in document.values())
        return self._hidden


def _title(recorder: Recorder, step: HistoryStep | None) -> str:
    """The step's name; "…" while edits on their way to the disk may change which it is."""
    if step is None:
        return "" if recorder.is_saved else "…"
    return tr(step.title)
