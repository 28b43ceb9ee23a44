"""An import without the window says first what it would meet."""

from __future__ import annotations

from pathlib import Path

from labeldesk.cli import main
from tests.unit.test_command_line import XML, folder, run

__all__ = ["folder"]  # a fixture


def test_an_import_is_previewed_and_merged_as_asked(folder: Path, capsys) -> None:
    project = folder / "p.labeldesk"
    main(["new", str(project), "--images", str(folder), "--json"])
    main(["import", str(project), "--from", str(folder), "--json"])
    for n in range(8):  # each box a little wider, two of another class
        cls = "bird" if n < 2 else ["cat", "dog"][n % 2]
        (folder / f"{n}.xml").write_text(XML.format(name=f"{n}.png", cls=cls, x=33 + n))
    capsys.readouterr()
    code, said, _ = run(capsys, "import", project, "--from", folder, "--preview")
    assert (code, said["new"], said["changed"], said["conflicting"]) == (0, 0, 6, 2)
    code, told, _ = run(capsys, "stats", project)
    assert told["classes"] == {"cat": 4, "dog": 4}
    code, said, _ = run(capsys, "import", project, "--from", folder, "--merge", "theirs")
    assert (code, said["annotations"]) == (0, 8)
    code, told, _ = run(capsys, "stats", project)
    assert told["classes"] == {"cat": 3, "dog": 3, "bird": 2}
    assert run(capsys, "import", project, "--from", folder, "--merge", "yours")[0] == 2
