"""The words of GLOSSARY.md are the words of the window and of the documents."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.arch.checkout import ROOT, relative, sources, tree

CODE = re.compile(r"```.*?```|`[^`]*`", re.S)
ALLOWED: dict[tuple[str, str], str] = {}
"""(file, word) -> why it may stand there."""


@cache
def avoided() -> tuple[frozenset[str], frozenset[str]]:
    """The words to avoid everywhere, and those to avoid in the window only."""
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("| ")][1:]
    everywhere = {word for row in rows for word in re.findall(r"`([^`]+)`", row[2])}
    window = {word for row in rows for word in re.findall(r"`([^`]+)`", row[3])}
    tone = text.partition("Never in the window:")[2]
    window |= set(re.findall(r"`([^`]+)`", tone))
    assert "category" in everywhere
    assert "successfully" in window
    return frozenset(everywhere), frozenset(window)


def found(text: str, words: frozenset[str]) -> list[str]:
    """The words that stand in the text, as whole words, in any case."""
    return [w for w in sorted(words) if re.search(rf"(?<![\w-]){w}(?![\w-])", text, re.I)]


def texts() -> Iterator[tuple[Path, int, str]]:
    """The English source of every text shown to people."""
    for file in sources("labeldesk"):
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QT_TRANSLATE_NOOP":
                source = node.args[1]
                assert isinstance(source, ast.Constant), f"{relative(file)}:{node.lineno}"
                yield file, node.lineno, str(source.value)


def documents() -> list[Path]:
    """The pages written for people, but for the glossary itself."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(page for page in pages if page.name != "GLOSSARY.md")


def test_no_text_of_the_program_uses_an_avoided_word() -> None:
    everywhere, window = avoided()

    wrong = [
        f"{relative(file)}:{line}: {word!r} in {text!r}"
        for file, line, text in texts()
        for word in found(re.sub(r"\{\w+\}", "", text), everywhere | window)
        if (relative(file), word) not in ALLOWED
    ]

    assert not wrong, "\n".join(wrong)


def test_no_text_of_the_program_shouts() -> None:
    assert not [f"{relative(file)}:{line}" for file, line, text in texts() if "!" in text]


def test_no_document_uses_an_avoided_word() -> None:
    everywhere, _ = avoided()

    wrong = [
        f"{relative(page)}: {word!r}"
        for page in documents()
        for word in found(CODE.sub("", page.read_text(encoding="utf-8")), everywhere)
        if (relative(page), word) not in ALLOWED
    ]

    assert not wrong, "\n".join(wrong)
