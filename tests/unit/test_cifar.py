"""CIFAR-10's batches: their images come out as files, and no pickle is ever obeyed."""

from __future__ import annotations

import os
import pickle
import pickletools
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from labeldesk.domain.problem import UserError
from labeldesk.formats.cifar.batches import batch_of
from labeldesk.formats.cifar.pickled import members_of
from labeldesk.formats.imagenet import CODEC
from labeldesk.work.cifar_images import unpack
from labeldesk.work.watch import Watch
from tests.unit.one_file import read
from tests.unit.test_command_line import run

RANDOM = np.random.default_rng(7)


def batch(count: int = 3, **more: object) -> dict[bytes, object]:
    """What a batch holds."""
    told: dict[bytes, object] = {
        b"batch_label": b"training batch 1 of 5",
        b"labels": [n % 2 for n in range(count)],
        b"data": RANDOM.integers(0, 256, (count, 3072), np.uint8),
        b"filenames": [f"cat_s_{n:06}.png".encode() for n in range(count)],
    }
    return told | {key.encode(): value for key, value in more.items()}


def lay(root: Path, **batches: dict[bytes, object]) -> None:
    root.mkdir(parents=True, exist_ok=True)
    meta = {b"num_cases_per_batch": 3, b"label_names": [b"air/plane", b"cat"], b"num_vis": 3072}
    (root / "batches.meta").write_bytes(pickle.dumps(meta, protocol=2))
    for name, told in batches.items():
        (root / name).write_bytes(pickle.dumps(told, protocol=2))


def old(told: dict[bytes, object]) -> bytes:
    """The pickle as Python 2 wrote CIFAR-10: texts of bytes, and an array of numpy 1."""

    def text(data: bytes) -> bytes:
        head = (
            b"U" + bytes([len(data)]) if len(data) < 256 else b"T" + len(data).to_bytes(4, "little")
        )
        return head + data

    pixels = told[b"data"]
    assert isinstance(pixels, np.ndarray)
    sides = b"".join(b"M" + side.to_bytes(2, "little") for side in pixels.shape)
    array = (
        b"cnumpy.core.multiarray\n_reconstruct\nq\x01cnumpy\nndarray\nq\x02K\x00\x85U\x01b\x87Rq\x03"
        b"(K\x01" + sides + b"\x86cnumpy\ndtype\nq\x04U\x02u1K\x00K\x01\x87Rq\x05"
        b"(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89"
        + text(pixels.tobytes())
        + b"tb"
    )
    labels, names = told[b"labels"], told[b"filenames"]
    assert isinstance(labels, list)
    assert isinstance(names, list)
    parts = [
        text(b"labels") + b"](" + b"".join(b"K" + bytes([n]) for n in labels) + b"e",
        text(b"data") + array,
        text(b"filenames") + b"](" + b"".join(map(text, names)) + b"e",
    ]
    return b"\x80\x02}q\x00(" + b"".join(parts) + b"u."


@pytest.mark.parametrize("protocol", [2, 3, 4, "python2"])
def test_a_batch_of_any_age_is_read_as_pickle_itself_would(protocol: int | str) -> None:
    told = batch()
    data = old(told) if protocol == "python2" else pickle.dumps(told, protocol=int(protocol))
    found = batch_of(data, "data_batch_1")
    pixels = told[b"data"]
    assert isinstance(pixels, np.ndarray)
    planes = pixels.reshape(-1, 3, 32, 32)
    assert np.array_equal(found.pixels, np.moveaxis(planes, 1, 3))
    assert found.labels == (0, 1, 0)
    assert found.names == ("cat_s_000000", "cat_s_000001", "cat_s_000002")


class Evil:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return (os.mkdir, (str(self.path),))


@pytest.mark.parametrize("protocol", [0, 1, 2, 4, 5])
def test_a_pickle_that_would_do_something_does_nothing(tmp_path: Path, protocol: int) -> None:
    data = pickle.dumps({b"data": Evil(tmp_path / "made"), b"labels": []}, protocol=protocol)
    with pytest.raises(UserError, match="which is not followed"):
        members_of(data, "data_batch_1")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"", b".", b"\x80\x02}.x", b"}(U\x04dataK\x01u", b"R.", b"b.", b"(((t.", b"]K\x01s.",
        b"\x80\x63.",
        b"cbuiltins\neval\nU\x011\x85R.", b"}cnumpy\ndtype\n}b.", b"e.", b"g9\n.", b"0.", b"Pid\n.",
        b"r\xff\xff\xff\xff.", b"I99999999999999999999\n.", b"T\xff\xff\xff\x7f.",
    ],
)  # fmt: skip
def test_broken_pickles_are_one_problem(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        batch_of(data, "data_batch_1")
    assert caught.value.problem.path == "data_batch_1"


def test_bytes_changed_anywhere_never_do_more_than_fail() -> None:
    data = bytearray(pickle.dumps(batch(1), protocol=2))
    for n in range(0, len(data), 5):
        for value in (0, data[n] ^ 1, 0x52, 0x63):
            changed = bytes(data[:n]) + bytes([value]) + bytes(data[n + 1 :])
            try:
                batch_of(changed, "x")
            except UserError:
                continue
    assert len([*pickletools.genops(bytes(data))]) > 20


@pytest.mark.parametrize(
    "more",
    [
        {"labels": [0, 1]}, {"labels": [0, 1, -1]}, {"labels": [0, 1, "x"]}, {"labels": None},
        {"data": None}, {"data": np.zeros((3, 3071), np.uint8)},
        {"data": np.zeros((3, 3072), np.int8)},
        {"data": np.zeros((3072, 3), np.uint8).T},
    ],
)  # fmt: skip
def test_a_batch_of_another_shape_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(UserError):
        batch_of(pickle.dumps(batch(**more), protocol=2), "data_batch_1")


def test_images_come_out_in_folders_of_their_classes(tmp_path: Path, capsys) -> None:
    twice = [b"a.png", b"../../a.png", b"a.png"]
    told = batch(filenames=twice)
    lay(tmp_path / "in", data_batch_1=batch(), data_batch_2=told, test_batch=batch(2))
    (tmp_path / "in/data_batch_3").write_bytes(b"no batch")
    code, said, _ = run(capsys, "unpack", "--from", tmp_path / "in", "--out", tmp_path / "out")
    assert (code, said["images"], said["classes"]) == (1, 8, 2)
    assert said["problems"][0]["path"] == "data_batch_3"
    files = sorted(
        path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.rglob("*.png")
    )
    assert files == [
        "test/air_plane/cat_s_000000.png", "test/cat/cat_s_000001.png",
        "train/air_plane/a-2.png", "train/air_plane/a.png", "train/air_plane/cat_s_000000.png",
        "train/air_plane/cat_s_000002.png", "train/cat/a.png", "train/cat/cat_s_000001.png",
    ]  # fmt: skip
    pixels = told[b"data"]
    assert isinstance(pixels, np.ndarray)
    with Image.open(tmp_path / "out/train/cat/a.png") as picture:
        assert np.array_equal(np.asarray(picture), pixels[1].reshape(3, 32, 32).transpose(1, 2, 0))
    found = read(CODEC, tmp_path / "out")
    assert {item.name for item in found.classes} == {"air_plane", "cat"}
    assert len(found.annotations) == 8


def test_the_binary_version_is_read_too(tmp_path: Path) -> None:
    rows = RANDOM.integers(0, 2, (2, 3073), np.uint8)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/test_batch.bin").write_bytes(rows.tobytes())
    (tmp_path / "in/batches.meta.txt").write_text("plane\ncar\n")
    done = unpack(tmp_path / "in", tmp_path / "out", Watch())
    assert done.images == 2
    assert len(list((tmp_path / "out/test").rglob("*.png"))) == 2
    with pytest.raises(UserError):
        batch_of(rows.tobytes()[:-1], "data_batch_1.bin")


def test_where_there_are_no_batches_nothing_is_written(tmp_path: Path, capsys) -> None:
    lay(tmp_path / "in")
    out = ("--out", tmp_path / "out")
    assert run(capsys, "unpack", "--from", tmp_path / "in", *out)[0] == 3
    (tmp_path / "in/data_batch_1").write_bytes(b"no batch")
    assert run(capsys, "unpack", "--from", tmp_path / "in", *out)[0] == 3
    assert run(capsys, "unpack", "--from", tmp_path / "gone", *out)[0] == 3
    assert not (tmp_path / "out").exists()


def test_an_import_of_batches_says_how_to_unpack_them(tmp_path: Path, capsys) -> None:
    lay(tmp_path / "in", data_batch_1=batch())
    code, said, _ = run(
        capsys, "convert", "--from", tmp_path / "in", "--format", "coco", "--out", tmp_path / "out"
    )
    assert code == 3
    assert "labeldesk unpack" in said["message"]
