"""A model of the user's own that makes the vectors: which one a project has chosen, and its use."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.quality.describe import Blind, Describer, Pixels, Vector
from labeldesk.suggest.backend import Backend, ModelGone
from labeldesk.suggest.embedding import Embedder, embedder
from labeldesk.suggest.library import Entry, Library
from labeldesk.suggest.recipe import InputSpec, ModelFile

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

SETTING = "learn.backbone"
"""Of a project: None for the built-in descriptor, else ``{"sha256": …, "name": …}``."""
LONGEST = 4_096
"""Numbers in a vector: of 100,000 images such vectors take 1.6 GB of memory."""

_VAIN = 5
_LEAST = 1e-12
_PROBE = 64
ABSENT = QT_TRANSLATE_NOOP("Learn", "The model {model} is not in the library of this computer")
_UNUSABLE = QT_TRANSLATE_NOOP("Learn", "{model} cannot look at images: {reason}")
_STOPPED = QT_TRANSLATE_NOOP("Learn", "{model} looks at no more images: {reason}")
_WITHOUT = QT_TRANSLATE_NOOP("Learn", "What is learned goes by colours, edges and texture instead")
_ADD = QT_TRANSLATE_NOOP("Learn", "Add it, or choose another one under Learning options")
_TOO_LONG = QT_TRANSLATE_NOOP("Learn", "Its vectors have {n} numbers, more than {most}")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a project says: the digest of a model, and the name it had where it was chosen."""

    sha256: str
    name: str

    @staticmethod
    def read(value: Json) -> Chosen | None:
        """From the setting; None for the built-in descriptor."""
        if not isinstance(value, Mapping):
            return None
        sha256, name = value.get("sha256"), value.get("name")
        return Chosen(str(sha256), str(name)) if sha256 else None


def setting_of(model: ModelFile | None) -> Json:
    """What a project that chose this model has in `SETTING`."""
    return None if model is None else {"sha256": model.recipe.sha256, "name": model.name}


def usable(library: Library) -> list[Entry]:
    """The models that can make vectors, the one added last first."""
    return [entry for entry in library.listed() if embedder(entry.recipe) is not None]


def chosen_model(project: Project | None, library: Library) -> ModelFile | None:
    """The model that makes the vectors of this project, None for the built-in descriptor.

    Raises `UserError` when it is not on this computer.
    """
    chosen = Chosen.read(project.setting(SETTING)) if project is not None else None
    if chosen is None:
        return None
    entry = library.find(chosen.sha256)
    if entry is None:
        raise UserError(ABSENT.filled(model=chosen.name), kept=_WITHOUT, advice=_ADD)
    return entry.model


def describer_of(model: ModelFile, backend: Backend, end: Cancel) -> tuple[Describer, ModelFile]:
    """Load the model as a describer, and how it is read; vectors have length 1. Raises `UserError`.

    When `end` is set, what waits for the model is `Cancelled`. It is another describer with
    another preparation of the images, since vectors are others then.
    """
    try:
        opened = Embedder(model, backend)
        try:
            length = _length(opened, end)
        except BaseException:
            opened.close()
            raise
    except UserError as error:
        text = _UNUSABLE.filled(model=model.name, reason=error.text)
        raise UserError(text, kept=_WITHOUT, advice=error.advice) from error
    recipe = opened.model.recipe
    read = repr((recipe.input, recipe.output, recipe.extras, recipe.clear_dims))
    way = blake2b(read.encode(), digest_size=8).hexdigest()
    whole, part = _Looking(opened, end, is_part=False), _Looking(opened, end, is_part=True)
    describer = Describer(
        id=f"{recipe.sha256}-{way}",
        length=length,
        describe=whole,
        side=_side(recipe.input),
        of_part=part,
        close=opened.close,
    )
    return describer, opened.model


class _Looking:
    """Asks the model; after several pictures on end in vain it is `Blind`."""

    def __init__(self, model: Embedder, end: Cancel, *, is_part: bool) -> None:
        self._model, self._end, self._is_part = model, end, is_part
        self._vain = 0

    def __call__(self, pixels: Pixels) -> Vector:
        try:
            vector = self._model.vector(pixels, self._end, whole=self._is_part)
        except ModelGone as error:
            raise self._blind(error.text) from error
        except UserError as error:
            self._vain += 1
            if self._vain == _VAIN:
                raise self._blind(error.text) from error
            raise
        self._vain = 0
        return _unit(vector)

    def _blind(self, reason: Text) -> Blind:
        text = _STOPPED.filled(model=self._model.model.name, reason=reason)
        return Blind(text, kept=_WITHOUT)


def _length(model: Embedder, end: Cancel) -> int:
    """How many numbers it gives, for a picture of noise."""
    noise = np.random.default_rng(0).integers(0, 256, (_PROBE, _PROBE, 3), np.uint8)
    length = len(model.vector(noise, end))
    if length > LONGEST:
        raise UserError(_TOO_LONG.filled(n=length, most=LONGEST))
    return length


def _side(spec: InputSpec) -> int:
    """Twice what the input takes, for what is cut off and for the sake of the short side."""
    longest = max(spec.width, spec.height) or spec.max_side
    return 2 * math.ceil(longest / spec.crop)


def _unit(vector: Vector) -> Vector:
    length = max(float(np.linalg.norm(vector)), _LEAST)
    unit: Vector = (vector / length).astype(np.float32)
    return unit
