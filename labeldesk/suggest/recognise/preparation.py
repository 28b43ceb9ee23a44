"""How an image is prepared, from the settings that Hugging Face lays beside a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import Problem
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.suggest.recipe import Colour, Fit, InputSpec, PadAt, Resample
from labeldesk.suggest.recognise.evidence import warning
from labeldesk.suggest.sidecars import PREPARATION, Plain, number, whole

IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
HALF = ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
CLIP = ((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711))
PLAIN: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
Colours = tuple[tuple[float, ...], tuple[float, ...]]

_USUAL: Mapping[str, Colours] = {
    **dict.fromkeys(("vit", "beit", "siglip", "siglip2", "mobilenet_v1", "mobilenet_v2"), HALF),
    **dict.fromkeys(("clip", "clip_vision_model", "chinese_clip"), CLIP),
    **dict.fromkeys(("rt_detr", "rt_detr_v2", "d_fine", "mobilevit", "mobilevitv2"), PLAIN),
}
_BY_SHORT_SIDE = ("clip", "convnext", "poolformer", "levit", "detr", "yolos", "maskformer",
                  "mask2former", "mobilenet", "mobilevit", "bit", "dino")  # fmt: skip
"""Kinds of networks whose `size`, where it is one number, is that of the short side."""
_RESAMPLES = {
    0: Resample.NEAREST, 1: Resample.LANCZOS, 2: Resample.BILINEAR, 3: Resample.BICUBIC,
}  # fmt: skip
_MOST_FREE = 4096
_CONVNEXT_PLAIN = 384  # from this size on ConvNeXt is not cut

_FROM = QT_TRANSLATE_NOOP("Model", "Size and colours from {source}")
_NO_FILE = QT_TRANSLATE_NOOP(
    "Model", "{file} is not beside the model; size and colours are those that are usual"
)
_FIXED = QT_TRANSLATE_NOOP(
    "Model", "The model takes {width} x {height} only, {file} says otherwise; images are stretched"
)
_UNREAD = QT_TRANSLATE_NOOP("Model", "{file} does not say how images are resized in a known way")


@dataclass(frozen=True, slots=True)
class Prepared:
    """An input as it has to be fed, why, and what is doubtful about it."""

    fed: InputSpec
    why: tuple[Text, ...] = ()
    findings: tuple[Problem, ...] = ()
    known: bool = True


def prepared(fed: InputSpec, fixed: Size, said: Plain, kind: str) -> Prepared:
    """What the settings `said` make of an input; `fixed` is its size in the file, 0 where free.

    `kind` is the network's `model_type`. Without settings everything is what is usual for it,
    and that is said.
    """
    if not said:
        mean, std = _USUAL.get(kind, IMAGENET)
        usual = replace(fed, mean=mean, std=std, antialias=True)
        return Prepared(usual, (), (warning(_NO_FILE.filled(file=PREPARATION)),), known=False)
    coloured = replace(_coloured(fed, said), antialias=True)
    how = said.get("resample")
    coloured = replace(coloured, resample=_RESAMPLES.get(how, Resample.BILINEAR)
                       if isinstance(how, int) else Resample.BILINEAR)  # fmt: skip
    sized = _sized(coloured, said, kind)
    why = (_FROM.filled(source=PREPARATION),)
    if sized is None:
        doubt = warning(_UNREAD.filled(file=PREPARATION))
        return Prepared(replace(coloured, fit=Fit.STRETCH), why, (doubt,), known=False)
    wanted = Size(sized.width, sized.height)
    if not all(fixed) or fixed == wanted:
        return Prepared(sized, why)
    forced = replace(sized, width=fixed.width, height=fixed.height)
    if sized.fit is Fit.CROP:
        return Prepared(forced, why)
    text = _FIXED.filled(width=fixed.width, height=fixed.height, file=PREPARATION)
    return Prepared(replace(forced, fit=Fit.STRETCH), why, (warning(text),))


def _coloured(fed: InputSpec, said: Plain) -> InputSpec:
    """Scale, mean and deviation, order of the channels."""
    rescales = said.get("do_rescale", True) is not False
    factor = number(said.get("rescale_factor"))
    scale = (1 / 255 if factor is None else factor) if rescales else 1.0
    mean, std = _numbers(said.get("image_mean")), _numbers(said.get("image_std"))
    if said.get("do_normalize", True) is False:
        mean, std = (), ()
    if rescales and said.get("rescale_offset") is True:
        mean = tuple(value + 1 for value in mean or (0.0,))
    flipped = said.get("do_flip_channel_order") is True
    colour = Colour.BGR if flipped and fed.colour is Colour.RGB else fed.colour
    return replace(fed, scale=scale, mean=mean, std=std, colour=colour)


def _numbers(value: object) -> tuple[float, ...]:
    items = value if isinstance(value, list) else [value]
    found = [number(item) for item in items[:4]]
    return tuple(item for item in found if item is not None) if None not in found else ()


def _sized(fed: InputSpec, said: Plain, kind: str) -> InputSpec | None:
    """Size and fit, None where the settings are of no known form."""
    divisor = whole(said.get("size_divisor", said.get("size_divisibility"))) or 1
    if said.get("do_resize", True) is False:
        return replace(fed, width=0, height=0, fit=Fit.STRETCH, stride=divisor, max_side=_MOST_FREE)
    size, cut = _size(said, kind), _cut(said)
    short, long = whole(size.get("shortest_edge")), whole(size.get("longest_edge"))
    height, width = whole(size.get("height")), whole(size.get("width"))
    if short and cut and not long:
        share = min(min(cut) / short, 1.0)
        return replace(fed, width=cut.width, height=cut.height, fit=Fit.CROP, crop=share)
    if short:
        return replace(fed, width=0, height=0, fit=Fit.STRETCH, stride=divisor, short_side=short,
                       max_side=long)  # fmt: skip
    if height and width and cut:
        share = min(max(cut.width / width, cut.height / height), 1.0)
        return replace(fed, width=cut.width, height=cut.height, fit=Fit.STRETCH, crop=share)
    if height and width:
        return replace(fed, width=width, height=height, fit=Fit.STRETCH)
    box = Size(whole(size.get("max_width")) or long, whole(size.get("max_height")) or long)
    if all(box):
        return replace(fed, width=box.width, height=box.height, fit=Fit.LETTERBOX, pad_value=0,
                       pad_at=PadAt.BOTTOM_RIGHT)  # fmt: skip
    return None


def _size(said: Plain, kind: str) -> Plain:
    """The size by its sides, also where it is written as one number or with a share to cut to."""
    size = said.get("size")
    if isinstance(size, dict):
        sides: Plain = size
    elif isinstance(size, list) and len(size) == 2:  # noqa: PLR2004 (height and width)
        sides = {"height": size[0], "width": size[1]}
    elif kind.startswith(_BY_SHORT_SIDE):
        sides = {"shortest_edge": size, "longest_edge": said.get("max_size")}
    else:
        sides = {"height": size, "width": size}
    share, short = number(said.get("crop_pct")), whole(sides.get("shortest_edge"))
    if not short or not kind.startswith(("convnext", "poolformer")):
        return sides
    if short >= _CONVNEXT_PLAIN and kind.startswith("convnext"):
        return {"height": short, "width": short}
    return {"shortest_edge": int(short / (share or 224 / 256))}


def _cut(said: Plain) -> Size | None:
    """The middle that is cut out, None where none is."""
    wanted, size = said.get("crop_size"), said.get("size")
    if wanted is None and "crop_pct" in said and isinstance(size, dict):
        wanted = size.get("shortest_edge")
        return Size(whole(wanted), whole(wanted)) if 0 < whole(wanted) < _CONVNEXT_PLAIN else None
    if said.get("do_center_crop", True) is False:
        return None
    if isinstance(wanted, dict):
        wanted = (wanted.get("width"), wanted.get("height"))
    pair = wanted if isinstance(wanted, tuple) else (wanted, wanted)
    cut = Size(whole(pair[0]), whole(pair[1]))
    return cut if all(cut) else None
