"""The classes of COCO: names for models that count its categories from 1 to 90, with gaps."""

from __future__ import annotations

from dataclasses import replace

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.suggest.recognise.evidence import Evidence, Names, warning

NAMES = tuple(
    """person|bicycle|car|motorcycle|airplane|bus|train|truck|boat|traffic light|fire hydrant|
stop sign|parking meter|bench|bird|cat|dog|horse|sheep|cow|elephant|bear|zebra|giraffe|backpack|
umbrella|handbag|tie|suitcase|frisbee|skis|snowboard|sports ball|kite|baseball bat|baseball glove|
skateboard|surfboard|tennis racket|bottle|wine glass|cup|fork|knife|spoon|bowl|banana|apple|
sandwich|orange|broccoli|carrot|hot dog|pizza|donut|cake|chair|couch|potted plant|bed|
dining table|toilet|tv|laptop|mouse|remote|keyboard|cell phone|microwave|oven|toaster|sink|
refrigerator|book|clock|vase|scissors|teddy bear|hair drier|toothbrush""".replace("\n", "").split(
        "|"
    )
)
UNUSED = frozenset({12, 26, 29, 30, 45, 66, 68, 69, 71, 83})
LAST = 90
_NOTHING = frozenset({"__background__", "background", "bg", "_background_", "unlabeled", "n/a"})

_SPREAD = QT_TRANSLATE_NOOP(
    "Model", "The 80 names of COCO are spread over its numbers 1 to 90, which have gaps"
)
_ASSUMED = QT_TRANSLATE_NOOP(
    "Model", "No class names were found; 90 slots are read as the numbers of COCO"
)


def spread(names: tuple[str, ...]) -> tuple[str, ...]:
    """80 names as the 90 categories 1 to 90; numbers without a category are called by it."""
    left = iter(names)
    return tuple(f"class{n}" if n in UNUSED else next(left) for n in range(1, LAST + 1))


def one_based(evidence: Evidence, count: int) -> Names:
    """Names of the labels 1 to `count`; 0 when their number is not known."""
    names = evidence.names(count)
    if count and not evidence.named(count):
        for other in (count + 1, len(NAMES)):
            if evidence.named(other):
                return _without_background(evidence.names(other), count)
    if not names.known and count == LAST:
        return Names(spread(NAMES), findings=(warning(_ASSUMED),))
    return _without_background(names, count)


def has_background(names: tuple[str, ...]) -> bool:
    """Whether the first name says that there is nothing."""
    return bool(names) and names[0].lower() in _NOTHING


def _without_background(names: Names, count: int) -> Names:
    listed = names.names
    if has_background(listed):
        listed = listed[1:]
    if len(listed) == len(NAMES) and count in {0, LAST} and listed[0] == NAMES[0]:
        return replace(names, names=spread(listed), findings=(*names.findings, warning(_SPREAD)))
    return replace(names, names=listed)
