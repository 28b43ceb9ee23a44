"""SAM and its kin: an encoder for the image and a decoder for what is clicked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.prompting.contract import Contract, contract, stride
from labeldesk.suggest.recipe import Colour, Fit, InputSpec, Layout, OutputSpec, PadAt, Recipe, Task
from labeldesk.suggest.recognise.evidence import COLOUR, IMAGE_AXES, Candidate, Evidence, warning
from labeldesk.suggest.recognise.image_input import DTYPES, spec
from labeldesk.suggest.signature import Signature, Tensor

_SIDE = 1024
_META = ((123.675, 116.28, 103.53), (58.395, 57.12, 57.375))
_IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
_NORMALISED: Mapping[str, tuple[float, tuple[tuple[float, ...], tuple[float, ...]]]] = {
    "sam": (1.0, _META),
    "edgesam": (1.0, _META),
    "sam2": (1 / 255, _IMAGENET),
    "sam-hf": (1 / 255, _IMAGENET),
    "sam2-hf": (1 / 255, _IMAGENET),
    "sam3-hf": (1 / 255, ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))),
    "efficientsam": (1 / 255, ((), ())),
}
_STRETCHED = frozenset({"sam2", "sam2-hf", "sam3-hf", "efficientsam"})
_UNAVERAGED = frozenset({"efficientsam"})

_PAIR = QT_TRANSLATE_NOOP("Model", "An encoder and a decoder that fit together: {family}")
_RAW = QT_TRANSLATE_NOOP("Model", "The encoder takes plain pixels and normalises them itself")
_AS_TRAINED = QT_TRANSLATE_NOOP(
    "Model", "Pixels are normalised as this family was trained; the file does not say so itself"
)
_ORDER = QT_TRANSLATE_NOOP(
    "Model", "Several outputs of the encoder have one shape; which is which is a guess"
)
_NO_NEGATIVES = QT_TRANSLATE_NOOP(
    "Model", "This model knows no places that are not the object; they only choose between masks"
)
_NO_BOX = QT_TRANSLATE_NOOP(
    "Model", "This model knows no boxes; the middle of a box is shown to it"
)


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """The reading of a pair; with pixels that the graph may normalise itself as another one."""
    if evidence.decoder is None:
        return
    pair = contract(evidence.signature, evidence.decoder)
    image = evidence.signature.inputs[0]
    fed = _input(image, evidence.signature, pair.family) if pair else None
    if pair is None or fed is None:
        return
    recipe = Recipe(
        family=pair.family,
        task=Task.PROMPT,
        input=fed,
        output=OutputSpec(pair.family, pair.features),
    )
    why = _PAIR.filled(family=pair.family)
    sure = 0.95 if pair.is_sure else 0.45
    if not fed.mean and pair.family != "efficientsam":
        yield Candidate(recipe, sure, (why, _RAW), tuple(_doubts(pair)))
        return
    yield Candidate(recipe, sure, (why, _AS_TRAINED), tuple(_doubts(pair)))
    plain = replace(fed, scale=1.0, mean=(), std=())
    yield Candidate(replace(recipe, input=plain), 0.2, (why, _RAW), tuple(_doubts(pair)))


def _doubts(pair: Contract) -> Iterator[Problem]:
    if not pair.is_sure:
        yield warning(_ORDER)
    if pair.family == "efficientsam":
        yield Problem(Severity.INFO, _NO_NEGATIVES)
    if pair.family == "sam-hf":
        yield Problem(Severity.INFO, _NO_BOX)


def _input(image: Tensor, signature: Signature, family: str) -> InputSpec | None:
    if image.rank == IMAGE_AXES:
        fed = spec(image, default=_default(signature))
    else:
        fed = _bare(image, signature)
    if fed is None or fed.colour is not Colour.RGB:
        return None
    scale, (mean, std) = _NORMALISED[family]
    if image.rank != IMAGE_AXES or image.dtype == "uint8":  # the graph normalises
        scale, mean, std = 1.0, (), ()
    elif image.first_op == "Sub" and mean:  # it takes the mean away itself, in the family's scale
        mean, std = (), ()
    return replace(
        fed,
        scale=scale,
        mean=mean,
        std=std,
        fit=Fit.STRETCH if family in _STRETCHED else Fit.LETTERBOX,
        pad_value=0,
        pad_at=PadAt.BOTTOM_RIGHT,
        antialias=family not in _UNAVERAGED,
    )


def _bare(image: Tensor, signature: Signature) -> InputSpec | None:
    """Rows, columns, channels, without a batch."""
    if image.size(2) != COLOUR or image.dtype not in DTYPES:
        return None
    wide, high = _default(signature)
    return InputSpec(
        name=image.name,
        width=image.size(1) or wide,
        height=image.size(0) or high,
        layout=Layout.NHWC,
        dtype=image.dtype,
    )


def _default(signature: Signature) -> Size:
    """The net's size where the input leaves it open: what the embedding stands for."""
    cells = [(o.size(3), o.size(2)) for o in signature.outputs if o.size(3)]
    sizes = [(wide * stride(wide), high * stride(wide)) for wide, high in cells]
    wide, high = min(sizes, default=(_SIDE, _SIDE))
    return Size(wide or _SIDE, high or _SIDE)
