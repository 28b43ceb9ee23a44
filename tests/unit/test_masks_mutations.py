"""Anything anywhere in the files of data sets of masks: no crash, and what is read is written."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from labeldesk.formats.registry import registry
from tests.fuzz.mutate import mutated
from tests.unit.one_file import read, write
from tests.unit.test_ade20k import full, scene_parsing
from tests.unit.test_camvid import coded, segnet, split
from tests.unit.test_cityscapes import download
from tests.unit.test_panoptic import made

FEW, MANY = 40, 1500
SETS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "cityscapes": ("cityscapes", download),
    "scene-parsing": ("ade20k", scene_parsing),
    "ade20k": ("ade20k", full),
    "older-ade20k": ("ade20k", lambda root: full(root, "atr")),
    "panoptic": ("panoptic", made),
    "camvid-colours": ("camvid", split),
    "camvid-numbers": ("camvid", segnet),
    "camvid-codes": ("camvid", coded),
}


@pytest.mark.parametrize("cases", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", SETS)
def test_nothing_in_the_files_crashes_and_what_is_read_is_written(
    name: str, cases: int, tmp_path: Path
) -> None:
    codec_id, make = SETS[name]
    root, out, codec = tmp_path / "in", tmp_path / "out", registry().get(codec_id)
    make(root)
    files = sorted(path for path in root.rglob("*") if path.suffix in (".json", ".txt", ".csv"))
    files += sorted(path for path in root.rglob("*.png"))
    for seed in range(cases):
        dice = random.Random(seed)
        path = dice.choice(files)
        before = path.read_bytes()
        path.write_bytes(mutated(path.name, before, dice))
        found = read(codec, root)
        write(codec, found.images, found.classes, out)
        shutil.rmtree(out)
        path.write_bytes(before)
