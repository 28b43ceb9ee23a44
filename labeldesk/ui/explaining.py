"""Why this suggestion: which one is meant, and the sheet that says it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from labeldesk.domain.annotation import Annotation, Origin
from labeldesk.domain.ids import ImageId, SuggestionId
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.dialogs.runs import when
from labeldesk.ui.dialogs.why import WhySheet
from labeldesk.work.explaining import About, about, reasons

if TYPE_CHECKING:
    from labeldesk.ui.program import Program as Owner

_NONE = QT_TRANSLATE_NOOP("Why", "Choose a suggestion with Tab, or an object that a model made")


class Explaining:
    """The suggestion in turn, else the selected object that was one, else the next suggestion."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner

    def open(self) -> None:
        """Ask what is known of it, then show it."""
        owner = self._owner
        workspace, made = owner.workspace, self._selected()
        meant = owner.choice.focus or (made.suggestion_id if made is not None else self._next())
        if workspace.project is None or meant is None:
            owner.voice.toast(_NONE)
            return
        image_id, folder = workspace.image_id, owner.models.shelf.library.folder
        from labeldesk.storage import moments

        asked = workspace.project.later(
            lambda c: about(moments.answered(c, image_id=image_id), meant, folder)
        )
        is_made = made is not None and made.suggestion_id == meant
        origin = made.origin if made is not None and is_made else None
        answer = partial(self._found, image_id, origin)
        workspace.recorder.ask(asked, answer)

    def _found(self, image_id: ImageId, origin: Origin | None, found: About | None) -> None:
        """What was learned knows which labels it goes by, if it is at work."""
        owner, show = self._owner, partial(self._show, image_id, origin)
        session = owner.workspace.shown.session
        if found is None or not found.run.is_learned or owner.learning.learner is None:
            show(found)
        elif session is not None:
            from labeldesk.work.alike import alike, meant_by

            chosen = meant_by(found.one, session.document.values())
            owner.learning.ask(
                lambda learner: alike(learner, image_id, chosen),
                lambda labels: show(replace(found, alike=self._words(labels))),
            )

    def _words(self, labels: object) -> tuple[str, ...]:
        """Name, likeness and image of each."""
        path_of = self._owner.workspace.catalogue.listed.path_of
        rows = labels if isinstance(labels, tuple) else ()
        return tuple(
            f"{one.class_name} · {one.likeness:.2f} · {path_of(one.image_id) or ''}" for one in rows
        )

    def _show(self, image_id: ImageId, origin: Origin | None, found: About | None) -> None:
        owner = self._owner
        workspace = owner.workspace
        if found is None:
            owner.voice.toast(_NONE)
        elif workspace.is_open and workspace.image_id == image_id:
            at, least = when(found.run.started), owner.choice.thresholds
            rows = reasons(found, least, workspace.classes, origin, at)
            owner.sheets.dim.show_sheet(WhySheet(rows))

    def _selected(self) -> Annotation | None:
        """The first of the selected objects that is from a model."""
        session = self._owner.workspace.shown.session
        document = session.document if session is not None else {}
        chosen = (document[key] for key in self._owner.canvas.env.selection if key in document)
        return next((one for one in chosen if one.suggestion_id is not None), None)

    def _next(self) -> SuggestionId | None:
        """One that is shown, put in turn so that it is seen which; on a done image the best."""
        deeds = self._owner.desk.suggest
        deeds.cycle(1)
        aside = deeds.aside()
        return self._owner.choice.focus or (aside[0].id if aside else None)
