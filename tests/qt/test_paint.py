from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.ui import paint
from labeldesk.ui.numbers import grouped
from labeldesk.ui.translate import tr


def _painted(text: str, width: float, fit: paint.Fit = paint.Fit.LEFT) -> None:
    image = QImage(300, 40, QImage.Format.Format_ARGB32)
    with QPainter(image) as p:
        paint.paint_text(p, QRectF(0, 0, width, 30), text, fit=fit)


def test_text_that_does_not_fit_raises_in_tests() -> None:
    paint.check_fit(paint.raise_misfit)
    with pytest.raises(paint.TextDoesNotFit, match="needs"):
        _painted("much too long for this place", 40)


def test_text_that_may_be_cut_is_cut() -> None:
    _painted("much too long for this place", 40, paint.Fit.CUT)


def test_text_of_just_its_measured_width_fits() -> None:
    _painted("Export 421 images", paint.width("Export 421 images"))


def test_all_digits_are_equally_wide() -> None:
    assert len({paint.width(d * 20) for d in "0123456789"}) == 1


def test_thousands_are_parted_by_a_narrow_space() -> None:
    assert [grouped(n) for n in (7, 1240, 1234567)] == ["7", "1\u202f240", "1\u202f234\u202f567"]


def test_gaps_are_filled_with_translated_texts_and_grouped_numbers() -> None:
    inner = QT_TRANSLATE_NOOP("Test", "all {n}").filled(n=1240)
    outer = QT_TRANSLATE_NOOP("Test", "{what} at {score:.2f}").filled(what=inner, score=0.5)
    assert tr(outer) == "all 1\u202f240 at 0.50"


def test_names_of_users_pass_untouched() -> None:
    assert tr("{braces} & 猫") == "{braces} & 猫"


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("raccoon-117.jpg", "117.jpg"),
        ("IMG_20240131_004711.jpeg", "004711.jpeg"),
        ("frame 12 (copy).png", "12 (copy).png"),
        ("a name without any number.jpg", ".jpg"),
    ],
)
def test_a_name_cut_in_the_middle_keeps_its_number(name: str, end: str) -> None:
    for share in (0.8, 0.9, 0.99):
        across = paint.width(name) * share
        cut = paint.shortened(name, across, paint.BODY, Qt.TextElideMode.ElideMiddle)
        assert paint.width(cut) <= across + 1
        assert cut.endswith(end)
        assert "…" in cut


def test_where_not_even_the_number_fits_a_name_is_cut_as_usual() -> None:
    cut = paint.shortened("raccoon-117.jpg", 40, paint.BODY, Qt.TextElideMode.ElideMiddle)
    assert paint.width(cut) <= 41
    assert "…" in cut
