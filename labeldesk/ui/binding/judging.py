"""What does not agree on the open image, on it and in the panel Image."""

from __future__ import annotations

from PySide6.QtCore import QObject

from labeldesk.editing.selection import Selection
from labeldesk.ui.canvas.canvas import Canvas
from labeldesk.ui.canvas.doubts import DoubtMark
from labeldesk.ui.comparing import Comparing
from labeldesk.ui.judging import Judging
from labeldesk.ui.panels.reasons import Reasons
from labeldesk.ui.remarks import Remark
from labeldesk.ui.workspace import Workspace


class JudgingBinding(QObject):
    """Follows the open image, the list and both comparisons: with the labels, of two models."""

    def __init__(
        self,
        workspace: Workspace,
        sources: tuple[Judging, Comparing],
        canvas: Canvas,
        reasons: Reasons,
    ) -> None:
        super().__init__(canvas)
        self._workspace = workspace
        self._sources = sources
        self._canvas = canvas
        self._reasons = reasons
        self._shown: tuple[Remark, ...] = ()
        workspace.current_changed.connect(lambda _: self._show())
        workspace.listed.changed.connect(self._show)
        workspace.closed.connect(self._show)
        for source in sources:
            source.changed.connect(self._show)
        reasons.opened.connect(self._open)

    def _show(self) -> None:
        listed = next((one for one in self._sources if one.is_listed), None)
        self._shown = listed.remarks() if listed is not None else ()
        words = [remark.words for remark in self._shown]
        if listed is not None:
            self._reasons.set_reasons(words, listed.title)
        else:
            self._reasons.set_reasons(None)
        self._canvas.set_doubts(
            [
                DoubtMark(one.place, one.words, one.other_place)
                for one in self._shown
                if one.place is not None
            ]
        )

    def _open(self, position: int) -> None:
        remark = self._shown[position]
        session = self._workspace.shown.session
        if session is not None and remark.label is not None and remark.label in session.document:
            self._canvas.set_selection(Selection((remark.label,)))
        if remark.place is not None:
            self._canvas.reveal(remark.place)
