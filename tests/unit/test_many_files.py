"""Formats with one file for many images: every file of a folder is read, however many there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from labeldesk.formats.registry import registry
from tests.conformance.test_codecs import one_box
from tests.unit.one_file import read

MANY = 60


@pytest.mark.parametrize("name", ["coco", "cvat", "via", "labelstudio", "datumaro"])
def test_the_last_of_many_files_is_read_as_the_first(name: str, tmp_path: Path) -> None:
    codec = registry().get(name)
    one_box(codec, tmp_path / "one")
    (file,) = (p for p in (tmp_path / "one").rglob("*") if p.is_file() and "config" not in p.name)
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number}{file.suffix}").write_bytes(file.read_bytes())
    assert len(read(codec, folder, images=["a.jpg"]).annotations) == MANY
