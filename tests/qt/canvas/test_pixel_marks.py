"""Lines between large pixels and the values on them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from labeldesk.domain.geometry import XY, Size
from labeldesk.imaging.values import Values
from labeldesk.ui.canvas.picture_layer import PictureLayer
from labeldesk.ui.canvas.pixel_marks import PixelMarks
from labeldesk.ui.canvas.view import View

SIZE = Size(40, 30)


def banded(values: np.ndarray) -> Values:
    return Values((values,) if values.ndim == 2 else tuple(np.moveaxis(values, -1, 0)))


def layer(values: np.ndarray | None = None, grey: int = 128) -> PictureLayer:
    made = PictureLayer()
    pixels = np.full((SIZE.height, SIZE.width, 4), grey, np.uint8)
    made.set_picture([pixels], SIZE, values=None if values is None else banded(values))
    return made


def pixels(of: PictureLayer, view: View) -> np.ndarray:
    image = of.pixmap(view).toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    return rows[:, : image.width(), :3].astype(int).copy()


def view(scale: float, dpr: float = 1.0, x: int = 3, y: int = 5) -> View:
    return View(scale * dpr, x, y, round(400 * dpr), round(300 * dpr), dpr)


@pytest.mark.parametrize("dpr", [1.0, 2.0])
def test_lines_lie_on_the_first_device_pixel_of_each_pixel_from_800_percent_on(dpr: float) -> None:
    assert len(np.unique(pixels(layer(grey=40), view(7.9, dpr))[6:200, 4:200])) == 1
    at = view(8, dpr)
    seen = pixels(layer(grey=40), at)
    row = seen[5 + round(4 * dpr), :, 0]
    lines = np.flatnonzero(row[4 : round(300 * dpr)] != 40) + 4
    step = round(8 * dpr)
    assert lines.tolist() == list(range(3 + step, round(300 * dpr), step))


def test_they_can_be_switched_off() -> None:
    one = layer(np.full(SIZE[::-1], 7, np.uint8))
    one.show_marks(shown=False)
    assert len(np.unique(pixels(one, view(40))[6:, 4:])) == 1


@pytest.mark.parametrize("scale", [9.3, 41.0])
def test_what_is_scrolled_is_as_if_it_was_painted_anew(scale: float) -> None:
    rng = np.random.default_rng(3)
    values = rng.integers(0, 255, (SIZE.height, SIZE.width, 3), np.uint8)
    panned = layer(values)
    at = view(scale, x=-60, y=-60)
    panned.pixmap(at)
    for dx, dy in ((17, 0), (0, -13), (-33, 21), (4, 5)):
        at = at.panned(dx, dy)
        panned.pixmap(at)
    assert (pixels(panned, at) == pixels(layer(values), at)).all()


def test_numbers_are_written_only_where_they_find_room_and_can_be_read() -> None:
    values = np.full(SIZE[::-1], 188, np.uint8)

    def ink(scale: float, grey: int) -> set[int]:
        at = view(scale)
        cell = pixels(layer(values, grey), at)[5 + 2 : 5 + int(scale), 3 + 2 : 3 + int(scale), 0]
        return set(cell.ravel().tolist())

    assert ink(12, 60) == {60}, "too small for three digits"
    assert max(ink(40, 60)) > 200, "white on dark"
    assert min(ink(40, 200)) < 60, "black on bright"
    assert max(ink(40, 200)) == 200


def test_other_values_look_otherwise() -> None:
    one, two = (pixels(layer(np.full(SIZE[::-1], n, np.uint16)), view(50)) for n in (1024, 64_001))
    assert (one != two).any()


def test_many_bands_and_reduced_pictures_show_no_numbers() -> None:
    for values in (np.zeros((*SIZE[::-1], 7), np.uint16), np.zeros((15, 20), np.uint8)):
        seen = pixels(layer(values, 60), view(60))
        assert set(seen[10:60, 10:60].ravel().tolist()) == {60}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (np.full((30, 40), 40_000, np.uint16), "40000"),
        (np.full((30, 40), 0.12345, np.float32), "0.12345"),
        (np.full((30, 40, 3), (1, 20, 255), np.uint8), "1  20  255"),
        (np.full((30, 40, 9), 3, np.uint16), "  ".join("33333333")),
    ],
)
def test_the_values_under_the_pointer_are_said_as_the_file_has_them(
    values: np.ndarray, said: str
) -> None:
    marks = PixelMarks()
    marks.set_values(np.zeros((30, 40, 4), np.uint8), banded(values))
    assert marks.words_at(XY(39.9, 0.5), view(8)) == said
    assert marks.words_at(XY(40.1, 0.5), view(8)) == ""
    assert marks.words_at(XY(5, 5), view(7)) == ""
    marks.is_on = False
    assert marks.words_at(XY(5, 5), view(8)) == ""
