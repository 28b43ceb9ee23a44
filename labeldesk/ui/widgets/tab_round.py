"""Tab goes round in what floats over the window: what lies behind it has no keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def go_round(root: QWidget, *, following: bool) -> bool:
    """Give the focus to the next or the last stop in there; whether there is any."""
    stops = _stops(root)
    if stops:
        here = QApplication.focusWidget()
        at = stops.index(here) if here in stops else -1 if following else 0
        reason = Qt.FocusReason
        stops[(at + (1 if following else -1)) % len(stops)].setFocus(
            reason.TabFocusReason if following else reason.BacktabFocusReason
        )
    return bool(stops)


def go_on(root: QWidget, kinds: tuple[type[QWidget], ...]) -> None:
    """Give the focus to the next stop of these kinds in there; at the last it stays."""
    stops = _stops(root)
    here = QApplication.focusWidget()
    after = stops[stops.index(here) + 1 :] if here in stops else stops
    following = next((stop for stop in after if isinstance(stop, kinds)), None)
    if following is not None:
        following.setFocus(Qt.FocusReason.TabFocusReason)


def _stops(root: QWidget) -> list[QWidget]:
    """Where Tab stops, in its order."""
    found: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and root.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
