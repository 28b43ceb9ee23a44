"""Learning from labels: on or off, and what looks at the images of this project."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text
from labeldesk.settings.table import LEARN
from labeldesk.ui.dialogs.form import Form
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.check_box import CheckBox
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.label import Paragraph

TITLE = QT_TRANSLATE_NOOP("Learn", "Learning options")
LOOK = QT_TRANSLATE_NOOP("Learn", "Look at images with")
ADD = QT_TRANSLATE_NOOP("Learn", "Add model…")
CLOSE = QT_TRANSLATE_NOOP("Learn", "Close")
ABOUT = QT_TRANSLATE_NOOP(
    "Learn",
    "Colours, edges and texture need no model and take 2 ms per image. A classifier, or a "
    "model that describes images, sees what is in them. The choice belongs to this project; every "
    "image is looked at once with each.",
)


class LearningSheet(Sheet):
    """Signals, each when the user chooses, and held to at once: `turned(on)`; `chosen(id)`, that
    of an option, "" for the one without a model; `add_wanted`.
    """

    turned = Signal(bool)
    chosen = Signal(str)
    add_wanted = Signal()
    light = False
    wide = 640

    def __init__(self, *, is_on: bool, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, parent)
        self.setObjectName("learning-sheet")
        self.add_title(TITLE)
        self.box = CheckBox(LEARN.title)
        self.box.setChecked(is_on)
        self.box.clicked.connect(self.turned)
        self.models = DropDown(LOOK, tall=True)
        self.models.chosen.connect(self.chosen)
        self._trouble = Paragraph("", "danger")
        self._trouble.hide()
        self._lay_out()
        foot = self.add_foot()
        foot.addStretch(1)
        close = Button(CLOSE, high=32)
        close.clicked.connect(self.left)
        foot.addWidget(close)

    def _lay_out(self) -> None:
        top, both, below = QHBoxLayout(), QWidget(), QVBoxLayout()
        top.setContentsMargins(px(27), 0, px(24), px(12))
        top.addWidget(self.box)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(self.models, 1)
        add = Button(ADD, high=32)
        add.clicked.connect(self.add_wanted)
        row.addWidget(add)
        form = Form()
        form.add(LOOK, both)
        below.setContentsMargins(px(27), px(12), px(24), px(18))
        below.setSpacing(px(8))
        below.addWidget(self._trouble)
        below.addWidget(Paragraph(ABOUT))
        for part in (top, form, below):
            self.column.addLayout(part)

    def first_focus(self) -> QWidget:
        return self.box

    def show_models(
        self, options: Sequence[Option], current: str, trouble: Text | None = None
    ) -> None:
        """The choices; `trouble` is why another one serves than what was chosen."""
        self.models.set_options(options, current)
        self._trouble.set_words(trouble if trouble is not None else "")
        self._trouble.setVisible(trouble is not None)
        self.refit()
