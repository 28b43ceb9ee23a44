"""Why a suggestion is there: what the model said, which one, how it is fed and read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from labeldesk.domain.annotation import Origin
from labeldesk.domain.classes import ClassList
from labeldesk.domain.ids import RunId, SuggestionId
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Tag
from labeldesk.domain.suggestion import Run, Suggestion, SuggestionState, Thresholds
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.recipe import Fit, InputSpec, PadAt, Recipe
from labeldesk.suggest.recognised import Recognised, noted

Said = tuple[Sequence[Suggestion], Mapping[SuggestionId, RunId], Sequence[Run]]
"""All that models said of an image, which run each is from, and the runs."""

SAME_PLACE = 0.5
"""From this overlap on, what the model said is about the same thing."""
_MOST = 5

SAID = QT_TRANSLATE_NOOP("Why", "The model says")
SHOWN_FROM = QT_TRANSLATE_NOOP("Why", "Shown from")
BESIDES = QT_TRANSLATE_NOOP("Why", "Also said there")
STATE = QT_TRANSLATE_NOOP("Why", "Since then")
MODEL = QT_TRANSLATE_NOOP("Why", "Model")
RUN = QT_TRANSLATE_NOOP("Why", "Run")
KIND = QT_TRANSLATE_NOOP("Why", "Kind")
LEARNED_AS = QT_TRANSLATE_NOOP("Why", "Your labels say")
ALIKE = QT_TRANSLATE_NOOP("Why", "Most like")
BECAUSE = QT_TRANSLATE_NOOP("Why", "Recognised by")
GOES_IN = QT_TRANSLATE_NOOP("Why", "Goes in as")
COMES_OUT = QT_TRANSLATE_NOOP("Why", "Is read as")

_SAID = QT_TRANSLATE_NOOP("Why", "{name}, score {score}")
_HERE = QT_TRANSLATE_NOOP("Why", "{name}, score {score}; its class here is {known}")
_FRESH = QT_TRANSLATE_NOOP("Why", "{name}, score {score}; accepting it makes the class")
_OWN = QT_TRANSLATE_NOOP("Why", "{score}, of this class alone")
_NOTHING = QT_TRANSLATE_NOOP("Why", "Nothing else")
_STATES = {
    SuggestionState.OPEN: QT_TRANSLATE_NOOP("Why", "Waits for an answer"),
    SuggestionState.SET_ASIDE: QT_TRANSLATE_NOOP("Why", "Set aside, as the image is done"),
    SuggestionState.ACCEPTED: QT_TRANSLATE_NOOP("Why", "Accepted as it was"),
    SuggestionState.REJECTED: QT_TRANSLATE_NOOP("Why", "Rejected"),
    SuggestionState.WITHDRAWN: QT_TRANSLATE_NOOP("Why", "Taken back with its run"),
}
_EDITED = QT_TRANSLATE_NOOP("Why", "Accepted, and edited")
_SURE = QT_TRANSLATE_NOOP("Why", "{percent} % sure")
_NOT_NOTED = QT_TRANSLATE_NOOP("Why", "Not known: the model is no longer in the library")
_SIZE = QT_TRANSLATE_NOOP("Why", "{width} × {height} px")
_FOLLOWS = QT_TRANSLATE_NOOP("Why", "the size of the image, at most {most} px")
_FITS = {
    Fit.LETTERBOX: QT_TRANSLATE_NOOP("Why", "whole, with margins of {pad} around it"),
    Fit.STRETCH: QT_TRANSLATE_NOOP("Why", "stretched"),
    Fit.CROP: QT_TRANSLATE_NOOP("Why", "its middle"),
}
_CORNER = QT_TRANSLATE_NOOP("Why", "whole, with margins of {pad} at the right and below")
_PICTURE = QT_TRANSLATE_NOOP("Why", "{size}, {fit}; {colour}, {dtype}, {layout}")
_NUMBERS = QT_TRANSLATE_NOOP("Why", "numbers × {scale}")
_NORMALISED = QT_TRANSLATE_NOOP("Why", "numbers × {scale}, less {mean}, divided by {std}")
_READ = QT_TRANSLATE_NOOP(
    "Why", "{format}, from score {score}; what overlaps by {iou} is one thing; at most {most}"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One row; `values` stand below each other."""

    words: Text
    values: tuple[Text | str, ...]
    tip: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """A suggestion, the run that it is from, what else that model said of the image, and what the
    model was recognised by; of one that was learned, the labels that are most like it, in words.
    """

    one: Suggestion
    run: Run
    others: tuple[Suggestion, ...] = ()
    known: Recognised | None = None
    alike: tuple[str, ...] = ()


def about(said: Said, suggestion_id: SuggestionId, models: Path) -> About | None:
    """What is known of a suggestion, whatever became of it; `models` is the library's folder, a
    small file of which is read.
    """
    every, sources, runs = said
    one = next((found for found in every if found.id == suggestion_id), None)
    run = next((found for found in runs if found.id == sources.get(suggestion_id)), None)
    if one is None or run is None:
        return None
    mine = {found.id for found in runs if found.model_digest == run.model_digest}
    others = tuple(o for o in every if o.run_id in mine and o.id != one.id and _is_near(o, one))
    return About(one, run, others, noted(models / run.model_digest))


def reasons(
    found: About,
    least: Thresholds,
    classes: ClassList,
    origin: Origin | None = None,
    when: str = "",
) -> tuple[Reason, ...]:
    """It in rows; `origin` is that of the object that it became, `when` the moment of its run."""
    one, run = found.one, found.run
    own, score = one.class_name in least.by_class, _two(least.of(one.class_name))
    state = _EDITED if origin is Origin.MODEL_EDITED else _STATES[one.state]
    return (
        Reason(LEARNED_AS if run.is_learned else SAID, (_said(one, classes),)),
        *([Reason(ALIKE, found.alike)] if found.alike else []),
        Reason(SHOWN_FROM, (_OWN.filled(score=score) if own else score,)),
        *([] if run.is_learned else [Reason(BESIDES, (_besides(found.others),))]),
        Reason(STATE, (state,)),
        _model(run),
        Reason(RUN, (" · ".join(part for part in (when, run.author) if part),)),
        *(() if run.is_learned else _of_recipe(found)),
    )


def _model(run: Run) -> Reason:
    if run.is_learned:
        return Reason(MODEL, (run.model_words,))
    return Reason(MODEL, (f"{run.model_name} · {run.model_digest[:12]}",), run.model_digest)


def _of_recipe(found: About) -> Iterator[Reason]:
    try:
        recipe = recipe_yaml.of_plain(found.run.recipe)
    except UserError:
        recipe = None
    if recipe is not None:
        yield Reason(KIND, (f"{recipe.family} · {recipe.task.value}",))
    known = found.known
    if known is None:
        yield Reason(BECAUSE, (_NOT_NOTED,))
    else:
        yield Reason(BECAUSE, (*known.why, _SURE.filled(percent=round(known.sure * 100))))
    if recipe is not None:
        yield Reason(GOES_IN, (_picture(recipe.input), _numbers(recipe.input)))
        yield Reason(COMES_OUT, (_read(recipe),))


def _said(one: Suggestion, classes: ClassList) -> Text:
    item = classes.get(one.class_id) if one.class_id is not None else None
    said = _FRESH if item is None else _SAID if item.name == one.class_name else _HERE
    name = item.name if item is not None else ""
    return said.filled(name=one.class_name, score=f"{one.score:.4f}", known=name)


def _besides(others: Sequence[Suggestion]) -> Text | str:
    best = sorted(others, key=lambda other: -other.score)[:_MOST]
    return " · ".join(f"{other.class_name} {_two(other.score)}" for other in best) or _NOTHING


def _is_near(other: Suggestion, one: Suggestion) -> bool:
    if isinstance(one.shape, Tag) or isinstance(other.shape, Tag):
        return isinstance(one.shape, Tag) and isinstance(other.shape, Tag)
    theirs, mine = other.shape.bounds, one.shape.bounds
    return theirs is not None and mine is not None and theirs.iou(mine) >= SAME_PLACE


def _picture(spec: InputSpec) -> Text:
    follows = not (spec.width and spec.height)
    size = _FOLLOWS.filled(most=spec.max_side) if follows else _SIZE
    in_corner = spec.fit is Fit.LETTERBOX and spec.pad_at is PadAt.BOTTOM_RIGHT
    fit = _CORNER if in_corner else _FITS[spec.fit]
    return _PICTURE.filled(
        size=size if follows else size.filled(width=spec.width, height=spec.height),
        fit=fit.filled(pad=spec.pad_value),
        colour=spec.colour.value.upper(),
        dtype=spec.dtype,
        layout=spec.layout.value.upper(),
    )


def _numbers(spec: InputSpec) -> Text:
    scale = f"{spec.scale:.4g}"
    if not spec.mean and not spec.std:
        return _NUMBERS.filled(scale=scale)
    mean, std = (_several(values) for values in (spec.mean or (0.0,), spec.std or (1.0,)))
    return _NORMALISED.filled(scale=scale, mean=mean, std=std)


def _several(values: Sequence[float]) -> str:
    return " ".join(f"{value:.4g}" for value in values)


def _read(recipe: Recipe) -> Text:
    least = recipe.thresholds
    return _READ.filled(
        format=recipe.output.format,
        score=_two(least.score),
        iou=_two(least.iou),
        most=recipe.max_det,
    )


def _two(value: float) -> str:
    return f"{value:.2f}"
