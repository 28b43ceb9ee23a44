"""Jobs: imports in a child process, cancelling, splits that are the same for the same seed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.ids import AnnotationId, new_id
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled, Progress
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
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


@pytest.mark.parametrize("in_child", [False, True])
def test_a_cancelled_import_leaves_nothing(project, tmp_path: Path, in_child: bool) -> None:
    cancel = Cancel()
    cancel.set()
    with pytest.raises(Cancelled):
        import_dataset(project, DataSet(tmp_path), Watch(cancel=cancel), in_child=in_child)
    assert not project.image_columns().counts.any()
    assert project.peek_undo() is None


def test_an_import_in_many_parts_is_one_undo_step(
    project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("labeldesk.work.parsing.PART", 2)
    for n in (7, 8):
        (tmp_path / f"{n}.xml").write_text(XML.format(n=n))
    done = import_dataset(project, DataSet(tmp_path))
    assert (done.annotations, done.images, done.new_images, done.twins) == (7, 7, 2, 0)
    again = import_dataset(project, DataSet(tmp_path))
    assert (again.annotations, again.twins) == (0, 7)
    project.undo().result()
    project.undo().result()
    assert not project.image_columns().counts.any()
    assert len(project.images()) == 5
    assert project.peek_undo() is None
    project.redo().result()
    assert project.image_columns().counts.sum() == 7


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


@pytest.mark.parametrize("name", ["voc", "coco", "yolo", "masks"])
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
        box = Annotation(id=AnnotationId(new_id()), class_id=cat.id, shape=Box(1, 2, 30, 40))
        edit = Edit(record.id, ChangeSet.adding(box), classes=steps)
        project.commit(edit, Text("Test", "Draw")).result()
        steps = {}
