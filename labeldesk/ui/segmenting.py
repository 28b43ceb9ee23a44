"""Click to segment: the tool's questions brought to the model, and its answers to the tool."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.problem import Problem
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.jobs.threads import Ending
from labeldesk.settings.table import SEGMENT_FORM, SEGMENT_TOLERANCE
from labeldesk.tools.question import Looked, Marked, Question
from labeldesk.tools.segment import HOW, SegmentReady
from labeldesk.ui.attention import Attention

if TYPE_CHECKING:
    from labeldesk.suggest.prompting.marking import Ask
    from labeldesk.suggest.prompting.marking import Marked as Answer
    from labeldesk.suggest.prompting.scene import Scene
    from labeldesk.suggest.prompting.segmenter import Segmenter
    from labeldesk.ui.program import Program

REST_MS = 250  # the view stands still so long before the part in sight is looked at

_REMOVED = QT_TRANSLATE_NOOP("Suggest", "The model was taken away")


class Segmenting(QObject):
    """Looks at the open image, or the part in sight, and at the next two while the tool is in the
    hand. Never waits: what comes late is dropped by the tool, which knows its own question.
    """

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._workspace, self._canvas = program.workspace, program.canvas
        self._shelf = program.models.shelf
        self._attention = Attention(program.workspace)
        self._segmenter: Segmenter | None = None
        self._scene: Scene | None = None
        self._asked: tuple[Ask, Question] | None = None
        self._waiting: Question | None = None
        self._ending = Ending()
        self._soon = _timer(self, 0)
        self._rest = _timer(self, REST_MS)
        for timer in (self._soon, self._rest):
            timer.timeout.connect(self._follow)
        self._listen()

    @property
    def is_in_hand(self) -> bool:
        """Whether the tool is the one that was chosen."""
        return self._canvas.machine.tool == SegmentReady.tool

    def close(self) -> None:
        """End everything, and wait for it."""
        if self._segmenter is not None:
            self._ending.add(self._segmenter.stop())
            self._segmenter = None
        self._ending.wait()

    def scene_ready(self, scene: Scene) -> None:
        """The engine: questions about it are answered at once."""
        self._tell()

    def scene_failed(self, scene: Scene, problem: Problem) -> None:
        """The engine: it cannot be looked at."""
        if scene == self._scene:
            self._program.voice.problem(problem)
        self._tell()

    def marked(self, ask: Ask, answer: Answer | Problem) -> None:
        """The engine: the newest question is answered."""
        if self._asked is None or ask is not self._asked[0]:
            return
        question, self._asked = self._asked[1], None
        if isinstance(answer, Problem):
            self._canvas.machine.found(question, answer.text)
            return
        shape = answer.outline or (answer.mask if answer.mask.tiles else None)
        self._canvas.machine.found(question, Marked(shape, answer.score, answer.count))

    def _listen(self) -> None:
        program, workspace, canvas = self._program, self._workspace, self._canvas
        canvas.asked.connect(self._ask)
        canvas.tool_changed.connect(lambda _: self._chosen())
        canvas.view_moved.connect(self._rest.start)
        canvas.picture_set.connect(lambda *_: self._soon.start())
        workspace.current_changed.connect(lambda _: self._soon.start())
        workspace.listed.grown.connect(self._soon.start)
        workspace.shown.session_changed.connect(self._tell)
        workspace.leaving.connect(self._leave)
        program.pictures.file_changed.connect(self._changed)
        self._shelf.pair.changed.connect(self._paired)

    def _chosen(self) -> None:
        if self.is_in_hand:
            self._shelf.pair.find()
            if self._segmenter is not None:
                self._segmenter.use(self._shelf.pair.model)  # what failed before is tried again
            self._soon.start()

    def _paired(self) -> None:
        if self._segmenter is not None:
            self._segmenter.use(self._shelf.pair.model)
        waiting, self._waiting = self._waiting, None
        if self._shelf.pair.model is None and self._asked is not None:
            question, self._asked = self._asked[1], None
            self._canvas.machine.found(question, _REMOVED)
        self._follow()
        if waiting is not None:
            self._ask(waiting)

    def _leave(self) -> None:
        self._scene = self._asked = self._waiting = None
        self._attention.start_over()
        if self._segmenter is not None:
            self._segmenter.look(())
            self._segmenter.ask(None)

    def _changed(self, path: str) -> None:
        source = self._workspace.source
        if self._segmenter is not None and source is not None:
            self._segmenter.forget(source.root / path)
            self._soon.start()

    def _follow(self) -> None:
        """Wish for what is in sight now, and tell the tool how far that is."""
        if self.is_in_hand and self._shelf.pair.model is not None and self._workspace.is_open:
            self._scene = self._in_sight()
            self._engine().look([self._scene, *self._ahead()])
        self._tell()

    def _in_sight(self) -> Scene:
        """The image or the part of it that is seen; what was begun is finished on the same."""
        from labeldesk.suggest.prompting.scene import Scene, part_in_sight

        path, before, picture = self._workspace.path, self._scene, self._program.pictures.current
        frame = picture.frame if picture is not None else 0
        known = before if before is not None and before.path == path else None
        if known is not None and known.frame == frame and self._canvas.machine.busy:
            return known
        if picture is None:
            return Scene(path)
        crop = known.crop if known is not None else None
        part = part_in_sight(self._canvas.view.seen, picture.size, crop)
        return Scene(path, part, frame)

    def _ahead(self) -> list[Scene]:
        from labeldesk.suggest.prompting.scene import Scene

        workspace, source = self._workspace, self._workspace.source
        if source is None:
            return []
        ids = self._attention.wanted().ahead
        paths = (workspace.catalogue.listed.path_of(one) for one in ids)
        return [Scene(source.root / path) for path in paths if path is not None]

    def _engine(self) -> Segmenter:
        if self._segmenter is None:
            from labeldesk.suggest.prompting.segmenter import Means, Segmenter
            from labeldesk.suggest.prompting.store import Embeddings

            store = Embeddings(self._program.places.embeddings)
            means = Means(store=store)
            self._segmenter = Segmenter(self, deliver=self._program.deliver, means=means)
            self._segmenter.use(self._shelf.pair.model)
        return self._segmenter

    def _ask(self, question: Question | None) -> None:
        self._asked = self._waiting = None
        if question is None:
            if self._segmenter is not None:
                self._segmenter.ask(None)
            return
        if not self._shelf.pair.is_looked_up:
            self._waiting = question
            self._shelf.pair.find()
            return
        scene = self._scene
        if self._workspace.is_open and (scene is None or not self._is_here(scene.path)):
            scene = self._in_sight()
        if self._shelf.pair.model is None or scene is None or not self._workspace.is_open:
            # Later: who asks has not heard yet that it asked.
            QTimer.singleShot(0, partial(self._canvas.machine.found, question, HOW))
            return
        self._put(question, scene)

    def _put(self, question: Question, scene: Scene) -> None:
        from labeldesk.suggest.prompting.marking import Ask

        if not scene.holds(question.prompt):
            scene = scene.whole
        settings = self._program.settings
        is_outlined = settings.get(SEGMENT_FORM) == "polygon" and not question.is_peek
        tolerance = settings.get(SEGMENT_TOLERANCE) if is_outlined else None
        ask = Ask(scene, question.prompt, question.choice, tolerance)
        self._asked = ask, question
        self._engine().ask(ask)

    def _tell(self) -> None:
        """How far the model is with what is seen."""
        looked = self._looked()
        if self._canvas.env.looked is not looked:
            self._canvas.env.looked = looked
            self._canvas.follow()

    def _looked(self) -> Looked:
        if not self._shelf.pair.is_looked_up:
            return Looked.LOOKING
        scene, segmenter = self._scene, self._segmenter
        if self._shelf.pair.model is None:
            return Looked.NO_MODEL
        if scene is None or segmenter is None or not self._is_here(scene.path):
            return Looked.LOOKING
        if segmenter.failure(scene) is not None:
            return Looked.FAILED
        return Looked.READY if segmenter.is_ready(scene) else Looked.LOOKING

    def _is_here(self, path: Path) -> bool:
        return self._workspace.is_open and self._workspace.path == path


def _timer(parent: QObject, interval: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    return timer
