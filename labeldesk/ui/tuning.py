"""How suggestions of a model are taken in this project: thresholds and shape, remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from labeldesk.domain.annotation import Json
from labeldesk.domain.suggestion import Shaping, Thresholds
from labeldesk.ui.choice import Choice
from labeldesk.ui.modelling import Modelling
from labeldesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

PREFIX = "suggest.tuning."
_REST_MS = 400


class Tuning(QObject):
    """Written when the slider rests, into the project; where there is none yet, into the one that
    is made. A model that is new here keeps the common threshold, and has none by class.
    """

    def __init__(self, workspace: Workspace, choice: Choice, models: Modelling) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._choice = choice
        self._models = models
        self._known: dict[str, Json] = {}
        self._of = ""
        self._dirty = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._write)
        workspace.opened.connect(self._opened)
        workspace.leaving.connect(self._leave)
        models.model_changed.connect(self._other_model)
        choice.score_changed.connect(self._changed)
        choice.shaping_changed.connect(self._changed)

    def thresholds(self, digest: str) -> Thresholds:
        """Those chosen for a model, the usual ones if none were."""
        usual = Thresholds(self._choice.score)
        found = self._known.get(digest)
        return _read(found, usual.common)[0] if found is not None else usual

    def _opened(self) -> None:
        self._known, self._dirty = {}, False
        project = self._workspace.project
        if project is not None:
            from labeldesk.storage import queries

            question = project.later(lambda c: queries.read_settings(c, PREFIX))
            self._workspace.recorder.ask(question, self._have)

    def _have(self, known: dict[str, Json]) -> None:
        self._known = {**known, **self._known}
        self._take()

    def _other_model(self) -> None:
        self._write()
        model = self._models.model
        digest = model.recipe.sha256 if model is not None else ""
        if digest != self._of:
            self._of = digest
            self._choice.take(Thresholds(self._choice.score), Shaping())
            self._take()

    def _take(self) -> None:
        """What is remembered of the model in use."""
        found = self._known.get(self._of) if self._of else None
        if found is not None:
            self._choice.take(*_read(found, self._choice.score))
        self._rest.stop()
        self._dirty = False

    def _changed(self) -> None:
        if self._of:
            self._known[self._of] = _plain(self._choice.thresholds, self._choice.shaping)
            self._dirty = True
            self._rest.start()

    def _write(self) -> None:
        workspace = self._workspace
        if self._dirty and self._of and workspace.is_writable and workspace.project is not None:
            self._dirty = False
            name, value = PREFIX + self._of, self._known.get(self._of)

            def write(project: Project) -> None:
                project.set_setting(name, value)

            workspace.recorder.ensure(write)

    def _leave(self) -> None:
        self._rest.stop()
        self._write()


def _plain(thresholds: Thresholds, shaping: Shaping) -> Json:
    return {
        "score": thresholds.common,
        "classes": dict(thresholds.by_class),
        "form": shaping.form,
        "tolerance": shaping.tolerance,
    }


def _read(found: Json, usual: float) -> tuple[Thresholds, Shaping]:
    """What was remembered; what cannot be read is as usual."""
    match found:
        case {"score": float() | int() as score, "classes": dict() as classes, **more}:
            own = {
                name: min(max(float(value), 0.0), 1.0)
                for name, value in classes.items()
                if isinstance(value, float | int)
            }
            form, tolerance = more.get("form"), more.get("tolerance")
            shaping = Shaping(
                form if isinstance(form, str) and form in Shaping.FORMS else "",
                float(tolerance) if isinstance(tolerance, float | int) else Shaping().tolerance,
            )
            return Thresholds(min(max(float(score), 0.0), 1.0), own), shaping
        case _:
            return Thresholds(usual), Shaping()
