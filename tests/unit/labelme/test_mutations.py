"""Anything anywhere in a file: never a crash, and what is written is JSON that reads back."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.labelme.folders import read, write
from tests.unit.labelme.test_labelme import RICH as LABELME
from tests.unit.labelme.test_labelme import TYPES
from tests.unit.test_createml import RICH as CREATEML
from tests.unit.test_isat import RICH as ISAT
from tests.unit.xanylabeling.test_xanylabeling import RICH as XANYLABELING

FEW, MANY = 120, 2500
WHOLE: dict[str, Any] = {
    "labelme": {**LABELME, "shapes": [*LABELME["shapes"], *(entry for entry, _ in TYPES.values())]},
    "xanylabeling": XANYLABELING,
    "createml": CREATEML,
    "isat": ISAT,
}
JUNK: list[Any] = [
    None, True, -1, 1e308, 10**400, float("nan"), float("inf"), "", "\ud800", "a" * 300, [], {},
    [[]], [1, 2], {"a": 1}, "../../x", "C:\\a.jpg", -0.0, 2**64, "\x00", {"": None}, " cat ",
    [[1e7, 1], [2, 3], [4, -1e7]], [[True, 1], [1, 2], [2, 3]],
]  # fmt: skip
KEYS = ["label", "points", "flags", "attributes", "difficult", "group_id", "mask", "tags", "layer"]


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if place:
        yield place
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*place, key))


def mutated(value: Any, dice: random.Random) -> Any:
    value = copy.deepcopy(value)
    for _ in range(dice.choice([1, 1, 2, 4])):
        found = list(places(value))
        if not found:
            break
        *way, last = dice.choice(found)
        inner = value
        for key in way:
            inner = inner[key]
        change = dice.random()
        if change < 0.6:
            inner[last] = copy.deepcopy(dice.choice(JUNK))
        elif change < 0.8:
            del inner[last]
        elif isinstance(inner, dict):
            inner[dice.choice(KEYS)] = copy.deepcopy(dice.choice(JUNK))
    return value


def no_number(text: str) -> float:
    raise AssertionError(text)


@pytest.mark.parametrize("cases", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
@pytest.mark.parametrize("codec", WHOLE)
def test_nothing_in_a_file_crashes_and_what_is_written_reads_back(
    codec: str, cases: int, tmp_path: Path
) -> None:
    images = ["a.jpg", "b.jpg", "c.jpg", "sub/a.jpg"]
    for seed in range(cases):
        root = tmp_path / str(seed)
        (root / "in").mkdir(parents=True)
        document = mutated(WHOLE[codec], random.Random(seed))
        (root / "in/a.json").write_text(json.dumps(document))
        found, _, book = read(root / "in", images, codec=codec)
        write(found, book, root / "out", codec)
        for file in (root / "out").rglob("*.json"):
            json.loads(file.read_text(encoding="utf-8"), parse_constant=no_number)
        back, _, _ = read(root / "out", images, codec=codec)
        if len({image.path for image in found}) == len(found):
            shapes = {i.path: [one.shape for one in i.annotations] for i in back}
            expected = {i.path: [one.shape for one in i.annotations] for i in found}
            assert shapes == expected, seed
        shutil.rmtree(root)
