"""Recognition of a model's family from its signature: one small module per family.

Every family gives its readings; the surest comes first. Adding a family is adding a module
with a `recognise(evidence)` and naming it in `FAMILIES`.
"""

from __future__ import annotations

from labeldesk.suggest.recognise import (
    centerface,
    classifier,
    distances,
    embedding,
    fastestdet,
    foreground,
    huggingface,
    openmmlab,
    paddle,
    pairs,
    plugin,
    promptable,
    semantic,
    tensorflow,
    torchvision,
    transformers,
    ultralytics,
    yolo_shapes,
    yolox,
)
from labeldesk.suggest.recognise.evidence import Candidate, Evidence, Recogniser

FAMILIES: tuple[Recogniser, ...] = (
    promptable.recognise,
    centerface.recognise,
    ultralytics.recognise,
    yolo_shapes.recognise,
    yolox.recognise,
    fastestdet.recognise,
    classifier.recognise,
    huggingface.recognise,
    semantic.recognise,
    foreground.recognise,
    embedding.recognise,
    transformers.recognise,
    tensorflow.recognise,
    plugin.recognise,
    torchvision.recognise,
    openmmlab.recognise,
    paddle.recognise,
    distances.recognise,
    pairs.recognise,
)

__all__ = ["FAMILIES", "Candidate", "Evidence", "recognise"]


def recognise(evidence: Evidence) -> tuple[Candidate, ...]:
    """Every reading, the surest first; empty when no family fits."""
    families = FAMILIES if evidence.decoder is None else (promptable.recognise,)
    found = [candidate for family in families for candidate in family(evidence)]
    return tuple(sorted(found, key=lambda candidate: -candidate.sure))
