"""Pictures and thumbnails made ahead by workers: order, bounds, faults, a clean end."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest

from labeldesk.imaging import decode as decode_module
from labeldesk.imaging.cache import PictureCache
from labeldesk.imaging.decode import ImageFile, quick_reduction
from labeldesk.imaging.header import header
from labeldesk.imaging.pace import Pace
from labeldesk.imaging.pump import Pump
from labeldesk.imaging.shelf import Shelf
from labeldesk.jobs.runner import Runner, deliver_directly
from tests.pictures import encoded
from tests.unit.imaging.ahead import LARGE, SMALL, Inbox, sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sample(tmp_path / "images")


def test_the_shelf_drops_what_was_not_used_for_longest_and_never_what_is_shown() -> None:
    shelf: Shelf[str, int] = Shelf(30)
    for number, key in enumerate("abc"):
        shelf.put(key, number, 10)
    shelf.get("a")
    shelf.put("d", 3, 10)
    assert [shelf.get(k) for k in "abcd"] == [0, None, 2, 3]
    shelf.put("shown", 4, 100, keep=("shown", "a", "d"))
    assert [shelf.get(k) for k in ("a", "c", "d", "shown")] == [None, None, None, 4]
    assert shelf.nbytes == 100
    shelf.remove("shown")
    assert shelf.nbytes == 0


def test_the_shelf_gives_up_the_farthest_of_what_is_kept_first() -> None:
    shelf: Shelf[str, int] = Shelf(30)
    keep = ("now", "next", "far")
    for key in ("now", "far", "next"):
        shelf.put(key, 0, 15, keep=keep)
    assert [shelf.get(k) for k in keep] == [0, 0, None]


def test_a_new_list_of_wishes_replaces_the_old_one() -> None:
    started, go, served = threading.Event(), threading.Event(), []

    def fulfil(wish: str) -> None:
        served.append(wish)
        started.set()
        assert go.wait(5)

    with Runner(name="t") as runner:
        pump = Pump(runner, fulfil)
        pump.replace(["a", "b", "c"])
        assert started.wait(5)
        pump.replace(["a", "d"])
        go.set()
        assert runner.submit(lambda _: None).wait(5)
    assert served == ["a", "d"]


def test_a_wish_that_raises_is_told_and_the_next_list_is_served() -> None:
    errors: list[Exception] = []
    served: list[str] = []

    def fulfil(wish: str) -> None:
        if wish == "bad":
            raise KeyError(wish)
        served.append(wish)

    with Runner(name="t", errors=errors.append) as runner:
        pump = Pump(runner, fulfil)
        for wishes in (["bad"], ["bad", "x"], ["good"]):
            pump.replace(wishes)
            assert runner.submit(lambda _: None).wait(5)
    assert served == ["good"]
    assert len(errors) == 2


def test_a_pace_that_decoding_keeps_up_with_takes_the_current_picture_first() -> None:
    now = [100.0]
    pace = Pace(lambda: now[0])
    pictures = list("abcdefgh")
    pace.decoded(0.025)
    for _ in range(5):
        pace.step()
        now[0] += 0.033
    assert pace.ordered(pictures) == pictures
    assert not pace.is_late
    for _ in range(20):
        pace.decoded(0.110)
    assert pace.is_late
    assert pace.ordered(pictures) == list("defghcba")
    assert pace.ordered(["a", "b"]) == ["b", "a"]
    now[0] += 10
    pace.step()
    assert pace.ordered(pictures) == pictures


def test_the_current_picture_comes_first_and_then_its_neighbours(folder: Path) -> None:
    inbox = Inbox()
    pictures = PictureCache(folder, deliver=deliver_directly, arrived=inbox, workers=1)
    pictures.want("3.jpg", ["4.jpg", "2.jpg"])
    assert inbox.wait_for(3) == ["3.jpg", "4.jpg", "2.jpg"]
    picture = pictures.get("3.jpg")
    assert picture is not None
    assert picture.path.endswith("3.jpg")
    assert pictures.get("5.jpg") is None
    pictures.want("3.jpg", ["4.jpg", "2.jpg", "5.jpg"])
    assert inbox.wait_for(4)[3:] == ["5.jpg"]
    pictures.close()


def test_a_large_jpeg_arrives_reduced_first_and_then_sharp_with_its_pyramid(folder: Path) -> None:
    reductions: list[int] = []
    inbox = Inbox()
    holder: list[PictureCache] = []

    def arrived(path: str) -> None:
        picture = holder[0].get(path)
        assert picture is not None
        assert len(picture.pyramid.levels) > 1
        reductions.append(picture.reduced)
        inbox(path)

    pictures = PictureCache(folder, deliver=deliver_directly, arrived=arrived, workers=1)
    holder.append(pictures)
    pictures.want("large.jpg", held=True)
    inbox.wait_for(1)
    pictures.want("large.jpg")
    inbox.wait_for(2)
    assert reductions == [2, 1]
    pictures.close()


def test_pictures_flown_over_with_a_key_held_are_let_go_before_memory_is_full(
    folder: Path,
) -> None:
    names = [f"n{number:02d}.jpg" for number in range(20)]
    for name in names:
        (folder / name).write_bytes(SMALL)
    inbox = Inbox()
    pictures = PictureCache(folder, deliver=deliver_directly, arrived=inbox, workers=1)
    for count, name in enumerate(names, 1):
        pictures.want(name, held=True)
        inbox.wait_for(count)
    pictures.close()
    there = [name for name in names if pictures.get(name) is not None]
    assert there == names[-12:]


def test_pictures_looked_at_one_by_one_are_kept_as_long_as_there_is_room(folder: Path) -> None:
    names = [f"n{number:02d}.jpg" for number in range(20)]
    for name in names:
        (folder / name).write_bytes(SMALL)
    inbox = Inbox()
    pictures = PictureCache(folder, deliver=deliver_directly, arrived=inbox, workers=1)
    for count, name in enumerate(names, 1):
        pictures.want(name)
        inbox.wait_for(count)
    pictures.close()
    assert all(pictures.get(name) is not None for name in names)


def test_how_far_a_first_look_is_reduced_depends_on_the_size(tmp_path: Path, folder: Path) -> None:
    assert quick_reduction(header(folder / "large.jpg")) == 2
    assert quick_reduction(header(folder / "large.jpg"), is_late=True) == 2
    (tmp_path / "12mp.jpg").write_bytes(encoded(np.zeros((3000, 4000, 3), np.uint8), "JPEG"))
    assert quick_reduction(header(tmp_path / "12mp.jpg")) == 2
    assert quick_reduction(header(tmp_path / "12mp.jpg"), is_late=True) == 4
    assert quick_reduction(header(folder / "0.jpg"), is_late=True) == 1
    assert quick_reduction(header(folder / "0.jpg")) == 1
    (tmp_path / "a.png").write_bytes(encoded(np.zeros((2100, 3000, 3), np.uint8), "PNG"))
    assert quick_reduction(header(tmp_path / "a.png")) == 1


def test_a_broken_file_is_told_once_and_shown_when_it_can_be_read(folder: Path) -> None:
    inbox = Inbox()
    pictures = PictureCache(folder, deliver=deliver_directly, arrived=inbox, workers=1)
    pictures.want("broken.jpg", ["0.jpg"])
    inbox.wait_for(2)
    pictures.want("broken.jpg", ["1.jpg"])
    assert inbox.wait_for(3) == ["broken.jpg", "0.jpg", "1.jpg"]
    assert pictures.get("broken.jpg") is None
    assert "not an image" in str(pictures.fault("broken.jpg"))
    (folder / "broken.jpg").write_bytes(SMALL)
    pictures.want("broken.jpg")
    inbox.wait_for(4)
    assert pictures.get("broken.jpg") is not None
    pictures.close()


def test_a_picture_whose_file_changed_is_read_again_when_one_comes_back(folder: Path) -> None:
    inbox, changed = Inbox(), Inbox()
    pictures = PictureCache(folder, deliver=deliver_directly, arrived=inbox, workers=1)
    pictures.changed = changed
    pictures.want("0.jpg", ["1.jpg"])
    inbox.wait_for(2)
    pictures.want("1.jpg", ["0.jpg"])
    pictures.want("0.jpg", ["1.jpg", "2.jpg"])
    assert inbox.wait_for(3) == ["0.jpg", "1.jpg", "2.jpg"]
    (folder / "0.jpg").write_bytes(LARGE)
    pictures.want("1.jpg", ["0.jpg", "3.jpg"])
    inbox.wait_for(4)
    assert changed.paths == []
    pictures.want("0.jpg", ["4.jpg"])
    assert inbox.wait_for(6)[4:] == ["0.jpg", "4.jpg"]
    assert changed.paths == ["0.jpg"]
    picture = pictures.get("0.jpg")
    assert picture is not None
    assert (picture.size, picture.reduced) == ((3000, 2100), 1)
    pictures.close()


def test_a_picture_stays_when_its_file_cannot_be_reached_any_more(folder: Path) -> None:
    inbox = Inbox()
    pictures = PictureCache(folder, deliver=deliver_directly, arrived=inbox, workers=1)
    pictures.want("0.jpg")
    inbox.wait_for(1)
    (folder / "0.jpg").unlink()
    pictures.want("0.jpg", ["1.jpg"])
    assert inbox.wait_for(2) == ["0.jpg", "1.jpg"]
    assert pictures.get("0.jpg") is not None
    pictures.close()


def test_after_stopping_nothing_arrives_any_more(folder: Path) -> None:
    calls: list = []
    inbox = Inbox()
    pictures = PictureCache(folder, deliver=calls.append, arrived=inbox, workers=1)
    pictures.want("large.jpg", [f"{n}.jpg" for n in range(6)])
    for thread in pictures.stop():
        thread.join()
    for call in calls:
        call()
    assert inbox.paths == []


def test_an_error_of_ours_is_told_and_does_not_stop_browsing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(place: Path) -> ImageFile:
        if place.name == "0.jpg":
            raise RuntimeError("bug")
        return ImageFile.read(place)

    class Reader(ImageFile):
        read = staticmethod(faulty)

    monkeypatch.setattr(decode_module, "ImageFile", Reader)
    errors: list[Exception] = []
    inbox = Inbox()
    pictures = PictureCache(
        folder, deliver=deliver_directly, arrived=inbox, workers=1, errors=errors.append
    )
    pictures.want("0.jpg")
    inbox.wait_for(1)
    pictures.want("1.jpg", ["0.jpg"])
    inbox.wait_for(2)
    pictures.close()
    assert [str(e) for e in errors] == ["bug"]
    assert pictures.fault("0.jpg") is not None
    assert pictures.get("1.jpg") is not None


def test_the_cache_stays_within_its_limit_and_keeps_the_current_picture(folder: Path) -> None:
    inbox = Inbox()
    one = 60 * 40 * 4
    pictures = PictureCache(
        folder, deliver=deliver_directly, arrived=inbox, workers=1, limit=3 * one
    )
    others = [f"{n}.jpg" for n in range(1, 6)]
    pictures.want("0.jpg", others)
    inbox.wait_for(6)
    pictures.close()
    assert pictures.nbytes <= 3 * one
    assert pictures.get("0.jpg") is not None
    assert pictures.get("5.jpg") is None


def test_looking_up_a_picture_takes_microseconds(folder: Path) -> None:
    inbox = Inbox()
    pictures = PictureCache(folder, deliver=deliver_directly, arrived=inbox, workers=1)
    pictures.want("0.jpg")
    inbox.wait_for(1)
    pictures.close()
    start = time.thread_time()
    for _ in range(1000):
        pictures.get("0.jpg")
    assert time.thread_time() - start < 0.1


def test_results_go_through_deliver_and_closing_leaves_no_thread(folder: Path) -> None:
    calls: list = []
    delivered = threading.Event()

    def deliver(call: object) -> None:
        calls.append(call)
        delivered.set()

    inbox = Inbox()
    pictures = PictureCache(folder, deliver=deliver, arrived=inbox, workers=1)
    pictures.want("0.jpg")
    assert delivered.wait(10)
    assert inbox.paths == []
    calls[0]()
    assert inbox.paths == ["0.jpg"]
    pictures.want("large.jpg", [f"{n}.jpg" for n in range(6)])
    pictures.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("decode")]
