"""The two halves of a promptable model in this process: for tests, and inside the child."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancelled
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.frames import Frame
from labeldesk.suggest.preprocess import Pixels, tensor
from labeldesk.suggest.prompting.contract import FAMILIES
from labeldesk.suggest.prompting.feed import Places, fed
from labeldesk.suggest.prompting.framing import Features, covered, emptied
from labeldesk.suggest.prompting.masks import Marks, marks_of
from labeldesk.suggest.recipe import ModelFile, Recipe
from labeldesk.suggest.runner import NO_MEMORY
from labeldesk.suggest.runtime import onnxruntime
from labeldesk.suggest.session import errors, load
from labeldesk.suggest.signature import Tensor

_LARGEST_HALF = 60_000.0  # beyond that a half-precision number is infinite
_BARE_AXES = 3  # an input without a batch axis: rows, columns, channels

_RUN = QT_TRANSLATE_NOOP("Model", "The model gave up on this image: {reason}")
_NO_FEATURES = QT_TRANSLATE_NOOP("Model", "The encoder gave something else than an embedding")
_NO_MASKS = QT_TRANSLATE_NOOP("Model", "The decoder gave something else than masks")


@dataclass(frozen=True, slots=True)
class Embedded:
    """What an encoder made of an image: `features` in the decoder's order, half precision where
    that holds them. `seconds` is the time the encoder itself took.
    """

    features: Features
    seconds: float = 0.0


def halves(model: ModelFile) -> tuple[ModelFile, ModelFile]:
    """Encoder and decoder of a model, each as a file of its own."""
    files, folder = model.recipe.files, model.path.parent
    return tuple(ModelFile(folder / files[part], model.recipe) for part in ("encoder", "decoder"))  # type: ignore[return-value]  # two


def is_promptable(recipe: Recipe) -> bool:
    """Whether the recipe is that of an encoder and a decoder."""
    return {"encoder", "decoder"} <= set(recipe.files) and recipe.output.format in FAMILIES


def part_of(model: ModelFile, *, device: str) -> Encoder | Decoder | None:
    """The half that the path of a promptable model names, loaded; None for other models."""
    if not is_promptable(model.recipe):
        return None
    is_decoder = model.path.name == model.recipe.files["decoder"]
    return (Decoder if is_decoder else Encoder)(model, device=device)


class _Session:
    """One loaded graph; `stop` may come from another thread."""

    def __init__(self, model: ModelFile, *, device: str = "auto", threads: int = 0) -> None:
        """Load it; raises `UserError`."""
        self.model = model
        self._session, self.opened = load(model, device=device, count=threads)
        self.inputs = tuple(map(_tensor, self._session.get_inputs()))
        self._options: Any = None
        self._stopped = False

    def stop(self) -> None:
        """Ask what runs to end soon."""
        options = self._options
        if options is not None:
            self._stopped = True
            options.terminate = True

    def close(self) -> None:
        """Give the memory back."""
        self._session = None

    def run(
        self, names: Sequence[str] | None, feeds: Mapping[str, NDArray[np.generic]]
    ) -> tuple[list[NDArray[np.generic]], float]:
        """The outputs and the seconds taken; raises `UserError`, `Cancelled` after `stop`."""
        self._stopped = False
        self._options = onnxruntime().RunOptions()
        begun = time.perf_counter()
        try:
            outputs = self._session.run(names, dict(feeds), self._options)
        except errors() as error:
            if self._stopped:
                raise Cancelled from error
            if "failed to allocate memory" in str(error).lower():
                raise UserError(NO_MEMORY) from error
            reason = str(error).strip()[:500] or type(error).__name__
            raise UserError(_RUN.filled(reason=reason)) from error
        finally:
            self._options = None
        return [np.asarray(output) for output in outputs], time.perf_counter() - begun


class Encoder(_Session):
    """Makes embeddings of fitted pictures."""

    def answer(self, canvas: Pixels, at: Frame) -> Embedded:
        """The embedding of a picture that was laid out as `at` says."""
        recipe = self.model.recipe
        image = self.inputs[0]
        numbers = emptied(tensor(canvas, recipe.input), at)
        if image.rank == _BARE_AXES:
            numbers = numbers[0]
            if not image.size(0) and not image.size(1):  # the graph itself pads
                numbers = numbers[: at.resized.height, : at.resized.width]
        outputs, seconds = self.run(recipe.output.names, {image.name: numbers})
        if any(item.ndim != 4 for item in outputs):  # noqa: PLR2004 (batch, channels, rows, columns)
            raise UserError(_NO_FEATURES, path=str(self.model.path))
        return Embedded(tuple(map(_halved, outputs)), seconds)


class Decoder(_Session):
    """Makes masks of embeddings and places."""

    def mark(self, features: Features, shown: Places) -> Marks:
        """The masks for what was shown, in net pixels."""
        recipe = self.model.recipe
        net = covered(features, recipe.input)
        feeds = fed(self.inputs, recipe.output.format, features, shown, net)
        outputs, seconds = self.run(None, feeds)
        try:
            return marks_of(outputs, net, seconds)
        except ValueError as error:
            raise UserError(_NO_MASKS, path=str(self.model.path)) from error


def _tensor(item: Any) -> Tensor:  # noqa: ANN401 (onnxruntime's node argument)
    kind = str(item.type).removeprefix("tensor(").removesuffix(")")
    names = {"float": "float32", "double": "float64"}
    return Tensor(item.name, names.get(kind, kind), tuple(item.shape or ()))


def _halved(feature: NDArray[np.generic]) -> NDArray[np.generic]:
    is_small = np.abs(feature).max(initial=0) < _LARGEST_HALF
    return feature.astype(np.float16) if is_small and feature.dtype == np.float32 else feature
