"""The suite runs in parts side by side, and fails if one of them does."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools import suite
from devtools.suite import Outcome, parts, told


def outcome(code: int) -> Outcome:
    return Outcome("unit", code, "", 1.0)


@pytest.mark.parametrize(
    ("codes", "whole"),
    [((0, 0), 0), ((0, 1), 1), ((0, 5), 0), ((5, 5), 5), ((2, 1, 0), 2), ((-9, 0), 1), ((), 5)],
)
def test_the_suite_fails_if_a_part_does_or_nothing_was_run(
    codes: tuple[int, ...], whole: int
) -> None:
    assert told([outcome(code) for code in codes]) == whole


def test_parts_are_the_folders_with_tests_the_largest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, size in {"qt": 30, "unit/deep": 50, "e2e": 10, "data": 0}.items():
        (tmp_path / name).mkdir(parents=True)
        if size:
            (tmp_path / name / "test_it.py").write_text("#" * size)
    monkeypatch.setattr(suite, "has_own_display", lambda: True)
    assert parts(tmp_path) == ["unit", "qt", "e2e"]
    monkeypatch.setattr(suite, "has_own_display", lambda: False)
    assert parts(tmp_path) == ["unit", "qt"]
