"""A window that is moved to a screen of another scale stays sharp and in place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QImage

from labeldesk.domain.geometry import XY, Size
from labeldesk.domain.ids import ImageId, RunId, SuggestionId
from labeldesk.domain.shapes import Box
from labeldesk.domain.suggestion import Suggestion
from labeldesk.editing.selection import Selection
from labeldesk.imaging.adjustment import Adjustment
from tests.qt.canvas.conftest import SIZE, Desk
from tests.unit.tools.hand import box

Make = Callable[..., Desk]


class Screens:
    """Moves the canvas between screens, and sees it in their device pixels."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk, self.canvas = desk, desk.canvas
        self._patch = monkeypatch

    def move_to(self, ratio: float) -> None:
        self._patch.setattr(self.canvas, "devicePixelRatioF", lambda: ratio)
        QCoreApplication.sendEvent(self.canvas, QEvent(QEvent.Type.DevicePixelRatioChange))

    def seen(self) -> np.ndarray:
        """RGB of every device pixel."""
        view = self.canvas.view
        image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(view.dpr)
        self.canvas.render(image, QPoint(0, 0))
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(view.height, view.width, 4)
        return rows[:, :, 2::-1].astype(int)

    def settled(self) -> np.ndarray:
        self.desk.settle()
        return self.seen()


@pytest.fixture
def screens(desk: Make, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Screens]:
    return lambda *annotations: Screens(desk(*annotations), monkeypatch)


def checked() -> np.ndarray:
    """A picture of single black and white pixels: the least blur makes it grey."""
    board = (np.indices((SIZE.height, SIZE.width)).sum(axis=0) % 2 * 255).astype(np.uint8)
    return np.ascontiguousarray(np.dstack([board] * 3 + [np.full_like(board, 255)]))


@pytest.mark.parametrize("ratio", [2.0, 1.5, 1.25])
@pytest.mark.parametrize("adjustment", [Adjustment(), Adjustment(contrast=0.3)])
def test_the_picture_is_sharp_on_the_other_screen_and_on_the_way_back(
    screens: Callable[..., Screens], ratio: float, adjustment: Adjustment
) -> None:
    one = screens()
    one.canvas.set_picture([checked()], SIZE)
    one.canvas.adjust(adjustment)
    for step in (ratio, 1.0, ratio):
        one.move_to(step)
        one.canvas.set_zoom(1 / step)  # one device pixel for each of the picture
        view = one.canvas.view
        assert view.scale == pytest.approx(1.0)
        assert (view.width, view.height) == (round(600 * step), round(500 * step))
        seen = one.seen()[view.y : view.y + SIZE.height, view.x : view.x + SIZE.width]
        np.testing.assert_array_equal(seen[..., 0], checked()[..., 0])


@pytest.mark.parametrize("ratio", [2.0, 1.5])
def test_the_fitted_picture_stays_fitted_and_another_zoom_looks_the_same(
    screens: Callable[..., Screens], ratio: float
) -> None:
    one = screens()
    share = one.canvas.view.screen_scale
    one.move_to(ratio)
    assert one.canvas.view.screen_scale == pytest.approx(share, rel=0.01)
    one.canvas.set_zoom(3.0)
    middle = one.canvas.view.seen.centre
    one.move_to(1.0)
    assert one.canvas.view.screen_scale == pytest.approx(3.0)
    assert one.canvas.view.seen.centre == pytest.approx(middle, abs=1.0)


@pytest.mark.parametrize("ratio", [2.0, 1.5])
def test_outlines_and_handles_are_where_their_corners_are(
    screens: Callable[..., Screens], ratio: float
) -> None:
    rest, chosen = box(1, 20, 30, 120, 90), box(2, 180, 120, 320, 240)
    one = screens(rest, chosen)
    one.settled()
    one.canvas.set_selection(Selection.of([chosen.id]))
    one.move_to(ratio)
    seen, view = one.settled(), one.canvas.view
    for x, y in ((180, 120), (320, 120), (180, 240), (320, 240)):
        at = view.to_device(XY(x, y))
        around = seen[round(at.y) - 2 : round(at.y) + 3, round(at.x) - 2 : round(at.x) + 3]
        assert (around > 240).all(), "the white of a handle"
        out = round(4.5 * ratio) + 3
        assert not (seen[round(at.y) - out, round(at.x) - out] > 240).all()
    edge = view.to_device(XY(20, 60))
    row = seen[round(edge.y), round(edge.x) - 12 : round(edge.x) + 12]
    is_stroke = np.abs(row - row[0]).sum(axis=1) > 120
    assert is_stroke.any()
    assert abs(np.flatnonzero(is_stroke).mean() - 11.5) <= 1.5
    assert is_stroke.sum() >= 2 * ratio, "as wide as on the first screen, to the eye"


def test_until_the_worker_is_done_the_old_overlay_is_where_it_was(
    screens: Callable[..., Screens],
) -> None:
    one = screens(box(1, 20, 30, 120, 90))
    one.settled()
    one.canvas.set_zoom(1.0)
    one.settled()
    one.move_to(2.0)
    one.canvas.set_zoom(0.5)  # as many device pixels for a pixel of the picture as before
    assert one.canvas.view.scale == pytest.approx(1.0)
    edge = one.canvas.view.to_device(XY(20, 60))
    row = one.seen()[round(edge.y), round(edge.x) - 6 : round(edge.x) + 6]
    assert (np.abs(row - row[0]).sum(axis=1) > 60).any()


def test_many_chips_that_wait_are_stretched_to_their_places(
    screens: Callable[..., Screens],
) -> None:
    one = screens()
    one.canvas.set_picture([np.zeros((300, 400, 4), np.uint8)], Size(400, 300))
    one.canvas.set_suggestions(
        [
            Suggestion(
                id=SuggestionId(n),
                image_id=ImageId(1),
                run_id=RunId(1),
                class_name="cat",
                shape=Box(x, y, x + 18, y + 18),
                score=0.9,
                class_id=one.desk.cat,
            )
            for n, (x, y) in enumerate(
                (x, y) for x in range(10, 380, 30) for y in range(10, 280, 30)
            )
        ]
    )
    before = one.seen()
    assert (before.sum(axis=2) > 150).any()
    one.move_to(2.0)
    after = one.seen()
    lit = [np.argwhere(seen.sum(axis=2) > 150) for seen in (before, after)]
    for small, large in zip(lit[0].min(axis=0), lit[1].min(axis=0), strict=True):
        assert large == pytest.approx(2 * small, abs=8)
    for small, large in zip(lit[0].max(axis=0), lit[1].max(axis=0), strict=True):
        assert large == pytest.approx(2 * small, abs=8)
