"""Files with anything in any place, of every codec: no crash, nothing altered, nothing outside, and
what was read is written so that it reads back as it was.

A case is a seed and a number, and is the same for ever. Those that once failed are in `KEPT` and
run each time, whatever the sample; the long check runs 100,000.
"""

from __future__ import annotations

import errno
import json
import random
import shutil
from pathlib import Path

import pytest

from labeldesk.domain.geometry import Size
from labeldesk.domain.image import LabeledImage
from labeldesk.domain.problem import Severity, UserError
from labeldesk.formats.book import ClassBook
from labeldesk.formats.keeps import essence, restricted
from labeldesk.formats.paths import is_listed_name
from labeldesk.formats.port import Source, Target
from labeldesk.formats.report import Report
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import PATHS, SIZE, Seed, files_of, seeds

SEEDS = {str(seed): seed for seed in seeds()}
FEW, ALL = 30, 100_000
MANY = -(-ALL // len(SEEDS))
ERROR = Severity.ERROR
KEPT = [
    ("yolo-task=pose", 104),
    ("masks-layout=instance", 114),
    ("masks-layout=voc", 118),
    ("masks-layout=voc", 130),
    ("masks-default", 468),
    ("masks-layout=voc", 2493),
    ("cvat-default", 31),
    ("labelstudio-default", 8),
]


class Probe:
    """The images there are, all of one size."""

    def size(self, path: str) -> Size | None:
        return SIZE if path in PATHS else None

    def exists(self, path: str) -> bool:
        return path in PATHS


def broken(seed: Seed, number: int) -> dict[str, bytes]:
    """The files of a case."""
    dice = random.Random(f"{seed}/{number}")
    files = files_of(seed)
    for name in dice.sample(sorted(files), dice.choice([1, 1, 1, min(2, len(files))])):
        files[name] = mutated(name, files[name], dice)
    if len(files) > 1 and dice.random() < 0.03:
        del files[dice.choice(sorted(files))]
    return files


def put(files: dict[str, bytes], root: Path) -> None:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def source_of(seed: Seed, root: Path, report: Report, book: ClassBook) -> Source:
    return Source(
        root=root,
        files=Source.files_of(root)[1],
        images=PATHS,
        probe=Probe(),
        classes=book,
        options=seed.options,
    )


def no_number(text: str) -> float:
    raise AssertionError(f"{text} is no JSON")


def check(seed: Seed, number: int, place: Path) -> None:
    """One case; fails with what makes it again."""
    root, out = place / "in", place / "out"
    files = broken(seed, number)
    put(files, root)
    out.mkdir()
    report, book = Report(), ClassBook()
    images = taken(seed, root, report, book)
    assert {name: (root / name).read_bytes() for name in files} == files
    assert images or report.rows or not any(files.values())
    assert all(is_listed_name(image.path) for image in images)
    if not written(seed, images, book, out):
        return
    again = Report()
    back = taken(seed, out, again, ClassBook(book.classes))
    # What cannot be used may stand where it stood, and is said again.
    assert again.severities[ERROR] <= report.severities[ERROR], again.rows
    if len({image.path for image in images}) == len(images):
        keeps = seed.codec.keeps(seed.options)
        expected = {i.path: [a.shape for a in restricted(i, keeps).annotations] for i in images}
        assert {i.path: [a.shape for a in essence(i).annotations] for i in back} == expected


def taken(seed: Seed, root: Path, report: Report, book: ClassBook) -> list[LabeledImage]:
    """What the codec reads; a file that it refuses as a whole is in the report."""
    source = source_of(seed, root, report, book)
    seed.codec.sniff(source.files, source.head_of)
    images: list[LabeledImage] = []
    try:
        images.extend(seed.codec.read(source, report))
    except UserError as error:
        report.failure(error)
    return images


def written(seed: Seed, images: list[LabeledImage], book: ClassBook, out: Path) -> bool:
    """Whether the images could be written; JSON is such that the strictest reader takes it."""
    target = Target(root=out, classes=book.classes, options=seed.options, probe=Probe())
    try:
        seed.codec.write(images, target, Report())
    except OSError as error:  # the name of an image that no disk can hold
        assert error.errno == errno.ENAMETOOLONG  # noqa: PT017
        return False
    for file in out.rglob("*.json"):
        json.loads(file.read_bytes(), parse_constant=no_number)
    return True


def run(seed: Seed, numbers: range | list[int], place: Path) -> None:
    for number in numbers:
        try:
            check(seed, number, place)
        except Exception as error:
            error.add_note(f"the case is ({str(seed)!r}, {number})")
            raise
        finally:
            for folder in place.iterdir():
                shutil.rmtree(folder)


@pytest.mark.parametrize("cases", [FEW, pytest.param(MANY, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", SEEDS)
def test_anything_in_any_place_is_no_crash(name: str, cases: int, tmp_path: Path) -> None:
    run(SEEDS[name], range(cases), tmp_path)


@pytest.mark.parametrize(("name", "number"), KEPT)
def test_what_once_failed_holds(name: str, number: int, tmp_path: Path) -> None:
    run(SEEDS[name], [number], tmp_path)


def test_a_case_is_the_same_for_ever() -> None:
    for seed in SEEDS.values():
        assert broken(seed, 5) == broken(seed, 5)
        assert broken(seed, 5) != files_of(seed) or broken(seed, 6) != files_of(seed)
