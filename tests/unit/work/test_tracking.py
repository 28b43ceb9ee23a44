"""An image is its content: wherever its file goes, what was marked on it goes along."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, Edit
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId
from labeldesk.domain.image import ImageRecord, ImageState
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancelled
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.storage.files import file_facts, move_images
from labeldesk.storage.project import Project
from labeldesk.work.tracking import Lost, check_root, hash_files, look, matched, store

TITLE = Text("t", "Draw")
NAMES = ("1.png", "2.png", "3.png")


def never() -> None:
    """Nobody needs the machine."""


class Folder:
    """Three images with a box on each of the first two; numbers of boxes tell them apart."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / "p.labeldesk"
        for name in NAMES:
            self.write(name, name)
        self.project = Project.create(self.path, root=root, author="ana")
        self.add(*NAMES)
        for name in NAMES[:2]:
            self.mark(name)
        self.hash()

    def write(self, name: str, content: str) -> None:
        (self.root / name).parent.mkdir(exist_ok=True)
        (self.root / name).write_text(f"{content:>20}")

    def move(self, old: str, new: str) -> None:
        (self.root / new).parent.mkdir(exist_ok=True)
        (self.root / old).rename(self.root / new)

    def add(self, *names: str) -> None:
        known = {image.path for image in self.project.images()}
        first = 1 + max((image.id for image in self.project.images()), default=0)
        fresh = [name for name in names if name not in known]
        self.project.add_images(
            ImageRecord(id=ImageId(first + n), path=name) for n, name in enumerate(fresh)
        ).result()

    def mark(self, name: str) -> None:
        image = self.project.image_named(name)
        shape = Box(0, 0, image.id, 1)
        box = Annotation(id=AnnotationId(image.id), class_id=ClassId(1), shape=shape)
        self.project.commit(Edit(image.id, ChangeSet.adding(box)), TITLE).result()

    def hash(self) -> None:
        hash_files(self.project, self.project.later(file_facts).result(), never)

    def track(self):
        """What an opening does: list, look, store."""
        listed = [p for p in self.root.rglob("*.png") if p.is_file()]
        self.add(*sorted(p.relative_to(self.root).as_posix() for p in listed))
        tracks = look(self.project, never)
        assert store(self.project, tracks.moved, tracks.noted).result() == frozenset()
        hash_files(self.project, tracks.unread, never)
        again = look(self.project, never)
        assert not again.moved
        return tracks

    def marks(self) -> dict[str, int]:
        """By path, the number of the image whose box is there; 0 for none."""
        return {
            image.path: next(iter(self.project.document(image.id)), 0)
            for image in self.project.images()
        }


@pytest.fixture
def folder(tmp_path):
    made = Folder(tmp_path / "照片")
    yield made
    made.project.close()


def test_hashing_notes_size_time_and_content(folder):
    image = folder.project.image_named("1.png")
    found = (folder.root / "1.png").stat()
    assert (image.bytes, image.mtime_ns) == (20, found.st_mtime_ns)
    assert len(image.digest) == 32
    tracks = look(folder.project, never)
    assert (tracks.unread, tracks.moved, tracks.missing, tracks.problems) == (
        (),
        {},
        frozenset(),
        (),
    )


def test_a_renamed_and_a_moved_file_keep_their_ids_and_marks(folder):
    ids = {image.path: image.id for image in folder.project.images()}
    folder.move("1.png", "first.png")
    folder.move("2.png", "sub/2.png")
    tracks = folder.track()
    assert folder.marks() == {"first.png": 1, "sub/2.png": 2, "3.png": 0}
    assert folder.project.image_named("first.png").id == ids["1.png"]
    assert not tracks.problems
    assert not tracks.missing


def test_undo_goes_on_after_a_move(folder):
    folder.move("2.png", "sub/other.png")
    folder.track()
    assert folder.project.undo().result().edit.image_id == ImageId(2)
    assert folder.marks()["sub/other.png"] == 0
    folder.project.redo().result()
    assert folder.marks()["sub/other.png"] == 2


def test_files_that_changed_names_change_marks_too(folder):
    folder.move("1.png", "x.png")
    folder.move("2.png", "1.png")
    folder.move("x.png", "2.png")
    tracks = folder.track()
    assert folder.marks() == {"1.png": 2, "2.png": 1, "3.png": 0}
    assert not tracks.problems


def test_a_row_of_files_counted_down_by_one_takes_its_marks_along(folder):
    folder.mark("3.png")
    (folder.root / "1.png").unlink()
    folder.move("2.png", "1.png")
    folder.move("3.png", "2.png")
    tracks = folder.track()
    assert folder.marks() == {"1.png": 2, "2.png": 3, "1 (earlier).png": 1}
    assert tracks.missing == {ImageId(1)}
    assert tracks.lost == 1
    assert [str(p.text) for p in tracks.problems] == [
        "Another image has taken this name; the objects of the earlier one are kept"
    ]


def test_another_image_under_the_same_name_is_told_and_not_taken_for_the_old_one(folder):
    folder.write("1.png", "other")
    tracks = folder.track()
    assert folder.marks()["1.png"] == 1
    assert [(p.path, "another image" in str(p.text)) for p in tracks.problems] == [("1.png", True)]
    assert not look(folder.project, never).problems


def test_a_file_of_the_same_name_and_size_elsewhere_is_not_the_missing_one(folder):
    (folder.root / "1.png").unlink()
    folder.write("sub/1.png", "other")
    tracks = folder.track()
    assert folder.marks() == {"1.png": 1, "2.png": 2, "3.png": 0, "sub/1.png": 0}
    assert tracks.missing == {ImageId(1)}
    assert [p.path for p in tracks.problems] == ["1.png"]


def test_a_file_that_was_only_touched_is_noted_and_nothing_more(folder):
    os.utime(folder.root / "1.png", (1, 1))
    tracks = folder.track()
    assert not tracks.problems
    assert folder.project.image_named("1.png").mtime_ns == 1_000_000_000


def test_a_missing_image_comes_back_when_its_file_does(folder):
    data = (folder.root / "1.png").read_bytes()
    (folder.root / "1.png").unlink()
    assert folder.track().missing == {ImageId(1)}
    (folder.root / "back").mkdir()
    (folder.root / "back" / "again.png").write_bytes(data)
    assert not folder.track().missing
    assert folder.marks()["back/again.png"] == 1


def test_an_image_that_somebody_worked_on_gives_its_path_to_nobody(folder):
    folder.move("1.png", "new.png")
    folder.add("new.png")
    tracks = look(folder.project, never)
    folder.mark("new.png")
    assert store(folder.project, tracks.moved, tracks.noted).result() == {ImageId(1)}
    assert folder.marks() == {"1.png": 1, "2.png": 2, "3.png": 0, "new.png": 4}


def test_a_path_taken_by_an_image_that_is_only_done_stays_taken(folder):
    folder.add("new.png")
    number = folder.project.image_named("new.png").id
    state = (ImageState(), ImageState(done=True))
    folder.project.commit(Edit(number, state=state), TITLE).result()
    left = folder.project.do(lambda c: move_images(c, {ImageId(1): "new.png"})).result()
    assert left == {ImageId(1)}


def test_reading_can_be_stopped(folder):
    folder.write("4.png", "four")
    folder.add("4.png")

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        look(folder.project, stop)
    with pytest.raises(Cancelled):
        hash_files(folder.project, folder.project.later(file_facts).result(), stop)


def test_the_whole_folder_moved_with_its_project_still_opens(folder, tmp_path):
    folder.project.close()
    folder.root.rename(tmp_path / "elsewhere")
    with Project.open(tmp_path / "elsewhere" / "p.labeldesk", author="ana") as project:
        assert project.root.resolve() == (tmp_path / "elsewhere").resolve()
        tracks = look(project, never)
        assert (tracks.moved, tracks.missing) == ({}, frozenset())


def test_a_folder_is_taken_for_the_images_only_if_one_of_them_is_there(folder, tmp_path):
    check_root(NAMES, folder.root)
    check_root([f"deep/{name}" for name in NAMES], folder.root)
    with pytest.raises(UserError, match="No image of this project"):
        check_root(["9.png"], folder.root)


CONTENTS = st.sampled_from("abcd")
PATHS = st.lists(st.sampled_from("xyz"), min_size=1, max_size=3).map("/".join)


@given(
    st.lists(st.tuples(PATHS, CONTENTS), max_size=6),
    st.dictionaries(PATHS, CONTENTS, max_size=6),
)
def test_every_file_goes_to_one_image_of_its_content_and_none_is_left_over(lost, files):
    images = [Lost(ImageId(n), path, content) for n, (path, content) in enumerate(lost)]
    found = matched(images, files)
    assert len(set(found.values())) == len(found)
    contents = {one.id: one.digest for one in images}
    assert all(files[path] == contents[number] for number, path in found.items())
    for content in "abcd":
        wanted = sum(one.digest == content for one in images)
        there = sum(one == content for one in files.values())
        got = sum(contents[number] == content for number in found)
        assert got == min(wanted, there)


def test_of_files_with_the_same_content_those_that_end_alike_belong_together():
    lost = [Lost(ImageId(1), "a/1.png", "c"), Lost(ImageId(2), "a/2.png", "c")]
    files = {"b/2.png": "c", "b/1.png": "c"}
    assert matched(lost, files) == {1: "b/1.png", 2: "b/2.png"}
