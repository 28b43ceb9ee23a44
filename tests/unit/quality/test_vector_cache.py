"""Vectors on disk."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from labeldesk.domain.geometry import Rect
from labeldesk.quality import vector_cache
from labeldesk.quality.describe import Describer
from labeldesk.quality.vector_cache import VectorCache, key_of


def describer(name: str = "one", length: int = 5) -> Describer:
    return Describer(name, length, lambda _: np.zeros(length, np.float32))


def vector(number: int, length: int = 5) -> np.ndarray:
    return np.arange(number, number + length, dtype=np.float32)


def filled(folder: Path, numbers: range, kind: Describer | None = None) -> VectorCache:
    cache = VectorCache(folder, kind or describer())
    for number in numbers:
        cache.put(key_of(str(number)), vector(number))
    cache.close()
    return cache


def known(folder: Path, numbers: range, kind: Describer | None = None) -> list[int]:
    cache = VectorCache(folder, kind or describer())
    found = ((number, cache.get(key_of(str(number)))) for number in numbers)
    return [n for n, one in found if one is not None and np.array_equal(one, vector(n))]


def test_what_was_kept_is_there_after_reopening_and_nothing_else(tmp_path: Path) -> None:
    filled(tmp_path, range(20))

    assert known(tmp_path, range(30)) == [*range(20)]


def test_going_on_after_closing_writes_the_same_file(tmp_path: Path) -> None:
    cache = filled(tmp_path, range(3))
    cache.put(key_of("3"), vector(3))
    cache.close()

    assert known(tmp_path, range(9)) == [*range(4)]
    assert len([*tmp_path.glob("*/*.vec")]) == 1


def test_another_part_of_a_file_and_another_describer_have_other_vectors(tmp_path: Path) -> None:
    whole, part = key_of("a"), key_of("a", Rect(0, 0, 10, 10.5))
    cache = VectorCache(tmp_path, describer())
    cache.put(whole, vector(1))
    cache.put(part, vector(2))
    cache.close()

    again = VectorCache(tmp_path, describer())
    other = VectorCache(tmp_path, describer("two"))

    assert again.get(part).tolist() == vector(2).tolist()
    assert again.get(key_of("a", Rect(0, 0, 10, 11))) is None
    assert other.get(whole) is None


def test_a_file_cut_off_in_the_middle_loses_only_its_last_vector(tmp_path: Path) -> None:
    filled(tmp_path, range(10))
    (shard,) = tmp_path.glob("*/*.vec")
    with shard.open("r+b") as file:
        file.truncate(shard.stat().st_size - 3)

    assert known(tmp_path, range(10)) == [*range(9)]


def test_a_damaged_vector_is_none(tmp_path: Path) -> None:
    filled(tmp_path, range(3))
    (shard,) = tmp_path.glob("*/*.vec")
    data = bytearray(shard.read_bytes())
    data[-1] ^= 64
    shard.write_bytes(data)

    assert known(tmp_path, range(3)) == [0, 1]


def test_many_small_files_become_one(tmp_path: Path) -> None:
    for number in range(20):
        filled(tmp_path, range(number, number + 1))

    assert known(tmp_path, range(20)) == [*range(20)]
    assert len([*tmp_path.glob("*/*.vec")]) < 20


def test_what_was_not_used_for_longest_goes_when_there_is_too_much(tmp_path: Path) -> None:
    old, used = describer("old"), describer("used")
    filled(tmp_path, range(50), old)
    filled(tmp_path, range(50), used)
    for place in tmp_path.glob("*/*.vec"):
        os.utime(place, (1, 1))
    assert known(tmp_path, range(1), used) == [0]

    cache = VectorCache(tmp_path, describer(), limit=3000)

    assert cache.nbytes() <= 3000
    assert known(tmp_path, range(50), old) == []
    assert known(tmp_path, range(50), used) == [*range(50)]


def test_a_full_file_is_followed_by_another_and_known_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_cache, "_SHARD_ROWS", 8)

    cache = filled(tmp_path, range(20))

    assert len([*tmp_path.glob("*/*.vec")]) == 3
    assert cache.get(key_of("3")).tolist() == vector(3).tolist()


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_breaks(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    cache = filled(tmp_path / "file", range(3))

    assert cache.get(key_of("1")) is None


def test_two_windows_keep_vectors_side_by_side(tmp_path: Path) -> None:
    one, other = VectorCache(tmp_path, describer()), VectorCache(tmp_path, describer())
    for number in range(0, 10, 2):
        one.put(key_of(str(number)), vector(number))
        other.put(key_of(str(number + 1)), vector(number + 1))
    one.close()
    other.close()

    assert known(tmp_path, range(10)) == [*range(10)]
