"""YOLO graphs with suppression inside: a number, boxes, scores and classes of a fixed length."""

from __future__ import annotations

from collections.abc import Iterator

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.recipe import OutputSpec, Recipe, Task
from labeldesk.suggest.recognise.evidence import Candidate, Evidence, warning
from labeldesk.suggest.recognise.image_input import spec

NAMES = (
    ("num_dets", "det_boxes", "det_scores", "det_classes"),
    ("num_detections", "nmsed_boxes", "nmsed_scores", "nmsed_classes"),
)
_LISTS = QT_TRANSLATE_NOOP(
    "Model", "The outputs {names} are the finished lists of YOLO v6 and v7 exports"
)
_COLOURS = QT_TRANSLATE_NOOP("Model", "Colours RGB from 0 to 1 and a centred letterbox are assumed")


def recognise(evidence: Evidence) -> Iterator[Candidate]:
    """The one reading, if the outputs have those names."""
    picture = evidence.picture
    here = {output.name for output in evidence.signature.outputs}
    found = next((names for names in NAMES if here >= set(names)), None)
    fed = spec(picture) if picture is not None and evidence.alone else None
    if found is None or fed is None:
        return
    number, boxes, scores, classes = found
    names = evidence.names(0)
    recipe = Recipe(
        family="yolo",
        task=Task.DETECT,
        input=fed,
        output=OutputSpec("lists", (boxes, scores, classes, number)),
        classes=names.names,
    )
    why = (_LISTS.filled(names=", ".join(found)), *names.why)
    yield Candidate(recipe, 0.9, why, (warning(_COLOURS), *names.findings))
