"""Zip files: recognised without unpacking, unpacked whole or not at all, never trusted."""

from __future__ import annotations

import io
import json
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from labeldesk.cli import main
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.formats import zips
from labeldesk.formats.registry import registry
from labeldesk.formats.zips import Zip
from labeldesk.storage.project import Project
from labeldesk.work.finding import find

XML = """<annotation><filename>{n}.jpg</filename><size><width>80</width><height>60</height></size>
<object><name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>30</xmax><ymax>40</ymax></bndbox></object>
</annotation>"""


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (80, 60)).save(stream, "JPEG")
    return stream.getvalue()


def packed(path: Path, files: dict[str, bytes | str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def voc(path: Path, *, images: bool = True) -> Path:
    files: dict[str, bytes | str] = {
        f"VOC/Annotations/{n}.xml": XML.format(n=n) for n in range(1, 4)
    }
    if images:
        files |= {f"VOC/JPEGImages/{n}.jpg": picture() for n in range(1, 4)}
    return packed(path, files)


def test_a_zip_is_recognised_without_unpacking_it(tmp_path: Path) -> None:
    path = voc(tmp_path / "pets.zip")
    found = find(path)
    assert [(one.format, one.files) for one in found.formats] == [("voc", 3)]
    assert (found.images, found.count, found.unpacks) == (tmp_path / "pets", 3, True)
    assert [one.name for one in tmp_path.iterdir()] == ["pets.zip"]


def test_every_codec_recognises_its_files_in_a_zip(tmp_path: Path) -> None:
    from tests.conformance.test_codecs import one_box

    for codec in registry().all():
        root = tmp_path / codec.id
        one_box(codec, root)
        files = [path for path in root.rglob("*") if path.is_file()]
        path = packed(
            tmp_path / f"{codec.id}.zip",
            {f"data/{file.relative_to(root).as_posix()}": file.read_bytes() for file in files},
        )
        assert find(path).formats[0].format == codec.id


def test_a_zip_with_images_becomes_a_folder_and_a_data_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = voc(tmp_path / "pets.zip")
    out = tmp_path / "out"
    arguments = ["convert", "--from", path, "--format", "coco", "--out", out, "--json"]
    assert main([*map(str, arguments)]) == 0
    told = json.loads((out / "annotations/instances_default.json").read_text())
    assert len(told["annotations"]) == 3
    assert (tmp_path / "pets/VOC/JPEGImages/2.jpg").read_bytes() == picture()
    capsys.readouterr()
    assert main([*map(str, arguments), "--overwrite"]) == 0  # what is unpacked is used again


def test_images_go_into_the_folder_of_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "photos"
    root.mkdir()
    (root / "x.jpg").write_bytes(picture())
    project = root / "p.labeldesk"
    assert main(["new", str(project), "--images", str(root), "--json"]) == 0
    path = voc(tmp_path / "pets.zip")
    capsys.readouterr()
    assert main(["import", str(project), "--from", str(path), "--json"]) == 3
    assert "folder of the project" in capsys.readouterr().err
    assert not (tmp_path / "pets").exists()
    arguments = ["import", str(project), "--from", str(path), "--unpack", str(root / "pets")]
    assert main([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["annotations"], told["new_images"]) == (3, 3)
    with Project.open(project, author="me", mode="read") as opened:
        paths = opened.image_columns().paths
    assert paths == ["x.jpg", *(f"pets/VOC/JPEGImages/{n}.jpg" for n in range(1, 4))]
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["already_there"], told["new_images"]) == (3, 0)


def test_labels_alone_are_read_and_leave_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "photos"
    root.mkdir()
    for n in range(1, 4):
        (root / f"{n}.jpg").write_bytes(picture())
    project = root / "p.labeldesk"
    assert main(["new", str(project), "--images", str(root)]) == 0
    path = voc(tmp_path / "labels.zip", images=False)
    before = {one.name for one in tmp_path.rglob("*")}
    capsys.readouterr()
    assert main(["import", str(project), "--from", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["annotations"], told["new_images"]) == (3, 0)
    assert {one.name for one in tmp_path.rglob("*")} == before


def entry(name: str, mode: int = 0) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    return made


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("../evil.xml", "leads outside"),
        ("a/../../evil.xml", "leads outside"),
        ("/etc/evil.xml", "leads outside"),
        ("C:\\evil.xml", "leads outside"),
        ("..\\evil.xml", "leads outside"),
        ("\\\\host\\evil.xml", "leads outside"),
    ],
)
def test_a_name_that_leads_outside_refuses_the_zip(tmp_path: Path, name: str, word: str) -> None:
    path = packed(tmp_path / "in/a.zip", {"good.xml": XML, name: XML})
    with pytest.raises(UserError, match=word) as refused:
        Zip(path)
    assert refused.value.path == str(path)


def test_a_link_refuses_the_zip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry("link", stat.S_IFLNK | 0o777), "/etc")
    with pytest.raises(UserError, match="a link"):
        Zip(path)


def test_an_encrypted_zip_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.xml": XML})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(UserError, match="encrypted"):
        find(path)


def test_a_bomb_is_refused_without_unpacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "ALWAYS", 1 << 20)
    path = packed(tmp_path / "a.zip", {"a.txt": bytes(5 << 20)})
    with pytest.raises(UserError, match="proportion"):
        Zip(path)


def test_too_many_entries_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.xml": XML})
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, 3 << 30)
    path.write_bytes(data)
    with pytest.raises(UserError, match="more than"):
        Zip(path)


def test_a_stated_size_that_is_too_small_does_not_let_more_out(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": bytes(100_000)})
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.index(b"PK\x01\x02") + 24, 10)
    path.write_bytes(data)
    into = tmp_path / "out"
    with Zip(path) as archive, pytest.raises(UserError, match=r"a\.zip"):
        archive.unpack_as(into)
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(10), b"x" * 5000])
def test_what_is_no_zip_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(UserError, match="cannot be read"):
        find(path)


def test_every_cut_of_a_zip_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    data = voc(tmp_path / "whole.zip").read_bytes()
    path = tmp_path / "a.zip"
    for end in range(0, len(data), 97):
        path.write_bytes(data[:end])
        with pytest.raises(UserError):
            find(path)


def test_every_flipped_byte_leaves_all_or_nothing(tmp_path: Path) -> None:
    data = packed(tmp_path / "whole.zip", {"a.xml": XML, "b/c.xml": XML}).read_bytes()
    path, out = tmp_path / "a.zip", tmp_path / "out"
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :])
        try:
            with Zip(path) as archive:
                archive.unpack_as(out)
        except UserError:
            assert not out.exists()
        else:
            for file in sorted(out.rglob("*"), reverse=True):
                file.rmdir() if file.is_dir() else file.unlink()
            out.rmdir()
        assert {one.name for one in tmp_path.iterdir()} == {"whole.zip", "a.zip"}


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    path, out = voc(tmp_path / "a.zip"), tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    with Zip(path) as archive, pytest.raises(UserError, match="not empty"):
        archive.unpack_as(out)
    assert [one.name for one in out.iterdir()] == ["mine.txt"]


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    path, cancel = voc(tmp_path / "a.zip"), Cancel()

    def stop(_: object) -> None:
        cancel.set()

    with Zip(path) as archive, pytest.raises(Cancelled):
        archive.unpack_as(tmp_path / "out", cancel, stop)
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_what_macos_puts_beside_files_is_no_data(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "a.zip", {"__MACOSX/._a.xml": "x", ".DS_Store": "x", "a.xml": XML, "b/": ""}
    )
    with Zip(path) as archive:
        assert archive.names == ("a.xml",)


def test_names_with_backslashes_are_folders(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"x.xml": XML})
    data = path.read_bytes().replace(b"x.xml", b"a\\b.x")
    path.write_bytes(data)
    with Zip(path) as archive:
        assert len(archive.names) == 1
        archive.unpack_as(tmp_path / "out")
    assert len([one for one in (tmp_path / "out").rglob("*") if one.is_file()]) == 1


def test_more_entries_than_the_end_of_the_file_says_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "ENTRIES", 3)
    path = voc(tmp_path / "a.zip")
    data = bytearray(path.read_bytes())
    struct.pack_into("<HH", data, data.rindex(b"PK\x05\x06") + 8, 1, 1)
    path.write_bytes(data)
    with pytest.raises(UserError, match="more than 3"):
        Zip(path)


def test_nothing_is_unpacked_for_a_format_that_nobody_knows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = packed(tmp_path / "a.zip", {"x/1.jpg": picture(), "x/notes.md": "hm"})
    arguments = ["convert", "--from", path, "--format", "coco", "--out", tmp_path / "out"]
    assert main([*map(str, arguments)]) == 3
    assert "No known annotation format" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_a_preview_unpacks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "photos"
    root.mkdir()
    (root / "x.jpg").write_bytes(picture())
    project = root / "p.labeldesk"
    assert main(["new", str(project), "--images", str(root)]) == 0
    path = voc(tmp_path / "pets.zip")
    arguments = ["import", project, "--from", path, "--unpack", root / "pets", "--preview"]
    assert main([*map(str, arguments)]) == 3
    assert "no preview" in capsys.readouterr().err
    assert not (root / "pets").exists()
