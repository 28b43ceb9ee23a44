"""The law of every codec: what is written reads back as what the format can hold, and every
loss is in the report."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labeldesk.domain.classes import ClassList, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.ids import ClassId
from labeldesk.domain.image import ImageState, LabeledImage
from labeldesk.formats.book import ClassBook
from labeldesk.formats.keeps import essence, restricted
from labeldesk.formats.port import Codec, Option, Source, Target, chosen
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report
from tests.strategies import annotations

NAMES = ["cat", "dog", "Cat", "猫", 'a<b> & "c"', "two words", "no", "1", "été"]
CLASSES = ClassList(
    tuple(
        ImageClass(id=ClassId(n), name=name, colour="#000000", coco_id=n * 7, mask_value=n - 1)
        for n, name in enumerate(NAMES, start=1)
    )
)
PATHS = ["a.jpg", "sub/b c.png", "sub/猫.jpeg", "x.y.jpg", "deep/er/e.bmp"]


class Sizes:
    """A probe that knows the sizes of images that need not exist."""

    def __init__(self, images: list[LabeledImage]) -> None:
        self._sizes = {image.path: image.size for image in images}

    def size(self, path: str) -> Size | None:
        return self._sizes.get(path)

    def exists(self, path: str) -> bool:
        return path in self._sizes


def variants(codec: Codec) -> list[dict[str, Option]]:
    """The defaults, and every choice of every option by itself."""
    base = chosen(codec, {})
    found = [base]
    for spec in codec.options:
        choices = (True, False) if isinstance(spec.default, bool) else spec.choices
        found += [{**base, spec.id: choice} for choice in choices if choice != spec.default]
    return found


CASES = [
    pytest.param(codec, options, id=f"{codec.id}-{index}")
    for codec in registry().all()
    for index, options in enumerate(variants(codec))
]

images = st.lists(
    st.builds(
        LabeledImage,
        path=st.sampled_from(PATHS),
        size=st.builds(Size, st.integers(1, 700), st.integers(1, 700)),
        annotations=st.lists(annotations, max_size=4).map(tuple),
        state=st.builds(ImageState, done=st.booleans()),
    ),
    max_size=3,
    unique_by=lambda image: image.path,
)


def law(codec: Codec, options: dict[str, Option], images: list[LabeledImage]) -> None:
    """Reading what was written gives the images as the codec keeps them."""
    keeps = codec.keeps(options)
    expected_report = Report()
    expected = [restricted(image, keeps, expected_report) for image in images]
    probe = Sizes(images)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        written = Report()
        codec.write(
            images, Target(root=root, classes=CLASSES, options=options, probe=probe), written
        )
        source_root, files = Source.files_of(root)
        read = Report()
        back = list(
            codec.read(
                Source(
                    root=source_root,
                    files=files,
                    images=[image.path for image in images],
                    probe=probe,
                    classes=ClassBook(CLASSES),
                    options=options,
                ),
                read,
            )
        )
    assert sorted(map(essence, back), key=_path) == sorted(map(essence, expected), key=_path)
    assert all(written.counts[kind] >= count for kind, count in expected_report.counts.items())
    assert not [row for row in read.rows if row.severity == "error"], read.rows


@pytest.mark.parametrize(("codec", "options"), CASES)
@given(images=images)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
def test_what_is_written_reads_back_as_what_the_format_keeps(
    codec: Codec, options: dict[str, Option], images: list[LabeledImage]
) -> None:
    law(codec, options, images)


def _path(image: LabeledImage) -> str:
    return image.path


@pytest.mark.parametrize("layout", ["instance", "voc"])
def test_masks_keep_as_many_objects_as_their_layout_says(layout: str, tmp_path: Path) -> None:
    from labeldesk.domain.annotation import Annotation
    from labeldesk.domain.ids import AnnotationId
    from labeldesk.domain.shapes import Box

    codec, size = registry().get("masks"), Size(80, 60)
    options = chosen(codec, {"layout": layout})
    for count in (253, 254, 255, 256, 300):
        boxes = (Box(n % 80, n // 80, n % 80 + 1, n // 80 + 1) for n in range(count))
        items = tuple(
            Annotation(id=AnnotationId(n), class_id=ClassId(1 + n % 3), shape=box)
            for n, box in enumerate(boxes, start=1)
        )
        image = LabeledImage("a.jpg", size, items)
        root = tmp_path / str(count)
        root.mkdir()
        codec.write([image], Target(root=root, classes=CLASSES, options=options), Report())
        files, book = Source.files_of(root)[1], ClassBook(CLASSES)
        source = Source(root=root, files=files, images=["a.jpg"], classes=book, options=options)
        (back,) = codec.read(source, Report())
        assert essence(back) == essence(restricted(image, codec.keeps(options)))
        assert len(back.annotations) == (min(count, 254) if layout == "voc" else count)


def one_box(codec: Codec, root: Path) -> None:
    """An image with one object, as the codec writes it."""
    from labeldesk.domain.annotation import Annotation
    from labeldesk.domain.ids import AnnotationId
    from labeldesk.domain.shapes import Box

    root.mkdir(parents=True, exist_ok=True)
    box = Annotation(id=AnnotationId(1), class_id=ClassId(1), shape=Box(1, 2, 30, 40))
    image = LabeledImage("a.jpg", Size(80, 60), (box,))
    options = chosen(codec, {})
    codec.write([image], Target(root=root, classes=CLASSES, options=options), Report())


@pytest.mark.parametrize("codec", registry().all(), ids=lambda codec: codec.id)
def test_a_codec_recognises_its_own_files_and_nothing_in_an_empty_folder(
    codec: Codec, tmp_path: Path
) -> None:
    one_box(codec, tmp_path)
    _, files = Source.files_of(tmp_path)
    source = Source(root=tmp_path, files=files)
    assert codec.sniff(files, source.head_of).fit > 0.5
    assert registry().recognised(source) is codec
    assert codec.sniff([], source.head_of).fit == 0


@pytest.mark.parametrize("codec", registry().all(), ids=lambda codec: codec.id)
def test_a_codec_never_writes_outside_its_folder(codec: Codec, tmp_path: Path) -> None:
    from labeldesk.domain.problem import UserError

    out = tmp_path / "deep" / "out"
    out.mkdir(parents=True)
    image = LabeledImage("../../evil.jpg", Size(80, 60))
    options = chosen(codec, {})
    report = Report()
    with suppress(UserError):
        codec.write([image], Target(root=out, classes=CLASSES, options=options), report)
    outside = [p for p in tmp_path.rglob("*") if p.is_file() and not p.is_relative_to(out)]
    assert outside == []


def test_restricting_twice_changes_nothing_more() -> None:
    for codec in registry().all():
        keeps = codec.keeps(chosen(codec, {}))
        image = LabeledImage("a.jpg", Size(9, 9), state=ImageState(done=True))
        once = restricted(image, keeps)
        assert restricted(replace(once), keeps) == once
