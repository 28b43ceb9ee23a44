"""What the demo does, on blank images and with a model that always sees the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from devtools.inside import making, summary
from devtools.inside.drawings import SHEETS
from labeldesk.domain.geometry import Size
from labeldesk.domain.shapes import Tag
from labeldesk.storage.errors import ProjectLocked
from labeldesk.suggest.fake import write_detector

SIZES = {
    "astronaut.png": (512, 512),
    "chelsea.png": (451, 300),
    "coffee.png": (600, 400),
    "rocket.jpg": (640, 427),
}


@pytest.fixture
def photographs(tmp_path: Path) -> list[Path]:
    made = []
    for name, size in SIZES.items():
        made.append(tmp_path / name)
        Image.new("RGB", size, "gray").save(made[-1])
    return made


@pytest.fixture
def model(tmp_path: Path) -> Path:
    boxes = [(180.0, 180.0, 340.0, 340.0, 0.9, 0), (230.0, 230.0, 280.0, 280.0, 0.2, 0)]
    write_detector(tmp_path / "m.onnx", boxes, ("face",), image=Size(512, 512))
    return tmp_path / "m.onnx"


def test_the_demo_goes_the_whole_way_and_says_what_it_made(photographs, model, tmp_path) -> None:
    folder = tmp_path / "demo"
    making.cleared(folder)
    with making.make(folder, photographs) as project:
        proposed = making.Proposing(project, model).accepted()
        making.draw(project)
        written = making.export(project, folder)
        lines = summary.lines(folder, project, proposed, written)

    shapes = [shape for sheet in SHEETS.values() for _, shape in sheet]
    places = sum(not isinstance(shape, Tag) for shape in shapes) + 4
    found = {one.done.format: one.objects for one in written}
    assert (proposed.images, proposed.found, proposed.accepted) == (4, 8, 4)
    assert f"4 images, {len(shapes) + 4} objects" in lines[2]
    assert (found["voc"], found["coco"], found["yolo"]) == (places, places, places)
    assert found["masks"]
    coco = json.loads((folder / "coco/annotations/instances_default.json").read_text("utf-8"))
    assert len(coco["images"]) == 4


def test_an_earlier_demo_is_replaced_but_not_while_it_is_open(photographs, tmp_path) -> None:
    folder = tmp_path / "demo"
    making.cleared(folder)
    with making.make(folder, photographs), pytest.raises(ProjectLocked):
        making.cleared(folder)
    making.cleared(folder)

    assert not list(folder.iterdir())


def test_every_drawing_lies_inside_its_photograph() -> None:
    for name, sheet in SHEETS.items():
        size = Size(*SIZES[name])
        for _, drawn in sheet:
            shape = drawn.on(size) if hasattr(drawn, "on") else drawn
            bounds = shape.bounds
            assert bounds is None or (bounds.x0 >= 0 and bounds.y0 >= 0)
            assert bounds is None or (bounds.x1 <= size.width and bounds.y1 <= size.height)


def test_the_demo_opens_the_window_on_its_project_and_takes_its_picture(
    photographs, model, tmp_path
) -> None:
    command = [sys.executable, "-m", "devtools.inside.demo", "--folder", str(tmp_path / "demo")]
    done = subprocess.run(
        [*command, "--model", str(model), *map(str, photographs)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(making.__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    with Image.open(tmp_path / "demo" / "screenshot.png") as picture:
        assert picture.size == (1440, 900)
