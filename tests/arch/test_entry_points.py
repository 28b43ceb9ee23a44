"""What is loaded when: start is fast and the command line knows no Qt."""

from __future__ import annotations

import json

import pytest

from tests.arch.checkout import PACKAGE, python

HEAVY = {
    *("numpy", "cv2", "PIL", "lxml", "shapely", "pycocotools", "tifffile", "yaml", "msgspec"),
    *("sqlalchemy", "sqlite3", "onnx", "onnxruntime", "PySide6", "shiboken6"),
}
QT = {"PySide6", "shiboken6"}


def loaded_by(imports: str) -> set[str]:
    """The top-level modules in a fresh interpreter after this statement."""
    out = python(f"{imports}\nimport json, sys\nprint(json.dumps(list(sys.modules)))")
    return {name.partition(".")[0] for name in json.loads(out.splitlines()[-1])}


def test_the_entry_points_import_nothing_heavy() -> None:
    assert not loaded_by("import labeldesk.__main__") & HEAVY


@pytest.mark.skipif(not (PACKAGE / "cli").is_dir(), reason="there is no command line yet")
def test_no_module_of_the_command_line_loads_qt_or_a_model_runtime() -> None:
    every = (
        "import importlib, pkgutil, labeldesk.cli as cli\n"
        "for m in pkgutil.walk_packages(cli.__path__, 'labeldesk.cli.'):\n"
        "    importlib.import_module(m.name)"
    )

    assert not loaded_by(every) & (QT | {"onnx", "onnxruntime"})


def test_the_domain_needs_the_standard_library_and_numpy_only() -> None:
    every = (
        "import importlib, pkgutil, labeldesk.domain as domain\n"
        "for m in pkgutil.walk_packages(domain.__path__, 'labeldesk.domain.'):\n"
        "    importlib.import_module(m.name)"
    )

    assert loaded_by(every) & HEAVY <= {"numpy"}


def test_the_window_knows_the_verbs_of_the_command_line() -> None:
    from labeldesk.__main__ import SUBCOMMANDS
    from labeldesk.cli.arguments import parser

    (commands,) = [a for a in parser()._actions if a.dest == "command"]

    assert set(commands.choices or ()) == SUBCOMMANDS


def test_a_verb_goes_to_the_command_line_without_a_window(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from labeldesk.__main__ import main

    with pytest.raises(SystemExit) as end:
        main(["inspect", "--help"])

    assert end.value.code == 0
    assert "inspect" in capsys.readouterr().out
