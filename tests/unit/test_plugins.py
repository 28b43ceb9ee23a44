"""The example of docs/plugins.md, installed as a package: listed, recognised, true to its word."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from labeldesk.domain.image import LabeledImage
from labeldesk.formats.port import Codec, Source, chosen
from labeldesk.formats.registry import BUILT_IN, GROUP, Registry
from labeldesk.formats.report import Report
from tests.conformance.test_codecs import images, law, one_box

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.M | re.S)
    return found


def installed(site: Path) -> Distribution:
    """What an installer makes of the page: the module, its metadata, its entry points."""
    told = tomllib.loads(block("toml"))["project"]
    (site / "labeldesk_rows").mkdir(parents=True)
    (site / "labeldesk_rows/__init__.py").write_text(block("python"), encoding="utf-8")
    info = site / f"labeldesk_rows-{told['version']}.dist-info"
    info.mkdir()
    head = f"Metadata-Version: 2.1\nName: {told['name']}\nVersion: {told['version']}\n"
    (info / "METADATA").write_text(head)
    rows = [f"{name} = {value}" for name, value in told["entry-points"][GROUP].items()]
    (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *rows]) + "\n")
    return PathDistribution(info)


@pytest.fixture(scope="module")
def codec(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Codec]:
    site = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(site))
        plugins = tuple(installed(site).entry_points)
        registry = Registry(BUILT_IN, plugins)
        made = registry.get("rows")
        assert not registry.problems
        yield made
        sys.modules.pop("labeldesk_rows", None)


@given(images=images)
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=60,
)
def test_the_example_gives_back_what_it_says(codec: Codec, images: list[LabeledImage]) -> None:
    law(codec, chosen(codec, {}), images)


def test_the_example_knows_its_files_and_reports_bad_rows(codec: Codec, tmp_path: Path) -> None:
    one_box(codec, tmp_path)
    names = Source.files_of(tmp_path)[1]
    source = Source(root=tmp_path, files=names)
    assert codec.sniff(names, source.head_of).files == 1
    with (tmp_path / "rows.csv").open("a") as stream:
        stream.write("a.jpg,80,60,cat,1,2,nan,4\na.jpg,x,60,cat,1,2,3,4\n../b.jpg,,,,,,,\n")
    report = Report()
    (image,) = codec.read(source, report)
    assert len(image.annotations) == 1
    assert [(row.path, row.place) for row in report.rows] == [
        ("rows.csv", "line 3"),
        ("rows.csv", "line 4"),
        ("rows.csv", ""),
    ]


def test_the_installed_example_is_a_format_of_the_command_line(tmp_path: Path) -> None:
    installed(tmp_path / "site")
    work = tmp_path / "work"
    work.mkdir()
    (work / "rows.csv").write_text(
        "image,width,height,class,x0,y0,x1,y1\na.jpg,80,60,cat,1,2,30.5,40\n"
    )
    script = (
        "import sys; sys.path[:0] = sys.argv[1:3]; from labeldesk.cli import main;"
        " sys.exit(main(sys.argv[3:]))"
    )

    def run(*arguments: object) -> str:
        command = [sys.executable, "-c", script, str(ROOT), str(tmp_path / "site"), *arguments]
        return subprocess.run(
            [*map(str, command)], check=True, capture_output=True, text=True, cwd=tmp_path
        ).stdout

    assert run("formats", "rows").splitlines() == ["rows: Rows of boxes"]
    told = run("convert", "--from", work, "--format", "coco", "--out", tmp_path / "out", "--json")
    assert json.loads(told)["annotations"] == 1
