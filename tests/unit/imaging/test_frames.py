"""Pages and moments of one file: counted, and each of them decoded."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.imaging.cache import PictureCache
from labeldesk.imaging.decode import decode
from labeldesk.imaging.header import header
from labeldesk.jobs.runner import deliver_directly
from tests.pictures import HEIGHT, WIDTH, corners, encoded, stored, write
from tests.unit.imaging.ahead import Inbox
from tests.unit.imaging.seen import assert_colours, values_of


def test_frames_are_counted_and_the_first_is_shown(tmp_path: Path) -> None:
    first = Image.fromarray(corners())
    others = [Image.new("RGB", first.size, "black"), Image.new("RGB", first.size, "gray")]
    for kind in ("GIF", "WEBP", "PNG", "TIFF"):
        data = encoded(first, kind, save_all=True, append_images=others)
        picture = decode(write(tmp_path / kind, data))
        assert picture.frames == 3, kind
        assert_colours(picture, tolerance=30)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "TIFF", "AVIF"])
def test_every_frame_is_decoded_as_it_is_seen(tmp_path: Path, kind: str) -> None:
    first = Image.fromarray(corners())
    others = [Image.new("RGB", first.size, colour) for colour in ("red", "blue")]
    data = encoded(first, kind, save_all=True, append_images=others)
    path = write(tmp_path / "a", data)
    assert decode(path).frame == 0
    for frame, wanted in ((1, (255, 0, 0)), (2, (0, 0, 255))):
        picture = decode(path, frame=frame)
        assert (picture.frame, picture.size) == (frame, Size(WIDTH, HEIGHT))
        assert_colours(picture, (wanted,) * 4, tolerance=8)
    assert_colours(decode(path, frame=2, reduced=2), ((0, 0, 255),) * 4, tolerance=8)


def test_a_frame_that_says_only_what_changes_is_put_together(tmp_path: Path) -> None:
    first = Image.fromarray(corners())
    second = first.copy()
    second.paste("black", (0, 0, 5, 5))
    data = encoded(first, "GIF", save_all=True, append_images=[second])
    picture = decode(write(tmp_path / "a.gif", data), frame=1)
    assert_colours(picture, tolerance=30)
    assert picture.pixels[2, 2, :3].max() < 30


def test_there_is_no_frame_after_the_last(tmp_path: Path) -> None:
    path = write(tmp_path / "a.png", encoded(corners(), "PNG"))
    with pytest.raises(UserError, match="There is no frame 2: the image has 1"):
        decode(path, frame=1)


def test_the_still_picture_before_an_animation_is_a_frame_of_its_own(tmp_path: Path) -> None:
    still = Image.fromarray(corners())
    others = [Image.new("RGB", still.size, colour) for colour in ("red", "blue")]
    data = encoded(still, "PNG", save_all=True, append_images=others, default_image=True)
    path = write(tmp_path / "a.png", data)
    assert header(path).frames == 3
    assert_colours(decode(path))
    assert_colours(decode(path, frame=2), ((0, 0, 255),) * 4)


def test_pages_of_another_size_are_no_frames(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tifffile.TiffWriter(out) as file:
        for value, size in ((10, (40, 60)), (20, (20, 30)), (30, (40, 60))):
            file.write(np.full(size, value, np.uint8), photometric="minisblack")
    path = write(tmp_path / "a.tif", out.getvalue())
    assert header(path).frames == 2
    assert decode(path, frame=1).pixels[0, 0, 0] == 30


@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_pages_of_sixteen_bit_come_upright_with_their_values(
    tmp_path: Path, orientation: int
) -> None:
    out = io.BytesIO()
    pages = [(np.arange(2400).reshape(40, 60) + 100 * n).astype(np.uint16) for n in range(3)]
    with tifffile.TiffWriter(out) as file:
        for page in pages:
            tags = [(274, 3, 1, orientation, True)]
            file.write(stored(page, orientation), photometric="minisblack", extratags=tags)
    path = write(tmp_path / "a.tif", out.getvalue())
    for frame, page in enumerate(pages):
        np.testing.assert_array_equal(values_of(decode(path, frame=frame)), page)


def test_an_animation_that_ends_too_early_shows_what_there_is(tmp_path: Path) -> None:
    first = Image.fromarray(corners())
    noisy = Image.fromarray(np.random.default_rng(1).integers(0, 255, (HEIGHT, WIDTH), np.uint8))
    data = encoded(first, "GIF", save_all=True, append_images=[noisy])
    path = write(tmp_path / "a.gif", data[: len(data) - 600])
    assert_colours(decode(path), tolerance=30)
    assert decode(path, frame=1).is_truncated


def test_a_chosen_frame_takes_the_place_of_the_first_and_those_beside_it_come_ahead(
    tmp_path: Path,
) -> None:
    pages = [Image.new("RGB", (60, 40), (20 * n, 0, 0)) for n in range(5)]
    write(tmp_path / "a.tif", encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    inbox = Inbox()
    cache = PictureCache(tmp_path, deliver=deliver_directly, arrived=inbox, workers=1)

    def red() -> int:
        picture = cache.get("a.tif")
        assert picture is not None
        return int(picture.pixels[0, 0, 2])

    cache.want("a.tif")
    inbox.wait_for(1)
    assert red() == 0
    cache.choose("a.tif", 2)
    assert cache.get("a.tif") is None
    cache.want("a.tif")
    inbox.wait_for(2)
    assert red() == 40
    cache.want("a.tif")
    settled(cache)
    assert len(inbox.paths) == 2, "what comes ahead is not announced"
    for frame in (3, 1, 4):
        cache.choose("a.tif", frame)
        assert red() == 20 * frame
    cache.choose("a.tif", 0)
    assert red() == 0
    cache.close()


def settled(cache: PictureCache) -> None:
    """Everything that was wished for has been decoded."""
    assert cache._runner.submit(lambda _: None, priority=1).wait(20)
