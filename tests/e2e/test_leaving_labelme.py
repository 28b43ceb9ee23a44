"""A folder that labelme worked in: everything is there, and labelme could go on with it."""

from __future__ import annotations

import json

import cv2
import numpy as np
import pytest

from tests.unit.labelme.folders import a_shape, labelme_opens, put


@pytest.fixture
def shop(tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    for n in range(1, 4):
        cv2.imwrite(str(folder / f"{n}.png"), np.full((150, 200, 3), 90, dtype=np.uint8))
        shapes = [
            a_shape("rectangle", [(20.0, 30.0), (80.0, 90.0)], label="cat", tracker=7),
            a_shape("circle", [(150.0, 60.0), (150.0, 80.0)], label="cup", flags={"full": True}),
            a_shape("linestrip", [(5.0, 5.0), (60.0, 9.0), (90.0, 5.0)], label="edge", group_id=3),
        ]
        document = {
            "version": "5.4.1", "flags": {"indoors": True}, "shapes": shapes,
            "imagePath": f"{n}.png", "imageData": None, "imageHeight": 150, "imageWidth": 200,
            "reviewer": "甲",
        }  # fmt: skip
        put(folder / f"{n}.json", document)
    return folder


def texts(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.json")}


def test_everything_comes_in_and_only_the_edited_shape_is_written(start, shop):
    before = texts(shop)
    program = start(shop)
    program.until(lambda: program.ask("notices") == ["3 labelme JSON files"])
    program.press("Import and keep in step")
    program.until(lambda: len(program.objects()) == 4)
    assert sorted(o["class"] for o in program.objects()) == ["cat", "cup", "edge", "indoors"]
    program.until(lambda: any("imported" in title for title in program.ask("notices")))
    assert texts(shop) == before

    program.key("Escape")
    program.until(lambda: program.ask("facts")["tool"] == "select")
    program.click(50, 60)
    program.until(lambda: program.ask("facts")["selected"] == 1)
    program.drag((50, 60), (70, 60))
    program.key("ctrl+s")
    program.until(lambda: texts(shop) != before)
    assert {name for name, text in texts(shop).items() if text != before[name]} == {"1.json"}
    old, new = json.loads(before["1.json"]), labelme_opens(shop / "1.json")
    (x0, _), (x1, _) = new["shapes"][0]["points"]
    assert x1 - x0 == 60
    assert x0 != 20
    new["shapes"][0]["points"] = old["shapes"][0]["points"]
    assert json.dumps(new) == json.dumps(old)
    assert program.quit() == 0
