"""A fresh project for every test of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from labeldesk.storage.project import Project
from tests.conformance.store_samples import made


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with made(tmp_path / "p.labeldesk") as one:
        yield one
