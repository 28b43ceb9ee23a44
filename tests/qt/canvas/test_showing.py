"""What the canvas shows of objects and suggestions beside their shapes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.ids import AnnotationId, ImageId, RunId, SuggestionId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box
from labeldesk.domain.suggestion import Suggestion
from labeldesk.domain.text import Text
from labeldesk.editing.selection import Selection
from labeldesk.ui.canvas.style import Names, Patterns, Showing
from labeldesk.ui.theme import Scheme, look
from labeldesk.ui.theme.metrics import px
from tests.qt.canvas.conftest import Desk
from tests.unit.tools.hand import annotation

Make = Callable[..., Desk]
TITLE = Text("Test", "Test")


def suggestion(number: int, *corners: float, name: str = "cat") -> Suggestion:
    return Suggestion(
        id=SuggestionId(number), image_id=ImageId(1), run_id=RunId(1), class_name=name,
        class_id=None, shape=Box(*corners), score=0.9,
    )  # fmt: skip


def test_patterns_come_by_themselves_when_more_than_twelve_classes_are_masks(desk: Make) -> None:
    one = desk()
    for i in range(13):
        one.classes = one.classes.with_class(one.classes.fresh(f"more {i}"))
    masks = [
        annotation(i, Mask.of(np.ones((9, 9)), 20 * i, 20), kind.id)
        for i, kind in enumerate(one.classes, 1)
    ]
    one.open(*masks[:12])
    assert not one.canvas.patterned
    one.open(*masks[:13])
    assert one.canvas.patterned
    one.canvas.show_as(Showing(patterns=Patterns.OFF))
    assert not one.canvas.patterned
    one.open()
    assert not one.canvas.patterned
    one.canvas.show_as(Showing(patterns=Patterns.ON))
    assert one.canvas.patterned


def test_patterns_come_with_high_contrast_and_go_with_it(desk: Make) -> None:
    one = desk()
    try:
        look().choose(Scheme.CONTRAST)
        assert one.canvas.patterned
    finally:
        look().choose(Scheme.DARK)
    assert not one.canvas.patterned


def test_peeking_shows_where_hidden_objects_and_classes_are_and_nothing_else(desk: Make) -> None:
    one = desk()
    one.open(
        annotation(1, Box(50, 50, 150, 150), one.cat, hidden=True),
        annotation(2, Box(200, 50, 300, 150), one.dog),
        annotation(3, Box(50, 200, 150, 280), one.cat),
    )
    one.canvas.set_zoom(1)
    one.canvas.set_hidden_classes(frozenset({one.dog}))
    one.canvas.show_as(Showing(image_only=True))
    grey = (128, 128, 128)
    assert any(one.colour(50, y) != grey for y in range(90, 96))
    assert any(one.colour(200, y) != grey for y in range(90, 96))
    assert all(one.colour(50, y) == grey for y in range(230, 236))
    one.canvas.show_as(Showing())
    assert all(one.colour(200, y) == grey for y in range(90, 96))


def test_an_accepted_suggestion_flashes_once_and_not_with_reduced_motion(
    desk: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = desk()
    one.canvas.set_suggestions([suggestion(5, 50, 50, 150, 150)])
    one.canvas.set_zoom(1)
    monkeypatch.setattr(look(), "motion", True)

    def accept(number: int, of: int) -> None:
        made = annotation(number, Box(50, 50, 150, 150), one.cat, suggestion_id=SuggestionId(of))
        one.session.apply(TITLE, ChangeSet.adding(made))

    accept(1, 5)
    assert one.canvas.flash.ids == (AnnotationId(1),)
    at = one.at(100, 100)
    during = one.canvas.grab().toImage().pixelColor(at).getRgb()  # no event in between
    one.qtbot.waitUntil(lambda: not one.canvas.flash.ids)
    after = one.colour(100, 100)
    assert during[0] > after[0] > 128, "orange over grey, then paler"
    accept(2, 77)
    assert not one.canvas.flash.ids, "a copy of something accepted earlier is no acceptance"
    monkeypatch.setattr(look(), "motion", False)
    accept(3, 5)
    assert not one.canvas.flash.ids


def test_suggestions_set_aside_are_dim_and_nameless(desk: Make) -> None:
    one = desk()
    one.canvas.set_zoom(1)
    one.canvas.set_suggestions([suggestion(5, 50, 50, 150, 150)])
    one.canvas.grab()
    assert one.canvas.notes.taken
    bright = max(one.colour(50, y)[0] for y in range(90, 100))
    one.canvas.show_as(Showing(sets_aside=True))
    one.canvas.grab()
    assert not one.canvas.notes.taken
    dim = max(one.colour(50, y)[0] for y in range(90, 100))
    assert 128 < dim < bright
    one.canvas.set_focus_suggestion(SuggestionId(5))
    one.canvas.grab()
    assert one.canvas.notes.taken, "unless its turn has come"


def test_no_chip_lies_over_another(desk: Make) -> None:
    one = desk()
    one.open(
        annotation(1, Box(50, 50, 150, 150), one.cat),
        annotation(2, Box(55, 52, 150, 150), one.dog),
        annotation(3, Box(60, 54, 260, 190), one.dog, locked=True),
    )
    one.canvas.set_zoom(1)
    one.canvas.set_suggestions([suggestion(5, 48, 50, 150, 150)])
    one.canvas.show_as(Showing(names=Names.ALWAYS))
    one.canvas.grab()
    one.canvas.set_selection(Selection((AnnotationId(1), AnnotationId(2))))
    places = list(one.canvas.notes.taken)
    places += [item.rect for item in one.canvas.live.items if item.rect.height() <= px(20)]
    assert len(places) >= 3
    for i, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[:i])


def test_names_can_be_switched_off_even_for_what_is_selected(desk: Make) -> None:
    one = desk()
    one.open(annotation(1, Box(50, 50, 250, 150), one.cat))
    one.canvas.set_selection(Selection((AnnotationId(1),)))
    with_name = len(one.canvas.live.items)
    one.canvas.show_as(Showing(names=Names.OFF))
    assert len(one.canvas.live.items) == with_name - 1
