"""Files that are damaged, dangerous, or no images: told in a sentence, shown where possible."""

from __future__ import annotations

import io
import os
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.imaging.decode import decode
from labeldesk.imaging.header import header
from tests.pictures import corners, encoded, noise, png_chunk, png_claiming, write


def tiff(array: np.ndarray, **options: object) -> bytes:
    out = io.BytesIO()
    tifffile.imwrite(out, array, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "BMP", "progressive"])
def test_a_file_that_ends_too_early_is_shown_as_far_as_it_goes_and_marked(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], kind: str
) -> None:
    options = {"progressive": True} if kind == "progressive" else {}
    data = encoded(noise(300, 200), "JPEG" if kind == "progressive" else kind, **options)
    whole = decode(write(tmp_path / "whole", data))
    cut = decode(write(tmp_path / "cut", data[: len(data) * 2 // 3]))
    assert not whole.is_truncated
    assert cut.is_truncated
    assert cut.size == whole.size
    rows = slice(-50, None) if kind == "BMP" else slice(0, 50)  # BMP is stored bottom up
    difference = np.abs(whole.pixels[rows].astype(int) - cut.pixels[rows]).mean()
    assert difference < 12
    assert capfd.readouterr().err == ""


def test_a_damaged_png_is_marked_and_nothing_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = bytearray(encoded(noise(300, 200), "PNG"))
    data[len(data) // 2] ^= 0xFF
    picture = decode(write(tmp_path / "a.png", bytes(data)))
    assert picture.is_truncated
    assert capfd.readouterr().err == ""


def test_a_picture_of_absurd_size_is_refused_from_its_header(tmp_path: Path) -> None:
    path = write(tmp_path / "bomb.png", png_claiming(60_000, 50_000))
    for look in (header, decode):
        with pytest.raises(UserError, match=r"60000 x 50000 pixels \(3000 MP\)") as caught:
            look(path)
        assert caught.value.path == str(path)
    with pytest.raises(UserError, match="0 x 5"):
        decode(write(tmp_path / "none.png", png_claiming(0, 5)))


def test_a_picture_of_absurd_depth_is_refused_from_its_header(tmp_path: Path) -> None:
    data = tiff(np.zeros((20, 20, 5), np.float32), photometric="minisblack", planarconfig="contig")
    changed = data.replace(
        struct.pack("<HHIHH", 277, 3, 1, 5, 0), struct.pack("<HHII", 277, 3, 1, 60_000)
    )
    changed = changed.replace(
        struct.pack("<HHII", 256, 4, 1, 20), struct.pack("<HHII", 256, 4, 1, 60_000)
    )
    assert changed != data
    for look in (header, decode):
        with pytest.raises(UserError, match="60000 x 20 pixels in 60000 channels of 32 bit"):
            look(write(tmp_path / "a.tif", changed))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_changing_bytes_anywhere_never_raises_anything_but_a_user_error(
    tmp_path: Path, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "TIFF", "big tiff", "BMP"]))
    big = tiff(np.ones((20, 20, 7), np.uint16), photometric="minisblack", bigtiff=True)
    content = bytearray(big if kind == "big tiff" else encoded(corners(), kind))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, min(len(content), 400) - 1))
        content[place] = data.draw(st.integers(0, 255))
    path = write(tmp_path / "a", bytes(content))
    for look in (header, decode):
        with suppress(UserError):
            look(path)


def test_a_gif_whose_frame_lies_far_outside_costs_no_memory(tmp_path: Path) -> None:
    data = bytearray(encoded(corners(), "GIF"))
    frame = data.index(b",", 13 + 3 * (2 << (data[10] & 7)))
    data[frame + 1 : frame + 5] = struct.pack("<HH", 60_000, 60_000)
    with suppress(UserError):
        assert decode(write(tmp_path / "a.gif", bytes(data))).size == Size(60, 40)


def test_a_few_bytes_that_claim_a_wall_of_pixels_are_not_filled_up(tmp_path: Path) -> None:
    data = bytearray(encoded(corners(), "BMP"))
    data[22:26] = struct.pack("<i", 4_000_000)
    with pytest.raises(UserError, match="60 x 4000000 pixels"):
        decode(write(tmp_path / "a.bmp", bytes(data)))


def test_metadata_that_unpack_to_megabytes_are_refused(tmp_path: Path) -> None:
    packed = zlib.compress(bytes(50_000_000), 9)
    for name, head in ((b"zTXt", b"k\0\0"), (b"iTXt", b"k\0\1\0\0\0"), (b"iCCP", b"k\0\0")):
        data = png_claiming(10, 10, png_chunk(name, head + packed))
        with pytest.raises(UserError, match=f"{len(head + packed)} bytes to more than 8388608"):
            decode(write(tmp_path / "a.png", data))
    harmless = png_claiming(10, 10, png_chunk(b"zTXt", b"k\0\0" + zlib.compress(b"a" * 1000)))
    assert header(write(tmp_path / "b.png", harmless)).size == Size(10, 10)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"hello", "not an image"),
        (b"\xff\xd8\xff\xd9", "not an image"),
        (b"\xff\xd8" + bytes(100), "not an image"),
        (b"\x89PNG\r\n\x1a\n", "not an image"),
        (b"GIF89a", "not an image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "not an image"),
        (b"II*\0\xff\xff\xff\xff", "not an image"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "not an image"),
        (encoded(corners(), "JPEG")[:300], "damaged"),
    ],
)
def test_what_is_no_image_is_refused_with_the_name_of_the_file(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = write(tmp_path / "a.jpg", content)
    with pytest.raises(UserError, match=words) as caught:
        decode(path)
    assert caught.value.path == str(path)


def test_cutting_a_file_anywhere_never_raises_anything_but_a_user_error(tmp_path: Path) -> None:
    rgba = np.dstack([corners(), corners()[..., :1]])
    kinds = {kind: encoded(corners(), kind) for kind in ("JPEG", "GIF", "WEBP", "TIFF", "BMP")}
    kinds["PNG"] = encoded(rgba, "PNG")
    kinds["f32"] = tiff(np.ones((20, 20, 7), np.float32), photometric="minisblack")
    for data in kinds.values():
        for end in range(0, len(data), max(1, len(data) // 60)):
            path = write(tmp_path / "cut", data[:end])
            try:
                decode(path)
            except UserError:
                continue


def test_pipes_devices_folders_and_dangling_links_are_told_apart_and_never_opened(
    tmp_path: Path,
) -> None:
    (tmp_path / "folder.jpg").mkdir()
    with pytest.raises(UserError, match="a folder"):
        decode(tmp_path / "folder.jpg")
    with pytest.raises(UserError, match="no such file"):
        decode(tmp_path / "gone.jpg")
    with pytest.raises(UserError, match="Could not read"):
        decode("nul\0byte.jpg")
    if not hasattr(os, "mkfifo"):
        return
    os.mkfifo(tmp_path / "fifo.jpg")
    with pytest.raises(UserError, match="pipe or a device"):
        decode(tmp_path / "fifo.jpg")
    with pytest.raises(UserError, match="pipe or a device"):
        decode("/dev/zero")
    (tmp_path / "dangling.jpg").symlink_to("nowhere.jpg")
    with pytest.raises(UserError, match="leads to nothing"):
        decode(tmp_path / "dangling.jpg")
    (tmp_path / "loop.jpg").symlink_to("loop.jpg")
    with pytest.raises(UserError, match="Could not read"):
        decode(tmp_path / "loop.jpg")


def test_the_malformed_images_behave_as_their_manifest_says(
    shared: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = shared / "bad" / "images"
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    refused = {"zero.jpg", "truncated.jpg", "text.png", "ztxt_bomb.png", "._good.jpg", "Thumbs.db"}
    for path in sorted(folder.iterdir()):
        if path.name in refused:
            with pytest.raises(UserError):
                decode(path)
        else:
            assert not decode(path).is_truncated, path.name
    for name in ("exif_4.jpg", "exif_7.jpg", "exif_6.webp"):
        picture = decode(folder / name)
        assert picture.size == Size(80, 60)
        red = picture.pixels[2:8, 2:18, :3].reshape(-1, 3).mean(axis=0)
        assert red[2] > 200
        assert red[:2].max() < 60
    grey = decode(folder / "gray16.png").pixels
    assert grey[..., 0].min() < 10
    assert grey[..., 0].max() > 245
    assert decode(folder / "20000x1.png").size == Size(20_000, 1)
    assert header(folder / "cmyk.jpg").channels == 4
    assert decode(folder / "cmyk.jpg").pixels[2, 2].min() > 230
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert capfd.readouterr().err == ""
