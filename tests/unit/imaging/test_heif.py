"""HEIC with a plugin, and what is said without one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.problem import UserError
from labeldesk.imaging.containers import heif
from labeldesk.imaging.decode import decode
from labeldesk.imaging.header import header
from labeldesk.imaging.listing import is_image_name
from labeldesk.imaging.source import fetch_from
from tests.pictures import HEIGHT, WIDTH, corners, encoded, exif, stored, write
from tests.unit.imaging.seen import assert_colours

BOX = b"\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf" + bytes(100)


@pytest.fixture
def without_plugins(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    heif._has_plugin.cache_clear()
    for name in ("pillow_heif", "pi_heif"):
        monkeypatch.setitem(sys.modules, name, None)
    yield
    heif._has_plugin.cache_clear()


@pytest.mark.usefixtures("without_plugins")
def test_without_a_plugin_it_is_said_what_to_install(tmp_path: Path) -> None:
    path = write(tmp_path / "IMG_1.HEIC", BOX)
    for look in (header, decode):
        with pytest.raises(UserError, match="HEIC image, which needs a plugin") as caught:
            look(path)
        assert caught.value.path == str(path)
        assert "pip install pi-heif" in str(caught.value.advice)


@pytest.mark.usefixtures("without_plugins")
def test_avif_in_the_same_kind_of_box_needs_no_plugin(tmp_path: Path) -> None:
    data = encoded(corners(), "AVIF")
    assert not heif.is_heif(fetch_from(data))
    assert_colours(decode(write(tmp_path / "a.avif", data)), tolerance=30)


def test_the_files_of_phones_are_listed() -> None:
    assert all(is_image_name(f"IMG_1.{end}") for end in ("HEIC", "heif", "hif", "avif", "avifs"))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_eight_orientations_come_out_upright(tmp_path: Path, orientation: int) -> None:
    plugin = pytest.importorskip("pillow_heif")
    plugin.register_heif_opener()
    data = encoded(
        stored(corners(), orientation), "HEIF", exif=exif(orientation).tobytes(), quality=100
    )
    path = write(tmp_path / "a.heic", data)
    picture = decode(path)
    assert header(path).kind == "heif"
    assert header(path).size == picture.size == Size(WIDTH, HEIGHT)
    assert_colours(picture, tolerance=20)


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    plugin = pytest.importorskip("pillow_heif")
    plugin.register_heif_opener()
    data = encoded(corners(), "HEIF")
    with pytest.raises(UserError):
        decode(write(tmp_path / "a.heic", data[: len(data) // 2]))
    with pytest.raises(UserError):
        decode(write(tmp_path / "b.heic", BOX))
