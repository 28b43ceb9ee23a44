"""Results files of a model taken into a project: suggestions of a run named after the file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.changes import Merge
from labeldesk.domain.ids import ImageId, RunId, SuggestionId, new_id, new_ids, now_ms
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancelled, Progress
from labeldesk.domain.suggestion import Run, Suggestion
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.formats.coco.numbers import numbers_in
from labeldesk.formats.coco.results import ResultsFile, are_results
from labeldesk.formats.port import Head, OptionSpec, Source, chosen
from labeldesk.formats.predictions import Numbered, Predicted
from labeldesk.formats.report import Report
from labeldesk.storage.records import Met
from labeldesk.work.importing import Decide, Imported, images_at, import_dataset
from labeldesk.work.numbering import by_name, of_project, the_best
from labeldesk.work.sources import AUTO, DataSet
from labeldesk.work.unpacking import on_disk, unpacks
from labeldesk.work.watch import IMAGES, Watch

if TYPE_CHECKING:
    from labeldesk.storage.project import Project
    from labeldesk.storage.records import Ticket

FORMAT = "coco-results"
TITLE = QT_TRANSLATE_NOOP("Work", "COCO results, as suggestions")
REASON = QT_TRANSLATE_NOOP("Work", "{name} is a list of what a model found")
INSTANCES = "instances"
_FILE = QT_TRANSLATE_NOOP("Work", "File with the images and classes that the numbers mean")


class _Format:
    """What a user may say of results; they are no data set, so there is no codec."""

    id = FORMAT
    options = (OptionSpec(INSTANCES, _FILE, ""),)


_NO_PREVIEW = QT_TRANSLATE_NOOP(
    "Work", "There is no preview of a zip with images, nor of what a model found"
)
_UNPACKED = QT_TRANSLATE_NOOP("Work", "The images were unpacked into {folder}")
_NOTHING = QT_TRANSLATE_NOOP("Work", "No results of a model were found here")
_UNKNOWN = QT_TRANSLATE_NOOP("Work", "It is not known which images the numbers in the file mean")
_ADVICE = QT_TRANSLATE_NOOP(
    "Work", "Import the file that lists the images first, or put it beside this one"
)
_FROM_FILE = QT_TRANSLATE_NOOP("Work", "What the numbers mean is taken from {name}")
_FROM_NAMES = QT_TRANSLATE_NOOP("Work", "Images were found by the numbers in their names")
_UNREADABLE = QT_TRANSLATE_NOOP("Work", "The file cannot be read: {reason}")
_STOPPED = QT_TRANSLATE_NOOP("Work", "Stopped; what was taken in so far is kept")
FEW = 50  # JSON files of a folder that are looked at before it is imported
_AT_ONCE = 200  # images on their way to the disk
_CHUNK = 1 << 20


def results_at(path: Path) -> tuple[Path, ...]:
    """The results files that a path is or holds."""
    root, files = Source.files_of(path)
    return tuple(
        root / name for name in results_among(files, Source(root=root, files=files).head_of)
    )


def results_among(names: Sequence[str], head: Head, most: int | None = None) -> list[str]:
    """Those of the files that are results; `most` is how many of them are looked at."""
    found = [name for name in names if name.lower().endswith(".json")]
    return [name for name in found[:most] if are_results(head(name))]


def take_in(
    project: Project,
    data: DataSet,
    watch: Watch | None = None,
    *,
    in_child: bool = False,
    arrived: Path | None = None,
    decide: Decide = lambda _: Merge.BOTH,
) -> Imported:
    """Whatever a path holds, into the project: labels as annotations, results as suggestions.

    The images of a zip are unpacked first, see `on_disk`; `arrived` is where that was done before.
    """
    if decide(Met()) is None and (is_of_results(data) or unpacks(data)):
        raise UserError(_NO_PREVIEW, path=str(data.path))
    with on_disk(data, watch or Watch(), project.root) as there:
        if is_of_results(there.data):
            return import_results(project, there.data, watch)
        place = there.images or arrived
        done = import_dataset(
            project, there.data, watch, in_child=in_child, decide=decide, arrived=place
        )
    if there.is_new:
        done.report.info(_UNPACKED.filled(folder=str(there.images)), data.path.name)
    return done


def is_of_results(data: DataSet) -> bool:
    """Whether a data set is one of results: its user says so, or nothing else is possible."""
    if data.format != AUTO or not data.path.exists():
        return data.format == FORMAT
    return data.path.is_file() and bool(results_at(data.path))


@dataclass
class _Tally:
    """What came in."""

    images: set[ImageId] = field(default_factory=set)
    suggestions: int = 0
    told: Counter[str] = field(default_factory=Counter)


def import_results(project: Project, data: DataSet, watch: Watch | None = None) -> Imported:
    """Takes the results at a path in, each file as a run of a model of its name. What the same file
    said before is replaced, what was decided stays. Cancelled, it keeps what is in and says so.

    Raises `UserError` where there are none, or nobody knows which images they are about.
    """
    watch = watch or Watch()
    files = results_at(data.path)
    if not files:
        raise UserError(_NOTHING, path=str(data.path))
    report, tally = Report(), _Tally()
    for file in files:
        try:
            _File(project, data, watch, report).take(file, tally)
        except Cancelled:
            report.warning(_STOPPED, file.name)
            break
    return Imported(FORMAT, len(tally.images), 0, 0, 0, 0, report, suggestions=tally.suggestions)


class _File:
    """One file of results on its way into the project."""

    def __init__(self, project: Project, data: DataSet, watch: Watch, report: Report) -> None:
        self._project = project
        self._data = data
        self._watch = watch
        self._report = report

    def take(self, file: Path, tally: _Tally) -> None:
        """Its suggestions; raises `UserError` if it cannot be read at all."""
        images = images_at(self._project, self._data)
        paths = frozenset(images.paths)
        records = {one.path: one for one in self._project.images() if one.path in paths}
        source = Source(
            root=file.parent,
            files=(file.name,),
            images=images.paths,
            images_root=images.root,
            cancel=self._watch.cancel,
        )
        run = self._run(file)
        try:
            with file.open("rb", buffering=0) as stream:
                results = ResultsFile(stream, file.name, source, self._report)
                known = self._known(results.ids(), source, file, records)
                self._store(run, results.read(known), records, tally)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(_UNREADABLE.filled(reason=reason), path=str(file)) from error

    def _run(self, file: Path) -> Run:
        digest = hashlib.sha256()
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                self._watch.cancel.check()
                digest.update(chunk)
        return Run(
            id=RunId(new_id()),
            model_digest=digest.hexdigest(),
            model_name=file.stem,
            started=now_ms(),
            recipe={"family": FORMAT, "file": file.name},
            author=self._project.author,
        )

    def _known(
        self, ids: Sequence[int | str], source: Source, file: Path, records: dict[str, ImageRecord]
    ) -> Numbered:
        """What the numbers mean: by a data set at hand, by what the project was imported from, by
        the names of the images.
        """
        classes = {
            item.coco_id: item.name
            for item in reversed(self._project.classes().items)
            if item.coco_id is not None
        }
        sizes = {path: one.size for path, one in records.items() if one.size is not None}
        name, found = self._at_hand(ids, source, file)
        note: Text | None = _FROM_FILE.filled(name=name)
        if not found.images:
            note, found = None, Numbered(of_project(self._project, records))
        if not any(one in found.images for one in ids):
            note, found = _FROM_NAMES, Numbered(by_name(ids, source.images))
        if not found.images:
            raise UserError(_UNKNOWN, path=str(file), advice=_ADVICE)
        if note is _FROM_NAMES:
            self._report.warning(note, file.name)
        elif note is not None:
            self._report.info(note, file.name)
        return replace(found, classes={**classes, **found.classes}, sizes=sizes)

    def _at_hand(
        self, ids: Sequence[int | str], source: Source, file: Path
    ) -> tuple[str, Numbered]:
        """The data set that its user names, else the one near it that knows most of the images."""
        named = chosen(_Format(), self._data.options)[INSTANCES]
        if named:
            path = Path(str(named)).expanduser()
            try:
                with path.open("rb", buffering=0) as stream:
                    return path.name, numbers_in(stream, path.name, source)
            except OSError as error:
                reason = error.strerror or str(error)
                raise UserError(_UNREADABLE.filled(reason=reason), path=str(path)) from error
        return the_best(ids, source, file)

    def _store(
        self,
        run: Run,
        found: Iterator[tuple[str, list[Predicted]]],
        records: dict[str, ImageRecord],
        tally: _Tally,
    ) -> None:
        classes = self._project.classes()
        waiting: list[Ticket[int]] = []
        for number, (path, said) in enumerate(found, 1):
            record = records.get(path)
            if record is None:
                continue
            made = [
                Suggestion(
                    id=SuggestionId(own),
                    image_id=record.id,
                    run_id=run.id,
                    class_name=one.class_name,
                    class_id=item.id if (item := classes.named(one.class_name)) else None,
                    shape=one.shape,
                    score=one.score,
                )
                for own, one in zip(new_ids(len(said)), said, strict=True)
            ]
            waiting.append(self._project.add_suggestions(run, record.id, made))
            tally.images.add(record.id)
            if len(waiting) == _AT_ONCE:
                tally.suggestions += sum(ticket.result() for ticket in waiting)
                waiting = []
            self._watch.progress(Progress(number, 0, IMAGES))
        tally.suggestions += sum(ticket.result() for ticket in waiting)
