"""docs/formats.md: what the codecs say of themselves, and the notes on other programs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence

from devtools.places import ROOT
from labeldesk.formats.keeps import FLAGS, Done, Keeps
from labeldesk.formats.port import Codec, Option, chosen

_ABOUT = """# Formats and their options
The word of a format is the ID of `labeldesk import --format ID`, `convert --from-format ID` and
`export --format ID`. An option is given as `--option NAME=VALUE` when writing and as
`--read-option NAME=VALUE` when reading; the first value is what you get without choosing. The
same list comes from `labeldesk formats [ID]`. [Another package](plugins.md) can bring more formats.

| format | title | option | what it chooses |
|---|---|---|---|
"""
_KEEPS = """
## What comes back
What is written with a format and read again. Names of classes, paths and sizes of images and
the order of the objects always do; the report of an export says how many of your objects lose
what. Shapes that are not listed are written as one of those that are, or left out. Where an
option changes the row, its value stands beside the format.

| format | shapes | places exact to | marks | attributes | pose | group | z | score | done |
|---|---|---|---|---|---|---|---|---|---|
"""
_MORE = """
Marks are difficult, truncated, occluded and crowd. "As text": numbers and check marks come back as
text. Done "if empty": an image without objects reads as done, no other does.
"""
_READ = """
## Who else reads it, and what others do otherwise
For every format a test over made-up documents holds `read(write(x))` against the table above.
Beside our own reader, files are looked at by:
"""
_RESULTS = """
## Beside the formats
`coco-results`: a COCO results file is read as suggestions of a model, `instances=FILE` says
what its numbers mean. A `.zip` may stand for the folder that is in it, see
[Open](guide/open.md).
"""
_NOTES = ROOT / "devtools" / "inside" / "format_notes.toml"
_KINDS = (
    "tag", "box", "rotated-box", "polygon", "mask", "polyline", "point", "ellipse", "keypoints",
    "caption",
)  # fmt: skip
_DONE = {Done.YES: "yes", Done.NO: "", Done.EMPTY: "if empty"}


def formats_page(codecs: Sequence[Codec]) -> str:
    """The whole page."""
    options = "".join(f"{row}\n" for codec in codecs for row in _options(codec))
    keeps = "".join(f"{row}\n" for codec in codecs for row in _keeps(codec))
    return f"{_ABOUT}{options}{_KEEPS}{keeps}{_MORE}{_READ}{_notes()}{_RESULTS}"


def _options(codec: Codec) -> list[str]:
    start = f"| `{codec.id}` | {codec.title} |"
    usages = [(option.usage.replace("|", "\\|"), option.title) for option in codec.options]
    return [f"{start} `{usage}` | {title} |" for usage, title in usages] or [f"{start} | |"]


def _keeps(codec: Codec) -> Iterator[str]:
    """A row for the defaults, and one for every choice that changes it."""
    base = chosen(codec, {})
    usual = _cells(codec.keeps(base))
    yield f"| `{codec.id}` | {usual} |"
    for spec in codec.options:
        choices: tuple[Option, ...] = spec.choices
        if isinstance(spec.default, bool):
            choices = (not spec.default,)
        for choice in choices:
            cells = _cells(codec.keeps({**base, spec.id: choice}))
            if cells != usual:
                word = ("yes" if choice else "no") if isinstance(choice, bool) else choice
                yield f"| `{codec.id}`, `{spec.id}={word}` | {cells} |"


def _cells(keeps: Keeps) -> str:
    shapes = sorted(keeps.shapes, key=_KINDS.index)
    marks = "all" if keeps.flags == FLAGS else ", ".join(sorted(keeps.flags))
    attributes = _yes(keeps.attributes) and ("as text" if keeps.attributes_as_text else "yes")
    beside = map(_yes, (keeps.pose, keeps.group, keeps.z, keeps.score))
    exact = f"{keeps.quantum:g} px" if keeps.quantum else "every digit"
    if shapes == ["mask"]:
        exact = "pixels"
    told = ("all" if len(shapes) == len(_KINDS) else ", ".join(shapes), exact, marks, attributes)
    return " | ".join((*told, *beside, _DONE[keeps.done]))


def _yes(is_kept: bool) -> str:
    return "yes" if is_kept else ""


def _notes() -> str:
    """What stands in the file of notes, for the formats that are in it."""
    return "".join(
        f"- `{name}`: {told['read_by'].strip()}.\n"
        + "".join(f"  - {one.strip()}\n" for one in told.get("deviations", ()))
        for name, told in tomllib.loads(_NOTES.read_text(encoding="utf-8")).items()
    )
