"""`inspect`: everything that can be said about a model file without running it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from labeldesk.domain.annotation import Json
from labeldesk.domain.problem import Problem, Severity, UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest import beside, names, recipe_yaml, shown, sidecars
from labeldesk.suggest.prompting.partner import Pair, pair_of
from labeldesk.suggest.recipe import ModelFile, Recipe
from labeldesk.suggest.recognise import Candidate, Evidence, recognise
from labeldesk.suggest.runtime import onnxruntime
from labeldesk.suggest.scan import Scan, scan
from labeldesk.suggest.signature import Signature, Tensor, read

SURE_ENOUGH = 0.5
_LONGEST = 200  # letters of a licence
_UNKNOWN = QT_TRANSLATE_NOOP(
    "Model", "The kind of this model is not known. Inputs: {inputs}. Outputs: {outputs}"
)
_UNSURE = QT_TRANSLATE_NOOP("Model", "The kind of this model is a guess; look at the preview")
_BESIDE = QT_TRANSLATE_NOOP("Model", "Recipe {name} beside the model")
_OTHER_DIGEST = QT_TRANSLATE_NOOP("Model", "The recipe beside it is for another file; not used")

_ELSEWHERE = "AzureExecutionProvider"
"""Asks machines of others, which is never wanted here."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """A scanned model: its digest, its signature, its readings, the surest first.

    Of a pair it is the encoder, and `decoder` is the other half's; `alone` says of a half that
    the other one is missing.
    """

    path: Path
    sha256: str
    bytes: int
    signature: Signature
    candidates: tuple[Candidate, ...]
    findings: tuple[Problem, ...]
    decoder: Signature | None = None
    alone: Problem | None = None

    @property
    def recipe(self) -> Recipe | None:
        """The surest reading, or None when the kind is not known."""
        return self.candidates[0].recipe if self.candidates else None

    @property
    def sure(self) -> float:
        """How sure the first reading is, 0..1."""
        return self.candidates[0].sure if self.candidates else 0.0

    @property
    def model(self) -> ModelFile | None:
        """What the engine takes, or None when the kind is not known."""
        recipe = self.recipe
        return ModelFile(self.path, recipe) if recipe else None

    def with_origin(self, license_: str, source: str) -> Inspection:
        """The same; readings without a licence of their own have this one, and where it is from."""
        told = (
            replace(
                item,
                recipe=replace(item.recipe, license=item.recipe.license or license_, source=source),
            )
            for item in self.candidates
        )
        return replace(self, candidates=tuple(told))

    def as_json(self) -> dict[str, Json]:
        """The value that ``labeldesk inspect --json`` prints."""
        first = self.candidates[0] if self.candidates else None
        return {
            "path": str(self.path),
            "sha256": self.sha256,
            "bytes": self.bytes,
            "family": first.recipe.family if first else None,
            "task": first.recipe.task.value if first else None,
            "sure": self.sure,
            "why": [str(text) for text in first.why] if first else [],
            "inputs": [_tensor(item) for item in self.signature.inputs],
            "outputs": [_tensor(item) for item in self.signature.outputs],
            "recipe": recipe_yaml.as_plain(first.recipe) if first else None,
            "preprocessing": shown.preprocessing(first.recipe) if first else None,
            "classes": list(first.recipe.classes) if first else [],
            "providers": list(_providers()),
            "warnings": [str(problem) for problem in self.findings],
            "alternatives": [_alternative(item, self.candidates) for item in self.candidates[1:]],
            "producer": self.signature.producer,
            "decoder": [_tensor(item) for item in self.decoder.inputs] if self.decoder else [],
            "opset": self.signature.opset,
            "ir_version": self.signature.ir_version,
        }


def inspect(path: Path, given: Iterable[Path] = ()) -> Inspection:
    """Scan and recognise a model file. Raises `Refused` for what must not be loaded.

    Half of a promptable model is inspected together with the other one, found beside it; `given`
    are files that came with it. Needs no session and runs nothing; 0.1 s for 20 MB. Call it off
    the UI thread.
    """
    seen = scan(path)
    signature = read(seen.model)
    pair = pair_of(seen, signature, given)
    if isinstance(pair, Pair):
        both = Evidence(pair.signature, decoder=pair.marks)
        return _inspected(pair.encoder.path, pair, both, pair.findings)
    found = _inspected(path, seen, _evidence(path, signature))
    if pair is None or found.sure >= SURE_ENOUGH:
        return found
    return replace(found, candidates=(), findings=(pair,), alone=pair)


def _evidence(path: Path, signature: Signature) -> Evidence:
    """What there is to recognise one file by."""
    settings = sidecars.beside(path)
    lists = (*names.beside(path), *settings.lists)
    return Evidence(signature, lists, dict(beside.settings(path)), settings, path.stem)


def _inspected(
    path: Path, seen: Scan | Pair, evidence: Evidence, odd: tuple[Problem, ...] = ()
) -> Inspection:
    told, findings = _told(path, seen.sha256)
    licence = evidence.signature.metadata.get("license", "")[:_LONGEST]
    candidates = tuple(
        replace(
            item,
            recipe=replace(
                item.recipe,
                sha256=seen.sha256,
                files=seen.files,
                license=item.recipe.license or licence,
            ),
        )
        for item in (*told, *recognise(evidence))
    )
    first = candidates[0] if candidates else None
    doubts = (*odd, *findings, *(first.findings if first else ()))
    doubts = (*doubts, *_doubts(evidence.signature, first))
    placed = tuple(replace(problem, path=str(path)) for problem in doubts)
    return Inspection(
        path, seen.sha256, seen.bytes, evidence.signature, candidates, placed, evidence.decoder
    )


def _doubts(signature: Signature, first: Candidate | None) -> Iterable[Problem]:
    if first is None:
        inputs, outputs = ("; ".join(map(str, t)) for t in (signature.inputs, signature.outputs))
        yield Problem(Severity.ERROR, _UNKNOWN.filled(inputs=inputs, outputs=outputs))
    elif first.sure < SURE_ENOUGH:
        yield Problem(Severity.WARNING, _UNSURE)


def _told(path: Path, sha256: str) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    """The recipe that a person saved beside the model, if it is for this file."""
    file = path.with_name(path.stem + recipe_yaml.SUFFIX)
    if not file.is_file():
        return (), ()
    try:
        recipe = recipe_yaml.load(file)
    except UserError as error:
        return (), (replace(error.problem, severity=Severity.WARNING),)
    if recipe.sha256 and recipe.sha256 != sha256:
        return (), (Problem(Severity.WARNING, _OTHER_DIGEST),)
    return (Candidate(recipe, 1.0, (_BESIDE.filled(name=file.name),)),), ()


def _tensor(tensor: Tensor) -> Json:
    return {"name": tensor.name, "dtype": tensor.dtype, "shape": list(tensor.dims)}


def _alternative(candidate: Candidate, every: Sequence[Candidate]) -> Json:
    recipe = candidate.recipe
    return {
        "family": recipe.family,
        "task": recipe.task.value,
        "sure": candidate.sure,
        "output": recipe.output.format,
        "why": [str(text) for text in candidate.why],
        "differs": shown.differences(every[0].recipe, recipe),
    }


def _providers() -> tuple[str, ...]:
    """What this installation offers; what is really used is known only after loading."""
    try:
        every = onnxruntime().get_available_providers()
    except ImportError:
        return ()
    return tuple(name for name in every if name != _ELSEWHERE)
