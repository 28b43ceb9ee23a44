"""Images looked at otherwise than they are, and frame by frame, in the real program."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from labeldesk.domain.geometry import Size
from labeldesk.imaging.adjustment import NEUTRAL, Adjustment
from labeldesk.imaging.decode import decode
from labeldesk.imaging.window import Window
from labeldesk.suggest.fake import write_detector
from labeldesk.work import answering
from tests.qt.program import LEFT, photographs

GREY = 100


@pytest.fixture
def mixed(tmp_path):
    """Plain grey, 16 bit grey, six bands, an animation, plain grey again."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    flat = np.full((120, 160, 3), GREY, np.uint8)
    cv2.imwrite(str(folder / "a.png"), flat)
    ramp = np.tile(np.arange(160, dtype=np.uint16) * 100, (120, 1))
    cv2.imwrite(str(folder / "b.png"), ramp)
    bands = np.dstack([np.full((120, 160), 40 * n, np.uint8) for n in range(1, 7)])
    tifffile.imwrite(folder / "c.tif", bands, planarconfig="contig", photometric="minisblack")
    frames = [Image.new("RGB", (160, 120), (60 * n, 0, 0)) for n in range(4)]
    frames[0].save(folder / "d.gif", save_all=True, append_images=frames[1:])
    cv2.imwrite(str(folder / "e.png"), flat)
    return folder


def painted(hand, x=80, y=60):
    """The colour on the canvas at an image position."""
    hand.settle()
    image = hand.program.canvas.grab().toImage()
    ratio, at = image.devicePixelRatio(), hand.at(x, y)
    colour = image.pixelColor(int(at.x() * ratio), int(at.y() * ratio))
    return colour.red(), colour.green(), colour.blue()


def panel(hand):
    return hand.program.page.column.display


def at(hand, index):
    """That image, on the canvas."""
    hand.workspace.go(index)
    hand.until(lambda: hand.program.display.picture is not None)
    path = hand.workspace.catalogue.paths[index]
    hand.until(lambda: hand.program.display.picture.path.endswith(path))


def press(hand, widget, x, y=None):
    QTest.mouseClick(widget, LEFT, pos=QPoint(x, widget.height() // 2 if y is None else y))
    hand.settle()


def opened(start, folder):
    hand = start(folder)
    at(hand, 0)
    hand.window.resize(1400, 900)
    hand.do("display.open")
    return hand


def test_a_slider_is_dragged_and_the_image_follows_at_once_and_one_click_resets(start, mixed):
    hand = opened(start, mixed)
    assert painted(hand) == (GREY,) * 3
    assert hand.program.page.bar.display.isHidden()
    slider = panel(hand).curve.brightness.slider
    middle = slider.height() // 2
    QTest.mousePress(slider, LEFT, pos=QPoint(slider.width() // 2, middle))
    seen = []
    for share in (0.55, 0.6, 0.7):
        QTest.mouseMove(slider, QPoint(int(slider.width() * share), middle))
        seen.append(painted(hand)[0])
    QTest.mouseRelease(slider, LEFT, pos=QPoint(int(slider.width() * 0.7), middle))
    assert seen == sorted(set(seen))
    assert seen[-1] == pytest.approx(GREY + 0.4 * 255, abs=3)
    assert panel(hand).curve.brightness.field.text() == "40"
    assert hand.facts.adjusted
    assert hand.program.page.bar.display.isVisible()
    QTest.mouseClick(hand.program.page.bar.display, LEFT)
    assert painted(hand) == (GREY,) * 3
    assert hand.program.page.bar.display.isHidden()
    assert slider.value() == 0
    assert not hand.facts.adjusted


def test_what_was_chosen_holds_for_every_image_until_it_is_reset(start, mixed):
    hand = opened(start, mixed)
    hand.do("display.darker")
    hand.do("display.darker")
    dark = painted(hand)
    assert dark[0] == pytest.approx(GREY - 0.1 * 255, abs=1)
    at(hand, 4)
    assert painted(hand) == dark
    hand.do("display.more-contrast")
    assert painted(hand)[0] < dark[0]
    hand.do("display.reset")
    assert painted(hand) == (GREY,) * 3


def test_tools_and_models_get_the_pixels_of_the_file(start, mixed, tmp_path, monkeypatch):
    asked = []

    def watched(path):
        asked.append(decode(path))
        return asked[-1]

    monkeypatch.setattr(answering, "decode", watched)
    model = tmp_path / "m.onnx"
    write_detector(model, [(20.0, 20.0, 60.0, 60.0, 0.9, 0)], ("thing",), image=Size(160, 120))
    hand = opened(start, mixed)
    at(hand, 3)
    hand.do("image.next-frame")
    hand.until(lambda: painted(hand)[0] > 40)
    hand.program.display.adjust(Adjustment(brightness=0.6, gamma=2.0, bands=(2, 1, 0)))
    hand.ready()
    hand.program.wiring.open(model)
    hand.until(lambda: len(hand.workspace.shown.suggestions) == 1)
    seen = next(picture for picture in asked if picture.path.endswith("d.gif"))
    assert seen.frame == 0
    assert seen.pixels[..., :3].max() == 0
    shown = hand.program.pictures.current
    assert shown.frame == 1
    np.testing.assert_array_equal(shown.pixels, decode(mixed / "d.gif", frame=1).pixels)
    searched = hand.program.canvas.searching._pixels
    np.testing.assert_array_equal(searched, shown.pixels)


def test_values_of_sixteen_bit_are_windowed_by_fields_slider_and_choices(start, mixed):
    hand = opened(start, mixed)
    assert panel(hand).values.isHidden()
    assert not hand.facts.deep
    at(hand, 1)
    values = panel(hand).values
    assert values.isVisible()
    own = painted(hand)
    values.white.setFocus()
    values.white.selectAll()
    hand.type("8000")
    hand.key("Return")
    assert hand.program.display.adjustment.window.high == 8000
    assert painted(hand)[0] > own[0] + 100
    track = values.slider
    QTest.mousePress(track, LEFT, pos=QPoint(2, 12))
    QTest.mouseMove(track, QPoint(track.width() // 3, 12))
    QTest.mouseRelease(track, LEFT, pos=QPoint(track.width() // 3, 12))
    low = hand.program.display.adjustment.window.low
    assert 4000 < low < 6000
    assert values.black.text() == format(low, ".6g")
    assert painted(hand, 20)[0] == 0
    hand.do("display.stretch")
    assert hand.program.display.adjustment.window == hand.program.pictures.current.deep.stretched
    assert values.choice.current() == "stretched"
    values.choice.setFocus()
    hand.key("Up")
    assert hand.program.display.adjustment == NEUTRAL
    assert painted(hand) == own


def test_the_part_between_both_ends_moves_them_together(start, mixed):
    hand = opened(start, mixed)
    at(hand, 1)
    hand.program.display.adjust(Adjustment(window=Window(4000, 8000)))
    track = panel(hand).values.slider
    QTest.mousePress(track, LEFT, pos=QPoint(int(track.width() * 0.38), 12))
    QTest.mouseMove(track, QPoint(int(track.width() * 0.58), 12))
    QTest.mouseRelease(track, LEFT, pos=QPoint(int(track.width() * 0.58), 12))
    window = hand.program.display.adjustment.window
    assert window.high - window.low == pytest.approx(4000, abs=2)
    assert 6000 < window.low < 8000


def test_bands_are_chosen_by_keys_and_images_without_them_show_what_they_have(start, mixed):
    hand = opened(start, mixed)
    at(hand, 2)
    bands = panel(hand).bands
    assert painted(hand) == (40, 80, 120)
    assert [field.isVisible() for field in bands.fields] == [False] * 4
    bands.way.setFocus()
    hand.key("Down", "Down")
    assert [field.isVisible() for field in bands.fields] == [False, True, True, True]
    bands.fields[1].setFocus()
    hand.key("Down", "Down", "Down", "Down", "Down")
    assert hand.program.display.adjustment.bands == (5, 1, 2)
    assert painted(hand) == (240, 80, 120)
    bands.way.setFocus()
    hand.key("Up")
    assert painted(hand) == (40, 40, 40)
    hand.program.display.adjust(Adjustment(bands=(5,)))
    assert painted(hand) == (240,) * 3
    at(hand, 4)
    assert painted(hand) == (GREY,) * 3


def test_frames_are_stepped_by_key_button_and_number_and_kept_for_each_image(start, mixed):
    hand = opened(start, mixed)
    stepper = hand.program.page.bar.frames
    assert stepper.isHidden()
    hand.do("image.next-frame")
    assert hand.hints[-1] == "This image has one frame"
    at(hand, 3)
    hand.program.canvas.setFocus()
    assert stepper.isVisible()
    assert painted(hand)[0] == 0
    hand.key("Alt+D")
    hand.until(lambda: painted(hand)[0] == 60)
    forward = stepper.findChildren(QAbstractButton)[-1]
    QTest.mouseClick(forward, LEFT)
    hand.until(lambda: painted(hand)[0] == 120)
    stepper._field.setFocus()
    stepper._field.selectAll()
    hand.type("99")
    hand.key("Return")
    hand.until(lambda: painted(hand)[0] == 180)
    assert stepper._field.text() == "4"
    hand.program.canvas.setFocus()
    hand.key("Alt+A")
    hand.until(lambda: painted(hand)[0] == 120)
    at(hand, 4)
    assert stepper.isHidden()
    at(hand, 3)
    hand.until(lambda: painted(hand)[0] == 120)
    assert stepper._field.text() == "3"


def test_annotations_belong_to_the_file_whatever_frame_is_seen(start, mixed):
    hand = opened(start, mixed)
    at(hand, 3)
    hand.ready()
    hand.add_classes("cat")
    hand.program.canvas.setFocus()
    hand.key("Alt+D", "1")
    hand.box((20, 20), (60, 60))
    hand.key("Escape", "Alt+D")
    hand.until(lambda: hand.program.display.picture.frame == 2)
    assert hand.objects() == ["cat"]
    hand.key("Alt+A", "Alt+A")
    hand.until(lambda: hand.program.display.picture.frame == 0)
    assert hand.objects() == ["cat"]


def test_a_project_is_found_as_it_was_looked_at_and_another_as_it_is(start, mixed, tmp_path):
    other = photographs(tmp_path / "other", 2)
    hand = opened(start, mixed)
    chosen = Adjustment(brightness=0.3, window=Window(5, 50), bands=(1,))
    hand.program.display.adjust(chosen)
    hand.open(other)
    assert hand.program.display.adjustment == NEUTRAL
    hand.open(mixed)
    assert hand.program.display.adjustment == chosen
    hand.end()
    again = start(mixed)
    assert again.program.display.adjustment == chosen
    assert panel(again).curve.brightness.field.text() == "30"


def test_with_the_keyboard_alone_a_slider_is_reached_and_moved(start, mixed):
    hand = opened(start, mixed)
    slider = panel(hand).curve.brightness.slider
    assert slider.hasFocus()
    hand.key("Right", "Right", "Right")
    assert hand.program.display.adjustment.brightness == pytest.approx(0.03)
    hand.key("Tab")
    assert panel(hand).curve.brightness.field.hasFocus()
    hand.key("Escape")
    assert hand.program.display.adjustment.brightness == pytest.approx(0.03)
    QTest.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 5, 8))
    assert hand.program.display.adjustment == NEUTRAL


def test_the_large_image_of_triage_is_seen_the_same_way(start, mixed):
    hand = opened(start, mixed)
    at(hand, 1)
    hand.do("view.grid")
    hand.do("view.full-screen")
    preview = hand.program.grid._preview

    def middle():
        image = preview.grab().toImage()
        return image.pixelColor(image.rect().center()).red()

    hand.until(lambda: abs(middle() - 128) < 6)
    hand.program.display.adjust(Adjustment(window=Window(0, 32_000), brightness=0.1))
    assert middle() == pytest.approx(64 + 25, abs=4)
    hand.workspace.go(4)
    hand.until(lambda: hand.program.display.picture is not None)
    hand.until(lambda: abs(middle() - (GREY + 25)) < 3)
    hand.do("view.full-screen")
