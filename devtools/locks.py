"""The lock files: exact versions and hashes, valid on three systems and four Pythons.

They hold no address, so they install from whatever index a machine is set up for.
"""

from __future__ import annotations

from collections.abc import Sequence

from devtools.places import PYPROJECT, ROOT
from devtools.processes import must_run, program
from devtools.say import DevError, say

LOCKS = {
    "requirements.lock": ("cpu", "dicom", "dev"),
    "requirements-gpu.lock": ("gpu", "dicom", "dev"),
}
"""Lock file -> the extras it holds besides the project's own dependencies."""


def lock(arguments: Sequence[str] = ()) -> int:
    """Resolve again; versions that still fit stay, unless ``--upgrade`` is given."""
    uv = program("uv")
    if uv is None:
        raise DevError("making the lock files needs uv on PATH (installing from them does not)")
    sources = {name: [PYPROJECT.name, *_chosen(extras)] for name, extras in LOCKS.items()}
    sources["devtools/samples.lock"] = ["devtools/samples.in", "--no-deps"]
    for name, source in sources.items():
        say(f"resolving {name}")
        must_run([uv, "pip", "compile", *source, *_OPTIONS, "-o", name, *arguments], folder=ROOT)
    return 0


def _chosen(extras: Sequence[str]) -> list[str]:
    return [part for extra in extras for part in ("--extra", extra)]


_OPTIONS = (
    *("--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate"),
    *("--no-emit-index-url", "--no-emit-find-links", "--quiet"),
)
