"""Which of many backups to keep: the newest ones, and the further back the fewer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

NEWEST = 4
SPANS = ((timedelta(hours=1), 6), (timedelta(days=1), 7), (timedelta(weeks=1), 8))
"""The newest of each of the last n hours, days, weeks in which there is one."""

MOST = NEWEST + sum(many for _, many in SPANS)
_FIRST = datetime(2000, 1, 3, tzinfo=UTC)  # a Monday


def kept(made: Sequence[datetime]) -> list[datetime]:
    """The moments to keep, newest first, at most `MOST`; the newest is always among them.

    Thinning twice gives the same as thinning once, so nothing depends on when it is done.
    """
    newest_first = sorted(set(made), reverse=True)
    chosen = set(newest_first[:NEWEST])
    for span, many in SPANS:
        newest_of: dict[int, datetime] = {}
        for moment in newest_first:
            newest_of.setdefault((moment - _FIRST) // span, moment)
        chosen.update([*newest_of.values()][:many])
    return [moment for moment in newest_first if moment in chosen]
