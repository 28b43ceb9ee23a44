"""Through a project and out again: not a byte of an untouched file is another one."""

from __future__ import annotations

import base64
import copy
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from labeldesk.work.exporting import Export, export_project
from labeldesk.work.importing import import_dataset
from labeldesk.work.projects import create_project
from labeldesk.work.sources import DataSet
from tests.unit.labelme.folders import put
from tests.unit.labelme.test_labelme import RICH as LABELME
from tests.unit.labelme.test_labelme import TYPES
from tests.unit.test_createml import RICH as CREATEML
from tests.unit.test_isat import RICH as ISAT
from tests.unit.xanylabeling.test_xanylabeling import RICH as XANYLABELING

ODD = {"large": 2**70, "small": 1e-320, "whole": 1e22, "minus": -0.0, "half": "\ud800", "zero": 0}


def whole(codec: str) -> Any:
    document: Any = {
        "labelme": LABELME, "xanylabeling": XANYLABELING, "isat": ISAT, "createml": [CREATEML[0]]
    }[codec]  # fmt: skip
    document = copy.deepcopy(document)
    if codec == "labelme":
        document["shapes"] += [entry for entry, _ in TYPES.values()]
    if codec == "createml":
        document[0]["image"] = "a.jpg"
    place = document[0] if codec == "createml" else document
    place["odd"] = ODD
    key = {"isat": "objects", "createml": "annotations"}.get(codec, "shapes")
    place[key][0]["odd"] = ODD
    return document


@pytest.mark.parametrize("codec", ["labelme", "xanylabeling", "createml", "isat"])
def test_what_nobody_touched_comes_out_of_a_project_to_the_byte(codec: str, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    Image.new("RGB", (80, 60)).save(folder / "a.jpg")
    document = whole(codec)
    if codec in ("labelme", "xanylabeling"):
        document["imageData"] = base64.b64encode((folder / "a.jpg").read_bytes()).decode()
    style = {"indent": None, "ensure_ascii": True} if codec == "createml" else {"indent": 2}
    before = put(folder / "a.json", document, **{"ensure_ascii": True, **style})
    project, _ = create_project(tmp_path / "p.labeldesk", folder, author="me")
    with project:
        done = import_dataset(project, DataSet(folder, codec))
        assert done.images == 1
        options = {"copy_images": True} | (
            {"layout": "file-per-image"} if codec == "createml" else {}
        )
        export_project(project, Export(codec, tmp_path / "out", options))
    assert (tmp_path / "out/a.json").read_bytes() == before
    assert (folder / "a.json").read_bytes() == before
