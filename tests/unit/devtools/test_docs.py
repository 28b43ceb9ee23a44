"""The documents that are made from the program are those that the program would make."""

from __future__ import annotations

from pathlib import Path

from devtools.inside.docs import is_fresh
from devtools.places import ROOT

MOST_BYTES = 900_000


def test_the_pages_made_from_the_program_are_fresh() -> None:
    assert is_fresh(), "run `python3 dev.py docs`"


def test_every_picture_is_shown_somewhere_and_small() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    pictures: list[Path] = sorted((ROOT / "docs" / "images").glob("*.png"))

    assert pictures
    assert [p.name for p in pictures if f"images/{p.name}" not in text] == []
    assert [p.name for p in pictures if p.stat().st_size > MOST_BYTES] == []
