"""Two models against each other: the sheet, its numbers, the images on which they differ."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from labeldesk.domain.ids import ImageId
from labeldesk.domain.suggestion import Run
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.jobs.runner import Runner
from labeldesk.quality.differences import Difference
from labeldesk.storage.records import DONE, EXCLUDED
from labeldesk.suggest.batch import ImageAnswer, RunProgress
from labeldesk.suggest.recipe import ModelFile
from labeldesk.ui.dialogs.compare import CompareSheet, CompareWish
from labeldesk.ui.numbers import Grouped
from labeldesk.ui.remarks import Remark
from labeldesk.ui.tuning import Tuning
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.work.sieve import APART

if TYPE_CHECKING:
    from labeldesk.ui.program import Program as Owner
    from labeldesk.work.comparing import Compared, Split

_KEY = "compare-models"
_TWO = QT_TRANSLATE_NOOP("Compare", "Two models are compared: add another one first")
_NO_MODEL = QT_TRANSLATE_NOOP("Compare", "This model is no longer in the library")
_RUNNING = QT_TRANSLATE_NOOP("Compare", "A run is going on")
_READ_ONLY = QT_TRANSLATE_NOOP("Compare", "This project cannot be changed")
_APART_ONE = QT_TRANSLATE_NOOP("Compare", "{n} image on which {first} and {second} differ")
_APART = QT_TRANSLATE_NOOP(
    "Compare", "{n} images on which {first} and {second} differ, the worst first"
)
_TITLE = QT_TRANSLATE_NOOP("Compare", "{first} and {second} differ")
_ALONE = QT_TRANSLATE_NOOP("Compare", "Only {model}: {name} {score}")
_CLASS = QT_TRANSLATE_NOOP("Compare", "{one} {score}, or {other} {second}?")
_PLACE = QT_TRANSLATE_NOOP("Compare", "{one} overlaps by {iou} only")


class Comparing(QObject):
    """Signal: `changed` when other images are known to differ. Nothing on them changes; `splits`
    are those of the comparison listed last.
    """

    changed = Signal()

    def __init__(self, owner: Owner, tuning: Tuning) -> None:
        super().__init__(owner.workspace)
        self.splits: dict[ImageId, tuple[Split, ...]] = {}
        self.title: Text = _TITLE
        self._owner = owner
        self._tuning = tuning
        self._runner = Runner(owner.deliver, name="comparing")
        self._looked: dict[str, set[ImageId]] = {}
        self._names: dict[str, str] = {}
        self._files: dict[str, ModelFile] = {}
        self._sheet: CompareSheet | None = None
        self._found: Compared | None = None
        self._listed = ("", "")
        self._last: CompareWish | None = None
        self._waits = False
        owner.models.was_answered.connect(self._answered)
        owner.models.was_progressed.connect(self._progressed)
        owner.workspace.listed.rank_wanted.connect(self._wanted)
        owner.workspace.leaving.connect(self._leave)

    def open(self) -> None:
        """Ask which models there are, then show the sheet."""
        project = self._owner.workspace.project
        if project is not None:
            from labeldesk.storage import queries

            self._owner.workspace.recorder.ask(project.later(queries.runs), self._show)

    @property
    def is_listed(self) -> bool:
        """Whether the open image is one of those that were found to differ, and they are listed."""
        workspace = self._owner.workspace
        listed = workspace.is_open and workspace.listed.filter == APART
        return listed and workspace.image_id in self.splits

    def remarks(self) -> tuple[Remark, ...]:
        """What differs on the open image, while the list of such images is shown."""
        found = self.splits[self._owner.workspace.image_id] if self.is_listed else ()
        return tuple(self._remark(split) for split in found)

    def close(self) -> None:
        """Nothing is compared any more."""
        self._runner.close()

    def _show(self, runs: list[Run]) -> None:
        runs = [run for run in runs if not run.is_learned]  # what learns speaks where no label is
        entries = self._owner.models.shelf.library.listed()
        self._files = {one.sha256: one.model for one in entries if one.recipe.proposes}
        self._names = {run.model_digest: run.model_name for run in reversed(runs)}
        self._names |= {digest: model.name for digest, model in self._files.items()}
        if len(self._names) <= 1:
            self._owner.voice.toast(_TWO)
            return
        sheet = self._sheet = CompareSheet(
            [Option(digest, name) for digest, name in self._names.items()], self._first_wish(runs)
        )
        sheet.wished.connect(self._ask)
        sheet.look_wanted.connect(self._look)
        sheet.listed.connect(self._list)
        for side, model in enumerate(sheet.models):
            model.chosen.connect(partial(self._other_model, side))
        self._owner.sheets.dim.show_sheet(sheet)

    def _first_wish(self, runs: list[Run]) -> CompareWish:
        """As it was last time; else the model in use, and the other one that ran last."""
        last = self._last
        if last is not None and all(digest in self._names for digest in last.digests):
            return last
        model = self._owner.models.model
        ran = [run.model_digest for run in runs]
        used = [model.recipe.sha256] if model is not None else []
        first, second = list(dict.fromkeys((*used, *ran, *self._names)))[:2]
        return CompareWish(
            (first, second), (self._tuning.thresholds(first), self._tuning.thresholds(second))
        )

    def _other_model(self, side: int, digest: str) -> None:
        if self._sheet is not None:
            self._sheet.set_least(side, self._tuning.thresholds(digest))

    def _ask(self, wish: CompareWish) -> None:
        """One question at a time, then the latest: the one before is given up."""
        from labeldesk.work.comparing import Side, compared

        workspace, sheet = self._owner.workspace, self._sheet
        project, catalogue = workspace.project, workspace.catalogue
        if project is None or sheet is None:
            return
        self._last = wish
        if wish.digests[0] == wish.digests[1]:
            sheet.show_same()
            return
        first, second = (
            Side(digest, least, frozenset(self._looked.get(digest, ())))
            for digest, least in zip(wish.digests, wish.least, strict=True)
        )
        is_there = (catalogue.states & EXCLUDED == 0) & ~catalogue.missing
        images = [ImageId(number) for number in catalogue.ids[is_there].tolist()]
        is_done = is_there & (catalogue.states & DONE != 0)
        finished = [ImageId(number) for number in catalogue.ids[is_done].tolist()]
        self._runner.submit(
            lambda ticket: compared(project, (first, second), images, finished, ticket),
            done=partial(self._have, sheet, wish),
            failed=self._owner.voice.error,
            key=_KEY,
        )

    def _have(self, sheet: CompareSheet, wish: CompareWish, found: Compared) -> None:
        if sheet is self._sheet and wish == sheet.wish():
            self._found = found
            first, second = (self._reason(digest) for digest in wish.digests)
            sheet.show_compared(found, (first, second))

    def _reason(self, digest: str) -> Text | None:
        """Why a model cannot look at images now."""
        if digest not in self._files:
            return _NO_MODEL
        if not self._owner.workspace.is_writable:
            return _READ_ONLY
        return _RUNNING if self._owner.models.is_running else None

    def _look(self, side: int) -> None:
        """Let a model look at what it has not seen; the sheet comes back when it has."""
        sheet, found = self._sheet, self._found
        if sheet is None or found is None:
            return
        model = self._files.get(sheet.wish().digests[side])
        unseen = list(found.shares[side].unseen)
        if model is not None and unseen:
            self._waits = True
            sheet.left.emit()
            if model != self._owner.models.model:
                self._owner.models.use(model)
            self._owner.models.run_over(unseen)

    def _list(self) -> None:
        found, wish = self._found, self._last
        if found is None or wish is None or not found.splits:
            return
        first, second = (self._names.get(digest, "") for digest in wish.digests)
        self._listed = first, second
        self.title = _TITLE.filled(first=first, second=second)
        self.splits = found.splits
        n = len(found.splits)
        self._owner.workspace.listed.rank(APART, np.fromiter(found.splits, np.int64, n))
        self.changed.emit()
        said = counted(n, _APART_ONE, _APART).filled(n=Grouped(n), first=first, second=second)
        self._owner.voice.toast(said)

    def _remark(self, split: Split) -> Remark:
        (one, other), scores = split.names, [f"{score:.2f}" for score in split.scores]
        if split.what is Difference.CLASS:
            said = _CLASS.filled(one=one, score=scores[0], other=other, second=scores[1])
        elif split.what is Difference.PLACE:
            said = _PLACE.filled(one=one, iou=f"{split.iou:.2f}")
        else:
            side = 0 if split.what is Difference.EXTRA else 1
            said = _ALONE.filled(
                model=self._listed[side], name=split.names[side], score=scores[side]
            )
        first, second = split.places
        return Remark(said, first or second, second)

    def _wanted(self, rank: str) -> None:
        if rank == APART:
            self.open()

    def _answered(self, answer: ImageAnswer) -> None:
        self._looked.setdefault(answer.model.recipe.sha256, set()).add(answer.image_id)

    def _progressed(self, progress: RunProgress) -> None:
        """The run that the comparison waits for is over."""
        if progress.state.is_over and self._waits:
            self._waits = False
            self.open()

    def _leave(self) -> None:
        self.splits, self._found, self._waits = {}, None, False
        self._sheet = self._last = None
        self._looked.clear()
