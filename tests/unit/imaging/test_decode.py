"""Every kind of picture comes out upright, in its colours, with its depth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from labeldesk.domain.geometry import Size
from labeldesk.imaging.decode import decode
from labeldesk.imaging.header import header
from labeldesk.imaging.pixels import GROUND
from tests.pictures import (
    BLUE,
    GREEN,
    HEIGHT,
    WHITE,
    WIDTH,
    corners,
    encoded,
    exif,
    noise,
    stored,
    write,
)
from tests.unit.imaging.seen import assert_colours, seen, tiff, values_of


@pytest.mark.parametrize("reduced", [1, 2, 4])
@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_all_eight_orientations_come_out_upright(
    tmp_path: Path, kind: str, orientation: int, reduced: int
) -> None:
    fine = {"WEBP": {"lossless": True}, "JPEG": {"quality": 95}, "AVIF": {"quality": 100}}
    how = fine.get(kind, {})
    data = encoded(stored(corners(), orientation), kind, exif=exif(orientation), **how)
    picture = decode(write(tmp_path / "a", data), reduced=reduced)
    assert picture.size == Size(WIDTH, HEIGHT)
    assert picture.orientation == orientation
    assert picture.reduced == reduced
    assert picture.pixels.shape == (-(-HEIGHT // reduced), -(-WIDTH // reduced), 4)
    assert_colours(picture)
    assert header(tmp_path / "a").size == picture.size


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["u8", "u16", "f32", "five bands"])
def test_orientations_hold_for_every_way_through_tiff(
    tmp_path: Path, kind: str, orientation: int
) -> None:
    grey = np.zeros((HEIGHT, WIDTH), np.uint8)
    grey[: HEIGHT // 2, : WIDTH // 2] = 200
    arrays = {
        "u8": (grey, {}),
        "u16": (grey.astype(np.uint16) * 200, {}),
        "f32": (grey.astype(np.float32) / 200, {}),
        "five bands": (np.dstack([grey] * 5), {"planarconfig": "contig"}),
    }
    array, options = arrays[kind]
    data = tiff(
        stored(array, orientation),
        photometric="minisblack",
        extratags=[(274, 3, 1, orientation, True)],
        **options,
    )
    picture = decode(write(tmp_path / "a.tif", data))
    assert picture.size == Size(WIDTH, HEIGHT)
    bright = [min(rgb) > 150 for rgb in seen(picture)]
    assert bright == [True, False, False, False]
    if picture.deep is not None:
        values = values_of(picture)
        assert values.shape[:2] == (HEIGHT, WIDTH)
        assert values[0, 0].max() > 0
        assert values[-1, -1].max() == 0


def test_a_palette_is_shown_as_its_colours(tmp_path: Path) -> None:
    picture = Image.fromarray(corners()).quantize(16)
    assert_colours(decode(write(tmp_path / "p.png", encoded(picture, "PNG"))))
    assert_colours(decode(write(tmp_path / "p.gif", encoded(picture, "GIF"))))
    assert header(tmp_path / "p.png").channels == 1


def test_transparent_pixels_show_the_neutral_ground(tmp_path: Path) -> None:
    rgba = np.dstack([corners(), np.full((HEIGHT, WIDTH), 255, np.uint8)])
    rgba[: HEIGHT // 2, : WIDTH // 2, 3] = 0
    rgba[: HEIGHT // 2, WIDTH // 2 :, 3] = 128
    half = tuple(round(c * 128 / 255 + GROUND * 127 / 255) for c in GREEN)
    wanted = ((GROUND,) * 3, half, BLUE, WHITE)
    for kind in ("PNG", "WEBP", "TIFF", "AVIF"):
        fine = {"WEBP": {"lossless": True, "exact": True}, "AVIF": {"quality": 100}}
        data = encoded(rgba, kind, **fine.get(kind, {}))
        assert_colours(decode(write(tmp_path / kind, data)), wanted, 2 + 3 * (kind == "AVIF"))
    indexed = Image.fromarray(corners()).quantize(4)
    clear = indexed.getpixel((0, 0))
    data = encoded(indexed, "PNG", transparency=clear)
    assert_colours(decode(write(tmp_path / "i", data)), ((GROUND,) * 3, GREEN, BLUE, WHITE))


def test_grey_grey_with_alpha_and_bilevel_are_shown(tmp_path: Path) -> None:
    grey = Image.fromarray(corners()).convert("L")
    levels = [(v, v, v) for v in (78, 149, 33, 245)]
    for mode in ("L", "LA"):
        data = encoded(grey.convert(mode), "PNG")
        assert_colours(decode(write(tmp_path / mode, data)), tuple(levels))
    assert_colours(decode(write(tmp_path / "l.jpg", encoded(grey, "JPEG"))), tuple(levels))
    assert header(tmp_path / "l.jpg").channels == 1
    black_and_white = grey.point(lambda v: 255 * (v > 100)).convert("1")
    wanted = ((0,) * 3, (255,) * 3, (0,) * 3, (255,) * 3)
    for kind, options in (("PNG", {}), ("TIFF", {"compression": "group4"}), ("PPM", {})):
        path = write(tmp_path / f"1.{kind}", encoded(black_and_white, kind, **options))
        assert_colours(decode(path), wanted, 0)


@pytest.mark.parametrize("has_mark", [True, False])
def test_ink_comes_out_in_its_colours_with_and_without_the_mark_of_adobe(
    tmp_path: Path, *, has_mark: bool
) -> None:
    ink = Image.fromarray(corners()).convert("CMYK")
    if has_mark:
        data = encoded(ink, "JPEG", quality=95)
    else:  # Pillow writes ink inverted and marks it: invert before, take the mark out after
        data = encoded(Image.fromarray(255 - np.array(ink), "CMYK"), "JPEG", quality=95)
        start = data.index(b"\xff\xee")
        data = data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4], "big") :]
    path = write(tmp_path / "ink.jpg", data)
    assert header(path).has_adobe_mark is has_mark
    picture = decode(path)
    assert picture.header.channels == 4
    assert_colours(picture)
    assert_colours(decode(path, reduced=2))


def test_ink_in_tiff_and_a_broken_profile_do_no_harm(tmp_path: Path) -> None:
    ink = Image.fromarray(corners()).convert("CMYK")
    assert_colours(decode(write(tmp_path / "ink.tif", encoded(ink, "TIFF"))))
    data = encoded(ink, "JPEG", quality=95, icc_profile=b"no profile at all" * 20)
    assert_colours(decode(write(tmp_path / "ink.jpg", data)))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_tiff_whose_zero_is_white_is_shown_that_way(tmp_path: Path, dtype: type) -> None:
    array = np.zeros((HEIGHT, WIDTH), dtype)
    array[:, WIDTH // 2 :] = np.iinfo(dtype).max
    picture = decode(write(tmp_path / "a.tif", tiff(array, photometric="miniswhite")))
    assert picture.pixels[0, 0, 0] == 255
    assert picture.pixels[0, -1, 0] == 0


@pytest.mark.parametrize("kind", ["AVIF", "BMP", "JPEG2000", "PPM", "TGA", "QOI", "PCX"])
def test_less_common_formats_are_read(tmp_path: Path, kind: str) -> None:
    picture = decode(write(tmp_path / "a", encoded(corners(), kind)))
    assert picture.size == Size(WIDTH, HEIGHT)
    assert_colours(picture, tolerance=30)


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    picture = decode(write(tmp_path / "photo.jpg", encoded(corners(), "PNG")))
    assert picture.header.kind == "png"
    assert_colours(picture)


def test_reduced_by_anything_but_a_power_of_two_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="3 is none of"):
        decode(tmp_path / "a", reduced=3)


def test_the_pyramid_halves_until_it_is_small_and_picks_the_level_for_a_scale(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "a.jpg", encoded(noise(1001, 700), "JPEG"))
    picture = decode(path)
    assert len(picture.pyramid.levels) == 1
    full = picture.with_halvings()
    assert [level.pixels.shape[:2] for level in full.pyramid.levels] == [
        (700, 1001),
        (350, 501),
        (175, 251),
    ]
    assert full.with_halvings() is full
    assert [full.pyramid.level_for(s).step for s in (8, 1, 0.6, 0.5, 0.26, 0.25, 0.01)] == [
        *(1, 1, 1, 2, 2, 4, 4)
    ]
    half = decode(path, reduced=2).with_halvings()
    assert [level.step for level in half.pyramid.levels] == [2, 4]
    assert half.pyramid.level_for(1).step == 2
    assert full.nbytes == sum(level.pixels.nbytes for level in full.pyramid.levels)


def test_real_photographs_of_all_orientations_look_alike(shared: Path) -> None:
    folder = shared / "recurser+exif-orientation-examples"
    upright = decode(folder / "Landscape_1.jpg", reduced=8).pixels.astype(int)
    for number in range(2, 9):
        path = folder / f"Landscape_{number}.jpg"
        assert header(path).orientation == number
        turned = decode(path, reduced=8).pixels.astype(int)
        assert turned.shape == upright.shape
        assert np.abs(turned - upright).mean() < 8
