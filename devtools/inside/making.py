"""The main job from end to end, with the functions that the window and the command line call."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from devtools.inside.drawings import SHEETS, TO_DO, Brushed, Drawn
from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import AcceptAll, ChangeSet, Edit, SuggestionQuery
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ImageId, new_id
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.shapes import Shape
from labeldesk.domain.suggestion import Run
from labeldesk.domain.text import Text
from labeldesk.editing.session import Along, Session
from labeldesk.formats.book import ClassBook
from labeldesk.formats.port import Option
from labeldesk.formats.report import Report
from labeldesk.imaging.decode import decode
from labeldesk.imaging.pixels import Bgrx
from labeldesk.imaging.probe import FileProbe
from labeldesk.storage.errors import ProjectLocked
from labeldesk.storage.project import Project
from labeldesk.suggest.apart import inspect_apart
from labeldesk.suggest.batch import BatchState, ImageAnswer, ImageFailure, RunProgress
from labeldesk.suggest.engine import Engine
from labeldesk.suggest.listening import ModelStatus
from labeldesk.suggest.recipe import ModelFile
from labeldesk.work.exporting import Done, Export, export_project
from labeldesk.work.projects import create_project
from labeldesk.work.proposals import ClassSteps, missing_classes, run_of, suggestions_of
from labeldesk.work.sources import DataSet, images_of, opened
from labeldesk.work.watch import Watch

AUTHOR = "demo"
PROJECT = "demo.labeldesk"
IMAGES = "images"
SURE = 0.5
"""Suggestions from this score on are accepted."""
LIMIT_S = 300.0
EXPORTS: tuple[tuple[str, str, dict[str, Option]], ...] = (
    ("voc", "Pascal VOC XML", {}),
    ("coco", "COCO JSON", {}),
    ("yolo", "YOLO, with copies", {"task": "detect", "copy_images": True}),
    ("masks", "PNG masks", {}),
)
"""Format (and folder), what it is called in the summary, options."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the run brought: images looked at, suggestions, on which device, in what time."""

    model: str
    images: int
    found: int
    accepted: int
    device: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Exported:
    """One folder written, its name for people, and how many objects its own reader finds."""

    title: str
    done: Done
    objects: int


def cleared(folder: Path) -> None:
    """An empty folder in the place of an earlier demo; `UserError` while that one is open."""
    project = folder / PROJECT
    if project.exists():
        try:
            Project.open(project, author=AUTHOR).close()
        except ProjectLocked:
            raise
        except UserError:
            pass  # whatever is wrong with it, it is about to go
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def make(folder: Path, photographs: Sequence[Path]) -> Project:
    """Copies of the photographs in the folder and a project over them. The caller closes it."""
    images = folder / IMAGES
    images.mkdir()
    for photograph in photographs:
        shutil.copyfile(photograph, images / photograph.name)
    project, _ = create_project(folder / PROJECT, images, author=AUTHOR)
    return project


class Proposing:
    """A run over all images as the window makes it: on the engine's threads, the model in a
    process of its own, every answer stored before it is told.
    """

    def __init__(self, project: Project, model: Path) -> None:
        found = inspect_apart(model).model
        if found is None:
            raise UserError(Text("Demo", "The kind of this model is not known"), path=str(model))
        self._project = project
        self._model: ModelFile = found
        self._run: Run = run_of(found, AUTHOR)
        self._paths = {record.id: record.path for record in project.images()}
        self._over = threading.Event()
        self._progress: RunProgress | None = None
        self._device = ""
        self._begun = monotonic()
        self._engine = Engine(self._pixels, self, keep=self._keep)
        self._engine.start_batch(self._paths, found)

    def ended(self) -> RunProgress:
        """Wait for its end; `UserError` if an image has no answer."""
        try:
            is_over = self._over.wait(LIMIT_S)
        finally:
            failures = self._engine.failures
            self._engine.close()
        if failures:
            raise UserError(failures[0].problem.text, path=self._paths[failures[0].image_id])
        progress = self._progress
        if not is_over or progress is None or progress.state is not BatchState.DONE:
            raise UserError(Text("Demo", "The model did not come to an end"))
        return progress

    def accepted(self) -> Proposed:
        """Wait for its end, then accept what is sure, in one undo step."""
        progress = self.ended()
        seconds = monotonic() - self._begun
        made = accept(self._project, self._run)
        return Proposed(
            self._model.name, progress.done, progress.found, made, self._device, seconds
        )

    def answered(self, answer: ImageAnswer) -> None:
        """One image was looked at."""

    def failed(self, failure: ImageFailure) -> None:
        """One image has no answer; the engine lists it."""

    def progressed(self, progress: RunProgress) -> None:
        """The run went on."""
        self._progress = progress
        if progress.state.is_over:
            self._over.set()

    def status(self, status: ModelStatus) -> None:
        """Where the model really runs."""
        self._device = ", ".join(status.providers) or self._device

    def _pixels(self, image_id: ImageId) -> Bgrx:
        return decode(self._project.root / self._paths[image_id]).pixels

    def _keep(self, answer: ImageAnswer) -> None:
        classes = self._project.classes()
        found = suggestions_of(answer.answer.founds, self._run, answer.image_id, classes)
        self._project.add_suggestions(self._run, answer.image_id, found).result()


def accept(project: Project, run: Run) -> int:
    """Make annotations of the suggestions of the run that are sure; how many."""
    query = SuggestionQuery(min_score=SURE, run_id=run.id)
    counts = project.suggestion_counts(query)
    title = Text("Demo", "Accept {n} suggestions").filled(n=sum(counts.values()))
    change = AcceptAll(query, missing_classes(counts, project.classes()))
    return project.apply(change, title).result().annotations


def draw(project: Project, to_do: Sequence[str] = TO_DO) -> int:
    """Put every shape of `SHEETS` on its image, one edit each, and mark done all but `to_do`.

    Gives the number of edits.
    """
    records = {record.path: record for record in project.images()}
    probe = FileProbe(project.root)
    edits = 0
    for name, sheet in SHEETS.items():
        size = probe.size(name)
        if size is None:
            raise UserError(Text("Demo", "The photograph cannot be read"), path=name)
        edits += _draw_on(project, records[name], size, sheet)
        if name not in to_do:
            edits += _mark_done(project, records[name])
    return edits


def _draw_on(project: Project, record: ImageRecord, size: Size, sheet: Sequence[Drawn]) -> int:
    document = project.document(record.id)
    session = Session(record.id, size, document, project.commit, author=AUTHOR)
    for class_name, drawn in sheet:
        steps = missing_classes([class_name], project.classes())
        shape = drawn.on(size) if isinstance(drawn, Brushed) else drawn
        made = _annotation(project, class_name, steps, session.now(), shape)
        ticket = session.apply(
            Text("Demo", "Draw {name}").filled(name=class_name),
            ChangeSet.adding(made),
            Along(classes=steps),
        )
        if ticket is not None:
            ticket.result()
    return len(sheet)


def _mark_done(project: Project, record: ImageRecord) -> int:
    state = (record.state, replace(record.state, done=True))
    project.commit(Edit(record.id, state=state), Text("Demo", "Mark done")).result()
    return 1


def _annotation(
    project: Project, name: str, steps: ClassSteps, at: int, shape: Shape
) -> Annotation:
    fresh = next((new for _, new in steps.values() if new is not None), None)
    used = fresh or project.classes().named(name)
    if used is None:
        raise LookupError(name)
    return Annotation(
        id=AnnotationId(new_id()),
        class_id=used.id,
        shape=shape,
        author=AUTHOR,
        created=at,
        edited=at,
    )


def export(project: Project, folder: Path) -> list[Exported]:
    """Write the project in all four formats into folders named after them."""
    written = []
    for name, title, options in EXPORTS:
        done = export_project(project, Export(name, folder / name, options, state="all"))
        objects = _read_back(DataSet(folder / name, name, images=project.root))
        written.append(Exported(title, done, objects))
    return written


def _read_back(data: DataSet) -> int:
    """How many objects there are in what was written."""
    report = Report()
    codec, source = opened(data, images_of(data), ClassBook(), Watch(), report)
    objects = sum(len(image.annotations) for image in codec.read(source, report))
    if report.severities[Severity.ERROR]:
        raise UserError(report.rows[0].text, path=str(data.path))
    return objects
