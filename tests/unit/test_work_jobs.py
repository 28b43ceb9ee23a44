"""Jobs: imports in a child process, cancelling, splits that are the same for the same seed."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId, new_id
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.problem import Severity, UserError
from labeldesk.domain.progress import Cancel, Cancelled, Progress
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.formats.report import Report
from labeldesk.storage.project import Project
from labeldesk.work.contents import content_of
from labeldesk.work.exporting import Export, export_project
from labeldesk.work.importing import import_dataset
from labeldesk.work.previewing import look_before
from labeldesk.work.projects import create_project, read_classes
from labeldesk.work.sources import DataSet
from labeldesk.work.splits import parse_split, split_of
from labeldesk.work.watch import Watch

XML = (
    "<annotation><filename>{n}.png</filename><object><name>cat</name><bndbox><xmin>1</xmin>"
    "<ymin>2</ymin><xmax>30.5</xmax><ymax>40</ymax></bndbox></object></annotation>"
)


@pytest.fixture
def project(tmp_path: Path):
    for n in range(5):
        Image.new("RGB", (80, 60)).save(tmp_path / f"{n}.png")
        (tmp_path / f"{n}.xml").write_text(XML.format(n=n))
    made, _ = create_project(tmp_path / "p.labeldesk", tmp_path, author="me")
    with made:
        yield made


def test_an_import_in_a_child_is_one_undo_step(project, tmp_path: Path) -> None:
    told: list[Progress] = []
    done = import_dataset(project, DataSet(tmp_path), Watch(told.append), in_child=True)
    assert (done.annotations, done.new_images, done.classes) == (5, 0, 1)
    assert told
    project.undo().result()
    assert not project.image_columns().counts.any()
    project.redo().result()
    assert project.image_columns().counts.sum() == 5


def test_where_nothing_is_found_there_is_nothing_to_undo(project, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "broken.xml").write_text("<annotation><object>")
    done = import_dataset(project, DataSet(empty, "voc"))
    assert (done.images, done.change, done.report.has_problems) == (0, None, True)
    assert project.peek_undo() is None


@pytest.mark.parametrize("in_child", [False, True])
def test_a_cancelled_import_leaves_nothing(project, tmp_path: Path, in_child: bool) -> None:
    cancel = Cancel()
    cancel.set()
    with pytest.raises(Cancelled):
        import_dataset(project, DataSet(tmp_path), Watch(cancel=cancel), in_child=in_child)
    assert not project.image_columns().counts.any()
    assert project.peek_undo() is None


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_after_kill_in_an_import_nothing_is_in_and_nothing_lies_about(tmp_path: Path) -> None:
    images, temporary = tmp_path / "images", tmp_path / "temporary"
    images.mkdir()
    temporary.mkdir()
    for n in range(300):
        (images / f"{n}.xml").write_text(XML.format(n=n))
    Image.new("RGB", (80, 60)).save(images / "0.png")
    code = f"""
import os, signal
from pathlib import Path
from labeldesk.work.importing import import_dataset
from labeldesk.work.projects import create_project
from labeldesk.work.sources import DataSet
from labeldesk.work.watch import Watch
def die(_): os.kill(os.getpid(), signal.SIGKILL)
if __name__ == "__main__":
    images = Path({str(images)!r})
    project, _ = create_project(images / "p.labeldesk", images, author="me")
    import_dataset(project, DataSet(images), Watch(die), in_child=True)
"""
    script = tmp_path / "killed.py"
    script.write_text(code)
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(Path.cwd())}
    killed = subprocess.run([sys.executable, str(script)], check=False, env=environment)
    assert killed.returncode == -signal.SIGKILL
    for _ in range(500):
        if not list(temporary.iterdir()):
            break
        select.select([], [], [], 0.02)
    assert not list(temporary.iterdir())
    with Project.open(images / "p.labeldesk", author="me") as project:
        assert not project.image_columns().counts.any()
        assert len(project.classes()) == 0
        assert project.peek_undo() is None


def test_an_import_in_many_parts_is_one_undo_step(
    project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("labeldesk.work.parsing.PART", 2)
    for n in (7, 8):
        (tmp_path / f"{n}.xml").write_text(XML.format(n=n))
    done = import_dataset(project, DataSet(tmp_path))
    assert (done.annotations, done.images, done.new_images, done.twins) == (7, 7, 2, 0)
    project.undo().result()
    assert not project.image_columns().counts.any()
    assert len(project.images()) == 5
    assert project.peek_undo() is None
    project.redo().result()
    assert project.image_columns().counts.sum() == 7


def test_an_import_that_brings_nothing_is_no_undo_step(project, tmp_path: Path) -> None:
    assert import_dataset(project, DataSet(tmp_path)).change is not None
    again = import_dataset(project, DataSet(tmp_path))
    assert (again.annotations, again.twins, again.change is not None) == (0, 5, False)
    assert len(project.history()) == 1
    (tmp_path / "bad.json").write_text("{")
    broken = import_dataset(project, DataSet(tmp_path / "bad.json", "coco"))
    assert (broken.change is not None, broken.report.rows[0].path) == (False, "bad.json")
    assert len(project.history()) == 1
    project.undo().result()
    assert not project.image_columns().counts.any()


def test_an_import_of_states_alone_is_an_undo_step(project, tmp_path: Path) -> None:
    import_dataset(project, DataSet(tmp_path))
    (tmp_path / "0.xml").write_text(XML.format(n=0).replace("on>", 'on verified="yes">', 1))
    assert import_dataset(project, DataSet(tmp_path)).change is not None
    assert project.images()[0].state.done
    project.undo().result()
    assert not project.images()[0].state.done


def test_a_fault_after_some_parts_leaves_nothing(
    project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("labeldesk.work.parsing.PART", 2)

    def stop(progress: Progress) -> None:
        if progress.done >= 4:
            raise OSError("the disk went away")

    with pytest.raises(OSError, match="went away"):
        import_dataset(project, DataSet(tmp_path), Watch(stop))
    count = "SELECT count(*) FROM annotation"
    assert project.later(lambda c: c.exec_driver_sql(count).scalar()).result() == 0
    assert project.peek_undo() is None


def test_a_fault_in_the_child_is_told_here(project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no format nope"):
        import_dataset(project, DataSet(tmp_path, "nope"), in_child=True)


def test_images_from_outside_the_project_are_refused(project, tmp_path: Path) -> None:
    outside = tmp_path.parent
    with pytest.raises(UserError, match="must lie in the folder"):
        import_dataset(project, DataSet(tmp_path, images=outside))


def test_losses_are_told_before_a_byte_is_written(project, tmp_path: Path) -> None:
    import_dataset(project, DataSet(tmp_path))
    out = tmp_path / "out"
    assert len(look_before(project, Export("voc", out)).report) == 0  # untouched numbers stay
    report = look_before(project, Export("yolo", out, {"task": "segment"})).report
    assert report.severities["warning"] == 5
    assert not out.exists()
    done = export_project(project, Export("yolo", out, {"task": "segment"}))
    assert done.report == report


@pytest.mark.parametrize("format_id", ["coco", "masks", "voc", "yolo"])
def test_an_image_that_cannot_be_read_is_left_out_of_every_format_and_told(
    project, tmp_path: Path, format_id: str
) -> None:
    (tmp_path / "broken.png").write_bytes(b"")
    names = ("broken.png", "gone.png", "0.png")
    project.add_images(ImageRecord(id=ImageId(new_id()), path=name) for name in names).result()
    for record in (one for one in project.images() if one.path in names):
        state = (record.state, replace(record.state, done=True))
        project.commit(Edit(record.id, state=state), Text("Test", "done")).result()
    wish = Export(format_id, tmp_path / "out", state="done")
    before, done = look_before(project, wish), export_project(project, wish)
    assert (before.images, done.images) == (1, 1)
    told = {p.path: str(p.text) for p in done.report.rows if p.severity is Severity.ERROR}
    assert told == {p.path: str(p.text) for p in before.report.rows if p.path in told}
    assert "is left out" in told["broken.png"]
    assert "missing" in told["gone.png"]
    assert [loss.severity for loss in before.losses.values()].count(Severity.ERROR) == len(told)
    for path in filter(Path.is_file, (tmp_path / "out").rglob("*")):
        assert b"broken" not in path.read_bytes()


def test_what_goes_out_is_of_one_moment_while_edits_go_on(project, tmp_path: Path) -> None:
    import_dataset(project, DataSet(tmp_path))
    wish, told = Export("coco", tmp_path / "out", state="labelled"), Report()
    with content_of(project, wish, told.add) as content:
        dog = project.classes().fresh("dog")
        for record in project.images():
            edit = Edit(record.id, ChangeSet.adding(box_of(dog.id)), classes={dog.id: (None, dog)})
            project.commit(edit, Text("Test", "Draw")).result()
        excluded = project.images()[0]
        gone = (excluded.state, replace(excluded.state, excluded=True))
        project.commit(Edit(excluded.id, state=gone), Text("Test", "Exclude")).result()
        project.undo().result()
        images = list(content.images)
    assert [image.path for image in images] == list(content.paths)
    assert [item.name for item in content.classes] == ["cat"]
    assert {a.class_id for image in images for a in image.annotations} == {
        item.id for item in content.classes
    }
    assert len(project.classes()) == 2


def test_an_export_while_every_image_is_edited_reads_back_whole(project, tmp_path: Path) -> None:
    import_dataset(project, DataSet(tmp_path))
    out = tmp_path / "out"
    names = iter(["dog", "lion", "owl", "bee", "ant"])

    def edit_meanwhile(_: Progress) -> None:
        new = project.classes().fresh(next(names))
        for record in project.images():
            edit = Edit(record.id, ChangeSet.adding(box_of(new.id)), classes={new.id: (None, new)})
            project.commit(edit, Text("Test", "Draw")).result()

    done = export_project(project, Export("coco", out), Watch(edit_meanwhile))
    assert (done.images, done.annotations) == (5, 5)
    (file,) = (out / "annotations").glob("*.json")
    data = json.loads(file.read_text())
    assert [item["name"] for item in data["categories"]] == ["cat"]
    assert len(project.classes()) == 6


def test_what_the_folder_was_is_told_when_it_had_to_stay(project, tmp_path: Path) -> None:
    import_dataset(project, DataSet(tmp_path))
    out = tmp_path / "out"
    export_project(project, Export("voc", out))
    old = shutil.copytree(out, tmp_path / "out.old-1f")  # as a kill after the renames leaves it
    (old / "thesis.txt").write_text("my work")
    done = export_project(project, Export("voc", out))
    assert done.report.rows[0].path == str(old)
    assert "What out was before lies here" in str(done.report.rows[0].text)


def test_a_cancelled_export_leaves_nothing(project, tmp_path: Path) -> None:
    import_dataset(project, DataSet(tmp_path))
    cancel = Cancel()
    cancel.set()
    with pytest.raises(Cancelled):
        export_project(project, Export("voc", tmp_path / "out"), Watch(cancel=cancel))
    assert not [p for p in tmp_path.iterdir() if p.name.startswith("out")]


@given(
    st.sets(st.text(min_size=1, max_size=5), max_size=60),
    st.sampled_from(["train=0.8,val=0.2", "a=0.5,b=0.25,c=0.25", "all=1"]),
    st.integers(0, 9),
)
def test_every_part_gets_its_share_whatever_the_order(paths, text: str, seed: int) -> None:
    shares = parse_split(text)
    split = split_of(sorted(paths), shares, seed)
    assert split == split_of(sorted(paths, reverse=True), shares, seed)
    assert set(split) == paths
    counts = Counter(split.values())
    for name, share in shares.items():
        assert abs(counts[name] - share * len(paths)) < 1


def test_a_class_list_gives_classes_in_order(tmp_path: Path) -> None:
    from labeldesk.formats.report import Report

    (tmp_path / "classes.txt").write_text("dog\ncat\n\ndog\n猫\n", encoding="utf-8")
    report = Report()
    classes = read_classes(tmp_path / "classes.txt", report)
    assert [c.name for c in classes] == ["dog", "cat", "猫"]
    assert str(report.rows[0]) == "classes.txt: line 4: The class dog is listed twice"


@pytest.mark.parametrize(
    "name", ["voc", "coco", "yolo", "masks", "labelme", "xanylabeling", "createml", "isat"]
)
def test_images_that_nobody_has_looked_at_go_out_with_their_size(
    project, tmp_path: Path, name: str
) -> None:
    edit_all_of(project)
    out = tmp_path / "out"
    done = export_project(project, Export(name, out))
    assert not done.report.severities["error"]
    back = import_dataset(project, DataSet(out, name, images=tmp_path))
    assert (back.images, back.report.has_problems) == (5, False)


def edit_all_of(project) -> None:
    """A box on every image, as drawn: no size is known from a file of annotations."""
    cat = project.classes().fresh("cat")
    steps = {cat.id: (None, cat)}
    for record in project.images():
        edit = Edit(record.id, ChangeSet.adding(box_of(cat.id)), classes=steps)
        project.commit(edit, Text("Test", "Draw")).result()
        steps = {}


def box_of(class_id: ClassId) -> Annotation:
    return Annotation(id=AnnotationId(new_id()), class_id=class_id, shape=Box(1, 2, 30, 40))
