"""Texts for translators: collected from the code into .ts, compiled into .qm."""

from __future__ import annotations

from pathlib import Path

from devtools.environment import Environment
from devtools.places import ROOT
from devtools.processes import must_run

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)
_COLLECT = ("-silent", "-locations", "none", "-no-obsolete", "-source-language", "en")


def translate(environment: Environment) -> int:
    """Bring new texts into each .ts (what is translated stays), then compile each .qm."""
    modules = sorted((ROOT / "labeldesk").rglob("*.py"))
    for language in LANGUAGES:
        table = FOLDER / f"labeldesk_{language}.ts"
        must_run([environment.tool("pyside6-lupdate"), *_COLLECT, *_names(modules), "-ts", table])
        compiled = table.with_suffix(".qm")
        must_run([environment.tool("pyside6-lrelease"), "-silent", table, "-qm", compiled])
    return 0


def _names(modules: list[Path]) -> list[str]:
    return [module.relative_to(ROOT).as_posix() for module in modules]
