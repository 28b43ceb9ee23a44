"""Values of more than 8 bit, or of more bands than are shown, are kept and looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.imaging.decode import decode
from labeldesk.imaging.deep import Deep
from labeldesk.imaging.picture import Picture
from labeldesk.imaging.pixels import GROUND, Decoded
from labeldesk.imaging.window import Window
from tests.pictures import HEIGHT, WIDTH, corners, encoded, write
from tests.unit.imaging.seen import assert_colours, seen, tiff, values_of


def deep_of(picture: Picture) -> Deep:
    assert picture.deep is not None
    return picture.deep


def test_sixteen_bit_keeps_its_depth_and_is_shown_through_a_window(tmp_path: Path) -> None:
    grey = np.linspace(0, 4095, WIDTH * HEIGHT).reshape(HEIGHT, WIDTH).astype(np.uint16)
    for name, data in (("a.png", encoded(grey, "PNG")), ("a.tif", tiff(grey))):
        picture = decode(write(tmp_path / name, data))
        np.testing.assert_array_equal(values_of(picture), grey)
        assert picture.deep is not None
        assert picture.deep.window.low < 20
        assert picture.deep.window.high > 4075
        assert picture.pixels[0, 0, 0] < 3
        assert picture.pixels[-1, -1, 0] > 252
        assert abs(int(picture.pixels[HEIGHT // 2, 0, 0]) - 127) < 4


def test_sixteen_bit_colour_is_kept_in_red_green_blue_order(tmp_path: Path) -> None:
    deep = corners().astype(np.uint16) * 257
    picture = decode(write(tmp_path / "a.tif", tiff(deep, photometric="rgb")))
    np.testing.assert_array_equal(values_of(picture), deep)
    assert_colours(picture)


def test_another_window_shows_the_same_values_differently(tmp_path: Path) -> None:
    grey = np.full((HEIGHT, WIDTH), 1000, np.uint16)
    grey[0] = 3000
    deep = deep_of(decode(write(tmp_path / "a.png", encoded(grey, "PNG"))))
    assert deep.extent == Window(1000, 3000)
    again = deep.shown(Window(0, 2000))
    assert again[:2, 0].tolist() == [[255, 255, 255, 255], [128, 128, 128, 255]]
    assert decode(write(tmp_path / "b.png", encoded(corners(), "PNG"))).deep is None


@pytest.mark.parametrize(
    "dtype", [np.uint8, np.int8, np.uint16, np.int16, np.int32, np.uint32, np.float32, np.float64]
)
def test_every_type_of_values_is_spread_alike(dtype: type) -> None:
    values = np.array([[0, 10, 20, 40, 60, 100]], dtype)
    deep = Deep.of(Decoded(values), 1, has_alpha=False)
    shown = deep.shown(Window(10, 60))[0, :, 0]
    assert np.abs(shown.astype(int) - [0, 0, 51, 153, 255, 255]).max() <= 1


def test_negative_values_have_their_place_in_a_window() -> None:
    deep = Deep.of(Decoded(np.array([[-1000, -160, 40, 240, 3000]], np.int16)), 1, has_alpha=False)
    shown = deep.shown(Window(-160, 350))[0, :, 0]
    assert shown.tolist() == [0, 0, 100, 200, 255]


def test_bands_are_chosen_for_red_green_and_blue_or_one_as_grey(tmp_path: Path) -> None:
    bands = np.dstack([np.full((HEIGHT, WIDTH), 40 * n, np.uint8) for n in range(1, 6)])
    data = tiff(bands, planarconfig="contig", photometric="minisblack")
    picture = decode(write(tmp_path / "a.tif", data))
    deep = deep_of(picture)
    assert picture.bands == deep.bands == 5
    whole = Window(0, 255)
    assert deep.shown(whole)[0, 0].tolist() == [120, 80, 40, 255]
    assert deep.shown(whole, (4, 0, 2))[0, 0].tolist() == [120, 40, 200, 255]
    assert deep.shown(whole, (3,))[0, 0].tolist() == [160, 160, 160, 255]
    assert deep.shown(whole, (7,))[0, 0].tolist() == [120, 80, 40, 255], "there is no band 8"


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_fourth_band_is_no_opacity_unless_the_file_says_so(tmp_path: Path, dtype: type) -> None:
    top = np.iinfo(dtype).max
    rgbn = np.zeros((HEIGHT, WIDTH, 4), dtype)
    rgbn[..., :3], rgbn[: HEIGHT // 2, :, :3] = top // 5, top
    plain = tiff(rgbn, photometric="rgb", extrasamples=["unspecified"])
    picture = decode(write(tmp_path / "plain.tif", plain))
    assert picture.bands == 4
    assert [rgb[0] for rgb in seen(picture)] == [255, 255, 51, 51]
    clear = tiff(rgbn, photometric="rgb", extrasamples=["unassalpha"])
    assert set(seen(decode(write(tmp_path / "clear.tif", clear)))) == {(GROUND,) * 3}


def test_opacity_of_sixteen_bit_is_not_spread_like_colours(tmp_path: Path) -> None:
    rgba = np.full((HEIGHT, WIDTH, 4), 200, np.uint16)
    rgba[0, :, :3] = 400
    rgba[..., 3] = 65_535 // 2
    picture = decode(write(tmp_path / "a.tif", tiff(rgba, extrasamples=["unassalpha"])))
    assert picture.bands == 3
    assert abs(int(picture.pixels[0, 0, 0]) - (255 + GROUND) // 2) <= 1


def test_grey_with_opacity_in_a_tiff_lies_over_the_ground(tmp_path: Path) -> None:
    grey = np.zeros((HEIGHT, WIDTH, 2), np.uint8)
    grey[..., 0], grey[:, WIDTH // 2 :, 1] = 200, 255
    data = tiff(grey, photometric="minisblack", extrasamples=["unassalpha"])
    picture = decode(write(tmp_path / "a.tif", data))
    assert [rgb[0] for rgb in seen(picture)] == [GROUND, 200, GROUND, 200]


def test_the_levels_of_values_are_those_of_the_pyramid(tmp_path: Path) -> None:
    grey = np.arange(700 * 501).reshape(501, 700).astype(np.uint16)
    picture = decode(write(tmp_path / "a.png", encoded(grey, "PNG"))).with_halvings()
    deep = deep_of(picture)
    shapes = [level.pixels.shape[:2] for level in picture.pyramid.levels]
    assert (
        [planes[0].shape for planes in deep.levels]
        == shapes
        == [(501, 700), (251, 350), (126, 175)]
    )
    part = deep.shown(level=1, box=(10, 20, 60, 50))
    assert part.shape == (30, 50, 4)
    whole = picture.pyramid.levels[1].pixels[20:50, 10:60]
    assert np.abs(part.astype(int) - whole).max() <= 1
    assert picture.nbytes == picture.pyramid.nbytes + deep.nbytes


def test_float_with_holes_is_shown_and_kept(tmp_path: Path) -> None:
    values = np.linspace(-3, 5, WIDTH * HEIGHT, dtype=np.float32).reshape(HEIGHT, WIDTH)
    values[0, 0], values[0, 1], values[0, 2] = np.nan, np.inf, -np.inf
    picture = decode(write(tmp_path / "a.tif", tiff(values)))
    assert values_of(picture).dtype == np.float32
    assert [int(v) for v in picture.pixels[0, :3, 0]] == [0, 255, 0]
    assert picture.pixels[-1, -1, 0] > 252


@pytest.mark.parametrize(
    ("array", "options"),
    [
        (np.arange(40 * 60 * 5).reshape(40, 60, 5).astype(np.uint16), {"planarconfig": "contig"}),
        (np.arange(5 * 40 * 60).reshape(5, 40, 60).astype(np.uint16), {"planarconfig": "separate"}),
        (np.arange(40 * 60 * 2).reshape(40, 60, 2).astype(np.uint8), {"planarconfig": "contig"}),
        (np.arange(2400).reshape(40, 60).astype(np.int16) - 1200, {}),
        (np.arange(2400).reshape(40, 60).astype(np.uint32), {}),
        (np.arange(2400).reshape(40, 60).astype(np.float64), {}),
        (np.arange(2400).reshape(40, 60).astype(np.float16), {}),
        (np.arange(2400).reshape(40, 60).astype(np.uint16), {"bigtiff": True}),
        (np.arange(2400).reshape(40, 60).astype(np.uint16), {"compression": "zlib"}),
        (np.arange(2400).reshape(40, 60).astype(np.uint16), {"byteorder": ">"}),
    ],
    ids=["bands", "planes", "two", "i16", "u32", "f64", "f16", "big", "zlib", "big endian"],
)
def test_scientific_tiff_keeps_its_values(tmp_path: Path, array: np.ndarray, options: dict) -> None:
    options.setdefault("photometric", "minisblack")
    picture = decode(write(tmp_path / "a.tif", tiff(array, **options)))
    wanted = np.moveaxis(array, 0, 2) if options.get("planarconfig") == "separate" else array
    assert picture.size == Size(60, 40)
    assert picture.pixels.shape == (40, 60, 4)
    np.testing.assert_array_equal(values_of(picture), wanted)
