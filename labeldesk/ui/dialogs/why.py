"""Why this suggestion: rows to read, none to fill."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.paint import BODY
from labeldesk.ui.plain import plain_tip
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.label import Ground, Label, Paragraph
from labeldesk.ui.widgets.scroll_bar import thin
from labeldesk.work.explaining import Reason

TITLE = QT_TRANSLATE_NOOP("Why", "Why this suggestion?")


class WhySheet(Sheet):
    """Goes away with Escape or a click beside it."""

    wide = 640
    high_at_most = 620

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(TITLE)
        self.setObjectName("why-sheet")
        self.reasons = tuple(reasons)
        self.add_title(TITLE)
        self._area = _Area(_page(self.reasons))
        self.column.addWidget(self._area, 1)
        self.column.addSpacing(px(14))

    def first_focus(self) -> QWidget:
        return self._area


def _page(reasons: Sequence[Reason]) -> Ground:
    page = Ground("panel")
    grid = QGridLayout(page)
    grid.setContentsMargins(px(27), 0, px(24), px(4))
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(9))
    grid.setColumnStretch(1, 1)
    for at, reason in enumerate(reasons):
        grid.addWidget(Label(reason.words, "t2", BODY), at, 0, Qt.AlignmentFlag.AlignTop)
        values = QVBoxLayout()
        values.setSpacing(px(2))
        for value in reason.values:
            said = Paragraph(value, "t1")
            said.setToolTip(plain_tip(reason.tip))
            values.addWidget(said)
        grid.addLayout(values, at, 1)
    grid.setRowStretch(len(reasons), 1)
    return page


class _Area(QScrollArea):
    """As high as what is in it, as far as the window allows."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._page = page
        thin(self)
        self.setWidget(page)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        across = px(WhySheet.wide)
        return QSize(across, self.heightForWidth(across))

    def heightForWidth(self, across: int) -> int:
        return self._page.heightForWidth(across)
