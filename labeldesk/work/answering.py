"""Where the engine's images come from and where its answers go: one project, one run at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Json
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import UserError
from labeldesk.domain.suggestion import Run
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.imaging.decode import decode
from labeldesk.imaging.pixels import Bgrx
from labeldesk.work.catalogue import Catalogue

if TYPE_CHECKING:
    from labeldesk.storage.project import Project
    from labeldesk.suggest.batch import ImageAnswer

_GONE = QT_TRANSLATE_NOOP("Model", "The image is no longer part of the project")


class Answering:
    """`load` and `keep` are called on the engine's threads, the rest on the window's.

    `run` is what answers are noted under; `empty` are images on which it found nothing. One that
    `is_aside` does not go on at the next opening.
    """

    def __init__(self, project: Project, root: Path, catalogue: Catalogue) -> None:
        self.min_score = 0.0
        self.run: Run | None = None
        self.empty: set[ImageId] = set()
        self.is_aside = False
        self._project = project
        self._root = root
        self._catalogue = catalogue

    def load(self, image_id: ImageId) -> Bgrx:
        """The upright pixels of an image; raises `UserError`."""
        path = self._catalogue.listed.path_of(image_id)
        if path is None:
            raise UserError(_GONE)
        return decode(self._root / path).pixels

    def keep(self, answer: ImageAnswer) -> None:
        """Store what was found, and come back when the disk has it."""
        from labeldesk.work.proposals import suggestions_of

        run, image_id = self.run, answer.image_id
        if run is None or run.model_digest != answer.model.recipe.sha256:
            return
        kept = [one for one in answer.answer.founds if one.score >= self.min_score]
        # The classes are those of the moment of reading, so none are needed to store.
        found = suggestions_of(kept, run, image_id, ClassList())
        if not self._project.add_suggestions(run, image_id, found).result():
            self.empty.add(image_id)

    def note(self, *, goes_on: bool, is_paused: bool = False) -> None:
        """Note in the project whether its run goes on, for the next opening."""
        from labeldesk.storage import moments

        value: dict[str, Json] | None = None
        if goes_on and self.run is not None and not self.is_aside:
            value = moments.left_off_value(
                self.run, is_paused=is_paused, empty=frozenset(self.empty)
            )
        self._project.set_setting(moments.LEFT_OFF, value)
