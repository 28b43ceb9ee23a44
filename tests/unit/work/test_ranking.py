"""What to label next, what is like what, and which label is doubtful."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from labeldesk.domain.changes import StateChange
from labeldesk.domain.image import ImageState
from labeldesk.domain.progress import Cancel
from labeldesk.work.ranking import doubts, similar_images, similar_objects, useful
from tests.unit.work.learn_project import DID, KINDS, Bench, box
from tests.unit.work.test_learning import look

GO = Cancel()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path, each=8)
    yield made
    made.close()


def test_the_most_useful_ones_are_the_open_images_without_a_tag(bench: Bench) -> None:
    bench.tag(6)
    done = (ImageState(), ImageState(done=True))
    bench.project.apply(StateChange({bench.ids[9]: done}), DID).result()
    look(bench)
    bench.learner.fit(GO)

    found = useful(bench.learner, bench.marks, GO)

    assert sorted(found.images.tolist()) == [*bench.ids[6:9], *bench.ids[10:]]
    assert found.kind == "useful"


def test_before_the_first_label_all_kinds_come_early(bench: Bench) -> None:
    look(bench)

    found = useful(bench.learner, bench.marks, GO)

    assert len(found.images) == 24
    assert {bench.kinds[one] for one in found.images[:8].tolist()} == {*KINDS}


def test_where_objects_are_drawn_an_image_with_one_is_labelled(bench: Bench) -> None:
    bench.label(bench.ids[0], "stripes", box(0, 0))
    look(bench)

    assert bench.ids[0] not in useful(bench.learner, bench.marks, GO).images


def test_an_image_that_cannot_be_read_comes_last(bench: Bench) -> None:
    (bench.folder / "001.png").write_bytes(b"no picture")
    look(bench)

    assert useful(bench.learner, bench.marks, GO).images[-1] == bench.ids[1]


def test_images_like_this_one_come_first_after_it(bench: Bench) -> None:
    look(bench)
    image = bench.ids[3]

    found = similar_images(bench.learner, image, bench.marks)

    assert found.images[0] == image
    assert len(found.images) == 24
    assert sum(bench.kinds[one] == "stripes" for one in found.images[:6].tolist()) >= 5
    assert found.notes[image].args == {"score": "1.00"}


def test_an_image_that_cannot_be_read_is_like_nothing(bench: Bench) -> None:
    (bench.folder / "001.png").write_bytes(b"no picture")
    look(bench)

    assert similar_images(bench.learner, bench.ids[1], bench.marks).images.tolist() == []
    assert bench.ids[1] not in similar_images(bench.learner, bench.ids[0], bench.marks).images


def test_excluded_images_are_like_nothing_but_may_be_asked_about(bench: Bench) -> None:
    out = (ImageState(), ImageState(excluded=True))
    bench.project.apply(StateChange({bench.ids[n]: out for n in (0, 3)}), DID).result()
    look(bench)

    found = similar_images(bench.learner, bench.ids[0], bench.marks).images

    assert found[0] == bench.ids[0]
    assert bench.ids[3] not in found


def test_objects_like_this_one_lead_to_their_images_once_each(bench: Bench) -> None:
    asked = bench.label(bench.ids[0], "stripes", box(5, 5, 60, 60))
    bench.label(bench.ids[0], "stripes", box(40, 20, 60, 60))
    like = bench.label(bench.ids[3], "stripes", box(15, 5, 60, 60))
    bench.label(bench.ids[3], "stripes", box(110, 80, 10, 10))
    other = bench.label(bench.ids[2], "noise", box(5, 5, 60, 60))
    look(bench)

    found = similar_objects(bench.learner, asked.id, bench.marks)

    assert found.images.tolist() == [bench.ids[0], bench.ids[3], bench.ids[2]]
    assert found.objects == {
        bench.ids[0]: asked.id, bench.ids[3]: like.id, bench.ids[2]: other.id
    }  # fmt: skip


def test_a_wrong_tag_and_a_wrong_object_are_doubted_with_the_reason_and_stay(
    bench: Bench,
) -> None:
    for n, image in enumerate(bench.ids):
        wrong = n == 4
        bench.label(image, "noise" if wrong else bench.kinds[image])
        named = "stripes" if n == 5 else bench.kinds[image]
        bench.label(image, named, box(5, 5, 100, 80))
    look(bench)
    before = [bench.project.document(image) for image in bench.ids]

    found = doubts(bench.learner, bench.marks, GO)

    assert {*found.images[:2].tolist()} == {bench.ids[4], bench.ids[5]}
    reason = found.notes[bench.ids[4]]
    assert (reason.args["given"], reason.args["likely"]) == ("noise", "discs")
    assert bench.ids[4] not in found.objects
    assert found.objects[bench.ids[5]] in bench.project.document(bench.ids[5])
    assert before == [bench.project.document(image) for image in bench.ids]
    assert bench.project.runs() == []


def test_without_labels_nothing_is_doubted(bench: Bench) -> None:
    look(bench)

    assert len(doubts(bench.learner, bench.marks, GO).images) == 0
    assert np.array_equal(bench.learner.labels.ids, [])
