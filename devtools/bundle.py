"""The frozen program: a folder below ``dist/`` that needs no Python, and its trial run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from devtools.environment import Environment
from devtools.places import BUILD, DIST, ROOT
from devtools.processes import has_own_display, must_run, with_display
from devtools.say import DevError, say
from devtools.system import Need

NAME = "labeldesk"


def needs() -> list[Need]:
    """What PyInstaller asks of the system: a tool to read libraries, and Python as one.

    Debian packages Python's own library apart; Pythons from elsewhere bring theirs.
    """
    version = "{}.{}".format(*sys.version_info)
    needs = [Need("binutils", program="objdump")]
    if sys.base_prefix == "/usr":
        needs.append(Need(f"libpython{version}", library=f"libpython{version}.so.1.0"))
    return needs


def bundle(environment: Environment) -> int:
    """Build it, then let it test itself away from everything that is installed here."""
    must_run(
        [
            *(environment.python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
            *("--distpath", DIST, "--workpath", BUILD / "pyinstaller"),
            ROOT / "packaging" / "labeldesk.spec",
        ]
    )
    folder = DIST / NAME
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    size = sum(file.stat().st_size for file in files)
    say(f"{folder.relative_to(ROOT)}: {len(files)} files, {size / 1e6:.0f} MB")
    program = folder / (f"{NAME}.exe" if os.name == "nt" else NAME)
    self_test([program], {"QT_QPA_PLATFORM": "offscreen"})
    if has_own_display():
        self_test(with_display([program]), {"PATH": os.defpath, "QT_QPA_PLATFORM": "xcb"})
    return 0


def self_test(program: list[str | Path], variables: dict[str, str]) -> None:
    """Run ``--self-test`` with a home and a folder of its own and hardly any environment.

    So a library or a setting that only this machine has cannot make it pass.
    """
    system = {name: os.environ[name] for name in ("SYSTEMROOT", "LANG") if name in os.environ}
    with tempfile.TemporaryDirectory() as home:
        own = {"HOME": home, "LABELDESK_HOME": home, "TMPDIR": home, "PATH": ""}
        command = [str(part) for part in (*program, "--self-test")]
        say(f"self-test, {variables['QT_QPA_PLATFORM']}")
        done = subprocess.run(
            command,
            cwd=home,
            env={**system, **own, **variables},
            stdin=subprocess.DEVNULL,
            timeout=300,
            check=False,
        )
    if done.returncode != 0:
        raise DevError(f"the built program's self-test ended with {done.returncode}")
