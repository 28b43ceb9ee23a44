"""Models that mark what is clicked: recognised as pairs, fed and read to the exact pixel."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest
from PIL import Image

from labeldesk.domain.geometry import XY, Rect, Size
from labeldesk.domain.prompt import Prompt
from labeldesk.suggest import recipe_yaml
from labeldesk.suggest.fake import constant_model
from labeldesk.suggest.fake_pair import AWAY, FORMS, REACH, write_pair
from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.library import Library
from labeldesk.suggest.preprocess import laid
from labeldesk.suggest.prompting.feed import places
from labeldesk.suggest.prompting.framing import net_frame
from labeldesk.suggest.prompting.masks import Marks, Part, marks_of, mask_of, order
from labeldesk.suggest.prompting.parts import Decoder, Encoder, halves
from labeldesk.suggest.recipe import Fit, Task

SIZES = (Size(641, 427), Size(333, 517), Size(1201, 1601))
FAMILY = {"sam-hwc": "sam", "sam2-osam": "sam2"}
STRETCHED = {"sam2", "efficientsam", "sam2-hf", "sam3-hf"}
NET = {"sam3-hf": 1008}


def picture(size):
    rng = np.random.default_rng(5)
    return rng.integers(0, 256, (size.height, size.width, 3), dtype=np.uint8)


class Both:
    """The two halves of a pair in this process."""

    def __init__(self, folder, form, **more):
        encoder = folder / "fake.encoder.onnx"
        if form is not None:
            write_pair(folder, form, **more)
        self.model = inspect(encoder).model
        first, second = halves(self.model)
        self.encoder, self.decoder = Encoder(first), Decoder(second)

    def embedded(self, pixels):
        spec = self.model.recipe.input
        at = net_frame(Size(pixels.shape[1], pixels.shape[0]), spec)
        return self.encoder.answer(laid(pixels, spec, at), at).features, at

    def mask(self, size, prompt, crop=None, nth=0):
        x0, y0, x1, y1 = map(int, crop or Rect(0, 0, *size))
        features, at = self.embedded(picture(size)[y0:y1, x0:x1])
        shown = places(prompt, at, (x0, y0))
        marks = self.decoder.mark(features, shown)
        family = self.model.recipe.output.format
        index = order(marks, shown, family)[nth]
        cuts = family == "sam-hf"
        return mask_of(marks, index, Part(at, (x0, y0), size), prompt, cuts=cuts)


def scales(form, seen):
    """Net pixels per image pixel, by a formula of its own."""
    net = NET.get(form, 1024)
    if FAMILY.get(form, form) in STRETCHED:
        return net / seen.width, net / seen.height
    ratio = net / max(seen)
    return tuple(int(side * ratio + 0.5) / side for side in seen)


def expected(form, size, middle, reach, seen=None):
    """The pixels whose middles lie within a square around a place, (h, w)."""
    sx, sy = scales(form, seen or size)
    across = np.abs(np.arange(size.width) + 0.5 - middle[0]) * sx < reach
    down = np.abs(np.arange(size.height) + 0.5 - middle[1]) * sy < reach
    return down[:, None] & across[None]


def at_corners(form, size, middle, reach, seen=None):
    """Within a cell of the decoder's grid, which rounds the corners of a square."""
    sx, sy = scales(form, seen or size)
    across = np.abs(np.abs(np.arange(size.width) + 0.5 - middle[0]) * sx - reach) < 5
    down = np.abs(np.abs(np.arange(size.height) + 0.5 - middle[1]) * sy - reach) < 5
    return down[:, None] & across[None]


@pytest.mark.parametrize("form", FORMS)
def test_either_half_finds_the_other_and_says_what_they_are(tmp_path, form):
    for path in write_pair(tmp_path, form):
        found = inspect(path)
        recipe = found.recipe
        assert (recipe.family, recipe.task) == (FAMILY.get(form, form), Task.PROMPT)
        assert found.path.name == "fake.encoder.onnx"
        assert recipe.files == {"encoder": "fake.encoder.onnx", "decoder": "fake.decoder.onnx"}
        assert found.sure > 0.9
        assert recipe_yaml.parse(recipe_yaml.dump(recipe)) == recipe


@pytest.mark.parametrize(
    ("form", "features"),
    [
        ("sam", ("image_embeddings",)),
        ("sam2", ("image_embed", "high_res_feats_0", "high_res_feats_1")),
        ("sam2-osam", ("image_embeddings", "high_res_features1", "high_res_features2")),
        ("sam-hf", ("image_embeddings", "image_positional_embeddings")),
        ("sam2-hf", ("image_embeddings.0", "image_embeddings.1", "image_embeddings.2")),
    ],
)
def test_what_the_encoder_gives_goes_where_name_and_shape_say(tmp_path, form, features):
    assert inspect(write_pair(tmp_path, form)[1]).recipe.output.names == features


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("mobile_sam.encoder.onnx", "mobile_sam"),
        ("mobile_sam_image_encoder.onnx", "mobile_sam"),
        ("sam2.1_tiny-encoder-fp16.onnx", "sam2.1_tiny-fp16"),
        ("vision_encoder.onnx", "vision_encoder"),
    ],
)
def test_a_pair_is_called_by_what_its_files_have_in_common(tmp_path, file, name):
    made, _ = write_pair(tmp_path)
    assert inspect(made.rename(tmp_path / file)).model.name == name


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("form", FORMS)
def test_a_click_marks_exactly_the_pixels_that_the_decoder_means(tmp_path, form, size):
    middle = (size.width * 0.52 + 0.3, size.height * 0.47 + 0.1)
    mask = Both(tmp_path, form).mask(size, Prompt().with_spot(XY(*middle)))
    differs = mask.whole(size) != expected(form, size, middle, REACH)
    assert not (differs & ~at_corners(form, size, middle, REACH)).any()


@pytest.mark.parametrize("form", ["sam", "sam2", "efficientsam", "sam3-hf"])
def test_the_part_in_sight_is_marked_in_its_own_scale_and_not_beyond(tmp_path, form):
    size, crop = Size(1201, 801), Rect(384, 96, 801, 511)
    seen = Size(417, 415)
    middle = (420.4, 300.2)
    mask = Both(tmp_path, form).mask(size, Prompt().with_spot(XY(*middle)), crop)
    wanted = expected(form, size, middle, REACH, seen)
    wanted[:, :384] = False
    differs = mask.whole(size) != wanted
    assert not (differs & ~at_corners(form, size, middle, REACH, seen)).any()


def test_a_negative_place_is_left_out_and_a_box_bounds_the_mask(tmp_path):
    size, both = Size(641, 427), Both(tmp_path, "sam")
    prompt = Prompt().with_spot(XY(300, 200)).with_spot(XY(320, 200), is_positive=False)
    wanted = expected("sam", size, (300, 200), REACH)
    wanted &= ~expected("sam", size, (320, 200), AWAY)
    differs = both.mask(size, prompt).whole(size) != wanted
    differs &= ~at_corners("sam", size, (300, 200), REACH)
    assert not (differs & ~at_corners("sam", size, (320, 200), AWAY)).any()
    boxed = Prompt(box=Rect(100.2, 50.7, 400.1, 222.3))
    bounds = both.mask(size, boxed).bounds
    # Corners are round by a cell of the decoder's grid; sides are exact.
    assert bounds == Rect(100, 51, 400, 222)


@pytest.mark.parametrize("form", ["sam-hf", "efficientsam", "sam2-hf", "sam3-hf"])
def test_a_box_bounds_the_mask_in_every_family(tmp_path, form):
    size = Size(641, 427)
    mask = Both(tmp_path, form).mask(size, Prompt(box=Rect(200, 100, 250, 140)))
    assert mask.bounds == Rect(200, 100, 250, 140)


def test_the_encoder_sees_what_its_family_was_trained_on(tmp_path):
    size = Size(333, 517)
    pixels = picture(size)
    (feature,), at = Both(tmp_path, "sam").embedded(pixels)
    wide, high = round(333 * 1024 / 517), 1024
    image = Image.fromarray(pixels[..., ::-1]).resize((wide, high), Image.Resampling.BILINEAR)
    numbers = (np.asarray(image, np.float64) - (123.675, 116.28, 103.53)) / (58.395, 57.12, 57.375)
    net = np.zeros((1024, 1024, 3))
    net[:, :wide] = numbers
    cells = net.reshape(64, 16, 64, 16, 3).mean(axis=(1, 3)).transpose(2, 0, 1)
    assert at.resized == (wide, high)
    assert np.abs(feature[0, :3] - cells).max() < 0.02
    assert not feature[0, 3:].any()


def test_a_graph_that_normalises_by_itself_gets_plain_pixels(tmp_path):
    pixels = picture(Size(333, 517))
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (plain,), _ = Both(tmp_path / "a", "sam-hwc").embedded(pixels)
    (normal,), _ = Both(tmp_path / "b", "sam").embedded(pixels)
    assert np.abs(plain.astype(float) - normal).max() < 0.01


@pytest.mark.parametrize(
    ("form", "scale", "mean", "fit", "side"),
    [
        ("sam", 1.0, (123.675, 116.28, 103.53), Fit.LETTERBOX, 1024),
        ("edgesam", 1.0, (123.675, 116.28, 103.53), Fit.LETTERBOX, 1024),
        ("efficientsam", 1 / 255, (), Fit.STRETCH, 1024),
        ("sam-hf", 1 / 255, (0.485, 0.456, 0.406), Fit.LETTERBOX, 1024),
        ("sam2", 1 / 255, (0.485, 0.456, 0.406), Fit.STRETCH, 1024),
        ("sam2-hf", 1 / 255, (0.485, 0.456, 0.406), Fit.STRETCH, 1024),
        ("sam3-hf", 1 / 255, (0.5, 0.5, 0.5), Fit.STRETCH, 1008),
    ],
)
def test_every_family_has_its_own_preparation(tmp_path, form, scale, mean, fit, side):
    fed = inspect(write_pair(tmp_path, form)[0]).recipe.input
    assert (fed.scale, fed.mean, fed.fit, fed.width, fed.height) == (scale, mean, fit, side, side)


def test_an_encoder_of_another_size_that_pads_by_itself_is_marked_to_the_pixel(tmp_path):
    encoder, _ = write_pair(tmp_path, "sam-hwc")
    graph = onnx.load(encoder)
    for axis, side in enumerate((684, 1024, 3)):
        graph.graph.input[0].type.tensor_type.shape.dim[axis].dim_value = side
    onnx.save(graph, encoder)
    size, middle = Size(641, 427), (333.6, 200.8)
    mask = Both(tmp_path, None).mask(size, Prompt().with_spot(XY(*middle)))
    differs = mask.whole(size) != expected("sam-hwc", size, middle, REACH)
    assert not (differs & ~at_corners("sam-hwc", size, middle, REACH)).any()


def test_what_else_an_encoder_could_be_is_no_reading_of_the_pair(tmp_path):
    found = inspect(write_pair(tmp_path, "sam")[0])
    assert {item.recipe.task for item in found.candidates} == {Task.PROMPT}


@pytest.mark.parametrize(("form", "scale"), [("sam", 1.0), ("sam2", 1 / 255)])
def test_a_graph_that_begins_with_the_mean_is_not_given_it_twice(tmp_path, form, scale):
    encoder, _ = write_pair(tmp_path, form)
    graph = onnx.load(encoder)
    name = graph.graph.input[0].name
    for node in graph.graph.node:
        node.input[:] = ["less" if part == name else part for part in node.input]
    mean = onnx.numpy_helper.from_array(np.ones((1, 3, 1, 1), np.float32), "mean")
    graph.graph.initializer.append(mean)
    graph.graph.node.insert(0, onnx.helper.make_node("Sub", [name, "mean"], ["less"]))
    onnx.save(graph, encoder)
    fed = inspect(encoder).recipe.input
    assert (fed.scale, fed.mean, fed.std) == (scale, (), ())


def test_the_other_masks_follow_by_their_scores(tmp_path):
    size, prompt = Size(641, 427), Prompt().with_spot(XY(300, 200))
    both = Both(tmp_path, "sam")
    areas = [both.mask(size, prompt, nth=nth).area for nth in range(4)]
    wanted = [
        expected("sam", size, (300, 200), reach).sum()
        for reach in (REACH, REACH + 40, REACH - 40, REACH)
    ]
    assert areas == pytest.approx(wanted, abs=20)


def test_a_mask_for_several_places_is_the_one_meant_for_them():
    marks = Marks(np.zeros((4, 8, 8), np.float32), np.array([0.1, 0.9, 0.8, 0.7]), Size(32, 32))
    frame = net_frame(Size(32, 32), inspect_spec())
    one = places(Prompt().with_spot(XY(1, 1)), frame, (0, 0))
    two = places(Prompt().with_spot(XY(1, 1)).with_spot(XY(9, 9)), frame, (0, 0))
    assert order(marks, one, "sam") == [1, 2, 3, 0]
    assert order(marks, two, "sam") == [0, 1, 2, 3]


def inspect_spec():
    from labeldesk.suggest.recipe import InputSpec

    return InputSpec(width=32, height=32)


def test_a_model_without_negatives_prefers_the_mask_that_heeds_them():
    logits = np.full((2, 8, 8), -1.0, np.float32)
    logits[0] = 1
    logits[1, :4] = 1
    marks = Marks(logits, np.array([0.9, 0.2]), Size(32, 32))
    prompt = Prompt().with_spot(XY(4, 4)).with_spot(XY(4, 28), is_positive=False)
    shown = places(prompt, net_frame(Size(32, 32), inspect_spec()), (0, 0))
    assert order(marks, shown, "efficientsam") == [1, 0]


@pytest.mark.parametrize("value", [np.nan, -3.0])
def test_numbers_that_are_none_and_masks_without_a_pixel_are_ordinary(value):
    outputs = (np.full((1, 1, 256, 256), value, np.float32), np.array([[np.nan]], np.float32))
    marks = marks_of(outputs, Size(1024, 1024))
    part = Part(net_frame(Size(50, 40), inspect_spec()), (0, 0), Size(50, 40))
    assert mask_of(marks, 0, part, Prompt()).tiles == {}


def test_a_half_without_the_other_says_what_is_missing(tmp_path):
    encoder, decoder = write_pair(tmp_path, "sam")
    other = tmp_path / "other"
    other.mkdir()
    for path, word in ((encoder, "decoder is missing"), (decoder, "encoder is missing")):
        alone = inspect(Path(shutil.copy(path, other)))
        assert alone.recipe is None
        assert word in str(alone.alone.text)
        (other / path.name).unlink()


def test_a_decoder_of_another_size_is_not_taken(tmp_path):
    encoder, decoder = write_pair(tmp_path, "sam2")
    decoder.unlink()
    write_pair(tmp_path, "sam-hf", stem="else")
    assert inspect(encoder).recipe is None


def test_of_several_partners_the_one_of_the_same_name_is_taken_else_it_is_said(tmp_path):
    for stem in ("mobile", "large_vit"):
        write_pair(tmp_path, "sam", stem=stem)
    found = inspect(tmp_path / "large_vit.decoder.onnx")
    assert found.path.name == "large_vit.encoder.onnx"
    assert not found.findings
    (tmp_path / "mobile.encoder.onnx").rename(tmp_path / "odd.onnx")
    unsure = inspect(tmp_path / "odd.onnx")
    assert "would fit as well" in str(unsure.findings[0].text)


def test_features_of_one_shape_and_no_known_name_are_called_a_guess(tmp_path):
    encoder, decoder = write_pair(tmp_path, "sam2")
    twins = {f"out{i}_embed": np.zeros((1, 256, 64, 64), np.float32) for i in range(3)}
    model = constant_model(twins, dims=(1, 3, 1024, 1024), name="image")
    encoder.write_bytes(model.SerializeToString())
    graph = onnx.load(decoder)
    for item in graph.graph.input[:3]:
        for axis, side in enumerate((1, 256, 64, 64)):
            item.type.tensor_type.shape.dim[axis].dim_value = side
    onnx.save(graph, decoder)
    found = inspect(encoder)
    assert found.sure < 0.5
    assert any("guess" in str(problem.text) for problem in found.findings)


def test_a_pair_lives_in_the_library_under_one_digest_and_runs_from_there(tmp_path):
    encoder, decoder = write_pair(tmp_path, "sam")
    library = Library(tmp_path / "models")
    entry = library.add(inspect(decoder).model)
    encoder.unlink()
    decoder.unlink()
    assert [e.sha256 for e in library.listed()] == [entry.sha256]
    for half in halves(entry.model):
        assert half.path.is_file()
    assert Decoder(halves(entry.model)[1]).inputs[0].name == "image_embeddings"


def test_a_changed_decoder_is_not_loaded(tmp_path):
    from labeldesk.domain.problem import UserError

    encoder, decoder = write_pair(tmp_path, "sam")
    model = inspect(encoder).model
    write_pair(tmp_path, "sam", by_colour=True)
    with pytest.raises(UserError, match="not the one that was looked at"):
        Decoder(halves(model)[1])
    assert decoder.is_file()
