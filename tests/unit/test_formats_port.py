"""The frame around codecs: names, options, classes, reports, plugins."""

from __future__ import annotations

import os
import pickle
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from labeldesk.domain.annotation import Annotation, Flags
from labeldesk.domain.classes import ClassList
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import AnnotationId, ClassId, SuggestionId
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.domain.problem import UserError
from labeldesk.domain.shapes import Box, Point
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.book import ClassBook
from labeldesk.formats.keeps import Done, Keeps, restricted
from labeldesk.formats.paths import (
    UnsafePathError,
    is_listed_name,
    last_name,
    relative_name,
    safe_path,
)
from labeldesk.formats.port import OptionSpec, Source, chosen
from labeldesk.formats.reading import files_below, read_bytes, read_text
from labeldesk.formats.registry import BUILT_IN, Registry
from labeldesk.formats.report import ROWS_PER_KIND, Report

TEXT = QT_TRANSLATE_NOOP("Test", "{n} is odd")


OUTSIDE = ["", "/etc/passwd", "../a", "a/../../b", "//host/a", "http://x/a.jpg",
           "file:///etc/passwd", "a\0b", "\ud800.png"]  # fmt: skip
OF_WINDOWS = ["..\\a", "C:\\a", "c:a", "\\\\host\\share\\a"]


@pytest.mark.parametrize("name", [*OUTSIDE, *OF_WINDOWS, " "])
def test_a_name_of_others_that_leads_outside_is_refused(name: str) -> None:
    assert relative_name(name) is None


@pytest.mark.parametrize("name", [*OUTSIDE, *(OF_WINDOWS if os.name == "nt" else [])])
def test_nothing_is_read_or_written_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafePathError):
        safe_path(tmp_path, name)


@pytest.mark.skipif(os.name == "nt", reason="no file is called so there")
@pytest.mark.parametrize("name", [*OF_WINDOWS, " x.jpg", "x .jpg", "a\\b.jpg"])
def test_the_name_of_a_file_is_taken_as_it_stands(tmp_path: Path, name: str) -> None:
    assert is_listed_name(name)
    safe_path(tmp_path, name).write_text("x")
    assert [place.name for place in tmp_path.iterdir()] == [name]
    assert Source(root=tmp_path, files=files_below(tmp_path)).bytes_of(name) == b"x"


@pytest.mark.parametrize(
    ("name", "clean"), [("a.jpg", "a.jpg"), ("a\\b.jpg", "a/b.jpg"), ("./a/./猫.jpg", "a/猫.jpg")]
)
def test_an_ordinary_name_is_normalised(name: str, clean: str) -> None:
    assert relative_name(name) == clean


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_text("x")
    (root / "out").symlink_to(tmp_path)
    (root / "inside").symlink_to(root)
    with pytest.raises(UnsafePathError):
        safe_path(root, "out/secret")
    assert safe_path(root, "inside/new.txt") == root / "inside/new.txt"


def test_the_last_part_of_a_path_of_any_system_is_found() -> None:
    assert last_name("C:\\data\\猫.jpg") == "猫.jpg"


def test_listing_skips_hidden_files_loops_and_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "b10.xml").write_text("x")
    (tmp_path / "b2.xml").write_text("x")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.xml").write_text("x")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling.xml").symlink_to(tmp_path / "gone")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.xml")
    assert files_below(tmp_path) == ("b2.xml", "b10.xml", "sub/a.xml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="not a regular file"):
        read_bytes(tmp_path / "pipe")


def test_reading_says_where_a_file_stops_being_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match=r"names\.txt: byte 0: .*UTF-8"):
        read_text(tmp_path / "a.txt", shown="names.txt")
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbfcat")
    assert read_text(tmp_path / "b.txt") == "cat"


def test_a_report_counts_all_and_lists_some() -> None:
    report = Report()
    for n in range(ROWS_PER_KIND + 50):
        report.warning(TEXT.filled(n=n), "a.xml")
    assert len(report.rows) == ROWS_PER_KIND
    assert len(report) == ROWS_PER_KIND + 50
    assert report.has_problems
    other = Report()
    other.take(pickle.loads(pickle.dumps(report)))
    assert other == report


def test_a_book_keeps_spellings_apart_but_knows_the_projects_classes() -> None:
    known = ClassList()
    known = known.with_class(known.fresh("Cat", coco_id=17))
    book = ClassBook(known)
    cat = known.items[0].id
    assert book.named("cat", coco_id=1) == cat
    dog = book.named("dog", supercategory="animal", coco_id=3)
    assert book.named("Dog") != dog
    assert book.named(" dog ") == dog
    assert book.classes.get(cat).coco_id == 17
    assert book.classes.get(dog).coco_id == 3
    assert [c.name for c in book.classes] == ["Cat", "dog", "Dog"]
    assert set(book.changes) == {dog, book.named("Dog")}


class Plain:
    id = "plain"
    title = TEXT
    options = (
        OptionSpec("float", TEXT, default=False),
        OptionSpec("task", TEXT, "detect", ("detect", "segment")),
        OptionSpec("base", TEXT, 1),
    )


def test_options_are_checked_and_read_from_words() -> None:
    assert chosen(Plain, {"float": "yes", "base": "2"}) == {
        "float": True, "task": "detect", "base": 2,
    }  # fmt: skip
    for wrong in ({"nope": 1}, {"float": "maybe"}, {"task": "dance"}, {"base": "x"}):
        with pytest.raises(UserError):
            chosen(Plain, wrong)


def test_restricting_reports_every_loss_by_place() -> None:
    image = LabeledImage(
        "a.jpg",
        Size(10, 10),
        (
            Annotation(
                id=AnnotationId(1),
                class_id=ClassId(1),
                shape=Box(0.4, 0, 5, 5),
                flags=Flags(crowd=True),
                attributes={"colour": "red"},
            ),
            Annotation(id=AnnotationId(2), class_id=ClassId(1), shape=Point(1, 1), z=4),
        ),
        ImageState(done=True, comment="look"),
    )

    def rule(annotation, _size):
        box = annotation.shape
        return Box(*map(round, box.bounds)) if isinstance(box, Box) else None

    report = Report()
    keeps = Keeps(frozenset({"box"}), rule, quantum=0.5, done=Done.NO)
    cut = restricted(image, keeps, report)
    assert [a.shape for a in cut.annotations] == [Box(0, 0, 5, 5)]
    assert cut.state == ImageState()
    said = [f"{p.place}: {p.text}" for p in report.rows]
    assert said == [
        "object 1: Coordinates of a box are rounded by up to 0.5 px",
        "object 1: The format does not hold crowd; it is left out",
        "object 1: The format does not hold attributes; it is left out",
        "object 2: The format cannot hold a point; it is left out",
        ": The format does not hold done; it is left out",
        ": The format does not hold review; it is left out",
    ]
    assert restricted(cut, keeps) == cut


@pytest.mark.parametrize(
    ("drawn", "is_problem"), [(Box(0.4, 0.5, 5.2, 5), False), (Box(0.6, 0, 0.9, 5), True)]
)
def test_rounding_to_the_numbers_of_the_format_is_no_problem_a_box_that_grows_is(
    drawn: Box, is_problem: bool
) -> None:
    def rule(annotation, _size):
        x0, y0, x1, y1 = map(round, annotation.shape.bounds)
        return Box(x0, y0, x1, y1) if x0 < x1 else Box(x0 - 1, y0, x1, y1)

    box = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=drawn)
    report = Report()
    image = LabeledImage("a.jpg", Size(10, 10), annotations=(box,))
    restricted(image, Keeps(frozenset({"box"}), rule, quantum=0.5), report)
    assert len(report) == 1
    assert report.has_problems is is_problem


@pytest.mark.parametrize(("suggestion", "is_problem"), [(SuggestionId(7), False), (None, True)])
def test_the_score_of_an_accepted_suggestion_is_history_any_other_is_content(
    suggestion, is_problem
):
    box = Annotation(
        id=AnnotationId(1),
        class_id=ClassId(1),
        shape=Box(0, 0, 5, 5),
        score=0.5,
        suggestion_id=suggestion,
    )
    image = LabeledImage("a.jpg", Size(10, 10), annotations=(box,))
    report = Report()
    restricted(image, Keeps(frozenset({"box"})), report)
    assert report.has_problems is is_problem
    assert report.severities


def test_a_broken_plugin_is_a_problem_and_the_rest_works() -> None:
    plugins = (
        EntryPoint("gone", "no_such_package:CODEC", "labeldesk.formats"),
        EntryPoint("empty", "json:dumps", "labeldesk.formats"),
        EntryPoint("mine", "json:loads", "labeldesk.formats"),
    )

    def crash() -> object:
        raise RuntimeError("boom")

    registry = Registry({"mine": crash}, plugins)
    assert registry.ids == ()
    said = " | ".join(str(p) for p in registry.problems)
    assert "already there" in said
    assert "boom" in said
    assert "no_such_package" in said
    assert "it lacks id" in said
    with pytest.raises(UserError, match="no format gone"):
        registry.get("gone")
    with pytest.raises(UserError, match="No known annotation format"):
        registry.recognised(Source(root=Path(), files=()))


def test_the_entry_points_of_the_package_are_those_of_the_table() -> None:
    import tomllib

    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    declared = tomllib.loads(text)["project"]["entry-points"]["labeldesk.formats"]
    assert set(BUILT_IN) <= set(declared)
    for name in BUILT_IN:
        point = EntryPoint(name, declared[name], "labeldesk.formats")
        assert point.load() is BUILT_IN[name]()
