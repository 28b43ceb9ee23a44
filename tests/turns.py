"""The eight ways in which a picture can lie."""

from __future__ import annotations

from labeldesk.domain.turn import Turn

TURNS = tuple(
    Turn(swaps, across, down) for swaps in (False, True) for across in (1, -1) for down in (1, -1)
)
