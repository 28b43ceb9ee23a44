"""The contract of the store: imports are staged unseen and become one undo step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from labeldesk.domain.annotation import Foreign, Origin
from labeldesk.domain.changes import (
    ChangeSet,
    Edit,
    ImportBatch,
)
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId, ImageId, new_id
from labeldesk.domain.image import ImageRecord, ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.storage.records import Kind
from labeldesk.storage.staging import Staging
from tests.conformance.store_samples import (
    DOG,
    IMAGES,
    TITLE,
    A,
    B,
    add,
    box,
    reopened,
)


def staged(tmp_path: Path, *images: LabeledImage) -> Path:
    file = tmp_path / f"{new_id()}.staged"
    with Staging(file, author="imported by ana") as staging:
        for one in images:
            staging.add(one)
    return file


def test_an_import_shows_only_when_applied_and_is_one_step(project, tmp_path):
    here, new = box(origin=Origin.IMPORTED), box(5, ClassId(3), author="old hand")
    extra = Foreign("voc", {"source": "x"})
    file = staged(
        tmp_path,
        LabeledImage("b.jpg", Size(64, 48), (here,), ImageState(done=True)),
        LabeledImage("sub/猫.jpg", Size(10, 20), (new,), foreign=extra),
    )
    batch = project.stage(file).result()
    assert (batch.images, batch.new_images, batch.annotations, batch.twins) == (2, 1, 2, 0)
    assert project.document(B) == {}
    assert len(project.images()) == 3
    between = box(70)
    add(project, between, image=B)
    fish = ImageClass(id=ClassId(3), name="fish", colour="#E32762")
    change = ImportBatch(batch.batch, {fish.id: (None, fish)})
    assert project.apply(change, TITLE).result().annotations == 2
    assert project.document(B) == {
        here.id: replace(here, author="imported by ana"),
        between.id: between,
    }
    brought = project.image_named("sub/猫.jpg")
    assert project.document(brought.id) == {new.id: new}
    assert (brought.size, brought.foreign) == (Size(10, 20), extra)
    assert project.image(B).state.done
    assert project.image(B).size == Size(64, 48)
    assert project.peek_undo().kind is Kind.IMPORT
    assert brought.id in project.undo().result().images
    assert project.document(B) == {between.id: between}
    assert len(project.images()) == 3
    assert not project.image(B).state.done
    project.redo().result()
    assert len(project.images()) == 4
    project.undo().result()
    project.undo().result()
    assert project.document(B) == {}


def test_an_identical_annotation_is_not_imported_twice(project, tmp_path):
    one = box()
    add(project, one)
    twin, moved, other = box(), box(1), box(class_id=DOG)
    file = staged(tmp_path, LabeledImage("a.jpg", None, (twin, moved, other)))
    batch = project.stage(file).result()
    assert (batch.annotations, batch.twins) == (2, 1)
    project.apply(ImportBatch(batch.batch), TITLE).result()
    assert set(project.document(A)) == {one.id, moved.id, other.id}


def test_an_image_found_later_outlives_the_undo_of_its_import(project, tmp_path):
    batch = project.stage(staged(tmp_path, LabeledImage("d.jpg", None, (box(),)))).result()
    project.apply(ImportBatch(batch.batch), TITLE).result()
    project.undo().result()
    project.add_images([ImageRecord(id=ImageId(999), path="d.jpg")]).result()
    assert [i.path for i in project.images()][-1] == "d.jpg"


def test_a_discarded_import_leaves_nothing(project, tmp_path):
    batch = project.stage(staged(tmp_path, LabeledImage("d.jpg", None, (box(),)))).result()
    project.discard(batch.batch).result()
    assert project.peek_undo() is None
    assert project.images() == list(IMAGES)


def test_a_cancelled_import_leaves_nothing(project, tmp_path, monkeypatch):
    monkeypatch.setattr("labeldesk.storage.intake.CHUNK", 10)
    images = [LabeledImage(f"{n}.jpg", None, (box(n), box(n + 50))) for n in range(30)]
    cancel = Cancel()
    told = []

    def progress(step):
        told.append(step.done)
        if step.done >= 30:
            cancel.set()

    ticket = project.stage(staged(tmp_path, *images), progress=progress, cancel=cancel)
    assert isinstance(ticket.exception(), Cancelled)
    assert told == [10, 20, 30]
    assert rows(project) == 0
    batch = project.stage(staged(tmp_path, *images)).result()
    assert batch.annotations == 60


def test_edits_pass_between_the_chunks_of_an_import(project, tmp_path, monkeypatch):
    monkeypatch.setattr("labeldesk.storage.intake.CHUNK", 5)
    images = [LabeledImage(f"{n}.jpg", None, (box(n),)) for n in range(100)]
    passed = []

    def progress(step):
        if step.done == 20:
            edit = Edit(A, ChangeSet.adding(box()))
            ticket = project.commit(edit, TITLE)
            ticket.add_done_callback(lambda _: passed.append(step.done))
        elif len(passed) == 1:
            passed.append(step.done)

    batch = project.stage(staged(tmp_path, *images), progress=progress).result()
    assert passed == [20, 25]
    assert batch.annotations == 100
    assert project.document(A).keys()
    project.apply(ImportBatch(batch.batch), TITLE).result()
    assert [s.kind for s in project.history()] == [Kind.IMPORT, Kind.EDIT]


def test_what_was_staged_and_never_applied_goes_at_the_next_opening(project, tmp_path):
    batch = project.stage(staged(tmp_path, LabeledImage("d.jpg", None, (box(),)))).result()
    assert rows(project) == 1
    again = reopened(project)
    again._writer.work_off(lambda _: iter_nothing()).result()
    assert rows(again) == 0
    assert again.images() == list(IMAGES)
    ticket = again.apply(ImportBatch(batch.batch + 5), TITLE)
    assert isinstance(ticket.exception(), UserError)
    again.close()


def iter_nothing():
    """More steps, taken in turn, than the sweep that began before it has."""
    for _ in range(50):
        yield lambda connection: None


def rows(project):
    count = "SELECT count(*) FROM annotation"
    return project.later(lambda c: c.exec_driver_sql(count).scalar()).result()
