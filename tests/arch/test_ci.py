"""The hooks and the workflows run the commands that people run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from devtools.commands import COMMANDS
from tests.arch.checkout import ROOT, relative

FILES = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / ".pre-commit-config.yaml"]


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_each_file_is_yaml_and_calls_commands_of_dev_py(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert yaml.safe_load(text)
    called = set(re.findall(r"python3? dev\.py (\w+)", text))
    assert called
    assert called <= set(COMMANDS)


def test_ci_asks_nothing_and_runs_lint_and_the_tests_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "dev.py check --lint" in script
    assert "dev.py test" in script
    assert "</dev/null" in script
