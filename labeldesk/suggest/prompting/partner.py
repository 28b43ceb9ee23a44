"""The other half of a promptable model, looked for beside the one that was given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from labeldesk.domain.problem import Problem, Severity
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.prompting.contract import Half, contract, half_of
from labeldesk.suggest.scan import Refused, Scan, digest, external, scan
from labeldesk.suggest.signature import Signature, read

MOST_LOOKED_AT = 24  # other models of a folder
_SUFFIX = ".onnx"
_SAYS_NOTHING = frozenset(
    {
        "encoder", "decoder", "enc", "dec", "image", "mask", "prompt", "vision", "preprocess",
        "preprocessed", "onnx", "and", "point", "points", "multi", "single", "quant", "quantized",
        "fp16", "fp32", "int8", "opset",
    }
)  # fmt: skip

NO_DECODER = QT_TRANSLATE_NOOP(
    "Model",
    "This is the encoder of a model that marks what is clicked. Its decoder is missing: put it "
    "into the same folder, or drop both files together",
)
NO_ENCODER = QT_TRANSLATE_NOOP(
    "Model",
    "This is the decoder of a model that marks what is clicked. Its encoder is missing: put it "
    "into the same folder, or drop both files together",
)
_SEVERAL = QT_TRANSLATE_NOOP(
    "Model", "{chosen} was taken as the other half; {others} would fit as well"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Both halves, scanned and read. `findings` says what was doubtful about the choice."""

    encoder: Scan
    decoder: Scan
    signature: Signature
    marks: Signature
    findings: tuple[Problem, ...] = ()

    @property
    def files(self) -> dict[str, str]:
        """The parts as a recipe names them."""
        extra = dict.fromkeys((*self.encoder.external, *self.decoder.external))
        beside = {f"external{index}": name for index, name in enumerate(extra)}
        return {"encoder": self.encoder.path.name, "decoder": self.decoder.path.name, **beside}

    @property
    def sha256(self) -> str:
        """The digest that names both of them together."""
        return digest(self.encoder.path, external(self.files))

    @property
    def bytes(self) -> int:
        """Of the two graphs."""
        return self.encoder.bytes + self.decoder.bytes


def pair_of(seen: Scan, signature: Signature, given: Iterable[Path] = ()) -> Pair | Problem | None:
    """The pair that a scanned half belongs to. None for what is no half; a problem for one that
    is alone. `given` are files that were dropped together with it: they are looked at first.
    """
    half = half_of(signature)
    if half is None:
        return None
    fitting = list(_fitting(seen, signature, half, given))
    if not fitting:
        text = NO_DECODER if half is Half.ENCODER else NO_ENCODER
        return Problem(Severity.ERROR, text, str(seen.path))
    alike = [pair for pair in fitting if _stem(pair.encoder.path) == _stem(pair.decoder.path)]
    first, *others = alike or fitting
    return _told(first, others, half) if others else first


def _told(first: Pair, others: list[Pair], half: Half) -> Pair:
    def name(pair: Pair) -> str:
        return (pair.decoder if half is Half.ENCODER else pair.encoder).path.name

    text = _SEVERAL.filled(chosen=name(first), others=", ".join(map(name, others)))
    finding = Problem(Severity.WARNING, text)
    return Pair(first.encoder, first.decoder, first.signature, first.marks, (finding,))


def _fitting(seen: Scan, signature: Signature, half: Half, given: Iterable[Path]) -> Iterator[Pair]:
    """Every pair; nothing more is read once halves of one name were found."""
    for path in _candidates(seen.path, given):
        try:
            other = scan(path)
        except Refused:
            continue
        theirs = read(other.model)
        if half is Half.ENCODER:
            pair = Pair(seen, other, signature, theirs)
        else:
            pair = Pair(other, seen, theirs, signature)
        if contract(pair.signature, pair.marks) is not None:
            yield pair
            if _stem(path) == _stem(seen.path):
                return


def _candidates(path: Path, given: Iterable[Path]) -> list[Path]:
    """Other models of the folder: those dropped with it, then those of its name, then others."""
    try:
        there = [
            file
            for file in path.parent.iterdir()
            if file.suffix.lower() == _SUFFIX and file.name != path.name
        ]
    except OSError:
        return []
    first = {file.name for file in given if file.parent == path.parent}
    own = _stem(path)

    def rank(file: Path) -> tuple[bool, bool, int, str]:
        stem = _stem(file)
        return file.name not in first, stem != own, len(stem ^ own), file.name

    return sorted(there, key=rank)[:MOST_LOOKED_AT]


def _stem(path: Path) -> frozenset[str]:
    """The words of a name but for those that tell the halves apart."""
    words = re.split(r"[^a-z0-9]+", path.stem.lower())
    return frozenset(word for word in words if word and word not in _SAYS_NOTHING)
