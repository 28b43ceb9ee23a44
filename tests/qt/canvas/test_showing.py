"""What the canvas shows of objects and suggestions beside their shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from labeldesk.actions.keymap import Chord
from labeldesk.domain.changes import ChangeSet
from labeldesk.domain.ids import AnnotationId, ImageId, RunId, SuggestionId
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Box, Tag
from labeldesk.domain.suggestion import Suggestion
from labeldesk.domain.text import Text
from labeldesk.editing.selection import Selection
from labeldesk.ui.canvas.patterns import opacities
from labeldesk.ui.canvas.style import (
    STYLES,
    USUAL_FILL,
    Look,
    Names,
    Patterns,
    Showing,
    object_colour,
    rgb,
    styled,
)
from labeldesk.ui.theme import Scheme, look
from labeldesk.ui.theme.metrics import px
from tests.qt.canvas.conftest import LEFT, Desk
from tests.unit.tools.hand import annotation

Make = Callable[..., Desk]
TITLE = Text("Test", "Test")


def suggestion(number: int, *corners: float, name: str = "cat") -> Suggestion:
    return Suggestion(
        id=SuggestionId(number), image_id=ImageId(1), run_id=RunId(1), class_name=name,
        class_id=None, shape=Box(*corners), score=0.9,
    )  # fmt: skip


def test_a_suggested_tag_stands_in_the_corner_and_goes_when_it_is_decided(desk: Make) -> None:
    one = desk()
    one.open()

    def corner() -> np.ndarray:
        one.canvas.repaint()
        shown = one.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        rows = np.frombuffer(shown.constBits(), np.uint8).reshape(shown.height(), -1)
        return rows[4 : px(30), 16 : px(600)].copy()

    before = corner()
    tag = replace(suggestion(1, 0, 0, 1, 1, name="a kind of cat"), shape=Tag())
    one.canvas.set_suggestions([tag], {})
    assert (corner() != before).any()
    one.canvas.set_suggestions([], {})
    assert np.array_equal(corner(), before)


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


def test_peeking_shows_where_hidden_objects_are_and_nothing_else(desk: Make) -> None:
    one = desk()
    one.open(
        annotation(1, Box(50, 50, 150, 150), one.cat, hidden=True),
        annotation(2, Box(200, 50, 300, 150), one.dog, hidden=True),
        annotation(3, Box(50, 200, 150, 280), one.cat),
    )
    one.canvas.set_zoom(1)
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


def test_the_fill_follows_what_was_chosen_and_is_gone_with_outlines_only(desk: Make) -> None:
    one = desk()
    one.open(
        annotation(1, Box(50, 50, 150, 150), one.cat),
        annotation(2, Mask.of(np.ones((80, 80)), 200, 50), one.cat),
    )
    places = ((100, 100), (240, 90))

    def blue() -> list[int]:
        return [one.colour(*place)[2] for place in places]

    usual = blue()
    assert 128 > usual[0] > usual[1], "orange over grey, the mask stronger"
    one.canvas.show_as(Showing(fill=0.6))
    stronger = blue()
    assert all(now < before for now, before in zip(stronger, usual, strict=True))
    one.canvas.show_as(Showing(fill=1.0))
    assert len({one.colour(*place) for place in places}) == 1, "nothing shines through"
    one.canvas.show_as(Showing(fill=1.0, outline_only=True))
    assert blue() == [128, 128]
    edge = {one.colour(x, 100) for x in range(46, 55)}
    assert edge != {(128, 128, 128)}, "the outline stays"
    one.canvas.set_selection(Selection((AnnotationId(2),)))
    assert blue() == [128, 128]


def test_a_stroke_is_seen_while_it_is_painted_even_with_outlines_only(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("brush")
    one.canvas.show_as(Showing(outline_only=True))
    one.settle()
    QTest.mousePress(one.canvas, LEFT, pos=one.at(200, 150))
    assert one.colour(200, 155) != (128, 128, 128)
    QTest.mouseRelease(one.canvas, LEFT, pos=one.at(200, 150))
    QTest.mouseMove(one.canvas, one.at(10, 10))
    one.qtbot.waitUntil(lambda: one.canvas.stroke.is_empty)
    assert one.colour(200, 155) == (128, 128, 128)


@pytest.mark.parametrize("in_hand", [False, True])
def test_objects_of_one_class_are_told_apart_by_their_own_colours(
    desk: Make, in_hand: bool
) -> None:
    one = desk()
    shapes = [annotation(i, Box(60 * i, 50, 60 * i + 50, 150), one.cat) for i in (1, 2, 21)]
    shapes[2] = annotation(21, Box(200, 50, 250, 150), one.cat)
    one.open(*shapes)
    one.canvas.show_as(Showing(by_object=True, fill=1.0))
    if in_hand:
        one.canvas.set_selection(Selection((AnnotationId(1),)))
        edge = [one.colour(x, 75) for x in range(58, 63)]
        assert rgb(object_colour(AnnotationId(1))) in edge
    else:
        first, second, third = (one.colour(x, 100) for x in (85, 145, 225))
        assert first == rgb(object_colour(AnnotationId(1)))
        assert second == rgb(object_colour(AnnotationId(2)))
        assert first != second
        assert third == first, "the colour comes from the id alone"


def test_at_the_usual_fill_everything_is_as_the_table_says() -> None:
    assert all(styled(look, USUAL_FILL) == STYLES[look] for look in Look)
    assert opacities(USUAL_FILL)[0] == pytest.approx(0.16)
    assert opacities(USUAL_FILL)[-1] == pytest.approx(0.85)
    assert styled(Look.SELECTED, 1.0).fill == 0, "what is selected shows its edge"


def test_the_crosshair_can_be_switched_off_but_not_where_keys_move_it(desk: Make) -> None:
    one = desk()
    one.canvas.set_tool("box")
    QTest.mouseMove(one.canvas, one.at(200, 150))

    def is_crossed() -> bool:
        return one.colour(5, 150) != (128, 128, 128)

    assert is_crossed()
    one.canvas.show_as(Showing(crosshair=False))
    assert not is_crossed()
    assert one.canvas.tool_key(Chord.of("Right"))
    assert is_crossed()
