"""Vectors of a project, what is learned from its labels, and what that proposes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from labeldesk.domain.changes import ChangeSet, Edit, RejectAll, StateChange, SuggestionQuery
from labeldesk.domain.image import ImageState
from labeldesk.domain.progress import Cancel, Cancelled
from labeldesk.domain.shapes import Tag
from labeldesk.quality.describe import BUILT_IN, describe
from labeldesk.work.describing import Describing
from labeldesk.work.learning import Learned
from labeldesk.work.proposing import MODEL
from tests.unit.work.learn_project import DID, SORTS, Bench, box, picture

GO = Cancel()
NOTHING = np.zeros(0, np.int64)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.close()


def look(bench: Bench) -> None:
    scene = bench.scene
    bench.learner.read(scene)
    while bench.learner.describing.some(scene, bench.learner.labelled(), 5.0, GO):
        pass


def learned(bench: Bench) -> Learned:
    look(bench)
    return bench.learner.propose(bench.scene, bench.marks, bench.learner.fit(GO), GO)


def proposed(bench: Bench) -> dict[int, list[str]]:
    found = {image: bench.project.suggestions(image) for image in bench.ids}
    return {image: [one.class_name for one in rows] for image, rows in found.items() if rows}


def test_every_image_has_the_vector_of_its_pixels(bench: Bench) -> None:
    look(bench)

    _, vectors = bench.learner.describing.images.of(np.array(bench.ids))

    wanted = [describe(picture(bench.kinds[one], n)) for n, one in enumerate(bench.ids)]
    assert np.allclose(vectors, wanted, atol=1e-6)


def test_what_was_looked_at_once_is_never_decoded_again(bench: Bench) -> None:
    look(bench)

    def never(_: object) -> np.ndarray:
        raise AssertionError

    again = Describing(bench.folder / "cache", replace(BUILT_IN, describe=never))
    scene = bench.scene
    again.follow(scene, bench.learner.labels)
    assert again.some(scene, NOTHING, 5.0, GO) == 0
    assert again.images.has.all()


def test_a_file_that_is_another_one_now_has_another_vector(bench: Bench) -> None:
    look(bench)
    image = bench.ids[0]
    cv2.imwrite(str(bench.folder / "000.png"), picture("noise", 99))

    bench.learner.describing.forget([image])
    look(bench)

    _, vectors = bench.learner.describing.images.of(np.array([image]))
    assert np.allclose(vectors[0], describe(picture("noise", 99)), atol=1e-6)


def test_an_image_that_cannot_be_read_is_passed_over(bench: Bench) -> None:
    (bench.folder / "001.png").write_bytes(b"\x89PNG and no more")
    (bench.folder / "002.png").unlink()

    look(bench)

    images = bench.learner.describing.images
    assert images.is_vain.tolist() == [False, True, True, *[False] * 15]


def test_objects_have_vectors_of_their_own_and_other_ones_when_they_move(bench: Bench) -> None:
    first = bench.label(bench.ids[0], "stripes", box(10, 20))
    beyond = bench.label(bench.ids[0], "stripes", box(500, 500))
    bench.label(bench.ids[0], "stripes")
    look(bench)
    objects = bench.learner.describing.objects
    assert objects.ids.tolist() == [first.id, beyond.id]
    assert objects.is_vain.tolist() == [False, True]
    whole = picture("stripes", 0)
    assert np.allclose(objects.of(objects.ids)[1][0], describe(whole[20:60, 10:50]), atol=1e-6)

    moved = replace(first, shape=box(50, 0, 60, 30))
    bench.project.commit(Edit(bench.ids[0], ChangeSet.replacing((first, moved))), DID).result()
    look(bench)

    assert np.allclose(objects.of(objects.ids)[1][0], describe(whole[0:30, 50:110]), atol=1e-6)


def test_looking_ends_when_it_is_cancelled_and_goes_on_where_it_was(bench: Bench) -> None:
    stop = Cancel()
    stop.set()
    scene = bench.scene
    bench.learner.read(scene)

    with pytest.raises(Cancelled):
        bench.learner.describing.some(scene, NOTHING, 5.0, stop)

    assert bench.learner.describing.some(scene, NOTHING, 5.0, GO) == 0


def test_one_label_of_each_class_proposes_tags_for_the_rest(bench: Bench) -> None:
    bench.tag(3)

    found = learned(bench)

    assert (found.tags, found.tag_classes, found.proposals) == (3, 3, 15)
    right = sum(names == [bench.kinds[image]] for image, names in proposed(bench).items())
    assert right >= 13
    assert set(proposed(bench)) == {*bench.ids[3:]}


def test_proposals_are_ordinary_suggestions_of_a_run_of_their_own(bench: Bench) -> None:
    bench.tag(3)
    learned(bench)

    (one,) = bench.project.suggestions(bench.ids[5])
    (run,) = bench.project.runs()
    assert isinstance(one.shape, Tag)
    assert one.run_id == run.id
    assert one.class_id in SORTS.values()
    assert (run.model_name, run.model_digest) == (MODEL, "learned")
    assert run.recipe["classes"] == ["stripes", "discs", "noise"]
    assert sum(len(bench.project.document(image)) for image in bench.ids) == 3


def test_with_one_class_there_is_nothing_to_tell_apart(bench: Bench) -> None:
    bench.label(bench.ids[0], "stripes")

    found = learned(bench)

    assert not found.is_enough
    assert proposed(bench) == {}


def test_a_tag_that_comes_takes_its_proposal_away_and_the_rest_is_written_only_if_other(
    bench: Bench,
) -> None:
    bench.tag(3)
    learned(bench)
    before = {image: bench.project.suggestions(image) for image in bench.ids}

    assert learned(bench).changed == frozenset()
    assert before == {image: bench.project.suggestions(image) for image in bench.ids}
    bench.label(bench.ids[4], "noise")
    found = learned(bench)

    assert bench.ids[4] in found.changed
    assert bench.ids[4] not in proposed(bench)


def test_what_was_rejected_does_not_come_back(bench: Bench) -> None:
    bench.tag(3)
    learned(bench)
    gone = bench.ids[7]
    bench.project.apply(RejectAll(SuggestionQuery(images=(gone,))), DID).result()
    bench.label(bench.ids[3], bench.kinds[bench.ids[3]])

    learned(bench)

    assert gone not in proposed(bench)


def test_nothing_is_proposed_for_images_that_are_done_or_excluded(bench: Bench) -> None:
    bench.tag(3)
    states = {
        bench.ids[5]: (ImageState(), ImageState(done=True)),
        bench.ids[6]: (ImageState(), ImageState(excluded=True)),
    }
    bench.project.apply(StateChange(states), DID).result()

    assert learned(bench).proposals == 13


def test_a_box_called_object_is_proposed_the_class_that_it_looks_like(bench: Bench) -> None:
    for image in bench.ids[:12]:
        bench.label(image, bench.kinds[image], box(10, 10, 100, 70))
    asked = bench.ids[12:15]
    waiting = [bench.label(image, "object", box(12, 8, 100, 70)) for image in asked]

    found = learned(bench)

    assert (found.objects, found.object_classes, found.tag_classes) == (12, 3, 0)
    for image, drawn in zip(asked, waiting, strict=True):
        (one,) = bench.project.suggestions(image)
        assert one.shape == drawn.shape
        assert one.class_name == bench.kinds[image]
    assert bench.project.document(asked[0])[waiting[0].id] == waiting[0]


def test_withdrawing_takes_back_what_nobody_decided_about(bench: Bench) -> None:
    bench.tag(3)
    learned(bench)

    assert bench.learner.withdraw(bench.scene) == frozenset(bench.ids[3:])
    assert proposed(bench) == {}


def test_proposals_of_an_earlier_session_are_replaced(bench: Bench) -> None:
    bench.tag(3)
    learned(bench)
    bench.learner = type(bench.learner)(Describing(bench.folder / "cache"))
    bench.tag(5)

    learned(bench)

    assert set(proposed(bench)) == {*bench.ids[5:]}
    assert all(len(names) == 1 for names in proposed(bench).values())


def test_a_fit_that_is_cancelled_proposes_nothing(bench: Bench) -> None:
    bench.tag(15)
    look(bench)
    stop = Cancel()
    stop.set()

    with pytest.raises(Cancelled):
        bench.learner.fit(stop)
    with pytest.raises(Cancelled):
        bench.learner.propose(bench.scene, bench.marks, bench.learner.fit(GO), stop)
    assert proposed(bench) == {}
