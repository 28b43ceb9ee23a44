"""The reading half of a project: each question is asked on the reader's thread."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from labeldesk.domain.annotation import Json
from labeldesk.domain.changes import Document, SuggestionQuery
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import ClassId, ImageId
from labeldesk.domain.suggestion import Run, Suggestion, SuggestionState
from labeldesk.storage import queries
from labeldesk.storage.bulk import read_classes
from labeldesk.storage.image_reads import ImageReads
from labeldesk.storage.records import Author, HistoryStep

OPEN_STATES = (SuggestionState.OPEN,)


class ProjectReads(ImageReads):
    """Questions to a project. Each blocks until its answer is there: ask them off the UI thread,
    or through `later`. An answer knows every edit whose `commit` was called before.
    """

    def document(self, image_id: ImageId) -> Document:
        """The annotations of an image by id; empty for an image without any."""
        return self.later(partial(queries.document, image_id=image_id)).result()

    def classes(self) -> ClassList:
        """The classes in their order."""
        return self.later(read_classes).result()

    def class_counts(self) -> dict[ClassId, int]:
        """Annotations by class, classes without any left out."""
        return self.later(queries.class_counts).result()

    def suggestions(
        self,
        image_id: ImageId,
        min_score: float = 0.0,
        states: Collection[SuggestionState] = OPEN_STATES,
    ) -> list[Suggestion]:
        """The suggestions of an image in those states, best first."""
        return self.later(lambda c: queries.suggestions(c, image_id, min_score, states)).result()

    def suggestion_counts(self, query: SuggestionQuery) -> dict[str, int]:
        """By class name, what AcceptAll of this query would accept, were all classes known."""
        return self.later(partial(queries.suggestion_counts, query=query)).result()

    def suggestion_images(self, query: SuggestionQuery) -> dict[ImageId, int]:
        """By image, the same: where there is something to review."""
        return self.later(partial(queries.suggestion_images, query=query)).result()

    def runs(self) -> list[Run]:
        """Every run of a model, newest first."""
        return self.later(queries.runs).result()

    def history(self, image_id: ImageId | None = None, limit: int = 1_000) -> list[HistoryStep]:
        """The newest steps of the journal, newest first; those of one image."""
        return self.later(lambda c: queries.history(c, image_id, limit)).result()

    def authors(self) -> list[Author]:
        """Who has opened the project for writing."""
        return self.later(queries.authors).result()

    def setting(self, name: str) -> Json:
        """A value that changes data and so belongs to the project; None if never set."""
        return self.later(partial(queries.read_setting, name=name)).result()

    def settings(self, prefix: str) -> dict[str, Json]:
        """All values whose names begin so, by the rest of their names."""
        return self.later(partial(queries.read_settings, prefix=prefix)).result()
