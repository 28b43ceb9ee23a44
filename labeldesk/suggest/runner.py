"""A model in this process: inside the child, and for tests."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest import extras
from labeldesk.suggest.decode import Raw, decode
from labeldesk.suggest.found import Answer
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.preprocess import Pixels, tensor
from labeldesk.suggest.recipe import ModelFile, Recipe
from labeldesk.suggest.runtime import onnxruntime
from labeldesk.suggest.session import errors, load
from labeldesk.suggest.tiles import Pieces, merged

Feeds = dict[str, NDArray[np.generic]]
_REFUSAL = "invalid dimensions"  # in onnxruntime's words
_ALLOCATION = "failed to allocate memory"

_RUN = QT_TRANSLATE_NOOP("Model", "The model gave up on this image: {reason}")
NO_MEMORY = QT_TRANSLATE_NOOP("Model", "The model asked for more memory than it may have")
_INPUTS = QT_TRANSLATE_NOOP("Model", "The recipe and the model differ in these inputs: {names}")
_NO_OUTPUT = QT_TRANSLATE_NOOP("Model", "The model has no output named {name}")


class Model:
    """A loaded model. `answer` runs on one thread at a time; `stop` may come from another."""

    def __init__(self, model: ModelFile, *, device: str = "auto", threads: int = 0) -> None:
        """Load it; raises `UserError`."""
        self.model = model
        self._device, self._threads = device, threads
        self._session, self.opened = load(model, device=device, count=threads)
        self._check()
        self._options: Any = None
        self._stopped = False

    def suggest(self, image: Pixels) -> Answer:
        """What is on an image: upright uint8, grey, BGR or BGRX. Raises `UserError`."""
        recipe = self.model.recipe
        pieces = Pieces(image, recipe)
        parts = [(window, self.answer(canvas, at)) for window, canvas, at in pieces]
        return merged(parts, pieces.size, recipe)

    def answer(self, canvas: Pixels, at: Frame) -> Answer:
        """What is on a fitted picture (see `preprocess.fitted`).

        Raises `UserError` when the model gives up, `Cancelled` after `stop`.
        """
        recipe = self.model.recipe
        fed = {recipe.input.name: tensor(canvas, recipe.input), **self._extras(at)}
        begun = time.perf_counter()
        outputs = self._run(fed)
        seconds = time.perf_counter() - begun
        found = decode(Raw(outputs, at, recipe))
        return Answer(found.founds, found.notes, seconds, found.embedding)

    def read_as(self, recipe: Recipe) -> None:
        """Another recipe for the same file; raises `UserError`, and then keeps the one before."""
        before = self.model
        free = before.recipe.clear_dims or recipe.clear_dims
        self.model = replace(before, recipe=replace(recipe, clear_dims=free))
        try:
            self._check()
        except UserError:
            self.model = before
            raise

    def stop(self) -> None:
        """Ask the running `answer` to end soon; nothing happens when none runs."""
        options = self._options
        if options is not None:
            self._stopped = True
            options.terminate = True

    def close(self) -> None:
        """Give the memory back."""
        self._session = None

    def _run(self, fed: Feeds) -> tuple[NDArray[np.generic], ...]:
        try:
            outputs = self._asked(fed)
        except errors() as error:
            if self._stopped:
                raise Cancelled from error
            reason = str(error).strip()[:500] or type(error).__name__
            if _ALLOCATION in str(error).lower():
                raise UserError(NO_MEMORY) from error
            raise UserError(_RUN.filled(reason=reason)) from error
        finally:
            self._options = None
        return tuple(output for output in outputs if isinstance(output, np.ndarray))

    def _asked(self, fed: Feeds) -> Sequence[object]:
        """The outputs; where the declared sizes refuse the picture, once more without them."""
        try:
            return self._answered(fed)
        except errors() as error:
            recipe = self.model.recipe
            if recipe.clear_dims or _REFUSAL not in str(error).lower():
                raise
            self.model = replace(self.model, recipe=replace(recipe, clear_dims=True))
            self._session, self.opened = load(self.model, device=self._device, count=self._threads)
            return self._answered(fed)

    def _answered(self, fed: Feeds) -> Sequence[object]:
        recipe = self.model.recipe
        self._stopped = False
        self._options = onnxruntime().RunOptions()
        names = list(recipe.output.names) or None
        outputs: Sequence[object] = self._session.run(names, fed, self._options)
        return outputs

    def _extras(self, at: Frame) -> Feeds:
        """What the inputs beside the picture are given for this image."""
        declared = {item.name: item for item in self._session.get_inputs()}
        return {
            extra.name: extras.value(
                extra, at, extras.dtype(declared[extra.name].type), declared[extra.name].shape
            )
            for extra in self.model.recipe.extras
        }

    def _check(self) -> None:
        here = {item.name for item in self._session.get_outputs()}
        for name in self.model.recipe.output.names:
            if name not in here:
                raise UserError(_NO_OUTPUT.filled(name=name), path=str(self.model.path))
        recipe = self.model.recipe
        fed = {recipe.input.name, *(extra.name for extra in recipe.extras)}
        missing = fed ^ {item.name for item in self._session.get_inputs()}
        if missing:
            named = ", ".join(sorted(missing))
            raise UserError(_INPUTS.filled(names=named), path=str(self.model.path))
