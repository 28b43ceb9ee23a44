"""The report before the first byte: what an export would lose, counted in full, and whether its
folder may be written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.changes import SuggestionQuery
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import Text
from labeldesk.formats.folder import Manner, manner_for
from labeldesk.formats.keeps import INVISIBLE, ROUNDED, Keeps, restricted
from labeldesk.formats.report import Report
from labeldesk.work.contents import Content, content_of
from labeldesk.work.dividing import Division
from labeldesk.work.framing import Reframing
from labeldesk.work.watch import Count, Watch
from labeldesk.work.wishes import Export, codec_of

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

_MOST_TEXTS = 200  # of one kind; more differ in names only


@dataclass
class Loss:
    """Problems of one kind: how many, and how many of each wording."""

    severity: Severity
    count: int = 0
    texts: Counter[Text] = field(default_factory=Counter)

    def add(self, problem: Problem) -> None:
        """One more."""
        self.count += 1
        if problem.text in self.texts or len(self.texts) < _MOST_TEXTS:
            self.texts[problem.text] += 1


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of an export: how it will be written, and whether there is none yet."""

    manner: Manner
    is_new: bool


@dataclass
class Preview:
    """What an export would come to. `losses` by the untranslated sentence of their kind,
    `exact` objects read back as they are here, to within `rounded` px, 0 where nobody could see a
    difference; `suggestions` are open ones that stay behind; `parts` are the images in each part
    of the split. `is_reframed`: images of another size go out, where nothing reads back as it is.
    """

    images: int = 0
    objects: int = 0
    exact: int = 0
    rounded: float = 0.0
    is_reframed: bool = False
    suggestions: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    losses: dict[str, Loss] = field(default_factory=dict)
    report: Report = field(default_factory=Report)

    def note(self, problem: Problem) -> None:
        """One more problem."""
        loss = self.losses.setdefault(problem.text.source, Loss(problem.severity))
        loss.add(problem)
        self.report.add(problem)

    def divide(self, division: Division, content: Content) -> None:
        """Count the parts of the split."""
        report = Report()
        split = Counter(division.of(content.paths, content.classes_of, report).values())
        self.parts = {name: split[name] for name in division.shares}
        for problem in report.rows:
            self.note(problem)

    def add(self, image: LabeledImage, keeps: Keeps) -> None:
        """Look at one more image."""
        one = Report()
        restricted(image, keeps, one)
        changed: set[str] = set()
        is_seen = keeps.quantum > INVISIBLE
        for problem in one.rows:
            self.note(problem)
            if is_seen and problem.text.source == ROUNDED.source:
                self.rounded = keeps.quantum
            if problem.place and problem.severity is not Severity.INFO:
                changed.add(problem.place)
        self.images += 1
        self.objects += len(image.annotations)
        self.exact += max(len(image.annotations) - len(changed), 0)


class _Noting(Report):
    """A report that a preview counts."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview

    def add(self, problem: Problem) -> None:
        self._preview.note(problem)


def look_at(out: Path, *, overwrite: bool, cancel: Cancel) -> Place:
    """The folder as an export would find it, at a glance; `UserError` where it may not be written.

    However much lies there, it is not gone through.
    """
    manner = manner_for(out, overwrite=overwrite, glance=True, cancel=cancel)
    return Place(manner, is_new=not out.exists())


def look_before(
    project: Project, wish: Export, min_score: float = 0.0, watch: Watch | None = None
) -> Preview:
    """What `export_project` would write, without a byte written, wherever to; open suggestions
    from `min_score` on are counted. `UserError` as exporting would raise.
    """
    watch = watch or Watch()
    codec, options = codec_of(wish)
    preview = Preview()
    keeps = codec.keeps(options)
    with content_of(project, wish, preview.note) as content:
        preview.divide(wish.division, content)
        images = content.images
        if not wish.framing.is_none:
            preview.is_reframed = True
            images = Reframing(wish.framing, _Noting(preview), {}).of(images)
        for image in Count().of(images, watch, len(content.paths)):
            preview.add(image, keeps)
        preview.exact = max(preview.exact - content.altered(), 0)
    watch.cancel.check()
    waiting = project.suggestion_images(SuggestionQuery(min_score=min_score))
    preview.suggestions = sum(waiting.values())
    return preview
