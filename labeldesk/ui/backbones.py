"""What looks at the images to learn from them: chosen in a sheet, kept in the project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.settings.store import Settings
from labeldesk.settings.table import LEARN
from labeldesk.suggest.recipe import ModelFile, Task
from labeldesk.ui.dialogs.learning import LearningSheet
from labeldesk.ui.dialogs.sheet import Dim
from labeldesk.ui.learning import Learning
from labeldesk.ui.shelf import Shelf
from labeldesk.ui.voice import Voice
from labeldesk.ui.widgets.drop_down import Option
from labeldesk.ui.widgets.notice import NoticeRow
from labeldesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from labeldesk.storage.project import Project
    from labeldesk.suggest.inspection import Inspection

_BUILT_IN = QT_TRANSLATE_NOOP("Learn", "Colours, edges and texture")
_NO_MODEL = QT_TRANSLATE_NOOP("Learn", "no model")
_DESCRIBES = QT_TRANSLATE_NOOP("Learn", "{model} describes images and proposes nothing by itself")
_OFFER = QT_TRANSLATE_NOOP("Learn", "What is learned from labels can go by what it sees in them.")
_ASSUMED = QT_TRANSLATE_NOOP("Learn", "{offer} Assumed: {doubt}")
_CORRECT = QT_TRANSLATE_NOOP("Learn", "Correct how it is read…")
_LEARN = QT_TRANSLATE_NOOP("Learn", "Learn with it")
_NOT_ABLE = QT_TRANSLATE_NOOP("Learn", "{model} gives no vector that could describe an image")
_TAKEN = QT_TRANSLATE_NOOP("Learn", "Images are looked at with {model}")
_TAKEN_BUILT_IN = QT_TRANSLATE_NOOP("Learn", "Images are looked at without a model")
_INSTEAD = QT_TRANSLATE_NOOP("Learn", "{why}. Colours, edges and texture serve instead.")
_KEY = "learn-with"


class Backbones(QObject):
    """`ask_model` asks for the file of a model, `correct` opens the sheet about one."""

    def __init__(
        self, workspace: Workspace, learning: Learning, shelf: Shelf, dim: Dim, settings: Settings,
        voice: Voice,
    ) -> None:  # fmt: skip
        super().__init__(learning)
        self._workspace, self._learning, self._shelf = workspace, learning, shelf
        self._dim, self._settings, self._voice = dim, settings, voice
        self.ask_model: Callable[[], Path | None] = lambda: None
        self.correct: Callable[[ModelFile], None] = lambda _: None
        self._asked: Path | None = None
        self._doubtful = ""
        shelf.added.connect(self._added)
        shelf.doubted.connect(self._doubted)
        shelf.kept.connect(self._answered)

    def open(self) -> None:
        """Show what is chosen, to be changed."""
        self._with_setting(self._show)

    def choose(self, model: ModelFile | None) -> None:
        """Look at the images of this project with that model, or without one."""
        from labeldesk.work.backbone import SETTING, setting_of

        def store(project: Project) -> None:
            ticket = project.set_setting(SETTING, setting_of(model))
            self._workspace.recorder.ask(ticket, lambda _: self._chosen(model))

        self._workspace.recorder.ensure(store)

    def _chosen(self, model: ModelFile | None) -> None:
        self._learning.restart()
        taken = _TAKEN_BUILT_IN if model is None else _TAKEN.filled(model=model.name)
        self._voice.toast(taken)
        self._with_setting(self._refresh)

    def _with_setting(self, then: Callable[[Json], None]) -> None:
        from labeldesk.storage.queries import read_setting
        from labeldesk.work.backbone import SETTING

        project = self._workspace.project
        if project is None:
            then(None)
        else:
            question = project.later(partial(read_setting, name=SETTING))
            self._workspace.recorder.ask(question, then)

    def _show(self, setting: Json) -> None:
        sheet = LearningSheet(is_on=self._learning.is_on)
        sheet.turned.connect(lambda on: self._settings.set(LEARN, on))
        sheet.chosen.connect(self._pick)
        sheet.add_wanted.connect(self._add)
        self._fill(sheet, setting)
        self._dim.show_sheet(sheet)

    def _refresh(self, setting: Json) -> None:
        sheet = self._dim.sheet()
        if isinstance(sheet, LearningSheet):
            self._fill(sheet, setting)

    def _fill(self, sheet: LearningSheet, setting: Json) -> None:
        from labeldesk.work.backbone import ABSENT, Chosen, usable

        chosen, entries = Chosen.read(setting), usable(self._shelf.library)
        options = [Option("", _BUILT_IN, _NO_MODEL)]
        options += [Option(one.sha256, one.model.name, one.recipe.family) for one in entries]
        is_here = chosen is not None and any(one.sha256 == chosen.sha256 for one in entries)
        current = chosen.sha256 if chosen is not None and is_here else ""
        trouble = self._learning.trouble
        said = trouble.text if trouble is not None else None
        if said is None and chosen is not None and not is_here:
            said = ABSENT.filled(model=chosen.name)
        sheet.show_models(options, current, _INSTEAD.filled(why=said) if said is not None else None)

    def _pick(self, sha256: str) -> None:
        entry = self._shelf.library.find(sha256)
        self.choose(entry.model if entry is not None else None)

    def _add(self) -> None:
        path = self.ask_model()
        if path is not None:
            self._asked, self._doubtful = path, ""
            self._shelf.keep(path, self._kept)

    def _kept(self, model: ModelFile, findings: Sequence[Problem]) -> None:
        from labeldesk.suggest.embedding import embedder

        for problem in findings:
            self._voice.problem(problem)
        if embedder(model.recipe) is None:
            self._voice.toast(_NOT_ABLE.filled(model=model.name))
        else:
            self.choose(model)

    def _doubted(self, found: Inspection) -> None:
        """A person is asked first how the model is read."""
        if found.path == self._asked:
            self._asked, self._doubtful = None, found.sha256

    def _answered(self, model: ModelFile) -> None:
        if self._doubtful and model.recipe.sha256 == self._doubtful:
            self._doubtful = ""
            self._kept(model, ())
            return
        learner = self._learning.learner
        ours = learner.backbone if learner is not None else None
        if ours is not None and ours.recipe.sha256 == model.recipe.sha256:
            self._learning.restart()  # it may be read in another way from now on
        self._added(model)

    def _added(self, model: ModelFile, findings: Sequence[Problem] = ()) -> None:
        """A model that was dropped and is good for nothing else is offered for this; what is
        doubtful about it is said in the same place.
        """
        if model.recipe.task is not Task.EMBED:
            return
        title = _DESCRIBES.filled(model=model.name)
        doubt = next((one.text for one in findings if one.severity is Severity.WARNING), None)
        said: Text = _OFFER
        rows: tuple[tuple[str, Text], ...] = (("learn", _LEARN),)
        if doubt is not None:
            said, rows = _ASSUMED.filled(offer=_OFFER, doubt=doubt), (*rows, ("correct", _CORRECT))
        answers: dict[str, Callable[[], None]] = {
            "learn": partial(self._learn_with, model),
            "correct": partial(self.correct, model),
        }
        self._voice.notice(NoticeRow(_KEY, Severity.INFO, title, said, rows), answers)

    def _learn_with(self, model: ModelFile) -> None:
        if self._workspace.is_open and self._workspace.is_writable:
            self.choose(model)
            if not self._learning.is_on:
                self._settings.set(LEARN, not self._learning.is_on)
