"""What the window remembers without being asked: its place, its panels, where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.ids import now_ms
from labeldesk.imaging.adjustment import Adjustment
from labeldesk.jobs.runner import Runner
from labeldesk.jobs.ticket import Ticket
from labeldesk.raster.superpixels import LARGEST, SMALLEST
from labeldesk.settings.state import CANVAS_PLACE, RecentProject, WindowState
from labeldesk.ui.first_look import place_in
from labeldesk.ui.panels.column import ColumnState
from labeldesk.work.opening import Opened

if TYPE_CHECKING:
    from labeldesk.ui.program import Program

_WIDTH, _PANEL, _COLUMN, _RADIUS = "column.width", "panel.", "column.shown", "brush.radius"
_PAIR = "models.pair"
_SEGMENT = "brush.segment"


REST_MS = 1_000
"""So long on one image, and it is where one goes on after a crash."""


class Memory(QObject):
    """Gives back what was remembered when it is made, and writes it when the window closes; where
    one is in the project while one works, for no crash asks first.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._file = program.places.window_file
        self._writer = Runner(program.deliver, name="memory")
        self._ticket = Ticket()
        self._ticket.close()  # there is nothing to wait for yet
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._note_meanwhile)
        state, problem = WindowState.load(self._file)
        if problem is not None:
            program.voice.problem(problem)
        self._restore(state)
        program.window.closing.connect(self.save)
        program.workspace.start_at = self._start_at
        program.workspace.leaving.connect(self.note_place)
        program.workspace.current_changed.connect(lambda _: self._rest.start(REST_MS))
        program.workspace.closed.connect(self._rest.stop)

    def save(self) -> None:
        """Write the window's place and its panels; where one is in the project follows."""
        program = self._program
        column = program.page.column.state()
        if program.workspace.is_open and not program.window.isFullScreen():
            self._place = place_in(program.page, program.canvas)
        values: dict[str, str | int | float | bool] = {
            CANVAS_PLACE: self._place,
            _WIDTH: column.width,
            _COLUMN: not program.page.column.isHidden(),
            _RADIUS: program.canvas.env.settings.radius,
            _PAIR: program.models.shelf.pair.before,
            _SEGMENT: program.canvas.env.settings.segment,
        }
        values.update({_PANEL + name: is_open for name, is_open in column.open.items()})
        state = WindowState(program.window.geometry_bytes(), b"", values)
        problem = state.save(self._file)
        if problem is not None:
            program.voice.problem(problem)

    def note_place(self) -> None:
        """Note in the list of recent projects how far this one is, its image, and seen how."""
        self._note()
        self._ticket.wait()  # what is older is written before
        self._program.start.saving()()

    def close(self) -> None:
        """The program ends."""
        self._writer.close()

    def _note_meanwhile(self) -> None:
        if self._program.workspace.is_open:
            self._note()
            save = self._program.start.saving()
            self._ticket = self._writer.submit(lambda _: save())

    def _note(self) -> None:
        workspace = self._program.workspace
        source = workspace.source
        if source is None:
            return
        if workspace.project is not None:
            self._program.start.forget(str(source.root))
        path = source.project_path if workspace.project is not None else source.root
        done, total = workspace.catalogue.done, len(workspace.catalogue)
        image = workspace.catalogue.paths[workspace.index] if workspace.is_open else ""
        display = self._program.display.adjustment.to_text()
        model = self._program.models.model
        digest = model.recipe.sha256 if model is not None else ""
        self._program.start.opened(
            RecentProject(str(path), now_ms(), done, total, image, display, digest)
        )

    def _restore(self, state: WindowState) -> None:
        values = dict(state.values)
        self._place = str(values.get(CANVAS_PLACE, ""))
        width = values.get(_WIDTH)
        opened = {
            name.removeprefix(_PANEL): bool(value)
            for name, value in values.items()
            if name.startswith(_PANEL)
        }
        column = self._program.page.column
        usual = column.state()
        column.restore(ColumnState(width if isinstance(width, int) else usual.width, opened))
        if values.get(_COLUMN) is False:
            self._program.page.show_panels(shown=False)
        self._program.models.shelf.pair.before = str(values.get(_PAIR, ""))
        radius = values.get(_RADIUS)
        if isinstance(radius, float | int) and radius > 0:
            self._program.canvas.draw_with(radius=float(radius))
        segment = values.get(_SEGMENT)
        if isinstance(segment, int) and SMALLEST <= segment <= LARGEST:
            self._program.canvas.draw_with(segment=segment)

    def _start_at(self, opened: Opened) -> int:
        """The image of last time, unless one was chosen, looked at as last time."""
        places = {str(opened.project_path), str(opened.root)}
        before = self._program.start.recent.at(places)
        self._program.display.adjust(Adjustment.from_text(before.display))
        self._program.resuming.model_before = before.model
        if opened.is_chosen:
            return opened.start
        image = before.image
        return opened.columns.paths.index(image) if image in opened.columns.paths else opened.start
