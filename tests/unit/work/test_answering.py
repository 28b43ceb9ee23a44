"""Images for the engine, upright, and its answers kept under the run they belong to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ImageId
from labeldesk.domain.image import ImageRecord
from labeldesk.domain.problem import UserError
from labeldesk.storage import moments
from labeldesk.storage.project import Project
from labeldesk.suggest.batch import ImageAnswer, Lane
from labeldesk.suggest.fake import write_detector
from labeldesk.suggest.found import Answer
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.runner import Model
from labeldesk.work.answering import Answering
from labeldesk.work.catalogue import Catalogue, columns_of
from labeldesk.work.proposals import run_of
from tests.pictures import corners, encoded, exif, stored

UPRIGHT = Size(301, 203)
ROW = (12.5, 30.0, 120.25, 190.0, 0.9, 0)


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p.labeldesk", root=tmp_path, author="ana") as made:
        records = [ImageRecord(id=ImageId(n), path=f"{n}.jpg") for n in range(1, 9)]
        made.add_images(records).result()
        yield made


@pytest.fixture
def model(tmp_path):
    write_detector(tmp_path / "m.onnx", [ROW], ["cat"], image=UPRIGHT)
    return inspect(tmp_path / "m.onnx").model


@pytest.fixture
def answering(project, tmp_path):
    return Answering(project, tmp_path, Catalogue(project.image_columns()))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_image_is_given_to_the_model_upright(answering, model, tmp_path, orientation):
    pixels = stored(corners(*UPRIGHT), orientation)
    (tmp_path / "1.jpg").write_bytes(encoded(pixels, "JPEG", exif=exif(orientation)))
    given = answering.load(ImageId(1))
    assert given.shape[:2] == (UPRIGHT.height, UPRIGHT.width)
    assert given[20, 20, 2] > 200  # the red corner is at the top left
    assert given[20, 20, :2].max() < 60
    (found,) = Model(model).suggest(given).founds
    assert np.allclose(found.shape.bounds, ROW[:4], atol=1e-3)


def test_an_image_that_left_the_project_is_a_message(answering):
    with pytest.raises(UserError, match="no longer part"):
        answering.load(ImageId(99))


def test_an_image_is_the_right_one_while_others_come_into_the_list(project, tmp_path):
    class Ids(np.ndarray):
        """In the middle of looking an image up, a new one comes before all others."""

        def tolist(self):
            found = super().tolist()
            fresh = columns_of(["0.jpg"])
            if len(catalogue) == 8:
                catalogue.insert(fresh, [0], ["0.jpg", *catalogue.paths])
            return found

    for n in range(9):
        (tmp_path / f"{n}.jpg").write_bytes(encoded(np.full((8, 8, 3), 20 * n, np.uint8), "JPEG"))
    columns = project.image_columns()
    catalogue = Catalogue(replace(columns, ids=columns.ids.view(Ids)))
    answering = Answering(project, tmp_path, catalogue)
    for _ in range(2):
        assert [int(answering.load(ImageId(n))[4, 4, 0]) for n in (3, 5)] == [60, 100]
    assert len(catalogue) == 9


def answer(model, image, *founds):
    return ImageAnswer(ImageId(image), model, Lane.BATCH, UPRIGHT, Answer(founds))


def test_a_run_that_was_left_off_knows_which_images_it_has_seen(answering, project, model):
    (found,) = Model(model).suggest(np.zeros((203, 301, 3), np.uint8)).founds
    assert project.later(moments.left_off).result() is None
    run = answering.run = run_of(model, "ana")
    answering.note(goes_on=True)
    left = project.later(moments.left_off).result()
    assert (left.run, left.seen, left.model_name) == (None, frozenset(), "m")
    answering.keep(answer(model, 3, found))
    answering.keep(answer(model, 5))
    answering.note(goes_on=True, is_paused=True)
    left = project.later(moments.left_off).result()
    assert (left.run, left.seen, left.empty, left.is_paused) == (run, {3, 5}, {5}, True)
    answering.note(goes_on=False)
    assert project.later(moments.left_off).result() is None


@pytest.mark.parametrize("value", [3, "x", [], {"model": 1}, {"model": "a", "name": "b"}])
def test_nonsense_in_the_place_of_a_run_is_no_run(project, value):
    project.set_setting(moments.LEFT_OFF, value).result()
    assert project.later(moments.left_off).result() is None


def test_what_is_below_the_score_or_of_another_model_is_not_kept(answering, project, model):
    (found,) = Model(model).suggest(np.zeros((203, 301, 3), np.uint8)).founds
    answering.keep(answer(model, 3, found))  # without a run
    answering.run, answering.min_score = run_of(model, "ana"), 0.95
    answering.keep(answer(model, 3, found))
    assert project.suggestions(ImageId(3)) == []
    assert answering.empty == {3}
