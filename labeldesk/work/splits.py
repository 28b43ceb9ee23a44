"""Train, val, test: parts of a data set, drawn at random but the same for the same seed."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Mapping, Sequence

from labeldesk.domain.problem import UsageError
from labeldesk.domain.text import QT_TRANSLATE_NOOP

_WORD = re.compile(r"^[\w-]{1,40}$")
_BAD = QT_TRANSLATE_NOOP(
    "Work", "{text} is no split; write shares that add up to 1, e.g. train=0.8,val=0.2"
)


def parse_split(text: str) -> dict[str, float]:
    """``train=0.8,val=0.2`` as a table; empty for empty text. `UsageError` for anything else."""
    shares: dict[str, float] = {}
    for item in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = item.partition("=")
        try:
            share = float(value)
        except ValueError:
            share = math.nan
        if not _WORD.match(name) or name in shares or not 0 < share <= 1:
            raise UsageError(_BAD.filled(text=text))
        shares[name] = share
    if shares and abs(sum(shares.values()) - 1) > 1e-6:  # noqa: PLR2004 (rounding of the sum)
        raise UsageError(_BAD.filled(text=text))
    return shares


def split_of(paths: Sequence[str], shares: Mapping[str, float], seed: int) -> dict[str, str]:
    """The part of every path. Depends only on the set of paths, the shares and the seed.

    Every part gets its share to within one image, largest remainders first.
    """
    if not shares:
        return {}
    shuffled = sorted(set(paths))
    random.Random(seed).shuffle(shuffled)
    counts = quotas(shares, len(shuffled))
    names = [name for name, count in counts.items() for _ in range(count)]
    return dict(zip(shuffled, names, strict=True))


def quotas(shares: Mapping[str, float], total: int) -> dict[str, int]:
    """The shares of a whole number, to within one, largest remainders first."""
    exact = {name: share * total for name, share in shares.items()}
    counts = {name: int(value) for name, value in exact.items()}
    left = total - sum(counts.values())
    for name in sorted(exact, key=lambda n: counts[n] - exact[n])[:left]:
        counts[name] += 1
    return counts
