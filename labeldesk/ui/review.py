"""What says where labels are from and which to doubt, and how suggestions are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from labeldesk.ui.binding.judging import JudgingBinding
from labeldesk.ui.binding.objects import ObjectsBinding
from labeldesk.ui.comparing import Comparing
from labeldesk.ui.desk.guard import hand_is_free
from labeldesk.ui.explaining import Explaining
from labeldesk.ui.judging import Judging
from labeldesk.ui.provenance import Provenance
from labeldesk.ui.tuning import Tuning

if TYPE_CHECKING:
    from labeldesk.ui.program import Program as Owner


class Review:
    """Wired once `bind` is called, with what shows it."""

    def __init__(self, owner: Owner) -> None:
        workspace, choice = owner.workspace, owner.choice
        models, voice = owner.models, owner.voice
        self._owner = owner
        self.tuning = Tuning(workspace, choice, models)
        self.judging = Judging(workspace, choice, models, voice, owner.deliver)
        self.provenance = Provenance(workspace, owner.sheets.dim, voice)
        self.comparing = Comparing(owner, self.tuning)
        self.provenance.is_free = lambda: hand_is_free(owner.canvas, voice)

    def bind(self, objects: ObjectsBinding) -> None:
        """Show it on the canvas, in the panels and at the desk."""
        owner, deeds = self._owner, self._owner.desk.suggest
        reasons = owner.page.column.image.reasons
        sources = self.judging, self.comparing
        JudgingBinding(owner.workspace, sources, owner.canvas, reasons)
        objects.follow(self.provenance)
        deeds.compare_labels = self.judging.compare
        deeds.compare_models = self.comparing.open
        deeds.runs = self.provenance.open
        deeds.why = Explaining(owner).open

    def close(self) -> None:
        """Nothing is worked out any more."""
        self.judging.close()
        self.comparing.close()
