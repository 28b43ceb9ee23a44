"""Vectors that describe images or parts of them, from any model that can be read that way.

They come through the usual backend, one picture after the other. They are not brought to length
one, and not comparable between models.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.geometry import Rect
from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.backend import Ahead, Backend, ModelGone
from labeldesk.suggest.preprocess import Pixels, fitted
from labeldesk.suggest.recipe import Fit, ModelFile, OutputSpec, Recipe, Task
from labeldesk.suggest.trunk import trunk

Vector = NDArray[np.float32]

_UNABLE = QT_TRANSLATE_NOOP("Model", "This model gives no vector that could describe an image")
_NOTHING = QT_TRANSLATE_NOOP("Model", "The model gave no vector for this image")
_OUTSIDE = QT_TRANSLATE_NOOP("Model", "The part of the image has no pixels")


def embedder(recipe: Recipe) -> Recipe | None:
    """The recipe that reads the same model as an embedding, or None where it cannot be.

    Of a classifier it is the vector of scores or logits; `described` knows a better one.
    """
    if recipe.task is Task.EMBED:
        return recipe
    if recipe.task is not Task.CLASSIFY:
        return None
    return replace(recipe, task=Task.EMBED, output=replace(recipe.output, format="embed"))


def described(model: ModelFile) -> ModelFile | None:
    """The model read as an embedding: a classifier before its last layer, if that can be found,
    since scores tell less of an image. Reads the file. None where it cannot be read that way.
    """
    recipe = embedder(model.recipe)
    if recipe is None or model.recipe.task is not Task.CLASSIFY:
        return None if recipe is None else replace(model, recipe=recipe)
    names = recipe.output.names
    inner = trunk(model.path, names[0] if names else "")
    if inner is not None:
        recipe = replace(recipe, output=OutputSpec("embed", (inner,)))
    return replace(model, recipe=recipe)


def reading(recipe: Recipe, *, whole: bool) -> Recipe:
    """The recipe, with `whole` for pictures that are squeezed in where it cuts their ends off."""
    if not whole or recipe.input.fit is not Fit.CROP:
        return recipe
    return replace(recipe, input=replace(recipe.input, fit=Fit.STRETCH, crop=1.0))


def crop(picture: Pixels, bounds: Rect) -> Pixels:
    """The pixels that a rectangle touches (a view); raises `UserError` when there are none."""
    height, width = picture.shape[:2]
    x0, y0 = max(int(np.floor(bounds.x0)), 0), max(int(np.floor(bounds.y0)), 0)
    x1, y1 = min(int(np.ceil(bounds.x1)), width), min(int(np.ceil(bounds.y1)), height)
    if x0 >= x1 or y0 >= y1:
        raise UserError(_OUTSIDE)
    return picture[y0:y1, x0:x1]


class Embedder:
    """A model read as an embedding. Call it from one thread, and `close` it."""

    def __init__(self, model: ModelFile, backend: Backend, *, device: str = "auto") -> None:
        """Load it; raises `UserError`, also for a model that gives no vector."""
        found = described(model)
        if found is None:
            raise UserError(_UNABLE, path=str(model.path))
        self.model = found
        self._backend = backend
        try:
            self.opened = backend.open(self.model, device)
        except UserError:
            backend.close()
            raise

    def vector(
        self, picture: Pixels, cancel: Cancel | None = None, *, whole: bool = False
    ) -> Vector:
        """The vector (n,) of a picture, upright uint8, grey, BGR or BGRX.

        `whole` squeezes the picture into the input instead of cutting its ends off, which suits
        parts of images. Raises `UserError` (`ModelGone` where every further picture will fail
        too) or `Cancelled`.
        """
        return self._asked(self._fitted(picture, whole=whole), cancel)

    def vectors(
        self, pictures: Iterable[Pixels], cancel: Cancel | None = None, *, whole: bool = False
    ) -> Iterator[Vector | Problem]:
        """One vector, or what was wrong, per picture and in their order.

        The next picture is taken and made ready before the model answers about this one. Raises
        `Cancelled`, and `ModelGone` when no more vectors will come.
        """
        ready = (self._ready(picture, whole=whole) for picture in pictures)
        item = next(ready, None)
        while item is not None:
            after = next(ready, None)
            yield self._answer(item, None if isinstance(after, Problem) else after, cancel)
            item = after

    def _answer(
        self, item: Ahead | Problem, ahead: Ahead | None, cancel: Cancel | None
    ) -> Vector | Problem:
        if isinstance(item, Problem):
            return item
        try:
            return self._asked(item, cancel, ahead)
        except ModelGone:
            raise
        except UserError as error:
            return error.problem

    def _ready(self, picture: Pixels, *, whole: bool) -> Ahead | Problem:
        try:
            return self._fitted(picture, whole=whole)
        except UserError as error:
            return error.problem

    def _fitted(self, picture: Pixels, *, whole: bool) -> Ahead:
        if not picture.size:
            raise UserError(_OUTSIDE)
        return fitted(picture, reading(self.model.recipe, whole=whole).input)

    def _asked(self, item: Ahead, cancel: Cancel | None, ahead: Ahead | None = None) -> Vector:
        answer = self._backend.run(*item, cancel or Cancel(), ahead)
        if answer.embedding is None:
            raise UserError(answer.notes[0].text if answer.notes else _NOTHING)
        return answer.embedding

    def close(self) -> None:
        """Give the memory back."""
        self._backend.close()
