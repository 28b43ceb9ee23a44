"""Learning from labels: suggesting, ordering, finding alike, doubting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.quality.describe import BUILT_IN
from labeldesk.settings.store import Settings
from labeldesk.settings.table import LEARN
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.learning import Learning, similar_to
from labeldesk.ui.translate import tr
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace
from labeldesk.work.sieve import DOUBTS, SIMILAR, USEFUL

if TYPE_CHECKING:
    from labeldesk.domain.progress import Cancel
    from labeldesk.suggest.heads import LearnedHead
    from labeldesk.work.learning import Learner, Marks
    from labeldesk.work.ranking import Ranking

_SAVE = QT_TRANSLATE_NOOP("Learn", "Export what was learned")
_KIND = QT_TRANSLATE_NOOP("Learn", "ONNX heads (*.onnx)")
_SAVED = QT_TRANSLATE_NOOP("Learn", "Written: {names}")
_LENT = QT_TRANSLATE_NOOP("Learn", "What was learned elsewhere is used: {names}")
_STRANGE = QT_TRANSLATE_NOOP("Learn", "This was learned on vectors of {describer}, not on ours")
_NAME = "learned.onnx"
_SHOWN = 8


class Learn:
    """The `learn` of the desk. `ask_place` asks for the file to write, `show_options` opens the
    sheet.
    """

    def __init__(
        self, workspace: Workspace, learning: Learning, canvas: Canvas, settings: Settings,
        voice: Voice,
    ) -> None:  # fmt: skip
        self._workspace = workspace
        self._learning = learning
        self._canvas = canvas
        self._settings = settings
        self._voice = voice
        self.ask_place: Callable[[], Path | None] = self._ask
        self.show_options: Callable[[], None] = lambda: None
        self.window: QWidget | None = None
        workspace.listed.rank_wanted.connect(self._wanted)

    def toggle(self) -> None:
        """Suggest from labels, or no longer: the setting of the same name."""
        self._settings.set(LEARN, not self._learning.is_on)

    def options(self) -> None:
        """On or off, and what looks at the images."""
        self.show_options()

    def useful(self) -> None:
        """List the images without a label, those first from which most is learned."""

        def wish(learner: Learner, marks: Marks, cancel: Cancel) -> Ranking:
            from labeldesk.work import ranking

            learner.fit(cancel)
            return ranking.useful(learner, marks, cancel)

        self._learning.wish(wish)

    def similar(self) -> None:
        """List the images most like the current one."""
        if self._workspace.is_open:
            self._learning.wish(similar_to(self._workspace.image_id, None))

    def similar_objects(self) -> None:
        """List the images with the objects most like the selected one."""
        chosen = tuple(self._canvas.env.selection)
        if self._workspace.is_open and len(chosen) == 1:
            self._learning.labels_changed()  # it may be new: it is looked at first
            self._learning.wish(similar_to(self._workspace.image_id, chosen[0]))

    def doubts(self) -> None:
        """List the images whose labels are likely wrong; nothing is changed."""

        def wish(learner: Learner, marks: Marks, cancel: Cancel) -> Ranking:
            from labeldesk.work import ranking

            return ranking.doubts(learner, marks, cancel)

        self._learning.wish(wish)

    def list_all(self) -> None:
        """All images in their usual order."""
        self._workspace.listed.choose("all")

    def export(self) -> None:
        """Write the heads as ONNX."""
        place = self.ask_place()
        if place is None:
            return

        def work(learner: Learner) -> list[str]:
            from labeldesk.work.head_files import write_heads

            return [path.name for path in write_heads(learner, place)]

        self._learning.ask(work, self._exported)

    def lend(self, head: LearnedHead) -> None:
        """Use what was learned elsewhere, if it was on the same vectors."""
        learner = self._learning.learner
        ours = learner.describing.describer.id if learner is not None else BUILT_IN.id
        if head.describer != ours:
            self._voice.toast(_STRANGE.filled(describer=head.describer))
            return
        self._learning.lend(head)
        if not self._learning.is_on:
            self.toggle()
        self._voice.toast(_LENT.filled(names=", ".join(head.names[:_SHOWN])))

    def _exported(self, names: object) -> None:
        if isinstance(names, list):
            self._voice.toast(_SAVED.filled(names=", ".join(names)))

    def _wanted(self, chosen: str) -> None:
        ours = {USEFUL: self.useful, SIMILAR: self.similar, DOUBTS: self.doubts}
        if chosen in ours:
            ours[chosen]()

    def _ask(self) -> Path | None:
        source = self._workspace.source
        start = (source.root if source is not None else Path.home()) / _NAME
        chosen, _ = QFileDialog.getSaveFileName(self.window, tr(_SAVE), str(start), tr(_KIND))
        return Path(chosen) if chosen else None
