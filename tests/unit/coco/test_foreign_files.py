"""COCO files of others: real ones, broken ones, hostile ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from labeldesk.formats.coco import CODEC
from labeldesk.formats.coco import stream as json_stream
from labeldesk.formats.port import Source
from labeldesk.formats.reading import HEAD
from labeldesk.formats.registry import registry
from tests.unit.coco.files import (
    OUT,
    ROWS,
    SIZE,
    data,
    pycocotools,
    read,
    rewritten,
    taken,
    write,
)

BAD = {
    "ok": (1, 1, 0, 0),
    "empty": (0, 0, 0, 1),
    "array_root": (0, 0, 0, 1),
    "null": (0, 0, 0, 1),
    "dup_key": (1, 1, 1, 0),
    "gbk": (1, 1, 0, 0),  # its two bytes are the UTF-8 of another letter: nothing to be seen
    "bbox_inf": (1, 0, 0, 1),
    "bbox_str": (1, 0, 0, 1),
    "bbox_null": (1, 0, 0, 1),
    "bbox_zero": (1, 1, 1, 0),
    "seg_empty": (1, 1, 0, 0),
    "poly_flat": (1, 1, 1, 0),
    "poly_bowtie": (1, 1, 1, 0),
    "poly_multi": (1, 1, 0, 0),
    "unknown_img": (1, 0, 0, 1),
    "float_id": (1, 1, 1, 0),
    "no_categories": (1, 1, 1, 1),
    "annotations_null": (0, 0, 0, 1),
    "img_no_size": (1, 1, 1, 0),
    "extra": (1, 1, 0, 0),
    "kp_bad_len": (1, 1, 1, 0),
    "path_absolute": (0, 0, 0, 1),
    "path_traversal": (0, 0, 0, 1),
    "path_url": (0, 0, 0, 1),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_behave_as_their_manifest_says(shared: Path, tmp_path: Path, name: str) -> None:
    path = shared / "bad" / "coco" / f"{name}.json"
    images, report, source = read(path)
    annotations = sum(len(image.annotations) for image in images)
    warnings, errors = report.severities["warning"], report.severities["error"]
    assert (len(images), annotations, warnings, errors) == BAD[name], report.rows
    assert all(row.path == path.name for row in report.rows)
    write(images, source.classes.classes, tmp_path)
    text = (tmp_path / OUT).read_text()
    assert "NaN" not in text
    assert "Infinity" not in text
    assert "etc/passwd" not in text


def test_every_bad_file_is_tested(shared: Path) -> None:
    assert {p.stem for p in (shared / "bad" / "coco").glob("*.json")} == set(BAD)


def test_a_category_id_of_90_stays_90(shared: Path, tmp_path: Path) -> None:
    images, _, source = read(shared / "bad" / "coco" / "ok.json")
    write(images, source.classes.classes, tmp_path)
    assert set(pycocotools(tmp_path / OUT).cats) == {1, 90}


def test_the_size_of_a_picture_comes_from_the_picture_when_the_file_lacks_it(shared: Path) -> None:
    (image,), _, _ = read(shared / "bad" / "coco" / "img_no_size.json")
    assert image.size == SIZE


TERRAIN = "obss+sahi/tests/data/coco_utils"
DATUMARO = "open-edge-platform+datumaro/tests/assets/coco_dataset"
TOY = (
    "rafaelpadilla+review_object_detection_metrics/toyexample/gts_coco_format/toy_example_coco.JSON"
)
COUNTS = {
    f"{TERRAIN}/terrain1_coco.json": (1, 7),
    f"{TERRAIN}/terrain2_coco.json": (1, 5),
    TOY: (10, 12),
    f"{DATUMARO}/coco/annotations/instances_train.json": (1, 1),
    f"{DATUMARO}/coco/annotations/instances_val.json": (1, 2),
    f"{DATUMARO}/coco/annotations/person_keypoints_val.json": (1, 2),
    f"{DATUMARO}/coco/annotations/image_info_val.json": (1, 0),
    f"{DATUMARO}/coco_roboflow/train/_annotations.coco.json": (1, 1),
}


@pytest.mark.parametrize("name", COUNTS)
def test_real_files_are_read_whole_and_written_back_the_same(
    shared: Path, tmp_path: Path, name: str
) -> None:
    images, report, source = read(shared / name, images=())
    theirs = json.loads((shared / name).read_text())
    assert (len(images), sum(len(i.annotations) for i in images)) == COUNTS[name], report.rows
    assert len(theirs["annotations"]) == COUNTS[name][1]
    write(images, source.classes.classes, tmp_path)
    ours = json.loads((tmp_path / OUT).read_text())
    key = lambda row: row["id"]  # noqa: E731
    assert sorted(ours["annotations"], key=key) == sorted(theirs["annotations"], key=key)
    assert sorted(ours["images"], key=key) == sorted(theirs["images"], key=key)


RESULTS = [
    "instances_val2014_fakebbox100_results.json",
    "instances_val2014_fakesegm100_results.json",
    "person_keypoints_val2014_fakekeypoints100_results.json",
    "captions_val2014_fakecap_results.json",
]


@pytest.mark.parametrize("name", RESULTS)
def test_results_of_a_model_are_recognised_and_refused(shared: Path, name: str) -> None:
    images, report, _ = read(shared / "cocodataset+cocoapi" / "results" / name)
    assert not images
    assert "results of a model" in str(report.rows[0])


@pytest.mark.parametrize("kind", ["panoptic", "captions"])
def test_other_kinds_of_coco_files_are_refused(shared: Path, kind: str) -> None:
    images, report, _ = read(shared / DATUMARO / f"coco_{kind}")
    assert not images
    assert report.severities["error"] == 2


def test_a_name_outside_that_is_a_picture_here_is_that_picture(tmp_path: Path) -> None:
    content = data(ROWS[0])
    content["images"][0]["file_name"] = "/elsewhere/good.jpg"
    images, report, _ = taken(tmp_path, content)
    assert [image.path for image in images] == ["good.jpg"]
    assert report.severities["warning"] == 1


def test_bytes_that_are_no_utf8_are_one_message(tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_bytes(json.dumps({"info": "été"}, ensure_ascii=False).encode("latin-1"))
    images, report, _ = read(path)
    assert not images
    assert [row.severity for row in report.rows] == ["error"]
    assert "byte 10" in str(report.rows[0])


@pytest.mark.parametrize(
    "text",
    ["{", '{"images": [', '{"images": [{"id": 1}', '{"images": [{"id": 1}]', "{}}", '{"images" []}',
     '{"images": [{"id": 1},]}', '{"a": tru}', "[" * 100_000, '{"a":' + "[" * 100_000, "5", '"x"'],
    ids=str.__len__,
)  # fmt: skip
def test_text_that_is_no_data_set_is_one_message(tmp_path: Path, text: str) -> None:
    images, report, _ = taken(tmp_path, text)
    assert not images
    assert [row.severity for row in report.rows] == ["error"]
    assert report.rows[0].path == "in.json"


@pytest.mark.parametrize("chunk", [1, 7, 64])
def test_reading_in_pieces_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    content = data(*ROWS)
    content["annotations"][0]["deep"] = {"a": {"b": {"c": {"d": "}]{"}}}}
    content["images"][0]["quote"] = 'a "]" \\ 猫 {'
    monkeypatch.setattr(json_stream, "CHUNK", chunk)
    assert rewritten(tmp_path, content) == content


def test_an_entry_that_is_no_object_stops_nothing(tmp_path: Path) -> None:
    content = data(*ROWS[:1])
    content["annotations"] += [None, 5, [1], {"image_id": [7]}, {"image_id": 7}]
    content["images"] += [None, {"id": 8}, {"file_name": "x.jpg"}, {"id": 7, "file_name": "y.jpg"}]
    images, report, _ = taken(tmp_path, content)
    assert len(images) == 1
    assert len(images[0].annotations) == 1
    assert report.severities["error"] >= 8


def test_a_folder_holds_other_json_files_too(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(data(ROWS[0])))
    (tmp_path / "b.json").write_text('{"shapes": [], "imagePath": "x.jpg"}')
    (tmp_path / "labeldesk-export.json").write_text('{"program": "labeldesk", "files": {}}')
    images, report, source = read(tmp_path)
    assert len(images) == 1
    assert not report.has_problems
    sniff = CODEC.sniff(source.files, source.head_of)
    assert (sniff.fit > 0.9, sniff.files) == (True, 1)


@pytest.mark.parametrize("name", ["panoptic_val.json", "captions_val.json", "segments.json"])
def test_what_is_refused_on_reading_is_not_offered(tmp_path: Path, name: str) -> None:
    annotation = '{"annotations": [{"segments_info": [], "image_id": 1}], "images": []}'
    (tmp_path / name).write_text(annotation)
    source = read(tmp_path)[2]
    assert CODEC.sniff(source.files, source.head_of).fit == 0


def test_files_that_tell_the_same_objects_again_are_passed_over(shared: Path) -> None:
    images, report, _ = read(shared / DATUMARO / "coco")
    paths = [image.path for image in images]
    assert sum(len(image.annotations) for image in images) == 8
    assert len(paths) == 6  # instances, stuff and labels of two parts
    assert report.severities["error"] == 0


@pytest.mark.parametrize(
    "first",
    [
        {"info": {"description": "x" * 9000}},
        {"licenses": [{"id": n, "name": "y" * 80} for n in range(200)]},
        {"type": "instances", "history": ["z" * 50_000]},
    ],
)
def test_a_file_that_says_much_before_its_lists_is_recognised(tmp_path: Path, first) -> None:
    lists = {k: v for k, v in data(*ROWS).items() if k not in ("info", "licenses")}
    (tmp_path / "long.json").write_text(json.dumps({**first, **lists}))
    (tmp_path / "other.json").write_text(json.dumps({"version": "5.0", "shapes": ["x" * 9000]}))
    source = Source(root=tmp_path, files=Source.files_of(tmp_path)[1])
    assert registry().recognised(source) is CODEC
    (tmp_path / "short.json").write_text(json.dumps(data(*ROWS)))
    images, report, _ = read(tmp_path)
    assert [len(image.annotations) for image in images] == [len(ROWS)] * 2
    assert not report.severities["error"]


def test_few_files_are_looked_at_far_into(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"list": ["x" * 9000]}))
    looked: list[int] = []

    def head(name: str, size: int = HEAD) -> bytes:
        looked.append(size)
        return (tmp_path / "a.json").read_bytes()[:size]

    assert CODEC.sniff([f"{n}.json" for n in range(1000)], head).fit == 0
    assert sum(size > HEAD for size in looked) <= 50
