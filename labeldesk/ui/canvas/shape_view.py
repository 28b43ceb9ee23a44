"""A picture with the shapes of a session on it, and what models suggest; nothing is edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Rect, Size
from labeldesk.domain.ids import AnnotationId, ImageId, SuggestionId
from labeldesk.domain.mask import TILE, Mask
from labeldesk.domain.suggestion import Suggestion
from labeldesk.editing.session import Phase, Session
from labeldesk.raster.index import ShapeIndex
from labeldesk.ui.canvas.adorn import badges_of
from labeldesk.ui.canvas.bare_layer import BarePixels
from labeldesk.ui.canvas.doubts import DoubtMark, paint_doubts
from labeldesk.ui.canvas.notes_layer import Notes, NotesLayer
from labeldesk.ui.canvas.overlay_layer import OverlayLayer
from labeldesk.ui.canvas.picture_view import PictureView
from labeldesk.ui.canvas.style import MOST_PLAIN, ClassColours, Names, Patterns, Showing
from labeldesk.ui.theme import look, theme
from labeldesk.ui.theme.tokens import CONTRAST


def no_session() -> Session[Any]:
    """The session of no image: empty, its commits go nowhere."""
    return Session(ImageId(0), Size(1, 1), {}, lambda *_: None)


def changed_rects(before: Annotation | None, after: Annotation | None) -> list[Rect]:
    """Where the picture of an annotation becomes another, in image pixels.

    Of a mask that stays the same object only the tiles that are other tiles now.
    """
    old = before.shape if before else None
    new = after.shape if after else None
    same_look = before and after and before.class_id == after.class_id
    if same_look and isinstance(old, Mask) and isinstance(new, Mask):
        keys = old.tiles.keys() | new.tiles.keys()
        return [
            Rect(x * TILE, y * TILE, (x + 1) * TILE, (y + 1) * TILE)
            for x, y in keys
            if old.tiles.get((x, y)) is not new.tiles.get((x, y))
        ]
    return [b for shape in (old, new) if shape is not None and (b := shape.bounds)]


class ShapeView(PictureView):
    """Shows committed shapes by a worker, suggestions and badges over them.

    `lifted` shapes are left out of the overlay: a subclass draws them while they are in hand.
    `closing` tells workers to stop, `showing_changed` that other things are shown of objects.
    """

    closing = Signal()
    showing_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.session: Session[Any] = no_session()
        self.index = ShapeIndex()
        self.colours = ClassColours()
        self.lifted: frozenset[AnnotationId] = frozenset()
        self.leaving: frozenset[AnnotationId] = frozenset()
        self._chosen: frozenset[AnnotationId] = frozenset()
        self._noted: dict[AnnotationId, Annotation] = {}
        self.suggestions: tuple[Suggestion, ...] = ()
        self._doubts: tuple[DoubtMark, ...] = ()
        self._in_turn: SuggestionId | None = None
        self.patterned = False
        self.showing = Showing()
        self._unlisten: Callable[[], None] = lambda: None
        super().__init__(parent)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.timeout.connect(self._settled)
        self.notes = NotesLayer(self._settle)
        self.overlay = OverlayLayer(self._overlay_came, self)
        self.bare = BarePixels(self.update, self)
        self.destroyed.connect(self.overlay.close)
        look().changed.connect(self._pattern)

    def set_session(self, session: Session[Any] | None, classes: ClassList) -> None:
        """Show the document of another image (None: of none)."""
        self._unlisten()
        self.session = session or no_session()
        self._unlisten = self.session.listen(self._heard)
        self.index = ShapeIndex(self.session.document, ClassColours(classes).skeletons)
        self.lifted = self.leaving = self._chosen = frozenset()
        self.set_classes(classes)
        self.overlay.lift(frozenset(), frozenset())
        self.overlay.set_index(self.index)
        self.bare.follow(self.session)
        self._pattern()
        self._noted = {a.id: a for a in self.session.document.values() if badges_of(a)}
        self._renote()

    def set_classes(self, classes: ClassList) -> None:
        """The classes changed: colours, names."""
        self.colours = replace(self.colours, classes=classes)
        self.overlay.show_with(styles=self.colours.styles)
        self.overlay.touch(*self.index.join(self.colours.skeletons))
        self._renote()

    def set_suggestions(
        self, suggestions: Sequence[Suggestion], future: Mapping[str, str] | None = None
    ) -> None:
        """What to propose on this image, already filtered by score, and the colours ``#RRGGBB``
        that classes are going to have which there are not yet, by name.
        """
        self.suggestions = tuple(suggestions)
        self.colours = replace(self.colours, future=future or {})
        self._renote()

    def set_focus_suggestion(self, suggestion_id: SuggestionId | None) -> None:
        """The suggestion whose turn it is."""
        if suggestion_id != self._in_turn:
            self._in_turn = suggestion_id
            self._renote()

    def set_doubts(self, marks: Sequence[DoubtMark]) -> None:
        """Where model and labels differ."""
        if tuple(marks) != self._doubts:
            self._doubts = tuple(marks)
            self.update()

    def show_as(self, showing: Showing) -> None:
        """Show other things of the objects than until now."""
        self.showing = showing
        self.bare.show(on=showing.bare)
        self.colours = replace(self.colours, by_object=showing.by_object)
        self.overlay.show_with(fill=showing.strength, by_object=showing.by_object)
        self._pattern()
        self._renote()
        self.showing_changed.emit()

    def close_layers(self) -> None:
        """Stop the worker; called when the widget goes."""
        self._unlisten()
        self.overlay.close()
        self.bare.close()
        self.refining.close()
        self.closing.emit()

    def lift(self, lifted: frozenset[AnnotationId], chosen: frozenset[AnnotationId]) -> None:
        """Draw these elsewhere; those put back are `leaving` until the overlay has them."""
        if lifted == self.lifted and chosen == self._chosen:
            return
        back = self.lifted - lifted
        changed = back | (lifted - self.lifted)
        self.lifted, self._chosen = lifted, chosen
        found = (self.session.document.get(key) for key in changed)
        rects = [bounds for one in found if one and (bounds := one.shape.bounds)]
        self.leaving |= frozenset(key for key in back if key in self.session.document)
        self.overlay.lift(lifted, chosen, *rects)
        if self.overlay.is_settled:
            self.leaving = frozenset()
        if self.showing.names is Names.ALWAYS:
            self._renote()

    def view_changed(self) -> None:
        self.overlay.set_view(self.view)

    def stroke_paint(self, p: QPainter) -> None:
        """For subclasses: a stroke that the overlay does not hold yet."""

    def live_paint(self, p: QPainter, event: QPaintEvent) -> None:
        """For subclasses: what is in hand."""

    def overlay_settled(self) -> None:
        """For subclasses: the overlay shows everything that was committed."""

    def paint_over(self, p: QPainter, event: QPaintEvent) -> None:
        if not self.showing.image_only:
            self.bare.paint(p, self.view)
            self.overlay.paint(p, self.view)
            self.stroke_paint(p)
            self.notes.paint(p, self.view, self.colours)
            paint_doubts(p, self._doubts, self.view)
        self.live_paint(p, event)

    def _heard(self, change: ChangeSet, phase: Phase) -> None:
        if phase is not Phase.COMMITTED:
            return
        rects: list[Rect] = []
        for key, (before, after) in change.steps.items():
            if key in self.lifted and after is not None:
                continue
            rects += changed_rects(before, after)
        self.index.patch(change)
        self.overlay.touch(*rects)
        self.bare.follow(self.session)
        self._pattern()
        self._note(change)

    def _note(self, change: ChangeSet) -> None:
        noted = False
        for key, (_, after) in change.steps.items():
            noted |= self._noted.pop(key, None) is not None
            if after is not None and badges_of(after):
                self._noted[key] = after
                noted = True
        if noted or self.showing.names is Names.ALWAYS:
            self._renote()

    def _renote(self) -> None:
        named = self.showing.names is Names.ALWAYS
        source = self.session.document if named else self._noted
        annotations = list(source.values())
        aside = self.showing.sets_aside
        fill = self.showing.strength
        self.notes.set_notes(
            Notes(self.suggestions, self._in_turn, annotations, self.lifted, named, aside, fill)
        )
        self.update()

    def _pattern(self) -> None:
        """Give masks patterns if they are asked for, or needed to tell them apart."""
        wanted = self.showing.patterns
        on = wanted is Patterns.ON
        if wanted is Patterns.AUTOMATIC:
            many = len(self.index.mask_classes()) > MOST_PLAIN
            on = theme() is CONTRAST or many
        self.patterned = on
        self.overlay.show_with(patterns=on)

    def _settled(self) -> None:
        self.notes.settle()
        self.update()

    def _overlay_came(self) -> None:
        if self.overlay.is_settled:
            self.leaving = frozenset()
            self.overlay_settled()
        self.update()
