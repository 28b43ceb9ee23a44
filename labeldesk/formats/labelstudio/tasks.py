"""Tasks of Label Studio: which images they are about, and the results on each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote, urlsplit

from labeldesk.domain.annotation import Json
from labeldesk.formats.entries import Object, as_object
from labeldesk.formats.paths import last_name, relative_name

OWN = "labeldesk"  # key of what Label Studio has no word for
_KEYS = ("image", "img", "picture", "photo", "url", "image_url", "file", "path")
_LISTS = ("images", "pages", "image_urls")
_ENDINGS = frozenset(
    (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".jfif", ".avif", ".jp2")
)
_UPLOADED = re.compile(r"^[0-9a-f]{8}-")
_PAGE = re.compile(r"(\d+)$")
_VALUES = frozenset(("rectanglelabels", "ellipselabels", "polygonlabels", "keypointlabels",
                     "brushlabels"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """One annotation of a task: what it says beside its results."""

    results: tuple[Object, ...]
    envelope: Object = field(default_factory=dict)

    @property
    def is_cancelled(self) -> bool:
        """Skipped by who was asked."""
        return self.envelope.get("was_cancelled") is True

    @property
    def is_done(self) -> bool:
        """Finished; a mark of ours says where it is not."""
        return as_object(self.envelope.get(OWN)).get("done") is not False


@dataclass(frozen=True, slots=True)
class Task:
    """One image of a task with the annotations on it."""

    told: str
    key: str
    given: tuple[Given, ...]
    rest: Object
    predictions: int = 0


def tasks_in(item: Object) -> Iterator[Task]:
    """The task of each image of an entry; none for one without an image."""
    item = item if "data" in item or "annotations" in item else _unfolded(item)
    data = as_object(item.get("data"))
    listed = item.get("annotations", item.get("completions"))
    given = tuple(map(_given, listed if isinstance(listed, list) else ()))
    rest = {k: v for k, v in item.items() if k not in ("annotations", "completions")}
    predicted = rest.get("predictions")
    count = len(predicted) if isinstance(predicted, list) else 0
    key = _image_key(data)
    if key is not None:
        own = tuple(_without(one, data, key) for one in given)
        yield Task(str(data[key]), key, own, rest, count)
        return
    for name in _LISTS:
        pages = data.get(name)
        for number, page in enumerate(pages if isinstance(pages, list) else ()):
            told = page if isinstance(page, str) else as_object(page).get("url")
            if isinstance(told, str) and told.strip():
                own = tuple(_of_page(one, number) for one in given)
                yield Task(told, "image", own, {}, count)


def _given(told: Json) -> Given:
    envelope = as_object(told)
    listed = envelope.get("result")
    results = tuple(map(as_object, listed if isinstance(listed, list) else ()))
    return Given(results, {k: v for k, v in envelope.items() if k != "result"})


def _without(given: Given, data: Object, key: str) -> Given:
    """Without the results that are about a text or a sound of the task."""
    others = data.keys() - {key, "image"}
    return Given(
        tuple(one for one in given.results if str(one.get("to_name")) not in others), given.envelope
    )


def _of_page(given: Given, number: int) -> Given:
    return Given(tuple(one for one in given.results if _page(one) == number), given.envelope)


def _page(result: Object) -> int:
    index = result.get("item_index")
    found = _PAGE.search(str(result.get("to_name")))
    return index if isinstance(index, int) else int(found[1]) if found else 0


def _image_key(data: Object) -> str | None:
    texts = {k: v for k, v in data.items() if isinstance(v, str) and v.strip()}
    known = next((key for key in _KEYS if key in texts), None)
    return known or next((key for key, value in texts.items() if _is_picture(value)), None)


def _is_picture(told: str) -> bool:
    return PurePosixPath(urlsplit(told).path if len(told) < 4096 else "").suffix.lower() in _ENDINGS  # noqa: PLR2004


def _unfolded(item: Object) -> Object:
    """An entry of JSON-MIN, whose results lie under the names of their controls."""
    results: list[Json] = []
    data: Object = {}
    rest: Object = {}
    for key, value in item.items():
        rows = value if isinstance(value, list) else []
        told = [_result(key, as_object(row)) for row in rows if "original_width" in as_object(row)]
        if told:
            results += told
        elif isinstance(value, str) and key not in ("created_at", "updated_at"):
            data[key] = value
        else:
            rest[key] = value
    given = {"id": rest.pop("annotation_id", None), "result": results}
    return {"id": rest.get("id"), "data": data, "annotations": [given]}


def _result(control: str, row: Object) -> Object:
    sizes: Object = {k: row[k] for k in ("original_width", "original_height") if k in row}
    value: Object = {k: v for k, v in row.items() if k not in sizes}
    kind = next((k for k in value if k in _VALUES), "")
    told: Object = {"type": kind, "from_name": control, "to_name": "image", "value": value}
    return told | sizes


def names_of(told: str) -> list[str]:
    """The names that an image may have, the likeliest first: as it stands; what a local file is
    asked for by; the end of an address, also without the number that uploading gave it.
    """
    if relative_name(told) and "?d=" not in told:
        return [told]
    try:
        parts = urlsplit(told)
        asked = parse_qs(parts.query).get("d", [])
    except ValueError:
        return [told]
    path = asked[0] if asked else unquote(parts.path)
    last = last_name(path) or told
    found = [told, path.lstrip("/"), last, _UPLOADED.sub("", last)]
    return list(dict.fromkeys(name for name in found if name))


def size_told(given: Sequence[Given]) -> tuple[int, int] | None:
    """The width and height of the image that the results say."""
    for one in given:
        for result in one.results:
            width, height = result.get("original_width"), result.get("original_height")
            if type(width) is int and type(height) is int and width > 0 and height > 0:
                return width, height
    return None
