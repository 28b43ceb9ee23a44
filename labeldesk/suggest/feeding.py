"""Pictures on their way to the model: loaded and brought to the input's size."""

from __future__ import annotations

from collections.abc import Callable

from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ImageId
from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.batch import Batch, Wish
from labeldesk.suggest.preprocess import Pixels
from labeldesk.suggest.tiles import Pieces, Tour
from labeldesk.suggest.wishes import Ready

_NO_PIXELS = QT_TRANSLATE_NOOP("Model", "The image has no pixels")
_UNLOADED = QT_TRANSLATE_NOOP("Model", "The image could not be loaded: {reason}")

Load = Callable[[ImageId], Pixels]
"""Gives the upright picture, uint8 grey, BGR or BGRX; raises `UserError`. On the load thread."""


def loaded(load: Load, wish: Wish, batch: Batch | None) -> Ready | Problem:
    """The picture of a wish, fitted, or why there is none."""
    try:
        picture = load(wish.image_id)
        if not picture.size:
            return Problem(Severity.ERROR, _NO_PIXELS)
        tour = Tour(Pieces(picture, wish.model.recipe))
    except UserError as error:
        return error.problem
    except Exception as error:  # noqa: BLE001 (one odd picture must not end the run)
        return Problem(Severity.ERROR, _UNLOADED.filled(reason=repr(error)[:300]))
    size = Size(picture.shape[1], picture.shape[0])
    return Ready(wish.lane, 0, wish, tour, size, batch)
