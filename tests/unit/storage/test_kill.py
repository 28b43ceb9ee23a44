"""kill -9 in the middle of a session loses nothing that was acknowledged."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.storage.project import Project
from tests.unit.storage import scripted_session

TOP = Path(__file__).resolve().parents[3]


@pytest.mark.skipif(sys.platform == "win32", reason="TerminateProcess cannot strike mid-write")
@pytest.mark.parametrize("rounds", [4, pytest.param(20, marks=pytest.mark.long)])
def test_no_acknowledged_edit_is_missing_after_kills(tmp_path, rounds):
    path = tmp_path / "p.labeldesk"
    image = ImageRecord(id=ImageId(1), path="a.jpg")
    with Project.create(path, root=tmp_path, author="ana") as project:
        project.add_images([image]).result()
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    acknowledged: dict[int, int] = {}
    for _ in range(rounds):
        acknowledged |= _killed(path, chance.randrange(1, scripted_session.EDITS))
    with Project.open(path, author="ana") as project:
        there = project.document(image.id)
        steps = {step.id for step in project.history(limit=rounds * scripted_session.EDITS)}
    missing = [one for one in acknowledged.values() if one not in there]
    assert not missing, f"{len(missing)} of {len(acknowledged)} missing, seed {seed}"
    assert set(acknowledged) <= steps
    # At most the one edit per round that was on its way when the process died.
    assert len(there) <= len(acknowledged) + rounds


@pytest.mark.skipif(sys.platform == "win32", reason="TerminateProcess cannot strike mid-write")
@pytest.mark.parametrize("rounds", [3, pytest.param(20, marks=pytest.mark.long)])
def test_no_acknowledged_edit_lacks_its_image_when_killed_while_images_come(tmp_path, rounds):
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for number in range(rounds):
        path = tmp_path / f"{number}.labeldesk"
        edits = _killed(path, chance.randrange(1, scripted_session.EDITS // 5), "new")
        with Project.open(path, author="ana") as project:
            there = {one.id for image in project.iter_labeled() for one in image.annotations}
            counted = sum(project.class_counts().values())
        assert set(edits.values()) <= there, f"seed {seed}"
        assert counted == len(there), f"annotations without an image, seed {seed}"


def _killed(path: Path, after: int, *more: str) -> dict[int, int]:
    """Change ids and annotation ids that a child acknowledged before it was killed."""
    command = [sys.executable, "-m", "tests.unit.storage.scripted_session", str(path), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=TOP) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        lines = [child.stdout.readline() for _ in range(after)]
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
    whole = [line.split() for line in lines if line.endswith("\n")]
    return {int(change): int(annotation) for change, annotation in whole}
