"""A recipe in short, for people and for ``inspect --json``: how pictures are fed, what differs."""

from __future__ import annotations

from labeldesk.domain.annotation import Json
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.recipe import Fit, Recipe

_OWN = ("sha256", "files", "license", "source")  # of the file, alike in every reading


def preprocessing(recipe: Recipe) -> dict[str, Json]:
    """What happens to a picture on its way into the model; size 0 follows the picture."""
    spec = recipe.input
    shown: dict[str, Json] = {
        "width": spec.width,
        "height": spec.height,
        "fit": spec.fit.value,
        "layout": spec.layout.value,
        "dtype": spec.dtype,
        "colour": spec.colour.value,
        "scale": spec.scale,
        "mean": list(spec.mean),
        "std": list(spec.std),
    }
    if spec.fit is Fit.LETTERBOX:
        shown |= {"pad_at": spec.pad_at.value, "pad_value": spec.pad_value}
    if not (spec.width and spec.height):
        shown |= {"stride": spec.stride, "max_side": spec.max_side}
    if recipe.extras:
        shown["beside"] = {extra.name: extra.feed.value for extra in recipe.extras}
    return shown


def differences(first: Recipe, other: Recipe) -> dict[str, Json]:
    """The fields of `other` that are not those of `first`, by their place in the YAML."""
    return dict(_differing(recipe_yaml.as_plain(first), recipe_yaml.as_plain(other), ""))


def _differing(first: dict[str, Json], other: dict[str, Json], at: str) -> list[tuple[str, Json]]:
    found: list[tuple[str, Json]] = []
    for key, value in other.items():
        before = first.get(key)
        if at + key in _OWN or before == value:
            continue
        if isinstance(before, dict) and isinstance(value, dict):
            found += _differing(before, value, f"{at}{key}.")
        else:
            found.append((at + key, value))
    return found
