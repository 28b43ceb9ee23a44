"""What was learned, where it is seen: job strip, lists with their reasons, status line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from labeldesk.domain.ids import AnnotationId, ImageId
from labeldesk.domain.progress import Progress
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.editing.selection import Selection
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.learning import Learning
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.panels.grid import GridView
from labeldesk.ui.panels.job_strip import JobKind, JobRow, JobStrip
from labeldesk.ui.translate import tr
from labeldesk.ui.voice import Voice
from labeldesk.ui.waiting import WaitingCounts
from labeldesk.ui.workspace import Workspace
from labeldesk.work.sieve import DOUBTS, SIMILAR, USEFUL

if TYPE_CHECKING:
    from labeldesk.work.learning import Learned
    from labeldesk.work.ranking import Ranking

LOOKING = "learning"
_TITLE = QT_TRANSLATE_NOOP("Learn", "Looking at images to learn from them")
_TOO_FEW = QT_TRANSLATE_NOOP(
    "Learn", "Tag images with two classes, and the others get suggestions from that"
)
_PROPOSED = QT_TRANSLATE_NOOP("Learn", "Learned from {n} labels: suggestions on {images} images")
_FOUND = {
    USEFUL: QT_TRANSLATE_NOOP("Learn", "{n} images, the most useful to label first"),
    SIMILAR: QT_TRANSLATE_NOOP("Learn", "{n} images, the most similar first"),
    DOUBTS: QT_TRANSLATE_NOOP(
        "Learn", "{n} images with labels that are likely wrong. Nothing was changed"
    ),
}
_FOUND_ONE = {
    USEFUL: QT_TRANSLATE_NOOP("Learn", "{n} image without a label"),
    SIMILAR: QT_TRANSLATE_NOOP("Learn", "{n} image, and none that is like it"),
    DOUBTS: QT_TRANSLATE_NOOP(
        "Learn", "{n} image with a label that is likely wrong. Nothing was changed"
    ),
}
_NONE = {
    USEFUL: QT_TRANSLATE_NOOP("Learn", "Every image has a label, or is done or excluded"),
    SIMILAR: QT_TRANSLATE_NOOP("Learn", "There is nothing to compare it with"),
    DOUBTS: QT_TRANSLATE_NOOP("Learn", "No label looks wrong, or there are too few to tell"),
}


class LearningBinding(QObject):
    """Brings rankings into the lists, with the reason of each image in the grid and, when it is
    opened, in the status line. `show_grid` brings the grid to the front.
    """

    def __init__(
        self,
        workspace: Workspace,
        learning: Learning,
        seen: tuple[Canvas, GridView, JobStrip],
        counts: WaitingCounts,
        voice: Voice,
    ) -> None:
        super().__init__(learning)
        self._canvas, self._grid, self._jobs = seen
        self._workspace = workspace
        self._learning = learning
        self._voice = voice
        self.show_grid: Callable[[], None] = lambda: None
        self._kind = ""
        self._notes: dict[ImageId, Text] = {}
        self._objects: dict[ImageId, AnnotationId] = {}
        self._has_told = False
        learning.progressed.connect(self._progressed)
        learning.ranked.connect(self._ranked)
        learning.learned.connect(self._learned)
        self._counts = counts
        learning.proposed.connect(self._proposed)
        learning.failed.connect(voice.error)
        learning.changed.connect(self._turned)
        self._jobs.cancel_wanted.connect(self._cancel)
        self._grid.tiles.note = self._note
        workspace.listed.changed.connect(self._listed)
        workspace.current_changed.connect(lambda _: self._say())
        later = Qt.ConnectionType.QueuedConnection  # the canvas hears of it before
        workspace.shown.session_changed.connect(self._select, later)

    def _cancel(self, name: str) -> None:
        if name == LOOKING:
            self._learning.give_up()

    def _progressed(self, progress: Progress | None) -> None:
        if progress is None:
            self._jobs.take(LOOKING)
            return
        done, total = progress.done, progress.total
        self._jobs.put(JobRow(LOOKING, JobKind.WORK, _TITLE, done, total))

    def _proposed(self, images: frozenset[ImageId]) -> None:
        if images and self._workspace.is_open:
            self._counts.count_anew(images)
            if self._workspace.image_id in images:
                self._workspace.shown.read_suggestions()

    def _turned(self) -> None:
        self._has_told = self._has_told and self._learning.is_on

    def _learned(self, learned: Learned) -> None:
        """Said once after it was turned on: from then on one sees it."""
        if self._has_told:
            return
        if not learned.is_enough:
            self._voice.toast(_TOO_FEW)
            return
        self._has_told = True
        n, images = Grouped(learned.tags + learned.objects), Grouped(learned.proposals)
        self._voice.toast(_PROPOSED.filled(n=n, images=images))

    def _ranked(self, ranking: Ranking) -> None:
        if not self._workspace.is_open or not self._workspace.may_go():
            return
        if not len(ranking.images):
            self._voice.toast(_NONE[ranking.kind])
            return
        self._kind = ranking.kind
        self._notes, self._objects = dict(ranking.notes), dict(ranking.objects)
        self._workspace.listed.rank(ranking.kind, ranking.images)
        if ranking.kind != USEFUL:
            self.show_grid()
        self._select()
        n = len(ranking.images)
        words = counted(n, _FOUND_ONE[ranking.kind], _FOUND[ranking.kind])
        self._voice.toast(words.filled(n=Grouped(n)))

    def _listed(self) -> None:
        if self._workspace.listed.filter != self._kind:
            self._notes, self._objects = {}, {}

    def _note(self, at: int) -> str:
        if not self._notes:
            return ""
        places = self._workspace.listed.sieve.places
        image = self._workspace.catalogue.id_at(int(places[at])) if at < len(places) else None
        note = self._notes.get(image) if image is not None else None
        return tr(note) if note is not None else ""

    def _say(self) -> None:
        if self._workspace.is_open and self._workspace.listed.filter == DOUBTS:
            note = self._notes.get(self._workspace.image_id)
            if note is not None:
                self._voice.toast(note)

    def _select(self) -> None:
        """The object that the reason is about."""
        session = self._workspace.shown.session
        number = self._objects.get(session.image_id) if session is not None else None
        if session is None or number is None or number not in session.document:
            return
        self._canvas.set_selection(Selection((number,)))
        bounds = session.document[number].shape.bounds
        if bounds is not None:
            self._canvas.reveal(bounds)
