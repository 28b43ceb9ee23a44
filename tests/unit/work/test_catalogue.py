"""The list of images keeps its order and its marks."""

from __future__ import annotations

import numpy as np

from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageState, Review
from labeldesk.storage.records import DONE, EXCLUDED, ImageColumns, Waiting
from labeldesk.work.catalogue import (
    Catalogue,
    columns_of,
    find,
    ids_to_do,
    ids_to_do_of,
    joined,
    merged,
    taken,
    with_ids,
)
from labeldesk.work.sieve import Sieve


def of_paths(paths):
    return Catalogue(columns_of(paths))


def test_a_state_set_is_the_state_got():
    images = of_paths(["a.png", "b.png"])
    state = ImageState(done=True, review=Review.REJECTED, comment="blurred", excluded=True)
    images.set_state(1, state)
    assert images.state(1) == state
    assert images.state(0) == ImageState()
    assert images.done == 1


def test_the_next_image_to_do_skips_what_is_done_or_excluded():
    images = of_paths(list("abcde"))
    images.set_state(1, ImageState(done=True))
    images.set_state(2, ImageState(excluded=True))
    assert images.next_to_do(0, 1) == 3
    assert images.next_to_do(3, -1) == 0
    assert images.next_to_do(4, 1) is None


def test_a_filter_decides_which_images_are_gone_through():
    images = of_paths(list("abcde"))
    images.set_state(1, ImageState(done=True))
    images.set_state(3, ImageState(done=True))
    images.counts[4] = 2
    assert images.matching("done").tolist() == [False, True, False, True, False]
    assert not any(images.matching("waiting"))


def test_an_image_is_found_by_number_or_by_part_of_its_name():
    images = of_paths(["cat 1.png", "dog 1.png", "cat 2.png"])
    assert find(images, "3") == 2
    assert find(images, "CAT", start=0) == 2
    assert find(images, "cat", start=2) == 0
    assert find(images, "fox") is None


def test_new_files_take_their_place_and_lost_ones_stay_at_the_end():
    known = columns_of(["b", "d", "gone"])
    both, fresh = merged(known, ["a", "b", "c", "d"])
    assert both.paths == ["a", "b", "c", "d", "gone"]
    assert fresh.paths == ["a", "c"]
    assert both.ids[1] == known.ids[0]
    assert both.ids[4] == known.ids[2]


def test_nothing_new_is_nothing_moved():
    known = columns_of(["a", "b"])
    both, fresh = merged(known, ["a", "b"])
    assert both is known
    assert len(fresh) == 0


def test_the_catalogue_follows_the_project_in_whatever_order_it_answers():
    images = of_paths(list("abc"))
    columns = taken(joined(columns_of(["new"]), columns_of([])), [0])
    mine = taken(joined(images_columns(images), columns), [2, 3, 0, 1])
    mine.counts[:] = (30, 99, 10, 20)
    images.suggestions[:] = (0, 7, 1)
    images.follow(mine)
    assert images.counts.tolist() == [10, 20, 30, 99]
    assert images.paths == ["a", "b", "c", "new"]
    assert images.suggestions.tolist() == [0, 7, 1, 0]


def test_images_that_an_import_brought_without_a_file_are_missing_and_nobody_lands_on_them():
    images = of_paths(list("ab"))
    images.set_state(0, ImageState(done=True))
    brought = joined(images_columns(images), columns_of(["x", "y"]))
    brought.states[2] = DONE
    images.follow(brought)
    assert images.missing.tolist() == [False, False, True, True]
    assert images.done == 1
    assert images.next_to_do(1, 1) is None
    assert ids_to_do(images, 3) == [images.id_at(1)]
    assert images.matching("done").tolist() == [True, False, False, False]
    assert images.matching("todo").tolist() == [False, True, False, False]
    assert images.matching("missing").tolist() == [False, False, True, True]


def test_waiting_suggestions_of_some_images_are_taken_over_and_the_news_told():
    images = of_paths(list("abcd"))
    images.suggestions[:] = (1, 2, 3, 4)
    ids = np.array([images.ids[3], 12345, images.ids[1], images.ids[0]])
    places = images.wait(Waiting(ids, np.array([4, 9, 5, 0], np.int32)))
    assert sorted(places.tolist()) == [0, 1]
    assert images.suggestions.tolist() == [0, 5, 3, 4]


def test_images_to_do_come_nearest_first():
    images = of_paths(list("abcde"))
    images.set_state(3, ImageState(done=True))
    images.set_state(0, ImageState(excluded=True))
    assert ids_to_do(images, 2) == [images.id_at(index) for index in (2, 1, 4)]


def test_images_that_are_gone_leave_the_list_and_the_others_keep_what_is_theirs():
    images = Catalogue(columns_of(list("abcd")), here=3)
    images.set_state(2, ImageState(done=True, comment="blurred"))
    images.wait(Waiting(images.ids[3:], np.array([5], np.int32)))
    c, d = images.id_at(2), images.id_at(3)
    images.drop({images.id_at(1), ImageId(12345)})
    assert images.paths == ["a", "c", "d"]
    assert images.index_of(c) == 1
    assert images.state(1) == ImageState(done=True, comment="blurred")
    assert images.suggestions.tolist() == [0, 0, 5]
    assert images.missing.tolist() == [False, False, True]
    assert images.matching("missing").tolist() == [False, False, True]
    images.rename({d: "e/d"})
    assert images.paths == ["a", "c", "e/d"]


def test_an_image_known_before_gets_its_id_back():
    columns = columns_of(["a", "b"])
    assert with_ids(columns, {"b": ImageId(7)}).ids.tolist()[1] == 7


def images_columns(images):
    return ImageColumns(
        images.ids.copy(), list(images.paths), images.states.copy(), np.zeros(len(images), np.int32)
    )


def test_the_images_ahead_are_the_nearest_to_do_in_that_direction():
    images = of_paths([f"{n}.png" for n in range(8)])
    images.states[[2, 5]] = DONE
    images.states[3] = EXCLUDED

    def ahead(start, by, chosen="all"):
        sieve = Sieve.of(images, chosen)
        way = sieve.ahead(start) if by > 0 else sieve.behind(start)
        return [images.index_of(one) for one in ids_to_do_of(images, way, abs(by))]

    assert ahead(1, 2) == [4, 6]
    assert ahead(6, -2) == [4, 1]
    assert ahead(6, 2) == [7]
    assert ahead(7, 2) == ahead(0, -2) == []
    images.counts[[1, 6]] = 1
    assert ahead(0, 2, "labelled") == [1, 6]


def test_images_taken_in_leave_what_is_known_of_the_others_with_them():
    images = of_paths(["b", "d", "gone"])
    images.missing[2] = True
    images.set_state(1, ImageState(done=True, comment="look"))
    images.counts[1], images.suggestions[1] = 3, 2
    before = dict(zip(images.paths, images.ids.tolist(), strict=True))
    fresh = columns_of(["a", "c", "c2", "e"])
    images.insert(fresh, [0, 1, 1, 2], ["a", "b", "c", "c2", "d", "e", "gone"])
    assert [images.paths[i] for i in range(7) if images.id_at(i) in set(fresh.ids.tolist())] == [
        "a", "c", "c2", "e",
    ]  # fmt: skip
    assert {p: images.id_at(i) for i, p in enumerate(images.paths) if p in before} == before
    assert images.state(4) == ImageState(done=True, comment="look")
    assert images.counts.tolist() == [0, 0, 0, 0, 3, 0, 0]
    assert images.suggestions.tolist() == [0, 0, 0, 0, 2, 0, 0]
    assert np.flatnonzero(images.missing).tolist() == [6]
    assert images.index_of(ImageId(before["d"])) == 4
