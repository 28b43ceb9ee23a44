"""Who hears whom: the signals between window, canvas, workspace and desk."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from labeldesk.actions.reasons import READ_ONLY
from labeldesk.domain.ids import ClassId
from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.editing.session import ClassSteps
from labeldesk.ui.arrival import tell_of
from labeldesk.ui.desk.guard import may_go

if TYPE_CHECKING:
    from labeldesk.ui.program import Program

_SHORT = QT_TRANSLATE_NOOP("Images", "The file is damaged; what could be read of it is shown")
_UNSEEN = QT_TRANSLATE_NOOP("Images", "{name} cannot be shown, so nothing can be marked on it")
_NOT_ONNX = QT_TRANSLATE_NOOP("Model", "Labeldesk runs ONNX models; this one has to be exported")
_RUN_THIS = QT_TRANSLATE_NOOP("Model", "Run this, then drop the .onnx file: {command}")
_EXPORTS = {
    ".pt": 'yolo export model="{}" format=onnx',
    ".pth": 'yolo export model="{}" format=onnx',
    ".h5": 'python -m tf2onnx.convert --keras "{}" --output model.onnx',
    ".tflite": 'python -m tf2onnx.convert --tflite "{}" --output model.onnx',
}
_MODELS = frozenset({".onnx"})


class Wiring(QObject):
    """Connects what knows nothing of each other."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(program.menus.refresh)
        self._window()
        self._workspace()
        self._canvas()

    def open(self, path: Path, *others: Path) -> None:
        """Open what was dropped or given on the command line: images, project, model. Of `others`
        that came with it only models count.
        """
        if path.suffix.lower() in _EXPORTS:
            advice = _RUN_THIS.filled(command=_EXPORTS[path.suffix.lower()].format(path))
            self._program.voice.error(UserError(_NOT_ONNX, path=str(path), advice=advice))
        elif _is_model(path):
            self._program.models.shelf.add(path, *(p for p in others if _is_model(p)))
        elif not self._program.exchange.importing.dropped(path):
            self._program.workspace.open(path)

    def _window(self) -> None:
        program, window = self._program, self._program.window
        window.dropped.connect(lambda paths: self.open(*paths))
        window.top.view_chosen.connect(lambda name: program.desk.trigger(f"view.{name}"))
        window.top.search_wanted.connect(program.desk.program.palette)
        window.closing.connect(program.canvas.cancel)
        program.desk.models.ask = self._ask_model
        program.desk.program.end = self._end
        program.desk.program.folder = str(program.places.config)
        start = program.start.page
        start.folder_wanted.connect(program.desk.project.open_folder)
        start.project_wanted.connect(program.desk.project.open_file)
        start.recent_opened.connect(lambda path: program.workspace.open(Path(path)))
        start.locate_wanted.connect(lambda _: program.desk.project.open_file())
        start.dropped.connect(lambda paths: self.open(*map(Path, paths)))

    def _end(self) -> None:
        self._program.window.close()

    def _workspace(self) -> None:
        program, workspace, voice = self._program, self._program.workspace, self._program.voice
        workspace.opened.connect(self._opened)
        workspace.closed.connect(self._closed)
        workspace.failed.connect(self._failed)
        voice.is_saved = lambda: workspace.recorder.is_saved if workspace.is_open else None
        workspace.shown.session_changed.connect(self._session)
        workspace.classes_changed.connect(lambda: program.canvas.set_classes(workspace.classes))
        workspace.shown.interrupt = program.canvas.cancel
        workspace.shown.is_busy = self._has_gesture
        workspace.may_go = partial(may_go, program.canvas, voice)
        program.models.refused.connect(voice.error)
        program.models.shelf.refused.connect(lambda _: voice.hush())
        program.models.shelf.refused.connect(voice.error)
        program.models.shelf.told.connect(voice.toast)
        program.models.shelf.wanted.connect(self._ask_model)
        program.pictures.faulted.connect(self._faulted)
        program.pictures.cut_short.connect(
            lambda path: voice.problem(Problem(Severity.WARNING, _SHORT, path))
        )
        program.pictures.file_changed.connect(self._file_changed)
        program.views.changed = self._look_again
        QGuiApplication.instance().applicationStateChanged.connect(self._activated)  # type: ignore[union-attr]
        program.pictures.keeps_zoom = lambda: program.desk.view.keep_zoom
        program.sheets.found = program.desk.images.found
        self._facts()

    def _facts(self) -> None:
        """Whatever the actions go by: menus are brought up to date after it."""
        program, workspace, voice = self._program, self._program.workspace, self._program.voice
        for signal in (
            workspace.current_changed,
            workspace.history_changed,
            workspace.classes_changed,
            workspace.rows_changed,
            workspace.shown.session_changed,
            workspace.shown.suggestions_changed,
            program.canvas.selection_changed,
            program.canvas.fresh_changed,
            program.canvas.tool_changed,
            program.choice.focus_changed,
            program.models.model_changed,
            program.models.was_progressed,
            program.learning.changed,
            program.display.changed,
            voice.problems_changed,
        ):
            signal.connect(lambda *_: self._soon.start())

    def _canvas(self) -> None:
        program, canvas = self._program, self._program.canvas
        canvas.refusal = self._refusal
        program.desk.classes.unseen = program.desk.images.unseen = self._unseen
        canvas.class_wanted.connect(self._ask_class)
        canvas.class_settled.connect(program.picking.end)
        program.display.adjusted.connect(canvas.earlier.dress)
        program.desk.compare.changed.connect(self._soon.start)
        program.choice.class_changed.connect(lambda: canvas.set_class(program.choice.class_id))

    def _opened(self) -> None:
        program, source = self._program, self._program.workspace.source
        if source is None:
            return
        program.memory.note_place()
        program.window.setWindowTitle(f"{source.root.name} – Labeldesk")
        program.views.show("annotate")
        program.canvas.setFocus()
        tell_of(source, program.voice, program.desk.program.problems)

    def _look_again(self) -> None:
        """F5, F6: what is shown may have become old."""
        self._program.pictures.look_again()
        self._program.thumbs.look_again()

    def _activated(self, state: Qt.ApplicationState) -> None:
        """Back from another program, which may have written the image."""
        if state is Qt.ApplicationState.ApplicationActive:
            self._program.pictures.look_again()

    def _file_changed(self, path: str) -> None:
        program, catalogue = self._program, self._program.workspace.catalogue
        program.thumbs.look_again([path])
        if path in catalogue.paths:
            image = catalogue.id_at(catalogue.paths.index(path))
            program.models.look_again(image)
            program.learning.look_again(image)

    def _has_gesture(self) -> bool:
        machine = self._program.canvas.machine
        return machine.busy or machine.pressed is not None

    def _closed(self) -> None:
        self._program.window.setWindowTitle("Labeldesk")
        self._program.start.show()

    def _failed(self, error: Exception) -> None:
        self._program.voice.error(error)
        if not self._program.workspace.is_open:
            self._program.start.show()

    def _session(self) -> None:
        workspace = self._program.workspace
        self._program.canvas.set_session(workspace.shown.session, workspace.classes)

    def _faulted(self, fault: UserError) -> None:
        program, source = self._program, self._program.workspace.source
        if source is None or not source.has_root:  # that is what is said
            return
        if program.canvas.isVisible():  # where it is written already
            program.voice.problem(fault.problem)
        else:
            program.voice.error(fault)

    def _refusal(self) -> Text | None:
        workspace = self._program.workspace
        if workspace.is_open and not workspace.is_writable:
            return READ_ONLY
        return self._unseen()

    def _unseen(self) -> Text | None:
        workspace = self._program.workspace
        if self._program.pictures.fault is None:
            return None
        return _UNSEEN.filled(name=workspace.catalogue.paths[workspace.index])

    def _ask_class(self, place: QRectF) -> None:
        program = self._program
        corner = QPoint(round(place.left()), round(place.bottom()) + 6)
        at = program.canvas.mapToGlobal(corner)

        def answer(class_id: ClassId, steps: ClassSteps) -> None:
            program.canvas.answer(class_id, steps)
            program.choice.class_id = class_id

        program.picking.ask(at, answer, program.canvas.drop, default="object")

    def _ask_model(self) -> None:
        path = self._program.desk.project.ask_model()
        if path is not None:
            self._program.models.shelf.add(path)


def _is_model(path: Path) -> bool:
    return path.suffix.lower() in _MODELS
