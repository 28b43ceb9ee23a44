"""Which files are listed, in which order, and which are told about instead."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.natural import natural_sorted
from labeldesk.domain.problem import Problem, UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.imaging.decode import decode
from labeldesk.imaging.digest import content_digest
from labeldesk.imaging.header import header
from labeldesk.imaging.listing import list_images
from labeldesk.imaging.probe import FileProbe
from tests.pictures import corners, encoded

JPEG = encoded(corners(), "JPEG")
posix = pytest.mark.skipif(sys.platform == "win32", reason="names and files of POSIX")

AWKWARD = [
    "with space.jpg",
    "中文 图片.jpg",
    "new\nline.jpg",
    "tab\there.jpg",
    "-leading-dash.jpg",
    "cafe\u0301.jpg",  # NFD: decomposed
    "caf\u00e9.png",  # NFC
    "\u202egpj.evil.jpg",  # right-to-left override
    "emoji 🐈‍⬛.jpg",
    "a" * 251 + ".jpg",
    "quote'\"$(x)%s{}.jpg",
    "UPPER.JPG",
]


def test_numbers_count_as_numbers_and_capitals_as_small_letters() -> None:
    names = ["b2", "B10", "a", "b1", "b02", "B2", "10", "9", "c.10.2", "c.9.10"]
    assert natural_sorted(names) == [
        *("9", "10", "a", "b1", "B2", "b02", "b2", "B10", "c.9.10", "c.10.2")
    ]
    assert natural_sorted(["img3", "img1", "img2"]) == ["img1", "img2", "img3"]
    assert natural_sorted([]) == []


@given(st.lists(st.text(st.characters(exclude_characters="\0"), max_size=12)))
def test_sorting_keeps_every_name_and_does_not_depend_on_the_order_given(names: list[str]) -> None:
    ordered = natural_sorted(names)
    assert sorted(ordered) == sorted(names)
    assert natural_sorted(reversed(names)) == ordered


DIGITS = st.text("0129", min_size=1, max_size=25)


@given(st.lists(st.lists(DIGITS | st.sampled_from(["a", "B", "-", "é"]), max_size=4), max_size=9))
def test_numbers_of_any_length_are_in_order_whatever_stands_around_them(
    parts: list[list[str]],
) -> None:
    def padded(name: str) -> tuple[str, str]:
        return re.sub("[0-9]+", lambda run: run[0].zfill(120), name.casefold()), name

    names = ["".join(one) for one in parts]
    assert natural_sorted(names) == sorted(names, key=padded)


def test_only_image_names_are_listed_hidden_ones_and_folders_are_not(tmp_path: Path) -> None:
    for name in ("a.jpg", "B.JPEG", "c.TiF", "d.webp", ".hidden.jpg", "._a.jpg", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"x")
    for name in ("notes.txt", "jpg", ".jpg", "a.jpg.xml"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder.jpg").mkdir()
    assert list_images(tmp_path) == ["a.jpg", "B.JPEG", "c.TiF", "d.webp"]


@posix
def test_awkward_names_are_listed_probed_decoded_and_hashed(tmp_path: Path) -> None:
    for name in AWKWARD:
        (tmp_path / name).write_bytes(JPEG)
    listed = list_images(tmp_path)
    assert sorted(listed) == sorted(AWKWARD)
    probe = FileProbe(tmp_path)
    for name in listed:
        assert probe.size(name) == (60, 40)
        assert decode(tmp_path / name).size == (60, 40)
        assert content_digest(tmp_path / name) == content_digest(tmp_path / AWKWARD[0])


@posix
def test_a_name_that_is_no_utf8_is_told_and_left_out(tmp_path: Path) -> None:
    odd_folder = tmp_path / os.fsdecode("数据".encode("gbk"))  # as some archives are unpacked
    odd_folder.mkdir()
    for place in (tmp_path / "猫.jpg", tmp_path / os.fsdecode(b"a\xe9.jpg"), odd_folder / "b.jpg"):
        place.write_bytes(JPEG)
    (tmp_path / os.fsdecode(b"link\xe9.jpg")).symlink_to("猫.jpg")
    (tmp_path / os.fsdecode(b"notes\xe9.txt")).write_bytes(b"no image anyway")
    told: list[Problem] = []
    assert list_images(tmp_path, recursive=True, report=told.append) == ["猫.jpg"]
    assert sorted(p.path for p in told) == [r"\xca\xfd\xbe\xdd", r"a\xe9.jpg", r"link\xe9.jpg"]
    assert all("not UTF-8" in str(p.text) for p in told)


@posix
def test_links_inside_are_listed_and_all_other_strange_things_are_told(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (outside / "secret.jpg").write_bytes(JPEG)
    (root / "real.jpg").write_bytes(JPEG)
    (root / "inside.jpg").symlink_to("real.jpg")
    (root / "dangling.jpg").symlink_to("gone.jpg")
    (root / "leaves.jpg").symlink_to(outside / "secret.jpg")
    (root / "loop.jpg").symlink_to("loop.jpg")
    (root / "device.jpg").symlink_to("/dev/zero")
    (root / "to-folder.jpg").symlink_to(root)
    os.mkfifo(root / "fifo.jpg")
    told: list[Problem] = []
    assert list_images(root, report=told.append) == ["inside.jpg", "real.jpg"]
    assert {p.path: str(p.text).split(": ")[1] for p in told} == {
        "dangling.jpg": "the link leads to nothing",
        "leaves.jpg": "the link leaves the folder",
        "loop.jpg": "the link leads in a circle",
        "device.jpg": "the link leaves the folder",
        "fifo.jpg": "this is a pipe or a device",
        "to-folder.jpg": "the folder is a link",
    }


@posix
def test_sub_folders_are_listed_on_request_and_linked_folders_never(tmp_path: Path) -> None:
    (tmp_path / "a2" / "deep").mkdir(parents=True)
    (tmp_path / "a10").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "circle").symlink_to(tmp_path)
    for name in ("z.jpg", "a2/x.jpg", "a10/x.jpg", "a2/deep/y.png", ".git/no.jpg"):
        (tmp_path / name).write_bytes(b"x")
    assert list_images(tmp_path) == ["z.jpg"]
    told: list[Problem] = []
    listed = list_images(tmp_path, recursive=True, report=told.append)
    assert listed == ["a2/deep/y.png", "a2/x.jpg", "a10/x.jpg", "z.jpg"]
    assert [p.path for p in told] == ["circle"]


def test_a_folder_that_is_none_is_told_politely(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        list_images(tmp_path / "gone")
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(UserError, match="not a folder"):
        list_images(tmp_path / "file")


def test_listing_stops_when_it_is_asked_to(tmp_path: Path) -> None:
    cancel = Cancel()
    cancel.set()
    with pytest.raises(Cancelled):
        list_images(tmp_path, cancel=cancel)


def test_the_malformed_folder_is_listed_as_its_manifest_says(shared: Path) -> None:
    listed = list_images(shared / "bad" / "images")
    assert "upper.JPG" in listed
    assert not {".hidden.jpg", "._good.jpg", "Thumbs.db"} & set(listed)


def test_the_probe_never_looks_outside_its_root(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "sub" / "in.jpg").write_bytes(JPEG)
    (tmp_path / "out.jpg").write_bytes(JPEG)
    probe = FileProbe(root)
    assert probe.exists("sub/in.jpg")
    assert probe.depth("sub/in.jpg") == 3
    assert probe.orientation("sub/in.jpg") == 1
    absolute = str(tmp_path / "out.jpg")
    for path in (
        "../out.jpg",
        "sub/../../out.jpg",
        absolute,
        "",
        "a\0b",
        "C:\\x.jpg",
        "\\\\h\\s\\x",
    ):
        assert not probe.exists(path), path
        assert probe.size(path) is None
        assert probe.fault(path) is None
        assert probe.orientation(path) == 1


@posix
def test_the_probe_does_not_follow_links_out_of_its_root(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "out.jpg").write_bytes(JPEG)
    (root / "link.jpg").symlink_to("../out.jpg")
    (root / "loop.jpg").symlink_to("loop.jpg")
    os.mkfifo(root / "fifo.jpg")
    probe = FileProbe(root)
    for name in ("link.jpg", "loop.jpg", "fifo.jpg"):
        assert not probe.exists(name)
        assert probe.header(name) is None


def test_the_probe_says_why_a_file_has_no_size_and_reads_it_once(tmp_path: Path) -> None:
    path = tmp_path / "text.png"
    path.write_bytes(b"text")
    probe = FileProbe(tmp_path)
    assert probe.exists("text.png")
    assert probe.size("text.png") is None
    assert "not an image" in str(probe.fault("text.png"))
    path.write_bytes(JPEG)
    assert probe.size("text.png") is None
    assert header(path).size == (60, 40)


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(JPEG)
    path.chmod(0)
    with pytest.raises(UserError, match="No permission"):
        decode(path)


def test_the_digest_depends_on_the_content_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    (tmp_path / "b").write_bytes(b"x" * 3_000_000)
    (tmp_path / "c").write_bytes(b"x" * 2_999_999)
    first = content_digest(tmp_path / "a")
    assert len(first) == 32
    assert content_digest(tmp_path / "b") == first
    assert content_digest(tmp_path / "c") != first
    with pytest.raises(UserError):
        content_digest(tmp_path)
