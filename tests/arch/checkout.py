"""The files of this checkout, as the tests of its shape see them."""

from __future__ import annotations

import ast
import functools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "labeldesk"


def relative(file: Path) -> str:
    """The name under which tables and messages know a file."""
    return file.relative_to(ROOT).as_posix()


def sources(*folders: str) -> list[Path]:
    """The Python files below these folders of the checkout."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


@functools.cache
def tree(file: Path) -> ast.Module:
    """The parsed file (parsed once for all tests)."""
    return ast.parse(file.read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    """The files under version control; every file that git would take, if it is asked to."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = [name for name in listed.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def strings(module: ast.Module) -> Iterator[tuple[int, str]]:
    """The line and value of every string literal that is not a docstring."""
    docs = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def python(code: str) -> str:
    """What a fresh interpreter prints that imports from this checkout."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
