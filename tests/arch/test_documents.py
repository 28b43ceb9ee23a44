"""The documents say what is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.arch.checkout import ROOT, relative

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def test_every_dependency_has_its_reason_and_no_other_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra in project["optional-dependencies"].values() for line in extra]
    named = {
        canonicalize_name(Requirement(line).name) for line in [*project["dependencies"], *extras]
    }
    table = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w-]+) \| ([^|]+) \| ([^|]+) \|$", table, re.M)

    assert {canonicalize_name(name) for name, _, _ in rows} - {"package"} == named


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_link_between_documents_leads_to_a_file(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))

    assert not [target for target in targets if not (page.parent / target).exists()]


def test_the_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(page.name[:4]) for page in sorted((ROOT / "docs" / "adr").glob("0*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_dev_py_and_the_documents_name_the_same_commands() -> None:
    from devtools.commands import COMMANDS

    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `dev\.py (\w+)", page, re.M)) == set(COMMANDS)
