"""Rules about the text of the source files that no linter knows."""

from __future__ import annotations

import re

from tests.arch.checkout import relative, sources, strings, tracked, tree

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b")
HOMES = "|".join(("home", "Users", "root", "work"))
MACHINE_PATH = re.compile(rf"(?<![\w.~}}-])/(?:{HOMES})/\w|\b[A-Z]:\\+Users\\+\w")
BINARY = {".png", ".jpg", ".jpeg", ".qm", ".ico", ".icns", ".onnx", ".tif", ".tiff", ".npz"}

PATHS_ALLOWED: dict[str, str] = {}
"""File -> why it may name a path of a machine."""


def test_colours_are_named_in_the_theme_only() -> None:
    found = [
        f"{relative(file)}:{line}: {value!r}"
        for file in sources("labeldesk/ui")
        if not relative(file).startswith("labeldesk/ui/theme")
        for line, value in strings(tree(file))
        if COLOUR.search(value)
    ]

    assert not found, "\n".join(found)


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    found = []
    for file in tracked():
        if file.suffix.lower() in BINARY or relative(file) in PATHS_ALLOWED:
            continue
        lines = file.read_text(encoding="utf-8").splitlines()
        found += [
            f"{relative(file)}:{number}: {line.strip()[:100]}"
            for number, line in enumerate(lines, 1)
            if MACHINE_PATH.search(line)
        ]

    assert not found, "\n".join(found)
