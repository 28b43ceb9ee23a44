"""A folder that is looked at again: what came, what went, and where it belongs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeldesk.domain.ids import ImageId
from labeldesk.domain.natural import natural_place, natural_sorted
from labeldesk.domain.problem import UserError
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.work import arrivals
from labeldesk.work.arrivals import Known, look_again
from labeldesk.work.catalogue import Catalogue, columns_of


@pytest.fixture
def root(tmp_path):
    for name in ("img2.png", "img10.png", "sub/img1.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def known(*paths, missing=()):
    ids = np.arange(1, len(paths) + 1)
    return Known(list(paths), ids, np.array([path in missing for path in paths], bool))


def look(root, list_, ids=dict):
    return look_again(root, list_, ids, Cancel())


ALL = ("img2.png", "img10.png", "sub/img1.png")


def test_where_nothing_changed_nothing_is_found(root):
    found = look(root, known(*ALL))
    assert (len(found.fresh), found.gone, found.back) == (0, frozenset(), frozenset())


@pytest.mark.parametrize("few", [1_000, 0])
def test_new_images_stand_where_natural_order_has_them(root, monkeypatch, few):
    monkeypatch.setattr(arrivals, "_FEW", few)
    for name in ("img1.png", "img3.png", "img11.png", "sub/img2.png", "zebra.png"):
        (root / name).write_bytes(b"x")
    found = look(root, known(*ALL))
    assert found.paths == [
        "img1.png", "img2.png", "img3.png", "img10.png", "img11.png", "sub/img1.png",
        "sub/img2.png", "zebra.png",
    ]  # fmt: skip
    images = Catalogue(columns_of(ALL))
    images.insert(found.fresh, found.places, found.paths)
    ids = dict(zip(found.fresh.paths, found.fresh.ids.tolist(), strict=True))
    assert all(images.id_at(images.paths.index(path)) == number for path, number in ids.items())


def test_images_without_a_file_and_those_out_of_order_stay_where_they_are(root):
    (root / "img3.png").write_bytes(b"x")
    found = look(root, known("img2.png", "img1", "img10.png", "sub/img1.png", missing=("img1",)))
    assert found.paths == ["img2.png", "img3.png", "img1", "img10.png", "sub/img1.png"]
    found = look(root, known("gone", "sub/img1.png", "img2.png", "img10.png", missing=("gone",)))
    assert [path for path in found.paths if path != "img3.png"] == [
        "gone", "sub/img1.png", "img2.png", "img10.png",
    ]  # fmt: skip


def test_images_that_went_and_came_back_are_told_by_their_ids(root):
    found = look(root, known(*ALL, "img5.png"))
    assert (found.gone, found.back) == ({4}, frozenset())
    (root / "img5.png").write_bytes(b"x")
    found = look(root, known(*ALL, "img5.png", missing=("img5.png",)))
    assert (found.gone, found.back, len(found.fresh)) == (frozenset(), {4}, 0)


def test_an_image_that_no_listing_has_but_is_there_is_not_gone(root):
    (root / ".hidden").mkdir()
    (root / ".hidden" / "a.png").write_bytes(b"x")
    assert look(root, known(*ALL, ".hidden/a.png")).gone == frozenset()


def test_a_path_that_the_project_knew_before_gets_its_id_back(root):
    (root / "img3.png").write_bytes(b"x")
    found = look(root, known(*ALL), lambda: {"img3.png": ImageId(77)})
    assert found.fresh.ids.tolist() == [77]


def test_a_folder_that_is_gone_is_a_fault_and_a_look_can_be_stopped(root):
    with pytest.raises(UserError):
        look(root / "nowhere", known(*ALL))
    cancel = Cancel()
    cancel.set()
    with pytest.raises(Cancelled):
        look_again(root, known(*ALL), dict, cancel)


def test_a_hundred_thousand_images_are_compared_without_a_look_at_each(root, monkeypatch):
    paths = [f"{n:06}.png" for n in range(100_000)]
    monkeypatch.setattr("labeldesk.imaging.listing.image_names", lambda *_, **__: paths)
    monkeypatch.setattr("pathlib.Path.is_file", lambda path: pytest.fail(f"looked at {path}"))
    given = paths[:50_000] + paths[50_001:]
    found = look_again(
        root, Known(given, np.arange(99_999), np.zeros(99_999, bool)), dict, Cancel()
    )
    assert found.paths == paths
    assert found.places == [50_000]


@given(st.lists(st.text("aAb019-", max_size=5)), st.text("aAb019-", max_size=5))
def test_a_name_is_placed_where_sorting_all_would_put_it(names, name):
    ordered = natural_sorted(names)
    ordered.insert(natural_place(name, ordered), name)
    assert ordered == natural_sorted([*names, name])
