"""What the user has chosen in the settings, carried to where it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from labeldesk.actions.keymap import Keymap
from labeldesk.actions.presets import ONE_SHOT, PRESETS
from labeldesk.actions.table import ACTIONS
from labeldesk.settings.author import author_name
from labeldesk.settings.table import (
    ACCEPT_SCORE,
    AUTHOR,
    AUTO_ADVANCE,
    CANVAS_GROUND,
    COLOUR_BY,
    CROSSHAIR,
    IDLE_MINUTES,
    KEEP_INSIDE,
    KEYMAP,
    LANGUAGE,
    LEARN,
    MAGNIFIER,
    MAGNIFIER_ZOOM,
    MASK_PATTERNS,
    MIN_SCORE,
    OBJECT_FILL,
    OBJECT_LABELS,
    ONE_TAG,
    OUTLINE_ONLY,
    OVERVIEW,
    PEN_PRESSURE,
    PIXEL_GRID,
    REDUCED_MOTION,
    SETTINGS,
    SNAP,
    SQUARE_BRUSH,
    THEME,
    UNLABELED,
    Setting,
)
from labeldesk.ui.canvas.style import Names, Patterns
from labeldesk.ui.panels.top_bar import SearchButton
from labeldesk.ui.theme import Scheme, look
from labeldesk.ui.translate import Language, use_language
from labeldesk.ui.widgets.button import Button
from labeldesk.ui.widgets.check_box import CheckBox

if TYPE_CHECKING:
    from labeldesk.ui.program import Program


class Preferences(QObject):
    """Hears of every setting that changes; `Program` makes one."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._settings()
        self.set_author()
        self.set_keys()

    def set_keys(self) -> None:
        """The keys of the preset that was chosen, and its ways."""
        preset = self._program.settings.get(KEYMAP)
        keymap = Keymap(ACTIONS, PRESETS[preset])
        self._program.canvas.draw_with(one_shot=preset in ONE_SHOT)
        self._program.keys.keymap = keymap
        self._program.desk.program.keymap = keymap
        self._program.menus.retitle(keymap)
        # The widgets hear of a new language only after this: then they know their widths.
        QTimer.singleShot(0, self._program.window.top.settle)
        for name, tool in self._program.page.tools.buttons.items():
            chords = keymap.chords(f"tool.{name}")
            tool.set_letter(str(chords[0]) if chords else "")
        window = self._program.window
        keyed: list[Button | SearchButton | CheckBox] = window.findChildren(Button)
        keyed += window.findChildren(SearchButton)
        keyed += window.findChildren(CheckBox)
        for button in keyed:
            if button.action:
                chords = keymap.chords(button.action)
                button.set_keys(str(chords[0]) if chords else "")

    def set_author(self) -> None:
        """Whose name stands on edits."""
        author = author_name(self._program.settings.get(AUTHOR))
        self._program.workspace.author = author

    def _settings(self) -> None:
        program = self._program
        desk = program.desk
        shown = self._of_image()
        self._followers: dict[str, Callable[[Any], None]] = {
            THEME.id: lambda value: look().choose(Scheme(value)),
            LANGUAGE.id: self._speak,
            KEYMAP.id: lambda _: self.set_keys(),
            AUTHOR.id: lambda _: self.set_author(),
            REDUCED_MOTION.id: self._move,
            MIN_SCORE.id: self._keep_from,
            ACCEPT_SCORE.id: self._show_from,
            IDLE_MINUTES.id: self._rest_after,
            LEARN.id: lambda on: program.learning.set_on(on=on),
            ONE_TAG.id: lambda _: self._triage(),
            AUTO_ADVANCE.id: lambda _: self._triage(),
            **shown,
        }
        program.settings.listen(self._chosen)
        desk.view.show_page = program.views.show
        desk.view.bare = self._bare
        desk.classes.tags = self._digits_tag
        desk.classes.tagged = self._tagged
        now = ONE_TAG, REDUCED_MOTION, MIN_SCORE, ACCEPT_SCORE, IDLE_MINUTES, LEARN
        at_once = {one.id for one in now}
        for setting in SETTINGS:
            if setting.id in at_once or setting.id in shown:
                self._chosen(setting)
        program.canvas.overview.chosen.connect(lambda mode: program.settings.set(OVERVIEW, mode))
        panel = program.page.column.suggestions
        panel.score_settled.connect(lambda score: program.settings.set(ACCEPT_SCORE, score))

    def _of_image(self) -> dict[str, Callable[[Any], None]]:
        """What the canvas follows."""
        canvas = self._program.canvas
        return {
            CANVAS_GROUND.id: canvas.set_ground,
            OBJECT_LABELS.id: lambda value: self._show(names=Names(value)),
            MASK_PATTERNS.id: lambda value: self._show(patterns=Patterns(value)),
            OBJECT_FILL.id: lambda value: self._show(fill=value),
            OUTLINE_ONLY.id: lambda on: self._show(outline_only=on),
            COLOUR_BY.id: lambda value: self._show(by_object=value == "object"),
            UNLABELED.id: lambda on: self._show(bare=on),
            CROSSHAIR.id: lambda on: self._show(crosshair=on),
            PIXEL_GRID.id: lambda on: canvas.show_marks(shown=on),
            MAGNIFIER.id: canvas.magnifier.set_on,
            MAGNIFIER_ZOOM.id: lambda zoom: canvas.magnifier.set_zoom(float(zoom)),
            OVERVIEW.id: canvas.overview.set_mode,
            SNAP.id: lambda on: canvas.draw_with(snap=on),
            KEEP_INSIDE.id: lambda on: canvas.draw_with(clamp=on),
            PEN_PRESSURE.id: lambda on: canvas.draw_with(pressure=on),
            SQUARE_BRUSH.id: lambda on: canvas.draw_with(is_square=on),
        }

    def _chosen(self, setting: Setting[Any]) -> None:
        follow = self._followers.get(setting.id)
        if follow is not None:
            follow(self._program.settings.get(setting))

    def _speak(self, language: str) -> None:
        use_language(Language(language))
        self.set_keys()

    def _show(self, **chosen: Any) -> None:  # noqa: ANN401 (fields of Showing by name)
        canvas = self._program.canvas
        canvas.show_as(replace(canvas.showing, **chosen))

    def _move(self, reduced: str) -> None:
        look().motion = reduced != "on"

    def _keep_from(self, score: float) -> None:
        self._program.models.min_score = score

    def _rest_after(self, minutes: float) -> None:
        self._program.models.idle_s = minutes * 60

    def _show_from(self, score: float) -> None:
        self._program.choice.score = score
        self._program.page.column.suggestions.set_score(score)

    def _triage(self) -> None:
        settings = self._program.settings
        one_tag = settings.get(ONE_TAG)
        self._program.desk.classes.one_tag = one_tag
        self._program.grid.set_toggles(auto_advance=settings.get(AUTO_ADVANCE), one_tag=one_tag)

    def _bare(self, *, is_bare: bool) -> None:
        self._program.page.bare(is_bare=is_bare)
        self._program.grid.bare(is_bare)

    def _digits_tag(self) -> bool:
        """Digits tag in the grid, and in Annotate while the Tag tool is in the hand."""
        return self._program.views.name == "grid" or self._program.canvas.machine.tool == "tag"

    def _tagged(self) -> None:
        if self._program.settings.get(AUTO_ADVANCE) and self._program.views.name == "grid":
            self._program.desk.images.step(1)
