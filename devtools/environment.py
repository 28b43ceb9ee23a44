"""The virtual environment beside the checkout: made, filled from a lock file, kept in step."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from devtools.places import PYPROJECT, ROOT
from devtools.processes import must_run, program
from devtools.say import DevError, say


@dataclass(frozen=True)
class Environment:
    """A folder with a Python, and the lock file that says what is installed in it."""

    folder: Path
    lock: Path

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / _SCRIPTS / ("python.exe" if os.name == "nt" else "python")

    def tool(self, name: str) -> Path:
        """A program that a package installed into the environment."""
        return self.folder / _SCRIPTS / (f"{name}.exe" if os.name == "nt" else name)

    def make(self) -> Environment:
        """Bring the folder into step with the lock and the project; nothing if it is.

        The packages come with their hashes from the lock, the project itself after them,
        editable and without dependencies of its own.
        """
        done = self._stamp()
        if done is None or not self._works():
            self._create()
            done = {}
        want = {"lock": _digest(self.lock), "project": _digest(PYPROJECT)}
        if done == want:
            return self
        if done.get("lock") != want["lock"]:
            say(f"installing the packages of {self.lock.name}")
            self._install("--require-hashes", "-r", str(self.lock))
        say("installing Labeldesk itself")
        self._install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        self._stamp_file.write_text(json.dumps(want), encoding="utf-8")
        return self

    def install_without_dependencies(self, requirements: Path) -> None:
        """Add what a requirements file with hashes names, and nothing that it would pull."""
        self._install("--no-deps", "--require-hashes", "-r", str(requirements))

    @property
    def _stamp_file(self) -> Path:
        return self.folder / "labeldesk-stamp.json"

    def _stamp(self) -> dict[str, str] | None:
        """What was installed last; None where the folder is not (yet) one of ours."""
        try:
            stamp = json.loads(self._stamp_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return stamp if isinstance(stamp, dict) else None

    def _works(self) -> bool:
        """Whether its Python still starts (the one it was made from may be gone)."""
        probe = "import sys; sys.exit(sys.version_info < (3, 11))"
        try:
            done = subprocess.run([self.python, "-c", probe], check=False, stdin=subprocess.DEVNULL)
        except OSError:
            return False
        return done.returncode == 0

    def _create(self) -> None:
        if self.folder.is_symlink():
            raise DevError(f"{self.folder.name} is a link to elsewhere; remove it and run again")
        if self.folder.exists():
            if not (self.folder / "pyvenv.cfg").is_file():
                raise DevError(f"{self.folder} is in the way: it is no virtual environment")
            shutil.rmtree(self.folder)
        say(f"making {self.folder.name} with Python {sys.version.split()[0]}")
        uv = program("uv")
        if uv:
            must_run([uv, "venv", "--quiet", "--python", sys.executable, self.folder])
        else:
            must_run([sys.executable, "-m", "venv", self.folder])

    def _install(self, *what: str) -> None:
        """`uv pip install` or `pip install` of `what` into this environment."""
        uv = program("uv")
        if uv:
            must_run([uv, "pip", "install", "--quiet", "--python", self.python, *what])
            return
        pip: list[str | Path] = [self.python, "-m", "pip"]
        if not self._has_pip():
            must_run([self.python, "-m", "ensurepip", "--default-pip"])
        must_run([*pip, "install", "--quiet", "--disable-pip-version-check", *what])

    def _has_pip(self) -> bool:
        """False where uv made the environment and is gone since."""
        probe: list[str | Path] = [self.python, "-c", "import pip"]
        done = subprocess.run(probe, check=False, capture_output=True, stdin=subprocess.DEVNULL)
        return done.returncode == 0


_SCRIPTS = "Scripts" if os.name == "nt" else "bin"

CPU = Environment(ROOT / ".venv", ROOT / "requirements.lock")
GPU = Environment(ROOT / ".venv-gpu", ROOT / "requirements-gpu.lock")
"""A second environment, because both onnxruntime packages own the same folder."""


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
