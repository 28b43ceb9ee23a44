"""What translators wrote is what the program loads, with every gap of the sentence in its place."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from tests.arch.checkout import ROOT, relative

TABLES = sorted((ROOT / "resources" / "translations").glob("*.ts"))
GAP = re.compile(r"\{(\w*)[^}]*\}")
COMPILE = "import sys; from PySide6.scripts.pyside_tool import lrelease; lrelease()"


@pytest.mark.parametrize("table", TABLES, ids=relative)
def test_the_compiled_file_is_made_from_the_table(table: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    command = [sys.executable, "-c", COMPILE, "-silent", str(table), "-qm", str(fresh)]
    subprocess.run(command, check=True, capture_output=True)

    assert table.with_suffix(".qm").read_bytes() == fresh.read_bytes(), "run dev.py translate"


@pytest.mark.parametrize("table", TABLES, ids=relative)
def test_a_translation_has_the_gaps_of_its_sentence(table: Path) -> None:
    wrong = []
    for message in etree.parse(table).iter("message"):
        source, said = message.findtext("source") or "", message.findtext("translation") or ""
        if said and set(GAP.findall(source)) != set(GAP.findall(said)):
            wrong.append(f"{source!r}: {said!r}")

    assert not wrong, "\n".join(wrong)
