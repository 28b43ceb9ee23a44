"""VIA 3: files, views, and metadata whose shapes are rows of numbers."""

from __future__ import annotations

import json
from pathlib import Path

from labeldesk.domain.geometry import Ring
from labeldesk.domain.shapes import Box, Ellipse, Point, Polygon, Polyline, Tag
from labeldesk.formats.via import CODEC
from tests.unit.one_file import Read, read, write


def third(tmp_path: Path, *rows: object, **more: object) -> Read:
    project = {
        "project": {"pid": "x", "vid_list": ["1"], "data_format_version": "3.1.1"},
        "config": {"file": {"loc_prefix": {"1": ""}}, "ui": {"y": 2}},
        "attribute": {
            "1": {"aname": "kind", "anchor_id": "FILE1_Z0_XY1", "type": 4,
                  "desc": "", "options": {"0": "cat", "1": "dog"}, "default_option_id": ""},
            "2": {"aname": "seen", "anchor_id": "FILE1_Z0_XY1", "type": 2,
                  "desc": "", "options": {"0": "day", "1": "dusk"}, "default_option_id": ""},
        },
        "file": {"1": {"fid": "1", "fname": "a.jpg", "type": 2, "loc": 1, "src": ""}},
        "view": {"1": {"fid_list": ["1"]}},
        "metadata": {f"1_{n}": row for n, row in enumerate(rows)},
    }  # fmt: skip
    (tmp_path / "p.json").write_text(json.dumps({**project, **more}))
    return read(CODEC, tmp_path)


def xy(*numbers: float, **more: object) -> dict[str, object]:
    return {
        "vid": "1",
        "flg": 0,
        "z": [],
        "xy": list(numbers),
        "av": {"1": "1", "2": "0,1"},
        **more,
    }


def test_every_shape_of_version_3_is_read_and_written_back(tmp_path: Path) -> None:
    rows = [
        xy(1, 5, 6), xy(2, 1, 2, 3, 4), xy(3, 5, 6, 2), xy(4, 5, 6, 2, 1), xy(5, 1, 2, 3, 4),
        xy(6, 1, 2, 3, 4, 5, 6), xy(7, 1, 2, 3, 4, 5, 1), xy(8, 1, 5, 9, 5, 4, 2, 4, 8),
        xy(9, 0, 1, 1, 0, 2, 1), xy(),
    ]  # fmt: skip
    found = third(tmp_path, *rows)
    assert [a.shape for a in found.annotations] == [
        Point(5, 6), Box(1, 2, 4, 6), Ellipse(5, 6, 2, 2), Ellipse(5, 6, 2, 1),
        Polyline(Ring([(1, 2), (3, 4)])), Polyline(Ring([(1, 2), (3, 4), (5, 6)])),
        Polygon.of([(1, 2), (3, 4), (5, 1)]), Box(1, 2, 9, 8), Ellipse(1, 1, 1, 1), Tag(),
    ]  # fmt: skip
    assert {found.named(a) for a in found.annotations} == {"dog"}
    assert found.annotations[0].attributes == {"seen": "day, dusk"}
    write(CODEC, found.images, found.classes, tmp_path / "out", layout="via3")
    was = json.loads((tmp_path / "p.json").read_text())
    now = json.loads((tmp_path / "out" / "via.json").read_text())
    for mid, row in was["metadata"].items():
        if row["xy"]:
            assert now["metadata"][mid] == row
    assert {k: now["attribute"][k] for k in was["attribute"]} == was["attribute"]
    assert now["config"]["ui"] == {"y": 2}
    assert (now["file"], now["view"]) == (was["file"], was["view"])


def test_what_is_of_a_moment_or_of_no_image_is_said(tmp_path: Path) -> None:
    found = third(tmp_path, xy(2, 1, 2, 3, 4, z=[1.5]), xy(8, 1), xy(77, 1))
    assert found.annotations == []
    assert len(found.report.rows) >= 3
    files = {"1": {"fid": "1", "fname": "a.mp4", "type": 4}}
    assert third(tmp_path, file=files).images == []


def test_values_of_odd_kinds_are_no_fault(tmp_path: Path) -> None:
    attribute = {"1": {"aname": "kind", "type": [4], "options": {"0": "cat"}}}
    found = third(tmp_path, xy(1, 5, 6), attribute=attribute)
    assert found.annotations[0].attributes == {"kind": "1", "2": "0,1"}
