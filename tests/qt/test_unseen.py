"""An image that cannot be shown says so where one looks for it."""

from __future__ import annotations

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.ui.canvas.blank import Blank
from labeldesk.ui.panels.panel import Empty
from labeldesk.ui.widgets.label import Paragraph


@pytest.fixture
def broken(folder):
    (folder / "2.png").write_bytes(b"")
    return folder


def blank(hand):
    return hand.program.canvas.findChild(Blank)


def panel_words(hand):
    shown = [e for e in hand.program.page.column.objects.findChildren(Empty) if e.isVisible()]
    return " ".join(p.text() for e in shown for p in e.findChildren(Paragraph))


def test_the_reason_stands_in_the_middle_of_the_canvas_until_there_is_an_image(start, broken):
    hand = start(broken)
    hand.ready()
    assert not blank(hand).isVisible()
    hand.key("d")
    hand.until(lambda: blank(hand).isVisible())
    assert "2.png cannot be shown" in blank(hand).accessibleName()
    assert "empty" in blank(hand).accessibleName()
    assert "No objects" not in panel_words(hand)
    assert "cannot be shown" in panel_words(hand)
    assert hand.notices() == []
    assert [row.path for row in hand.program.voice.problems] == [str(broken / "2.png")]
    hand.key("d")
    hand.ready()
    assert not blank(hand).isVisible()
    assert "No objects" in panel_words(hand)


def test_it_stays_in_the_middle_and_lets_the_pointer_through(start, broken):
    hand = start(broken)
    hand.ready()
    hand.key("d")
    hand.until(lambda: blank(hand).isVisible())
    canvas = hand.program.canvas
    for size in ((1500, 900), (1024, 640)):
        hand.window.resize(*size)
        hand.settle()
        off = blank(hand).geometry().center() - canvas.rect().center()
        assert max(abs(off.x()), abs(off.y())) <= 1
        assert canvas.rect().contains(blank(hand).geometry())
    hand.key("w")
    hand.click(10, 10)
    assert any("nothing can be marked" in said for said in hand.hints)


def test_objects_of_a_file_that_is_gone_are_said_to_be_kept(start, folder):
    hand = start(folder)
    hand.ready()
    hand.add_classes("cat")
    hand.box((10, 10), (60, 50))
    hand.box((70, 10), (120, 50))
    hand.ready()
    hand.workspace.close()
    (folder / "1.png").unlink()
    hand.workspace.open(folder)
    hand.until(lambda: hand.workspace.is_open)
    hand.key("End")
    hand.until(lambda: blank(hand).isVisible())
    hand.until(lambda: "2 objects are kept" in panel_words(hand))
    assert hand.program.page.column.objects.header.accessibleName() == "Objects 2"
    assert "2 objects" in blank(hand).accessibleName()


def test_the_thumbnail_of_a_broken_image_has_a_mark_and_says_so(start, broken):
    hand = start(broken)
    hand.ready()
    film = hand.program.page.film
    model = film.model()
    hand.until(lambda: model.broken(1))
    assert not model.broken(0)
    assert "cannot be read" in model.data(model.at(1))
    place = film.visualRect(model.at(1))

    def reds():
        seen = film.viewport().grab(place).toImage()
        points = [(x, y) for x in range(seen.width()) for y in range(seen.height())]
        return sum(c.red() > c.green() + 60 for x, y in points if (c := seen.pixelColor(x, y)))

    hand.until(lambda: reds() > 20)
    (broken / "2.png").write_bytes((broken / "1.png").read_bytes())
    hand.key("F5")
    hand.until(lambda: hand.program.thumbs.image(1) is not None)
    assert not model.broken(1)


def test_a_folder_of_broken_images_alone_says_so_too(start, folder):
    for path in folder.iterdir():
        path.write_bytes(b"no image")
    hand = start(folder)
    hand.until(lambda: blank(hand).isVisible())
    assert hand.program.canvas.picture.size == Size(0, 0)
