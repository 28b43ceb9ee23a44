"""Every test gets a home of its own, and nothing may be left running."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes says more about the machine's other work than about ours.
settings.register_profile("labeldesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("labeldesk")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("LABELDESK_HOME", str(home))


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
    for thread in left:
        thread.join(5)
    assert not [t for t in left if t.is_alive()], f"threads left running: {left}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real files that lie beside the checkout; tests that want them are skipped without."""
    if not SHARED.is_dir():
        pytest.skip("no shared data beside this checkout")
    return SHARED
