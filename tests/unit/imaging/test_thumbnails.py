"""Thumbnails: small, upright, kept on disk, made again when they have to be."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from labeldesk.imaging import thumbnails as thumbnails_module
from labeldesk.imaging.thumbnail_folder import ThumbnailFolder
from labeldesk.imaging.thumbnails import Thumbnails, key_of, make_thumbnail
from labeldesk.jobs.runner import deliver_directly
from tests.pictures import corners, encoded, exif, noise, stored
from tests.unit.imaging.ahead import LARGE, SMALL, Inbox, sample


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return sample(tmp_path / "images")


def test_thumbnails_are_small_upright_and_found_again_on_disk(tmp_path: Path, folder: Path) -> None:
    turned = encoded(stored(corners(600, 400), 6), "JPEG", exif=exif(6))
    (folder / "turned.jpg").write_bytes(turned)
    names = ["turned.jpg", "large.jpg", "0.jpg", "broken.jpg"]
    inbox = Inbox()
    first = Thumbnails(folder, tmp_path / "cache", deliver=deliver_directly, arrived=inbox)
    first.want(names)
    assert inbox.wait_for(4) == names
    first.close()
    shapes = [None if (t := first.get(n)) is None else t.shape for n in names]
    assert shapes == [(112, 168, 4), (112, 160, 4), (40, 60, 4), None]
    assert first.fault("broken.jpg") is not None
    made = first.get("turned.jpg")
    assert made is not None
    assert made[20, 20, 2] > 200
    assert made[20, 20, :2].max() < 60
    files = sorted((tmp_path / "cache").glob("*/*.jpg"))
    assert len(files) == 3
    for file in files:
        os.utime(file, (1, 1))
    again_inbox = Inbox()
    again = Thumbnails(folder, tmp_path / "cache", deliver=deliver_directly, arrived=again_inbox)
    again.want(names[:3])
    again_inbox.wait_for(3)
    again.close()
    assert sorted((tmp_path / "cache").glob("*/*.jpg")) == files
    assert all(file.stat().st_mtime > 1 for file in files)
    kept = again.get("turned.jpg")
    assert kept is not None
    assert np.abs(kept.astype(int) - made).mean() < 4


@pytest.mark.parametrize("damage", [b"", b"garbage", SMALL[:-20]])
def test_a_damaged_thumbnail_file_is_made_again(
    tmp_path: Path, folder: Path, damage: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    kept = ThumbnailFolder(tmp_path / "cache", 1 << 20)
    key = key_of(folder / "0.jpg")
    kept.write(key, make_thumbnail(folder / "0.jpg"))
    (file,) = (tmp_path / "cache").glob("*/*.jpg")
    file.write_bytes(damage)
    inbox = Inbox()
    thumbnails = Thumbnails(folder, tmp_path / "cache", deliver=deliver_directly, arrived=inbox)
    thumbnails.want(["0.jpg"])
    inbox.wait_for(1)
    thumbnails.close()
    assert thumbnails.get("0.jpg") is not None
    assert kept.read(key) is not None
    assert capfd.readouterr().err == ""


def test_a_changed_image_gets_another_thumbnail(folder: Path) -> None:
    before = key_of(folder / "0.jpg")
    (folder / "0.jpg").write_bytes(LARGE)
    assert key_of(folder / "0.jpg") != before
    assert key_of(folder / "1.jpg") != before


def test_thumbnails_on_disk_stay_within_their_limit_and_the_oldest_go(tmp_path: Path) -> None:
    pixels = np.ascontiguousarray(np.dstack([noise(168, 112), np.full((112, 168), 255, np.uint8)]))
    kept = ThumbnailFolder(tmp_path / "cache", 60_000)
    keys = [f"{n:032x}"[::-1] for n in range(1, 31)]
    for age, key in enumerate(keys):
        kept.write(key, pixels)
        for file in (tmp_path / "cache").glob(f"{key[:2]}/{key[2:]}.jpg"):
            os.utime(file, (1_000_000 + age, 1_000_000 + age))
    one = kept.nbytes() // len(list((tmp_path / "cache").glob("*/*.jpg")))
    assert kept.nbytes() <= 60_000 * 9 // 8 + one
    assert kept.read(keys[0]) is None
    assert kept.read(keys[-1]) is not None


def test_a_cache_folder_that_cannot_be_written_costs_only_the_keeping(
    tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")
    inbox = Inbox()
    thumbnails = Thumbnails(folder, tmp_path / "cache", deliver=deliver_directly, arrived=inbox)
    thumbnails.want(["0.jpg"])
    inbox.wait_for(1)
    thumbnails.close()
    assert thumbnails.get("0.jpg") is not None


def test_a_thumbnail_that_could_not_be_made_is_tried_again_later(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(thumbnails_module.time, "monotonic", lambda: now[0])
    inbox = Inbox()
    thumbnails = Thumbnails(folder, tmp_path / "cache", deliver=deliver_directly, arrived=inbox)
    thumbnails.want(["broken.jpg"])
    inbox.wait_for(1)
    (folder / "broken.jpg").write_bytes(SMALL)
    thumbnails.want(["broken.jpg", "0.jpg"])
    assert inbox.wait_for(2) == ["broken.jpg", "0.jpg"]
    now[0] += 3.0
    thumbnails.want(["broken.jpg"])
    inbox.wait_for(3)
    thumbnails.close()
    assert thumbnails.get("broken.jpg") is not None


def test_a_thumbnail_is_made_anew_after_its_file_changed(tmp_path: Path, folder: Path) -> None:
    inbox = Inbox()
    thumbnails = Thumbnails(folder, tmp_path / "cache", deliver=deliver_directly, arrived=inbox)
    thumbnails.want(["0.jpg"])
    inbox.wait_for(1)
    (folder / "0.jpg").write_bytes(LARGE)
    thumbnails.forget(["0.jpg"])
    thumbnails.want(["0.jpg"])
    inbox.wait_for(2)
    thumbnails.close()
    made = thumbnails.get("0.jpg")
    assert made is not None
    assert made.shape[0] == 112
