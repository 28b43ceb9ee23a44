"""Everything that a class says, on one sheet."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from labeldesk.domain.classes import DIGITS, ClassList, ImageClass
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui.dialogs.attribute_list import AttributeList, Fault, begin_part, parted
from labeldesk.ui.dialogs.form import Form
from labeldesk.ui.dialogs.sheet import Sheet
from labeldesk.ui.paint import CAPTION
from labeldesk.ui.paint import NAME as NAME_FACE
from labeldesk.ui.theme import px
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.colour_choice import COLOUR, ColourChoice
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.label import Ground, Label, Paragraph
from labeldesk.ui.widgets.scroll_bar import thin
from labeldesk.ui.widgets.text_box import TextBox

TITLE = QT_TRANSLATE_NOOP("ClassEditor", "Edit class")
NAME = QT_TRANSLATE_NOOP("ClassEditor", "Name")
KEY = QT_TRANSLATE_NOOP("ClassEditor", "Key")
ALIASES = QT_TRANSLATE_NOOP("ClassEditor", "Other names")
ALIASES_PROMPT = QT_TRANSLATE_NOOP("ClassEditor", "In files and models, with commas between")
ABOVE = QT_TRANSLATE_NOOP("ClassEditor", "Supercategory")
GUIDELINE = QT_TRANSLATE_NOOP("ClassEditor", "Guideline")
GUIDELINE_PROMPT = QT_TRANSLATE_NOOP("ClassEditor", "What belongs to this class, and what does not")
ATTRIBUTES = QT_TRANSLATE_NOOP("ClassEditor", "Attributes of its objects")
KEPT = QT_TRANSLATE_NOOP(
    "ClassEditor",
    "A new name takes the values along. Values of a removed attribute stay with their objects.",
)
NO_KEY = QT_TRANSLATE_NOOP("ClassEditor", "None")
SAVE = QT_TRANSLATE_NOOP("ClassEditor", "Change class")
CANCEL = QT_TRANSLATE_NOOP("ClassEditor", "Cancel")
NAMELESS = QT_TRANSLATE_NOOP("ClassEditor", "A class needs a name")
TAKEN = QT_TRANSLATE_NOOP("ClassEditor", "There is already a class {name}")
NO_COLOUR = QT_TRANSLATE_NOOP("ClassEditor", "{text} is no colour")
_AROUND = 172
"""Title and foot, px at 100 %."""


class ClassEditor(Sheet):
    """Signal: `changed(ImageClass, {old name: new name} of attributes)`, then `left`."""

    changed = Signal(object, object)
    many = True
    wide = 760

    def __init__(self, item: ImageClass, classes: ClassList) -> None:
        super().__init__(TITLE)
        self.setObjectName("class-editor")
        self._item, self._classes = item, classes
        self.add_title(TITLE)
        self.name = Field(NAME)
        self.name.setText(item.name)
        self.colour = ColourChoice(item.colour)
        self.key = DropDown(KEY, self._keys(), tall=True)
        self.key.choose(item.key)
        self.aliases = Field(ALIASES, ALIASES_PROMPT)
        self.aliases.setText(", ".join(item.aliases))
        self.aliases.on_enter = lambda: begin_part(self.aliases)
        self.above = Field(ABOVE)
        self.above.setText(item.supercategory)
        self.guideline = TextBox(GUIDELINE, GUIDELINE_PROMPT, least=2, most=6)
        self.guideline.line = "control"
        self.guideline.show_text(item.guideline)
        self.attributes = AttributeList(item.attributes)
        self.attributes.resized.connect(self._resized)
        self._page = self._made_page()
        self._area = QScrollArea()
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        thin(self._area)
        self._area.setWidget(self._page)
        self.column.addWidget(self._area, 1)
        self._add_buttons()

    def _keys(self) -> list[Option]:
        holders = {one.key: one.name for one in self._classes if one.id != self._item.id}
        digits = [Option(digit, digit, holders.get(digit, "")) for digit in DIGITS]
        return [Option("", NO_KEY), *digits]

    def _made_page(self) -> QWidget:
        page = Ground("panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, px(12))
        column.setSpacing(px(8))
        form = Form()
        for words, field in (
            (NAME, self.name),
            (COLOUR, self.colour),
            (KEY, self.key),
            (ALIASES, self.aliases),
            (ABOVE, self.above),
            (GUIDELINE, self.guideline),
        ):
            form.add(words, field)
        column.addLayout(form)
        inner = QVBoxLayout()
        inner.setContentsMargins(px(27), px(6), px(24), 0)
        inner.setSpacing(px(4))
        inner.addWidget(Label(ATTRIBUTES, "t1", NAME_FACE))
        inner.addWidget(Paragraph(KEPT, "t2", CAPTION))
        inner.addWidget(self.attributes)
        column.addLayout(inner)
        column.addStretch(1)
        return page

    def _add_buttons(self) -> None:
        foot = self.add_foot()
        self._said = Label("", "danger")
        foot.addWidget(self._said)
        foot.addStretch(1)
        cancel, save = Button(CANCEL, high=32), self.main_button(SAVE)
        cancel.clicked.connect(self.left)
        save.clicked.connect(self.entered)
        foot.addWidget(cancel)
        foot.addWidget(save)

    def first_focus(self) -> QWidget:
        return self.name

    def sizeHint(self) -> QSize:
        """All of it, where the window is high enough."""
        return QSize(px(self.wide), self._page.sizeHint().height() + px(_AROUND))

    def _resized(self) -> None:
        self._page.adjustSize()
        self.refit()
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def entered(self) -> None:
        """Tell of the class as it is now, or say what is missing."""
        fault = self._fault()
        if fault is not None:
            self._said.set_words(fault[0])
            fault[1].setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(fault[1])
            return
        self.changed.emit(self.edited(), self.attributes.renamed())
        self.left.emit()

    def edited(self) -> ImageClass:
        """The class as it stands in the fields."""
        name = self.name.text().strip()
        return replace(
            self._item,
            name=name,
            colour=self.colour.colour() or self._item.colour,
            key=self.key.current(),
            aliases=tuple(one for one in self._aliases() if one != name),
            supercategory=self.above.text().strip(),
            guideline=self.guideline.text().strip(),
            attributes=self.attributes.specs(),
        )

    def _aliases(self) -> tuple[str, ...]:
        is_same = self.aliases.text() == ", ".join(self._item.aliases)
        return self._item.aliases if is_same else parted(self.aliases.text())

    def _fault(self) -> Fault | None:
        name = self.name.text().strip()
        if not name:
            return NAMELESS, self.name
        other = self._classes.named(name)
        if other is not None and other.id != self._item.id:
            return TAKEN.filled(name=other.name), self.name
        if self.colour.colour() is None:
            return NO_COLOUR.filled(text=self.colour.field.text()), self.colour.field
        return self.attributes.fault()
