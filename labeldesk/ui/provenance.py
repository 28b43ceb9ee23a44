"""Where objects come from: runs of models, what each brought, the lists of images with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from labeldesk.domain.annotation import Annotation, Origin
from labeldesk.domain.changes import WithdrawRun
from labeldesk.domain.ids import ImageId, RunId, SuggestionId
from labeldesk.domain.suggestion import Run
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.storage.records import Applied, RunTally
from labeldesk.ui.dialogs.runs import RunsSheet, when
from labeldesk.ui.dialogs.sheet import Dim
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.voice import Voice
from labeldesk.ui.workspace import Workspace
from labeldesk.work.sieve import BROUGHT, BY_MODEL, CORRECTED

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

WITHDRAW = QT_TRANSLATE_NOOP("History", "Delete what {model} brought on {date}")
_GONE_ONE = QT_TRANSLATE_NOOP("Runs", "Deleted {n} suggestion or object. Ctrl+Z brings it back")
_GONE = QT_TRANSLATE_NOOP("Runs", "Deleted {n} suggestions and objects. Ctrl+Z brings them back")
_NO_RUNS = QT_TRANSLATE_NOOP("Runs", "No model has looked at the images of this project yet")
_NOTHING_LEFT = QT_TRANSLATE_NOOP("Runs", "Nothing is left of what models brought")
_NONE = QT_TRANSLATE_NOOP("Runs", "No object comes from a model")
_SOURCE = QT_TRANSLATE_NOOP("Runs", "{model}, run of {date}")
_ORIGINS = {BY_MODEL: Origin.MODEL, CORRECTED: Origin.MODEL_EDITED}


class Provenance(QObject):
    """Signal: `changed` when the runs of the open image's objects are known. `is_free` asks
    whether objects may change now.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, dim: Dim, voice: Voice) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._dim = dim
        self._voice = voice
        self.is_free: Callable[[], bool] = lambda: True
        self._runs: dict[RunId, Run] = {}
        self._sources: dict[SuggestionId, RunId] = {}
        workspace.listed.rank_wanted.connect(self._wanted)
        workspace.current_changed.connect(lambda _: self._read())
        workspace.shown.suggestions_changed.connect(self._read)
        workspace.leaving.connect(self._leave)

    def run_of(self, suggestion_id: SuggestionId | None) -> Run | None:
        """The run that a suggestion of the open image is from."""
        return self._runs.get(self._sources.get(suggestion_id, RunId(0))) if suggestion_id else None

    def source_of(self, one: Annotation) -> Text | None:
        """Which model an object of the open image is from, and when."""
        run = self.run_of(one.suggestion_id)
        if run is None:
            return None
        return _SOURCE.filled(model=run.model_words, date=when(run.started))

    def open(self) -> None:
        """Show the runs."""
        from labeldesk.storage import withdrawing

        self._ask(withdrawing.run_tallies, self._show)

    def _show(self, rows: list[RunTally]) -> None:
        left = [row for row in rows if row.has_any]
        if not left:
            self._voice.toast(_NOTHING_LEFT if rows else _NO_RUNS)
            return
        sheet = RunsSheet(left, is_writable=self._workspace.is_writable)
        sheet.withdrawn.connect(self._withdraw)
        sheet.images_wanted.connect(self._list)
        self._dim.show_sheet(sheet)

    def _withdraw(self, row: RunTally, change: WithdrawRun, _: int) -> None:
        if self.is_free():
            title = WITHDRAW.filled(model=row.run.model_words, date=when(row.run.started))
            self._workspace.apply(change, title, self._withdrawn)

    def _withdrawn(self, applied: Applied) -> None:
        n = applied.annotations + applied.suggestions
        self._voice.toast(counted(n, _GONE_ONE, _GONE).filled(n=Grouped(n)))

    def _list(self, row: RunTally) -> None:
        from labeldesk.storage import withdrawing

        asked = partial(withdrawing.images_of_run, run_id=row.run.id)
        self._ask(asked, partial(self._rank, BROUGHT))

    def _wanted(self, rank: str) -> None:
        """Images by the origin of what is on them."""
        origin = _ORIGINS.get(rank)
        if origin is not None:
            from labeldesk.storage import withdrawing

            asked = partial(withdrawing.images_by_origin, origin=origin)
            self._ask(asked, partial(self._in_order, rank))

    def _in_order(self, rank: str, found: list[ImageId]) -> None:
        ids = self._workspace.catalogue.ids
        mine = ids[np.isin(ids, np.array(found, np.int64))]
        self._rank(rank, [ImageId(number) for number in mine.tolist()])

    def _rank(self, rank: str, found: list[ImageId]) -> None:
        if found:
            self._workspace.listed.rank(rank, np.array(found, np.int64), lead=rank == BROUGHT)
        else:
            self._voice.toast(_NONE)

    def _read(self) -> None:
        """Who made what on the open image."""
        workspace = self._workspace
        if workspace.project is None or not workspace.is_open:
            return
        from labeldesk.storage import moments

        image_id = workspace.image_id
        self._ask(partial(moments.origins, image_id=image_id), partial(self._have, image_id))

    def _have(self, image_id: ImageId, found: tuple[dict[SuggestionId, RunId], list[Run]]) -> None:
        if self._workspace.is_open and self._workspace.image_id == image_id:
            sources, runs = found
            known = {one.id: one for one in runs}
            if (sources, known) != (self._sources, self._runs):
                self._sources, self._runs = sources, known
                self.changed.emit()

    def _ask(self, question: Callable[..., Any], answer: Callable[[Any], None]) -> None:
        project: Project | None = self._workspace.project
        if project is None:
            self._voice.toast(_NO_RUNS)
        else:
            self._workspace.recorder.ask(project.later(question), answer)

    def _leave(self) -> None:
        self._sources, self._runs = {}, {}
