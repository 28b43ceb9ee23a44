"""The fields of the sheet that asks how a model is read: each holds one answer of the recipe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeldesk.domain.text import QT_TRANSLATE_NOOP, Text, counted
from labeldesk.suggest.readings import NOT_RECOGNISED, SCALINGS, recoloured, scaling_of
from labeldesk.suggest.recipe import (
    Activation,
    Background,
    Colour,
    Fit,
    InputSpec,
    PadAt,
    Recipe,
    Tiling,
)
from labeldesk.suggest.session import DEVICES
from labeldesk.ui.dialogs.form import Form
from labeldesk.ui.model_words import TASKS
from labeldesk.ui.numbers import number_in
from labeldesk.ui.theme import px
from labeldesk.ui.translate import tr
from labeldesk.ui.widgets.button import Button, Kind
from labeldesk.ui.widgets.drop_down import DropDown, Option
from labeldesk.ui.widgets.field import Field
from labeldesk.ui.widgets.text_box import TextBox

READING = QT_TRANSLATE_NOOP("Reading", "Kind")
COLOURS = QT_TRANSLATE_NOOP("Reading", "Colours")
NUMBERS = QT_TRANSLATE_NOOP("Reading", "Numbers")
OWN_NUMBERS = QT_TRANSLATE_NOOP("Reading", "Own numbers")
SCALE = QT_TRANSLATE_NOOP("Reading", "Scale")
MEAN = QT_TRANSLATE_NOOP("Reading", "Mean")
DEVIATION = QT_TRANSLATE_NOOP("Reading", "Deviation")
FIT = QT_TRANSLATE_NOOP("Reading", "Size")
SCORES = QT_TRANSLATE_NOOP("Reading", "Scores")
NOTHING = QT_TRANSLATE_NOOP("Reading", "Background")
LARGE = QT_TRANSLATE_NOOP("Reading", "Large images")
DEVICE = QT_TRANSLATE_NOOP("Reading", "Runs on")
CLASSES = QT_TRANSLATE_NOOP("Reading", "Class names")
CLASSES_PROMPT = QT_TRANSLATE_NOOP("Reading", "One to a line, in the order of the model")
LIST = QT_TRANSLATE_NOOP("Reading", "Take a list…")
_OWN = QT_TRANSLATE_NOOP("Reading", "own numbers")
_ELSEWHERE = QT_TRANSLATE_NOOP("Reading", "not part of this installation")
_NO_KIND = QT_TRANSLATE_NOOP("Reading", "Not recognised, {task}")
_KIND = QT_TRANSLATE_NOOP("Reading", "{family}, {task}")
_CLASS = QT_TRANSLATE_NOOP("Reading", "{n} class")
_CLASSES = QT_TRANSLATE_NOOP("Reading", "{n} classes")
_ON_COLOURS = (
    Option(Colour.RGB, QT_TRANSLATE_NOOP("Reading", "Red, green, blue")),
    Option(Colour.BGR, QT_TRANSLATE_NOOP("Reading", "Blue, green, red")),
    Option(Colour.GREY, QT_TRANSLATE_NOOP("Reading", "Grey")),
)
_FITS: tuple[tuple[Option, Fit, PadAt], ...] = (
    (
        Option("centre", QT_TRANSLATE_NOOP("Reading", "Whole, margins on both sides")),
        Fit.LETTERBOX,
        PadAt.CENTRE,
    ),
    (
        Option("corner", QT_TRANSLATE_NOOP("Reading", "Whole, margins right and below")),
        Fit.LETTERBOX,
        PadAt.BOTTOM_RIGHT,
    ),
    (
        Option("stretch", QT_TRANSLATE_NOOP("Reading", "Whole, stretched")),
        Fit.STRETCH,
        PadAt.CENTRE,
    ),
    (Option("crop", QT_TRANSLATE_NOOP("Reading", "The middle, cropped")), Fit.CROP, PadAt.CENTRE),
)
_ON_SCORES = (
    Option(Activation.NONE, QT_TRANSLATE_NOOP("Reading", "Are scores already")),
    Option(Activation.SIGMOID, QT_TRANSLATE_NOOP("Reading", "Each for itself (sigmoid)")),
    Option(Activation.SOFTMAX, QT_TRANSLATE_NOOP("Reading", "Shares of one (softmax)")),
    Option(Activation.PROBE, QT_TRANSLATE_NOOP("Reading", "As the numbers look")),
)
_ON_NOTHING = (
    Option(Background.NONE, QT_TRANSLATE_NOOP("Reading", "No class means nothing")),
    Option(Background.FIRST, QT_TRANSLATE_NOOP("Reading", "The first class means nothing")),
    Option(Background.LAST, QT_TRANSLATE_NOOP("Reading", "The last class means nothing")),
)
_ON_LARGE = (
    Option(Tiling.OFF, QT_TRANSLATE_NOOP("Reading", "As a whole")),
    Option(Tiling.TILES, QT_TRANSLATE_NOOP("Reading", "In tiles, for small objects")),
    Option(Tiling.BOTH, QT_TRANSLATE_NOOP("Reading", "In tiles and as a whole")),
)
_IN_WORDS = 7  # of the answers that tell readings apart: the fields, and the form of the outputs
_AND_CPU = 2  # providers: what is wished, and the processor if that fails
_DEVICES = (
    Option("auto", QT_TRANSLATE_NOOP("Reading", "The fastest there is")),
    Option("cpu", QT_TRANSLATE_NOOP("Reading", "Processor")),
    Option("cuda", Text("Reading", "CUDA")),  # names: not translated
    Option("directml", Text("Reading", "DirectML")),
    Option("coreml", Text("Reading", "CoreML")),
)


class ReadingFields(QWidget):
    """Signals: `edited` when an answer changed; `list_wanted` to choose a class list; `faulty` when
    a number cannot be one.
    """

    edited = Signal()
    faulty = Signal(str)
    list_wanted = Signal()

    def __init__(self, readings: Sequence[Recipe], device: str) -> None:
        super().__init__()
        self._readings = tuple(readings)
        self._recipe = self._readings[0]
        kinds = [
            Option(str(i), _kind(one), _apart(one, readings)) for i, one in enumerate(readings)
        ]
        self.kind = DropDown(READING, kinds, tall=True)
        self.colours = DropDown(COLOURS, _ON_COLOURS, tall=True)
        self.numbers = DropDown(NUMBERS, tall=True)
        self.scale, self.mean, self.deviation = (
            Field(words, words) for words in (SCALE, MEAN, DEVIATION)
        )
        self.fit = DropDown(FIT, [row[0] for row in _FITS], tall=True)
        self.scores = DropDown(SCORES, _ON_SCORES, tall=True)
        self.nothing = DropDown(NOTHING, _ON_NOTHING, tall=True)
        self.large = DropDown(LARGE, _ON_LARGE, tall=True)
        self.device = DropDown(DEVICE, _DEVICES, tall=True)
        self.device.choose(device)
        self.classes = TextBox(CLASSES, CLASSES_PROMPT, least=3, most=5)
        self.classes.line = "control"
        self._lay_out()
        self._connect()
        self.show_recipe(self._recipe)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        form = Form()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(px(4))
        numbers, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(2))
        for field in (self.scale, self.mean, self.deviation):
            field.setToolTip(field.accessibleName())
            row.addWidget(field)
        numbers.setLayout(row)
        for words, widget in (
            (READING, self.kind),
            (COLOURS, self.colours),
            (NUMBERS, self.numbers),
            (OWN_NUMBERS, numbers),
            (FIT, self.fit),
            (SCORES, self.scores),
            (NOTHING, self.nothing),
            (LARGE, self.large),
            (DEVICE, self.device),
            (CLASSES, self.classes),
        ):
            form.add(words, widget)
        take = Button(LIST, Kind.LINK)
        take.clicked.connect(self.list_wanted)
        form.addWidget(take, form.rowCount(), 1)
        column.addLayout(form)
        column.addStretch(1)

    def _connect(self) -> None:
        changes: tuple[tuple[DropDown, Callable[[str], Recipe]], ...] = (
            (self.kind, lambda name: self._readings[int(name)]),
            (self.colours, lambda name: self._fed(recoloured(self._recipe.input, Colour(name)))),
            (self.numbers, self._numbered),
            (self.fit, self._fitted),
            (self.scores, lambda name: self._out(activation=Activation(name))),
            (self.nothing, lambda name: self._out(background=Background(name))),
            (self.large, lambda name: replace(self._recipe, tiling=Tiling(name))),
        )
        for field, change in changes:
            field.chosen.connect(lambda name, c=change: self.show_recipe(c(name), told=True))
        self.device.chosen.connect(lambda _: self.edited.emit())
        for line in (self.scale, self.mean, self.deviation):
            line.editingFinished.connect(self._typed)
        self.classes.entered.connect(lambda text: self._named(text.splitlines()))

    def recipe(self) -> Recipe:
        """The answers as they stand."""
        self.classes.settle()
        return self._recipe

    def show_recipe(self, recipe: Recipe, *, told: bool = False) -> None:
        """Show another recipe; `told` says so."""
        self._recipe, fed = recipe, recipe.input
        self.colours.choose(fed.colour)
        own = scaling_of(fed)
        rows = [Option(one.id, one.words) for one in SCALINGS]
        self.numbers.set_options(rows if own else [Option("", OWN_NUMBERS), *rows], own)
        for field, values in (
            (self.scale, (fed.scale,)),
            (self.mean, fed.mean),
            (self.deviation, fed.std),
        ):
            field.setText(" ".join(f"{value:.6g}" for value in values))
            field.setCursorPosition(0)
        self.fit.choose(_place(fed))
        self.scores.choose(recipe.output.activation)
        self.nothing.choose(recipe.output.background)
        self.large.choose(recipe.tiling)
        self.classes.show_text("\n".join(recipe.classes))
        if told:
            self.edited.emit()

    def show_offered(self, providers: Sequence[str]) -> None:
        """What this installation can run models on, by the names of onnxruntime."""
        rows = [
            one
            if not _asked(one.id) or _asked(one.id) in providers
            else replace(one, detail=_ELSEWHERE)
            for one in _DEVICES
        ]
        self.device.set_options(rows, self.device.current())

    def take_names(self, names: Sequence[str]) -> None:
        """Class names from a list."""
        self._named(list(names))

    def take_recipe(self, recipe: Recipe) -> None:
        """Another recipe for the same file, as it was read from a file of its own."""
        files = {"files": self._recipe.files, "sha256": self._recipe.sha256}
        self.show_recipe(replace(recipe, **files), told=True)  # type: ignore[arg-type]

    def _named(self, names: list[str]) -> None:
        sound = [name.strip() for name in names]
        while sound and not sound[-1]:
            sound.pop()
        if tuple(sound) != self._recipe.classes:
            self.show_recipe(replace(self._recipe, classes=tuple(sound)), told=True)

    def _fed(self, fed: InputSpec) -> Recipe:
        return replace(self._recipe, input=fed)

    def _out(self, **what: Activation | Background) -> Recipe:
        output = replace(self._recipe.output, **what)  # type: ignore[arg-type]
        return replace(self._recipe, output=output)

    def _numbered(self, name: str) -> Recipe:
        chosen = next((one for one in SCALINGS if one.id == name), None)
        return self._fed(chosen.on(self._recipe.input)) if chosen else self._recipe

    def _fitted(self, name: str) -> Recipe:
        _, fit, at = next(row for row in _FITS if row[0].id == name)
        return self._fed(replace(self._recipe.input, fit=fit, pad_at=at))

    def _typed(self) -> None:
        values: list[tuple[float, ...]] = []
        for field in (self.scale, self.mean, self.deviation):
            numbers = [number_in(part) for part in field.text().replace(",", " ").split()]
            sound = tuple(one for one in numbers if one is not None)
            if len(sound) != len(numbers) or (field is self.scale and len(sound) != 1):
                self.faulty.emit(field.text())
                return
            values.append(sound)
        (scale,), mean, std = values
        fed = replace(self._recipe.input, scale=scale, mean=mean, std=std)
        shown = [f"{v:.6g}" for part in ((self._recipe.input.scale,), self._recipe.input.mean,
                                         self._recipe.input.std) for v in part]  # fmt: skip
        if [f"{v:.6g}" for part in values for v in part] != shown:
            self.show_recipe(self._fed(fed), told=True)


def _asked(device: str) -> str:
    """The provider that a device is; none for what always runs."""
    return DEVICES[device][0] if len(DEVICES[device]) == _AND_CPU else ""


def _kind(recipe: Recipe) -> Text:
    is_known = recipe.family != NOT_RECOGNISED
    return (_KIND if is_known else _NO_KIND).filled(family=recipe.family, task=TASKS[recipe.task])


def _apart(recipe: Recipe, others: Sequence[Recipe]) -> str:
    """What a reading has and others of its family and task have not, in the words of the fields;
    the form of its outputs where there is no other.
    """
    alike = [one for one in others if (one.family, one.task) == (recipe.family, recipe.task)]
    told = [_told(one) for one in alike]
    mine = _told(recipe)
    differing = [at for at in range(len(mine)) if len({row[at] for row in told}) > 1]
    short = [at for at in differing if at < _IN_WORDS]  # in words, if they are enough
    if len({tuple(row[at] for at in short) for row in told}) < len(told):
        short = differing
    alone = "" if recipe.output.format == recipe.family else recipe.output.format
    return ", ".join(mine[at] for at in short) or alone


def _told(recipe: Recipe) -> tuple[str, ...]:
    fed, read = recipe.input, recipe.output
    numbers = next((tr(one.words) for one in SCALINGS if one.id == scaling_of(fed)), "")
    count = counted(len(recipe.classes), _CLASS, _CLASSES)
    return (
        _words(_ON_COLOURS, fed.colour),
        numbers or tr(_OWN),
        _words([row[0] for row in _FITS], _place(fed)),
        _words(_ON_NOTHING, read.background),
        _words(_ON_SCORES, read.activation),
        tr(count),
        read.format,
        read.corners,
        read.space,
        " ".join(read.names),
        " ".join(f"{value:g}" for value in (fed.scale, *fed.mean, *fed.std)),
    )


def _words(options: Sequence[Option], chosen: str) -> str:
    return next((tr(one.words) for one in options if one.id == chosen), chosen)


def _place(fed: InputSpec) -> str:
    """Which of `_FITS` an input has."""
    return next(
        (row[0].id for row in _FITS if (row[1], row[2]) == (fed.fit, fed.pad_at)),
        {Fit.STRETCH: "stretch", Fit.CROP: "crop"}.get(fed.fit, "centre"),
    )
