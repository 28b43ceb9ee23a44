"""A model run over the images of a project: suggestions beside the annotations, never in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Json
from labeldesk.domain.changes import AcceptAll, SuggestionQuery
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled, Progress
from labeldesk.domain.suggestion import Run
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.report import Report
from labeldesk.work.watch import IMAGES, Watch

if TYPE_CHECKING:
    from labeldesk.storage.project import Project
    from labeldesk.suggest.found import Answer, Found
    from labeldesk.suggest.inspection import Inspection
    from labeldesk.suggest.recipe import ModelFile
    from labeldesk.suggest.worker import Worker

_UNKNOWN = QT_TRANSLATE_NOOP("Work", "What this model does is not recognised")
_BY_CLICK = QT_TRANSLATE_NOOP(
    "Work", "This model marks what is clicked; it proposes nothing itself"
)
_DESCRIBES = QT_TRANSLATE_NOOP("Work", "This model describes images and proposes nothing")
_ADVICE = QT_TRANSLATE_NOOP("Work", "Look at it with: labeldesk inspect MODEL")
_STOPPED = QT_TRANSLATE_NOOP(
    "Work", "Stopped after {done} of {total} images; what was found so far is kept"
)
_ACCEPT = QT_TRANSLATE_NOOP("Work", "Accept {n} suggestions of {model}")


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a run found: counts by class, on how many images, and what failed."""

    model: str
    images: int
    suggestions: int
    accepted: int
    by_class: Mapping[str, int]
    best: Mapping[str, float]
    report: Report = field(default_factory=Report)

    @property
    def as_json(self) -> dict[str, Json]:
        """The counts for ``--json``."""
        return {
            "model": self.model,
            "images": self.images,
            "suggestions": self.suggestions,
            "accepted": self.accepted,
            "classes": {
                name: {"count": count, "best": round(self.best[name], 4)}
                for name, count in self.by_class.items()
            },
        }


def inspect_model(path: Path) -> Inspection:
    """What a model file is, from the file alone; nothing of it is run, and a process of its own
    looks at it.
    """
    from labeldesk.suggest.apart import inspect_apart

    return inspect_apart(path)


def suggest_over(
    project: Project,
    model: Path,
    *,
    min_score: float | None = None,
    accept: bool = False,
    tiling: str = "",
    watch: Watch | None = None,
) -> Suggested:
    """Runs a model over every image that is not excluded, in a child process.

    `tiling` is a value of `recipe.Tiling` in place of what the recipe says.

    Its earlier untouched suggestions are replaced, what was decided stays. `accept` then makes
    annotations of those from `min_score` on, in one undo step. An image that cannot be read is
    reported and the run goes on. Cancelled, it keeps what was found so far, accepts nothing and
    reports that.
    """
    watch = watch or Watch()
    file = _proposing(model, tiling)
    from labeldesk.work.proposals import run_of, suggestions_of

    run = run_of(file, project.author)
    classes = project.classes()
    tally = _Tally()
    records = [record for record in project.images() if not record.state.excluded]
    answers = _answers(project, file, records, tally.report, watch.cancel)
    for done, (record, found) in enumerate(answers, 1):
        kept = [one for one in found if min_score is None or one.score >= min_score]
        suggestions = suggestions_of(kept, run, record.id, classes)
        project.add_suggestions(run, record.id, suggestions).result()
        tally.add(kept)
        watch.progress(Progress(done, len(records), IMAGES))
    is_whole = not watch.cancel.is_set
    if not is_whole:
        tally.report.warning(_STOPPED.filled(done=tally.images, total=len(records)))
    accepted = _accept(project, run, min_score or 0.0) if accept and is_whole else 0
    return Suggested(
        file.name, tally.images, tally.count, accepted, tally.by_class, tally.best, tally.report
    )


def _proposing(path: Path, tiling: str) -> ModelFile:
    """The model in a file; raises `UserError` for one that is unknown or proposes nothing."""
    from labeldesk.suggest.recipe import Task, Tiling

    model = inspect_model(path).model
    if model is None:
        raise UserError(_UNKNOWN, path=str(path), advice=_ADVICE)
    if not model.recipe.proposes:
        is_by_click = model.recipe.task is Task.PROMPT
        raise UserError(_BY_CLICK if is_by_click else _DESCRIBES, path=str(path))
    if not tiling:
        return model
    return replace(model, recipe=replace(model.recipe, tiling=Tiling(tiling)))


@dataclass
class _Tally:
    images: int = 0
    count: int = 0
    by_class: dict[str, int] = field(default_factory=dict)
    best: dict[str, float] = field(default_factory=dict)
    report: Report = field(default_factory=Report)

    def add(self, found: list[Found]) -> None:
        self.images += 1
        self.count += len(found)
        for one in found:
            name = one.class_name
            self.by_class[name] = self.by_class.get(name, 0) + 1
            self.best[name] = max(self.best.get(name, 0.0), one.score)


def _answers(
    project: Project, file: ModelFile, records: list[ImageRecord], report: Report, cancel: Cancel
) -> Iterator[tuple[ImageRecord, list[Found]]]:
    """Every image with what was found on it; one that fails is reported and left out. Ends when
    it is cancelled, or when the model fails on every image.
    """
    from labeldesk.suggest.backend import ModelLost
    from labeldesk.suggest.worker import Worker

    worker, losses = Worker(), 0
    try:
        for note in worker.open(file, file.device).notes:
            report.warning(note.text, note.path, note.place)
        for record in records:
            if cancel.is_set:
                return
            try:
                answer = _answer(worker, file, project.root / record.path, cancel)
            except Cancelled:
                return
            except UserError as error:
                report.error(error.text, record.path, error.place)
                losses = losses + 1 if isinstance(error, ModelLost) else 0
                if _is_hopeless(error, losses, file, report):
                    return
                continue
            losses = 0
            for note in answer.notes:
                report.info(note.text, record.path)
            yield record, list(answer.founds)
    finally:
        worker.close()


def _is_hopeless(error: UserError, losses: int, file: ModelFile, report: Report) -> bool:
    """Whether the failure will come again with every image; crashes in a row are said."""
    from labeldesk.suggest.asker import HOPELESS, MOST_LOSSES
    from labeldesk.suggest.backend import ModelGone

    if losses == MOST_LOSSES:
        report.error(HOPELESS.filled(n=losses, reason=error.text), str(file.path))
    return losses == MOST_LOSSES or isinstance(error, ModelGone)


def _answer(worker: Worker, file: ModelFile, path: Path, cancel: Cancel) -> Answer:
    """What is on an image, piece by piece; raises `UserError` or `Cancelled`."""
    from labeldesk.imaging.decode import decode
    from labeldesk.suggest.tiles import Pieces, Tour

    tour = Tour(Pieces(decode(path).pixels, file.recipe))
    while not tour.is_over:
        _, canvas, at = tour.now
        tour.answered(worker.run(canvas, at, cancel))
    return tour.answer


def _accept(project: Project, run: Run, min_score: float) -> int:
    query = SuggestionQuery(min_score=min_score, run_id=run.id)
    counts = project.suggestion_counts(query)
    from labeldesk.storage.queries import suggestion_joints
    from labeldesk.work.proposals import missing_classes

    joints = project.later(lambda c: suggestion_joints(c, query=query)).result()
    classes = missing_classes(counts, project.classes(), joints=joints)
    title = _ACCEPT.filled(n=sum(counts.values()), model=run.model_name)
    return project.apply(AcceptAll(query, classes), title).result().annotations
