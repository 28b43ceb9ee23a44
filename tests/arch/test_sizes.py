"""The ceilings that keep modules readable. An exception is a row with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.arch.checkout import ROOT, relative, sources, tree

FILE_LINES = 400
CLASS_LINES = 200
CLASS_METHODS = 20
FUNCTION_LINES = 40
PARAMETERS = 6

ALLOWED: dict[tuple[str, str], str] = {}
"""(file, "lines" | name of the class or function) -> why it may be larger."""

FILES = [*sources("labeldesk", "devtools", "packaging", "tests"), ROOT / "dev.py"]

Function = ast.FunctionDef | ast.AsyncFunctionDef


def length(node: ast.ClassDef | Function) -> int:
    """Lines from the first line of the definition to its last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def parameters(function: Function) -> int:
    """What a caller passes: without self and cls."""
    given = function.args
    names = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


def excesses(file: Path) -> Iterator[tuple[str, str]]:
    """(what, message) for everything in the file that is above a ceiling."""
    lines = len(file.read_text(encoding="utf-8").splitlines())
    if lines > FILE_LINES:
        yield "lines", f"{lines} lines, ceiling {FILE_LINES}"
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ClassDef):
            yield from class_excesses(node)
        elif isinstance(node, Function):
            if length(node) > FUNCTION_LINES:
                yield node.name, f"{length(node)} lines, ceiling {FUNCTION_LINES}"
            if parameters(node) > PARAMETERS:
                yield node.name, f"{parameters(node)} parameters, ceiling {PARAMETERS}"


def class_excesses(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """(name, message) for a class that is too long or can do too much."""
    methods = sum(isinstance(part, Function) for part in node.body)
    if length(node) > CLASS_LINES:
        yield node.name, f"{length(node)} lines, ceiling {CLASS_LINES}"
    if methods > CLASS_METHODS:
        yield node.name, f"{methods} methods, ceiling {CLASS_METHODS}"


@pytest.mark.parametrize("file", FILES, ids=relative)
def test_no_file_class_or_function_outgrows_its_ceiling(file: Path) -> None:
    name = relative(file)

    found = [
        f"{name}: {what}: {why}" for what, why in excesses(file) if (name, what) not in ALLOWED
    ]

    assert not found, "\n".join(found)


def test_every_exception_is_still_needed() -> None:
    needed = {(relative(file), what) for file in FILES for what, _ in excesses(file)}

    assert set(ALLOWED) <= needed
