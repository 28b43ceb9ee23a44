"""The first look at a path: which picture it finds, and that it is the one that is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from labeldesk.domain.problem import UserError
from labeldesk.imaging.picture import Picture
from labeldesk.settings.state import Recent, RecentProject
from labeldesk.storage.plain import image_root
from labeldesk.storage.project import Project
from labeldesk.work.glimpse import Glimpse, glimpse
from labeldesk.work.opening import make_project, open_path
from labeldesk.work.project_place import own_project
from tests.pictures import corners, encoded

NAMES = ["9.png", "10.png", "b/1.png", "b/2.png"]


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "pictures"
    (place / "b").mkdir(parents=True)
    for name in NAMES:
        (place / name).write_bytes(encoded(corners(), "PNG"))
    return place


class Eye:
    """Looks, and remembers what it saw and what was listed by then."""

    def __init__(self, projects: Path) -> None:
        self.projects = projects
        self.pictures: list[Picture] = []

    def look(self, path: Path, recent: Recent | None = None) -> Glimpse | None:
        return glimpse(path, recent or Recent(), self.projects, self.pictures.append)


@pytest.fixture
def eye(tmp_path):
    return Eye(tmp_path / "own")


def shown_last(path: Path, image: str) -> Recent:
    return Recent((RecentProject(str(path), 1, image=image),))


def test_a_folder_begins_with_its_first_image_in_natural_order(folder, eye):
    found = eye.look(folder)
    assert found.name == "9.png"
    assert found.listing.names == NAMES
    assert [picture.path for picture in eye.pictures] == [str(folder / "9.png")]
    opened = open_path(folder, author="", projects=eye.projects, listing=found.listing)
    assert opened.columns.paths[opened.start] == found.name


def test_a_chosen_image_is_seen_first_and_its_folder_listed_after_it(folder, eye):
    found = eye.look(folder / "10.png")
    assert found.name == "10.png"
    assert found.listing.names == NAMES
    opened = open_path(folder / "10.png", author="", projects=eye.projects, listing=found.listing)
    assert opened.columns.paths[opened.start] == "10.png"


def test_the_image_of_the_last_time_is_seen_again_if_it_is_still_there(folder, eye):
    assert eye.look(folder, shown_last(folder, "b/1.png")).name == "b/1.png"
    assert eye.look(folder, shown_last(folder, "gone.png")).name == "9.png"


def test_so_it_is_in_the_project_of_the_folder_wherever_that_lies(folder, eye):
    usual = folder / "pictures.labeldesk"
    assert eye.look(folder, shown_last(usual, "b/2.png")).name == "b/2.png"
    own = own_project(folder, eye.projects)
    assert eye.look(folder, shown_last(own, "10.png")).name == "10.png"


def test_a_project_begins_where_its_images_are(folder, eye, tmp_path):
    elsewhere = tmp_path / "there" / "x.labeldesk"
    elsewhere.parent.mkdir()
    with Project.create(elsewhere, root=folder, author=""):
        assert image_root(elsewhere).resolve() == folder.resolve()  # while it is written to
    found = eye.look(elsewhere)
    assert (found.listing.root / found.name).samefile(folder / "9.png")
    assert eye.look(elsewhere, shown_last(elsewhere, "b/2.png")).name == "b/2.png"


def test_looking_leaves_a_project_as_it_was(folder, eye):
    with make_project(open_path(folder, author="", projects=eye.projects), "", ()) as project:
        path = project.path
    before = path.read_bytes(), sorted(folder.iterdir())
    eye.look(path)
    with Project.open(path, author="") as again:
        assert len(again.images()) == len(NAMES)
    assert (path.read_bytes(), sorted(folder.iterdir())) == before


@pytest.mark.parametrize("name", ["nowhere", "model.onnx", "empty", "broken.labeldesk"])
def test_what_does_not_begin_with_a_picture_gives_none(tmp_path, eye, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "model.onnx").write_bytes(b"x")
    (tmp_path / "broken.labeldesk").write_bytes(b"not a project at all")
    assert eye.look(tmp_path / name) is None
    assert not eye.pictures


def test_a_picture_that_cannot_be_shown_is_left_to_whoever_opens_it(tmp_path, eye):
    (tmp_path / "1.png").write_bytes(b"no picture")
    with pytest.raises(UserError):
        eye.look(tmp_path)
    assert not eye.pictures
