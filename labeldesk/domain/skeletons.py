"""Templates of keypoints that come with the program, under the names that models use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text

PERSON = Skeleton.of(
    (
        "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder",
        "right_shoulder", "left_elbow", "right_elbow", "left_wrist", "right_wrist", "left_hip",
        "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle",
    ),
    (
        (15, 13), (13, 11), (16, 14), (14, 12), (11, 12), (5, 11), (6, 12), (5, 6), (5, 7),
        (6, 8), (7, 9), (8, 10), (1, 2), (0, 1), (0, 2), (1, 3), (2, 4), (3, 5), (4, 6),
    ),
    None,
    (
        (0.5, 0.09), (0.56, 0.06), (0.44, 0.06), (0.63, 0.08), (0.37, 0.08), (0.74, 0.22),
        (0.26, 0.22), (0.87, 0.38), (0.13, 0.38), (0.95, 0.53), (0.05, 0.53), (0.64, 0.53),
        (0.36, 0.53), (0.66, 0.75), (0.34, 0.75), (0.68, 0.97), (0.32, 0.97),
    ),
)  # fmt: skip
"""COCO's person, and so that of most pose models. Left is the person's own, seen from the front."""

_FINGERS = ("index_finger", "middle_finger", "ring_finger", "pinky")
HAND = Skeleton.of(
    (
        "wrist", "thumb_cmc", "thumb_mcp", "thumb_ip", "thumb_tip",
        *(f"{finger}_{part}" for finger in _FINGERS for part in ("mcp", "pip", "dip", "tip")),
    ),
    (
        (0, 1), (1, 2), (2, 3), (3, 4), (0, 5), (5, 6), (6, 7), (7, 8), (5, 9), (9, 10),
        (10, 11), (11, 12), (9, 13), (13, 14), (14, 15), (15, 16), (13, 17), (0, 17), (17, 18),
        (18, 19), (19, 20),
    ),
    (),
    (
        (0.48, 0.97), (0.28, 0.86), (0.15, 0.7), (0.07, 0.56), (0.03, 0.44), (0.32, 0.5),
        (0.27, 0.32), (0.25, 0.2), (0.24, 0.09), (0.48, 0.47), (0.48, 0.27), (0.48, 0.14),
        (0.48, 0.03), (0.63, 0.5), (0.67, 0.31), (0.69, 0.19), (0.7, 0.08), (0.76, 0.57),
        (0.84, 0.43), (0.88, 0.33), (0.92, 0.24),
    ),
)  # fmt: skip

FACE = Skeleton.of(
    ("left_eye", "right_eye", "nose", "left_mouth", "right_mouth"),
    ((0, 1), (0, 2), (1, 2), (2, 3), (2, 4), (3, 4)),
    None,
    ((0.3, 0.38), (0.7, 0.38), (0.5, 0.58), (0.34, 0.78), (0.66, 0.78)),
)
"""The landmarks of face detectors, whose left is that of the image."""

NAMED: Mapping[str, tuple[Text, Skeleton]] = {
    "person": (QT_TRANSLATE_NOOP("Templates", "Person, 17 joints (COCO)"), PERSON),
    "hand": (QT_TRANSLATE_NOOP("Templates", "Hand, 21 joints"), HAND),
    "face": (QT_TRANSLATE_NOOP("Templates", "Face, 5 joints"), FACE),
}
MOST_POINTS = 99


def line_of(count: int) -> Skeleton:
    """Points in a row, each joined with the next."""
    step = 0.9 / max(count - 1, 1)
    places = ((round(0.05 + i * step, 3), 0.5) for i in range(count))
    return Skeleton.of(_numbered(count), ((i, i + 1) for i in range(count - 1)), (), places)


def box_of(count: int) -> Skeleton:
    """The corners of a rectangle, clockwise from the top left, and further points on its sides."""
    more = [max(count - 4 - side, 0) for side in (0, 2, 1, 3)]  # top and bottom first
    places: list[tuple[float, float]] = []
    for side, extra in enumerate(more):
        between = (extra + 3) // 4 + 1
        places += (_on_frame(side + i / between) for i in range(between))
    ends = count if count > 2 else count - 1  # noqa: PLR2004 (two points have one line)
    edges = ((i, (i + 1) % count) for i in range(ends))
    return Skeleton.of(_numbered(count), edges, (), places[:count])


COUNTED: Mapping[str, tuple[Text, Callable[[int], Skeleton]]] = {
    "line": (QT_TRANSLATE_NOOP("Templates", "Line of {n} points"), line_of),
    "box": (QT_TRANSLATE_NOOP("Templates", "Box of {n} points"), box_of),
}


def called(names: Sequence[str]) -> Skeleton | None:
    """The template that comes along with exactly these names."""
    wanted = [name.casefold() for name in names]
    known = (one for _, one in NAMED.values())
    return next((one for one in known if [n.casefold() for n in one.names] == wanted), None)


def likely(count: int) -> Skeleton | None:
    """What so many joints that nobody has named most likely are."""
    return next((one for _, one in NAMED.values() if len(one) == count), None)


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(f"p{i}" for i in range(1, count + 1))


def _on_frame(way: float) -> tuple[float, float]:
    """A place on the frame of the square, 0 to 4 once around."""
    side, share = divmod(way, 1.0)
    low, high = 0.05, 0.95
    at = round(low + share * (high - low), 3)
    back = round(high - share * (high - low), 3)
    return ((at, low), (high, at), (back, high), (low, back))[int(side)]
