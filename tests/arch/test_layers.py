"""The arrows of the architecture: what may import what."""

from __future__ import annotations

import subprocess
import sys

from tests.arch.checkout import ROOT

LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"


def test_every_import_follows_the_contracts_in_pyproject() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
