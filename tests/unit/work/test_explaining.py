"""Why a suggestion is there, in rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labeldesk.domain.annotation import Origin
from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.ids import ClassId, ImageId, RunId, SuggestionId
from labeldesk.domain.shapes import Box, Tag
from labeldesk.domain.suggestion import Run, Suggestion, SuggestionState, Thresholds
from labeldesk.domain.text import Text
from labeldesk.suggest import recipe_yaml, recognised
from labeldesk.suggest.recipe import Fit, InputSpec, OutputSpec, PadAt, Recipe, Task
from labeldesk.work import explaining

RECIPE = Recipe(
    "yolox", Task.DETECT, InputSpec(width=416, height=416, pad_at=PadAt.BOTTOM_RIGHT),
    OutputSpec("yolox"), classes=("cup", "bowl"), sha256="ab" * 32,
)  # fmt: skip
RUN = Run(
    id=RunId(5), model_digest="ab" * 32, model_name="nano", started=0,
    recipe=recipe_yaml.as_plain(RECIPE), author="me",
)  # fmt: skip
OLDER = replace(RUN, id=RunId(4))
OTHER = replace(RUN, id=RunId(6), model_digest="cd" * 32)
CUP = ImageClass(id=ClassId(1), name="Mug", colour="#fff", aliases=("cup",))


def said(number, name, score, shape=Box(0, 0, 10, 10), run=RUN):  # noqa: B008 (a value)
    return Suggestion(
        id=SuggestionId(number), image_id=ImageId(1), run_id=run.id, class_name=name,
        shape=shape, score=score, class_id=CUP.id if name == "cup" else None,
    )  # fmt: skip


def explained(every, models, **more):
    sources = {one.id: one.run_id for one in every}
    found = explaining.about((every, sources, [RUN, OLDER, OTHER]), every[0].id, models)
    least = more.pop("least", Thresholds(0.5))
    rows = explaining.reasons(found, least, ClassList((CUP,)), **more)
    return {str(row.words): [str(value) for value in row.values] for row in rows}


def test_score_class_model_and_recipe_are_said_and_what_else_was_seen_there(tmp_path):
    every = [
        said(1, "cup", 0.87654),
        said(2, "bowl", 0.3, Box(1, 0, 10, 10)),
        said(3, "bowl", 0.9, Box(50, 50, 60, 60)),  # elsewhere
        said(4, "plate", 0.2, run=OLDER),  # an earlier run of the same model
        said(5, "pan", 0.8, run=OTHER),  # another model
    ]
    folder = tmp_path / RUN.model_digest
    folder.mkdir()
    inner = Text("Model", "{n} outputs").filled(n=3)
    recognised.note(folder, 0.9, [Text("Model", "By {what}").filled(what=inner)])
    rows = explained(every, tmp_path, when="today")
    assert rows["The model says"] == ["cup, score 0.8765; its class here is Mug"]
    assert rows["Shown from"] == ["0.50"]
    assert rows["Also said there"] == ["bowl 0.30 · plate 0.20"]
    assert rows["Since then"] == ["Waits for an answer"]
    assert rows["Model"] == ["nano · abababababab"]
    assert rows["Run"] == ["today · me"]
    assert rows["Kind"] == ["yolox · detect"]
    assert rows["Recognised by"] == ["By 3 outputs", "90 % sure"]
    assert rows["Goes in as"] == [
        "416 × 416 px, whole, with margins of 114 at the right and below; RGB, float32, NCHW",
        "numbers × 0.003922",
    ]
    assert "what overlaps by 0.70 is one thing" in rows["Is read as"][0]


def test_a_class_of_its_own_threshold_and_a_new_class_are_said(tmp_path):
    rows = explained([said(1, "bowl", 0.4)], tmp_path, least=Thresholds(0.5, {"bowl": 0.2}))
    assert rows["The model says"] == ["bowl, score 0.4000; accepting it makes the class"]
    assert rows["Shown from"] == ["0.20, of this class alone"]
    assert rows["Also said there"] == ["Nothing else"]
    assert rows["Recognised by"] == ["Not known: the model is no longer in the library"]


def test_the_other_classes_of_a_tag_are_the_other_tags(tmp_path):
    every = [said(1, "cup", 0.7, Tag()), said(2, "bowl", 0.2, Tag()), said(3, "pan", 0.1)]
    assert explained(every, tmp_path)["Also said there"] == ["bowl 0.20"]


@pytest.mark.parametrize(
    ("state", "origin", "words"),
    [
        (SuggestionState.ACCEPTED, Origin.MODEL, "Accepted as it was"),
        (SuggestionState.ACCEPTED, Origin.MODEL_EDITED, "Accepted, and edited"),
        (SuggestionState.REJECTED, None, "Rejected"),
    ],
)
def test_what_became_of_it_is_said(tmp_path, state, origin, words):
    one = replace(said(1, "cup", 0.7), state=state)
    assert explained([one], tmp_path, origin=origin)["Since then"] == [words]


@pytest.mark.parametrize("fit", Fit)
def test_normalisation_and_sizes_that_follow_the_image_are_said(tmp_path, fit):
    spec = InputSpec(width=0, height=0, fit=fit, mean=(0.5, 0.25, 0.125), std=(0.5,))
    run = replace(RUN, recipe=recipe_yaml.as_plain(replace(RECIPE, input=spec)))
    one = said(1, "cup", 0.7)
    found = explaining.About(one, run)
    rows = explaining.reasons(found, Thresholds(), ClassList())
    goes_in = next(row for row in rows if row.words == explaining.GOES_IN)
    assert str(goes_in.values[0]).startswith("the size of the image, at most 1280 px, ")
    assert str(goes_in.values[1]) == "numbers × 0.003922, less 0.5 0.25 0.125, divided by 0.5"


def test_a_recipe_of_another_version_leaves_its_rows_out(tmp_path):
    run = replace(RUN, recipe={"family": "x"})
    rows = explaining.reasons(explaining.About(said(1, "cup", 0.7), run), Thresholds(), ClassList())
    assert explaining.KIND not in {row.words for row in rows}


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"sure": "x", "why": []}', '{"sure": 1, "why": [3]}',
     '{"sure": 1, "why": [{"context": "a", "source": "{gap}", "args": {}}]}',
     '{"sure": 1, "why": [{"context": "a", "source": "{gap", "args": {"gap": 1}}]}'],
)  # fmt: skip
def test_a_note_that_cannot_be_read_is_none(tmp_path, text):
    (tmp_path / recognised.FILE).write_text(text, encoding="utf-8")
    found = recognised.noted(tmp_path)
    assert found is None or [str(one) for one in found.why]
