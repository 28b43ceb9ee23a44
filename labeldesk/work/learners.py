"""Makes the learner of a project, with what the project has chosen to look at images with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.suggest.backend import Backend
from labeldesk.suggest.library import Library
from labeldesk.suggest.worker import Worker
from labeldesk.work.backbone import chosen_model, describer_of
from labeldesk.work.describing import Describing
from labeldesk.work.learning import Learner

if TYPE_CHECKING:
    from labeldesk.storage.project import Project


@dataclass(frozen=True, slots=True)
class Learners:
    """`cache` is the folder of vectors, `models` that of the library; `backend` makes what runs a
    model.
    """

    cache: Path
    models: Path
    backend: Callable[[], Backend] = Worker

    def made(self, project: Project | None, author: str, end: Cancel) -> Learner:
        """The learner with the model that the project has chosen; takes seconds to load it.

        Raises `UserError` when that model cannot be used; `plain` needs none.
        """
        model = chosen_model(project, Library(self.models))
        if model is None:
            return self.plain(author)
        describer, backbone = describer_of(model, self.backend(), end)
        return Learner(Describing(self.cache, describer), author, backbone=backbone)

    def plain(self, author: str) -> Learner:
        """The learner that needs no model."""
        return Learner(Describing(self.cache), author)

    def made_anyhow(
        self, project: Project | None, author: str, end: Cancel
    ) -> tuple[Learner, UserError | None]:
        """As `made`; where that fails the plain one, and why."""
        try:
            return self.made(project, author, end), None
        except UserError as error:
            return self.plain(author), error
