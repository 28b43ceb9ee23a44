"""What stands in the way of opening a project is said, and nothing is harmed by trying."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation
from labeldesk.domain.changes import ChangeSet, ClassChange, Edit
from labeldesk.domain.classes import ImageClass
from labeldesk.domain.ids import AnnotationId, ClassId, ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box
from labeldesk.domain.text import Text
from labeldesk.storage import schema
from labeldesk.storage.errors import ProjectLocked, StorageClosedError
from labeldesk.storage.lock import lock_path
from labeldesk.storage.migrations import MIGRATIONS, migrate
from labeldesk.storage.opening import Access
from labeldesk.storage.project import Project
from tests.unit.storage.disks import full_disk, posix

A = ImageId(1)
TITLE = Text("Test", "Draw a box")
LONGER = (*MIGRATIONS, lambda _: None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "数据.labeldesk"
    with Project.create(file, root=tmp_path, author="ana") as project:
        project.add_images([ImageRecord(id=A, path="a.jpg")]).result()
        project.commit(an_edit(1), TITLE).result()
    return file


def an_edit(number: int) -> Edit:
    shape = Box(number, 0, number + 5, 5)
    one = Annotation(id=AnnotationId(number), class_id=ClassId(1), shape=shape)
    return Edit(A, ChangeSet.adding(one))


def sql(file: Path, *statements: str) -> None:
    with sqlite3.connect(file) as database:
        for statement in statements:
            database.execute(statement)
    database.close()


def without_links(patch: pytest.MonkeyPatch, has_links: bool) -> None:
    def refused(*_):
        raise OSError("no links here")

    if not has_links:
        patch.setattr(os, "link", refused)


def asked(file: Path, question: str) -> int:
    with sqlite3.connect(file) as database:
        (answer,) = database.execute(question).fetchone()
    database.close()
    return answer


def version(file: Path) -> int:
    return asked(file, "PRAGMA user_version")


def stored_annotations(file: Path) -> int:
    return asked(file, "SELECT count(*) FROM annotation")


def test_closing_leaves_one_file(path):
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_second_writer_is_told_who_has_it_and_may_read(path):
    with Project.open(path, author="ana") as first:
        with pytest.raises(ProjectLocked, match="ana has this project open"):
            Project.open(path, author="ben")
        with Project.open(path, author="ben", mode="either") as second:
            assert not second.is_writable
            assert len(second.document(A)) == 1
            first.commit(an_edit(2), TITLE).result()
            assert len(second.document(A)) == 2
            assert second.peek_undo() is None
            with pytest.raises(UserError, match="read-only"):
                second.commit(an_edit(3), TITLE)
        assert json.loads(lock_path(path).read_text())["author"] == "ana"
    with Project.open(path, author="ben", mode="either") as third:
        assert third.is_writable


def test_reading_alone_needs_no_lock_and_sees_what_is_written_later(path):
    with Project.open(path, author="ben", mode="read") as reader:
        assert not lock_path(path).exists()
        assert [author.name for author in reader.authors()] == ["ana"]
        with Project.open(path, author="ana") as writer:
            writer.commit(an_edit(7), TITLE).result()
        assert set(reader.document(A)) == {1, 7}


def test_another_process_is_refused_too(path):
    code = (
        "import sys; from pathlib import Path\n"
        "from labeldesk.storage.project import Project\n"
        "from labeldesk.storage.errors import ProjectLocked\n"
        "try: Project.open(Path(sys.argv[1]), author='ben')\n"
        "except ProjectLocked as e: print(e.path == sys.argv[1])\n"
    )
    with Project.open(path, author="ana"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(path)],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).resolve().parents[3],
        )
    assert done.stdout == "True\n"


def test_making_a_project_never_replaces_a_file(path, tmp_path):
    before = path.read_bytes()
    with pytest.raises(UserError, match="already a file"):
        Project.create(path, root=tmp_path, author="x")
    assert path.read_bytes() == before
    with pytest.raises(UserError):
        Project.create(tmp_path / "no folder" / "p.labeldesk", root=tmp_path, author="x")


@pytest.mark.parametrize("mode", ["write", "read", "either"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "Project not found"),
        (b"", "empty: 0 bytes"),
        (b"not a database at all, but text " * 40, "not a Labeldesk project"),
    ],
    ids=["missing", "zero bytes", "text"],
)
def test_what_is_no_project_is_said_to_be_none(tmp_path, mode, content, message):
    file = tmp_path / "p.labeldesk"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserError, match=message):
        Project.open(file, author="ana", mode=mode)
    assert (file.read_bytes() if content is not None else None) == content


def test_somebody_elses_database_is_not_touched(tmp_path):
    file = tmp_path / "p.labeldesk"
    sql(file, "CREATE TABLE t (x)")
    before = file.read_bytes()
    with pytest.raises(UserError, match="not a Labeldesk project"):
        Project.open(file, author="ana")
    assert file.read_bytes() == before


def test_a_newer_file_is_refused_with_both_versions(path):
    sql(path, f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(UserError, match=f"file version {schema.VERSION + 1}, known"):
        Project.open(path, author="ana")


def test_a_migration_runs_on_a_copy_and_keeps_the_old_file(path):
    def next_one(connection):
        connection.exec_driver_sql("CREATE TABLE fresh (x)")

    now = schema.VERSION
    kept = migrate(path, now, (*MIGRATIONS, next_one))
    assert kept.name == f"{path.name}.v{now}"
    sql(path, "INSERT INTO fresh VALUES (1)")
    with pytest.raises(sqlite3.OperationalError):
        sql(kept, "INSERT INTO fresh VALUES (1)")
    assert migrate(path, now + 1, (*MIGRATIONS, next_one)) is None


def test_a_file_from_before_templates_opens_with_all_it_has(path):
    with Project.open(path, author="ana") as project:
        item = ImageClass(id=ClassId(1), name="person", colour="#123456")
        project.apply(ClassChange({item.id: (None, item)}), TITLE).result()
    sql(path, "ALTER TABLE class DROP COLUMN skeleton", "PRAGMA user_version = 1")
    cut = "UPDATE change SET payload = replace(payload, ',null]', ']')"
    sql(path, cut)  # as version 1 wrote the journal
    with Project.open(path, author="ana") as project:
        assert list(project.classes()) == [item]
        assert len(project.document(A)) == 1
        project.undo().result()
        assert not project.classes()
        project.redo().result()
        assert list(project.classes()) == [item]
    assert path.with_name(f"{path.name}.v1").exists()


def test_a_migration_that_fails_changes_nothing(path):
    def broken(connection):
        connection.exec_driver_sql("DROP TABLE annotation")
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        migrate(path, schema.VERSION, (*MIGRATIONS, broken))
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    with Project.open(path, author="ana") as project:
        assert len(project.document(A)) == 1


@pytest.mark.parametrize("has_links", [True, False])
def test_a_migration_that_fails_at_its_last_step_can_be_tried_again(path, monkeypatch, has_links):
    real = Path.replace

    def replace(one, target):
        if target == path:
            raise OSError("no room")
        return real(one, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        without_links(patch, has_links)
        for _ in range(2):  # what the first time left is in nobody's way
            with pytest.raises(OSError, match="no room"):
                migrate(path, schema.VERSION, LONGER)
    kept = path.with_name(f"{path.name}.v{schema.VERSION}")
    assert {p.name for p in path.parent.iterdir()} == {path.name, kept.name}
    for file in (path, kept):
        with Project.open(file, author="ana") as project:
            assert len(project.document(A)) == 1


@pytest.mark.parametrize("has_links", [True, False])
def test_a_power_cut_at_any_step_of_a_migration_leaves_a_whole_project(
    path, tmp_path_factory, monkeypatch, has_links
):
    around, left = tmp_path_factory.mktemp("left"), []

    def cut_before(real):
        def step(*given, **named):
            left.append({one.name: one.read_bytes() for one in path.parent.iterdir()})
            return real(*given, **named)

        return step

    with monkeypatch.context() as patch:
        without_links(patch, has_links)
        for owner, name in ((os, "link"), (os, "fsync"), (Path, "replace"), (Path, "unlink")):
            patch.setattr(owner, name, cut_before(getattr(owner, name)))
        migrate(path, schema.VERSION, LONGER)
    assert left
    for number, files in enumerate(left):
        (folder := around / str(number)).mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        assert_a_whole_project_can_be_had(folder / path.name)


def assert_a_whole_project_can_be_had(file: Path) -> None:
    migrate(file, version(file), LONGER)
    kept = file.with_name(f"{file.name}.v{schema.VERSION}")
    assert (version(file), version(kept)) == (len(LONGER), schema.VERSION)
    assert stored_annotations(file) == stored_annotations(kept) == 1


def test_read_only_media_are_read_without_a_file_beside(path):
    project = Project(path, Access(None, immutable=True), "ana")
    assert len(project.document(A)) == 1
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    project.close()


def test_a_full_disk_fails_the_ticket_and_not_the_history(path):
    with Project.open(path, author="ana") as project:
        writer = project._writer
        writer.submit(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1")).result()
        tickets = [project.commit(an_edit(n), TITLE) for n in range(2, 300)]
        errors = [ticket.exception() for ticket in tickets]
        failed = [error for error in errors if error]
        assert failed
        assert all(isinstance(error, UserError) for error in failed)
        assert "disk is full" in str(failed[0])
        assert "Everything saved before is kept" in str(failed[0])
        stored = 1 + errors.count(None)
        assert len(project.document(A)) == len(project.history()) == stored
        assert project.peek_undo().id == project.history()[0].id
        writer.submit(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000")).result()
        project.commit(an_edit(900), TITLE).result()
        assert len(project.document(A)) == stored + 1


@posix
@pytest.mark.parametrize("mode", ["read", "write"])
def test_who_only_reads_is_not_told_that_something_was_not_saved(path, mode):
    with full_disk(), pytest.raises(UserError) as told:
        Project.open(path, author="ana", mode=mode).document(A)
    assert "cannot be read: the disk" in str(told.value)
    assert "last change" not in str(told.value)
    with Project.open(path, author="ana") as project:
        assert len(project.document(A)) == 1


def test_a_project_in_use_by_a_foreign_program_says_so(path, monkeypatch):
    monkeypatch.setattr("labeldesk.storage.plain._BUSY_SECONDS", 0.05)
    with Project.open(path, author="ana") as project:
        intruder = sqlite3.connect(path, isolation_level=None)
        intruder.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="another program holds"):
            project.commit(an_edit(2), TITLE).result()
        intruder.execute("ROLLBACK")
        intruder.close()
        project.commit(an_edit(2), TITLE).result()


def test_closing_drains_and_nothing_follows(path):
    project = Project.open(path, author="ana")
    tickets = [project.commit(an_edit(n), TITLE) for n in range(2, 60)]
    project.close()
    assert all(ticket.done() and not ticket.exception() for ticket in tickets)
    for deed in (lambda: project.commit(an_edit(99), TITLE), lambda: project.document(A)):
        with pytest.raises(StorageClosedError):
            deed()
    project.close()
    with Project.open(path, author="ana") as again:
        assert len(again.document(A)) == 59
