"""Marking with a decoder what was shown on an image whose embedding is there."""

from __future__ import annotations

from dataclasses import dataclass

from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.mask import Mask
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.prompt import Prompt
from labeldesk.domain.shapes import Polygon
from labeldesk.raster.trace import mask_to_polygon
from labeldesk.suggest.backend import ModelLost
from labeldesk.suggest.prompting.contract import FAMILIES
from labeldesk.suggest.prompting.feed import Places, places
from labeldesk.suggest.prompting.framing import net_frame
from labeldesk.suggest.prompting.masks import Marks, Part, mask_of, order
from labeldesk.suggest.prompting.parts import halves
from labeldesk.suggest.prompting.scene import Scene
from labeldesk.suggest.prompting.store import Embedding
from labeldesk.suggest.prompting.worker import Half
from labeldesk.suggest.recipe import ModelFile


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """A question: what was shown of a scene, and the how-manieth of the masks is wanted, best
    first, beginning again behind the last. With a `tolerance` (pixels) an outline is wanted as
    well. It is equal to no other.
    """

    scene: Scene
    prompt: Prompt
    choice: int = 0
    tolerance: float | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """One of `count` masks, `score` as the model says. The mask may be empty; `outline` is there
    if it was wished for and there is one.
    """

    mask: Mask
    score: float
    count: int
    outline: Polygon | None = None


class Marking:
    """Lives on one thread. What the decoder said last is kept, for its other masks."""

    def __init__(self, half: Half, device: str) -> None:
        self._half, self._device = half, device
        self._model: ModelFile | None = None
        self._vain: ModelFile | None = None
        self._last: tuple[str, Prompt, Marks] | None = None

    @property
    def is_open(self) -> bool:
        """Whether the decoder is in memory."""
        return self._model is not None

    def is_cold(self, model: ModelFile) -> bool:
        """Whether loading it now would help the next question."""
        return model not in (self._model, self._vain)

    def warm(self, model: ModelFile) -> None:
        """Load the decoder ahead; where that fails, the next question says so."""
        try:
            self.open(model)
        except UserError:
            self._vain = model

    def open(self, model: ModelFile) -> None:
        """Load the decoder, if it is not; raises `UserError`."""
        if self._model != model:
            self._model = self._last = None
            self._half.open(halves(model)[1], self._device)
            self._model = model

    def mark(
        self, ask: Ask, name: str, embedding: Embedding, model: ModelFile, cancel: Cancel
    ) -> Marked:
        """The mask; raises `UserError`. `name` is that of the embedding."""
        self.open(model)
        part = _part(ask.scene.crop, embedding.size, model)
        shown = places(ask.prompt, part.frame, part.corner)
        marks = self._marks(name, ask.prompt, embedding, shown, cancel)
        recipe = model.recipe
        ranked = order(marks, shown, recipe.output.format)
        index = ranked[ask.choice % len(ranked)]
        cuts = not FAMILIES[recipe.output.format].corners
        mask = mask_of(marks, index, part, ask.prompt, cuts=cuts, least=recipe.thresholds.mask)
        outline = None if ask.tolerance is None else mask_to_polygon(mask, ask.tolerance)
        return Marked(mask, float(marks.scores[index]), len(ranked), outline)

    def rest(self) -> None:
        """Give the memory back; the next question loads the decoder again."""
        self._vain, self._model, self._last = self._model, None, None
        self._half.close()

    def _marks(
        self, name: str, prompt: Prompt, embedding: Embedding, shown: Places, cancel: Cancel
    ) -> Marks:
        if self._last is not None and self._last[:2] == (name, prompt):
            return self._last[2]
        try:
            marks = self._half.mark(name, embedding.features, shown, cancel)
        except ModelLost:  # once more: it is started again
            marks = self._half.mark(name, embedding.features, shown, cancel)
        self._last = name, prompt, marks
        return marks


def _part(crop: Rect | None, size: Size, model: ModelFile) -> Part:
    seen = Rect(0.0, 0.0, float(size.width), float(size.height)) if crop is None else crop
    shown = Size(int(seen.width), int(seen.height))
    corner = int(seen.x0), int(seen.y0)
    return Part(net_frame(shown, model.recipe.input), corner, size)
