"""What is so right now, gathered from memory for the action table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from labeldesk.actions.facts import Facts
from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import Document
from labeldesk.domain.shapes import Keypoints
from labeldesk.editing.attributes import flags_of
from labeldesk.raster.overlap import has_inside
from labeldesk.settings.table import AUTO_ADVANCE, OBJECT_LABELS
from labeldesk.storage.records import HistoryStep
from labeldesk.tools.vertices import is_joint_chosen
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
        return replace(
            self._of_image(self._switches()),
            tool=canvas.machine.tool,
            typing=is_typing(QApplication.focusWidget()),
            drawing=canvas.machine.busy,
            objects=len(document),
            selected=len(chosen),
            selected_areas=sum(has_inside(a.shape) for a in chosen[:_COUNTED]),
            selected_keypoints=_keypoints_in(chosen[:_COUNTED] or [env.annotation(env.fresh)]),
            joint_chosen=is_joint_chosen(env),
            fresh=env.fresh is not None,
            hidden=self._hidden_in(document),
            all_locked=bool(chosen) and all(a.locked for a in chosen),
            flags=tuple(name for name, on in flags_of(chosen).items() if on),
            grouped=sum(a.group is not None for a in chosen),
            classes=len(workspace.classes),
            clipboard=int(desk.objects.has_copied),
            suggestions=len(desk.suggest.shown()),
            set_aside=len(desk.suggest.aside()),
            suggestion_focused=program.choice.focus is not None,
            model=program.models.model.name if program.models.model else "",
            run_active=program.models.is_running,
            learning=program.learning.is_on,
            learned=program.learning.has_head,
            ranked=workspace.listed.sieve.is_ranked,
            undo=_title(workspace.recorder, workspace.recorder.undo_step),
            redo=_title(workspace.recorder, workspace.recorder.redo_step),
            problems=len(program.voice.problems),
        )

    def _of_image(self, facts: Facts) -> Facts:
        """With what is so of the folder and its current image."""
        workspace = self._program.workspace
        state = workspace.state if workspace.is_open else None
        return replace(
            facts,
            view=self._program.views.name if workspace.is_open else "start",
            images=len(workspace.catalogue),
            several=self._desk.batch.count,
            image_open=workspace.is_open,
            image_done=state is not None and state.done,
            image_excluded=state is not None and state.excluded,
            has_project=workspace.project is not None,
            read_only=workspace.is_open and not workspace.is_writable,
        )

    def _switches(self) -> Facts:
        """What stays as it was chosen, whatever is open."""
        program, drawing = self._program, self._program.canvas.env.settings
        compare = self._desk.compare
        return Facts(
            full_screen=program.window.isFullScreen(),
            labels=program.settings.get(OBJECT_LABELS),
            turned=not program.canvas.view.turn.is_upright,
            switches=self._desk.look.switches(),
            keep_zoom=self._desk.view.keep_zoom,
            previous=compare.previous is not None,
            compares=compare.is_on and not compare.blinks,
            blinks=compare.blinks,
            adjusted=not program.display.adjustment.is_neutral,
            deep=program.display.picture is not None and program.display.picture.deep is not None,
            frames=program.display.frames,
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


def _keypoints_in(annotations: Iterable[Annotation | None]) -> int:
    """How many of them are keypoints."""
    return sum(one is not None and isinstance(one.shape, Keypoints) for one in annotations)


def _title(recorder: Recorder, step: HistoryStep | None) -> str:
    """The step's name; "…" while edits on their way to the disk may change which it is."""
    if step is None:
        return "" if recorder.is_saved else "…"
    return tr(step.title)
