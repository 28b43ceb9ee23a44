"""Masks that lie where the images lie: told apart by name and pixels; what is skipped is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from labeldesk.formats.beside import sniff_folder
from labeldesk.formats.masks.png import png_bytes, voc_colours
from tests.unit.test_command_line import run

Capture = pytest.CaptureFixture[str]


def photo(path: Path, seed: int = 0) -> Path:
    """80 x 60 pixels of noise; of one channel if it is a PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(seed).integers(0, 255, (60, 80), dtype=np.uint8)
    grey = Image.fromarray(noise)
    (grey if path.suffix == ".png" else grey.convert("RGB")).save(path)
    return path


def mask(path: Path, *, palette: bool = True, width: int = 80) -> Path:
    """A box of the value 3 on nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    numbers = np.zeros((60, width), np.uint8)
    numbers[10:30, 20:40] = 3
    path.write_bytes(png_bytes(numbers, voc_colours() if palette else None))
    return path


def convert(capsys: Capture, folder: Path, *more: object) -> tuple[int, dict]:
    command = ("convert", "--from", folder, "--from-format", "masks", "--format", "coco")
    code, said, _ = run(capsys, *command, "--out", folder.parent / "out", "--overwrite", *more)
    return code, said


def rows(said: dict) -> dict[str, str]:
    return {row["path"]: row["text"] for row in said["problems"]}


@pytest.mark.parametrize("palette", [True, False])
def test_a_png_called_like_an_image_is_its_mask(
    tmp_path: Path, capsys: Capture, palette: bool
) -> None:
    folder = photo(tmp_path / "in/good.jpg").parent
    mask(folder / "good.png", palette=palette)
    _, said = convert(capsys, folder)
    assert (said["annotations"], said["images"]) == (1, 1)
    assert [text for text in rows(said).values() if "in no legend" not in text] == []
    project = tmp_path / "p.labeldesk"
    run(capsys, "new", project, "--images", folder)
    _, said, _ = run(capsys, "import", project, "--from", folder, "--format", "masks")
    assert (said["annotations"], said["images"], said["new_images"]) == (1, 1, 0)


@pytest.mark.parametrize("source", ["", "marks"])
def test_masks_in_a_folder_of_any_name_below_the_images_find_them(
    tmp_path: Path, capsys: Capture, source: str
) -> None:
    root = tmp_path / "in"
    for name in ("a", "b"):
        photo(root / f"images/{name}.jpg")
        mask(root / f"marks/{name}.png")
    project = tmp_path / "p.labeldesk"
    run(capsys, "new", project, "--images", root)
    _, said, _ = run(capsys, "import", project, "--from", root / source, "--format", "masks")
    assert (said["annotations"], said["images"], said["new_images"]) == (2, 2, 0)


def test_masks_in_a_folder_called_so_are_masks_of_png_images_too(
    tmp_path: Path, capsys: Capture
) -> None:
    photo(tmp_path / "in/images/a.png")
    mask(tmp_path / "in/masks/a.png")
    _, said = convert(capsys, tmp_path / "in")
    assert (said["annotations"], said["images"]) == (1, 1)


def test_a_grey_photograph_called_like_another_is_no_mask_and_that_is_said(
    tmp_path: Path, capsys: Capture
) -> None:
    folder = photo(tmp_path / "in/good.jpg").parent
    photo(folder / "good.png", seed=1)
    code, said = convert(capsys, folder)
    assert code == 3
    assert rows(said) == {"good.png": "The pixels are no labels; this is taken for an image"}


def test_a_mask_of_no_image_and_one_of_another_size_are_named(
    shared: Path, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "in"
    shutil.copytree(shared / "bad/masks", folder)
    code, said = convert(capsys, folder)
    assert code == 3
    assert rows(said) == dict.fromkeys(
        ("voc_palette.png", "wrong_size.png"),
        "This looks like a mask, but no image is called like it",
    )
    mask(folder / "good.png", width=40)
    code, said = convert(capsys, folder)
    assert code == 3
    assert "40 x 60 pixels and the image 80 x 60" in rows(said)["good.png"]


def test_images_that_have_a_mask_elsewhere_are_not_doubted(tmp_path: Path, capsys: Capture) -> None:
    mask(tmp_path / "in/images/a.png")  # a drawing, say
    mask(tmp_path / "in/masks/a.png")
    _, said = convert(capsys, tmp_path / "in")
    assert (said["annotations"], said["images"]) == (1, 1)
    assert [text for text in rows(said).values() if "in no legend" not in text] == []


def test_a_mask_that_lies_in_a_folder_of_other_pictures_is_not_taken_without_a_word(
    tmp_path: Path, capsys: Capture
) -> None:
    photo(tmp_path / "in/cats/1.jpg")
    mask(tmp_path / "in/dogs/1.png")
    code, said = convert(capsys, tmp_path / "in")
    assert code == 1
    assert "dogs/1.png" in rows(said)
    assert "another folder" in " ".join(row["text"] for row in said["problems"])


def test_looking_at_a_folder_tells_of_masks_among_the_images(tmp_path: Path) -> None:
    photo(tmp_path / "good.jpg")
    mask(tmp_path / "good.png")
    (found,) = sniff_folder(tmp_path)
    assert (found.format, found.files) == ("masks", 1)
    assert str(found.reason) == "1 PNG file of labels has the name of an image"
    mask(tmp_path / "good.png", palette=False)
    assert [one.format for one in sniff_folder(tmp_path)] == ["masks"]
    photo(tmp_path / "other.png")
    assert [one.files for one in sniff_folder(tmp_path)] == [1]
