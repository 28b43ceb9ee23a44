"""Values of the domain as rows of the project file, and back. Knows no database."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import wraps
from hashlib import blake2b
from typing import Any, ParamSpec, TypeAlias, TypeVar

import msgspec

from labeldesk.domain.annotation import Annotation, Flags, Foreign, Json, Origin
from labeldesk.domain.classes import AttributeKind, AttributeSpec, ImageClass
from labeldesk.domain.geometry import Size
from labeldesk.domain.geometry_bytes import decode, decode_many, digest, encode
from labeldesk.domain.ids import ClassId, ImageId, RunId, SuggestionId
from labeldesk.domain.image import ImageRecord, ImageState
from labeldesk.domain.mask import Mask
from labeldesk.domain.shapes import Shape
from labeldesk.domain.skeleton import Skeleton
from labeldesk.domain.suggestion import Run, Suggestion, SuggestionState
from labeldesk.domain.text import Text
from labeldesk.storage.records import REVIEWS

P = ParamSpec("P")
R = TypeVar("R")
Row: TypeAlias = Sequence[Any]

SHAPE_COLUMNS = ("kind", "x0", "y0", "x1", "y1", "area", "geometry", "digest")
ANNOTATION_COLUMNS = (
    "id", "image_id", "class_id", *SHAPE_COLUMNS, "attributes", "origin", "score",
    "suggestion_id", "flags", "pose", "grouping", "z", "locked", "hidden", "author", "created",
    "edited", "foreign_data",
)  # fmt: skip
ANNOTATION_READ = (
    "id", "class_id", "geometry", "attributes", "origin", "score", "suggestion_id", "flags",
    "pose", "grouping", "z", "locked", "hidden", "author", "created", "edited", "foreign_data",
)  # fmt: skip
_GEOMETRY_AT = ANNOTATION_READ.index("geometry")
STATE_COLUMNS = ("done", "review", "comment", "excluded")
FILE_COLUMNS = ("path", "width", "height", "bytes", "mtime_ns", "orientation", "digest")
IMAGE_COLUMNS = ("id", *FILE_COLUMNS, *STATE_COLUMNS, "foreign_data")
CLASS_COLUMNS = (
    "id", "name", "colour", "key", "aliases", "coco_id", "mask_value", "supercategory",
    "attributes", "guideline", "skeleton",
)  # fmt: skip
SUGGESTION_COLUMNS = (
    "id", "image_id", "run_id", "class_name", "score", "attributes", *SHAPE_COLUMNS,
)  # fmt: skip
SUGGESTION_READ = ("id", "run_id", "class_name", "score", "attributes", "geometry", "state")
RUN_COLUMNS = ("id", "model_digest", "model_name", "started", "recipe", "author")

_ORIGINS: dict[str, Origin] = {origin.value: origin for origin in Origin}
_FLAGS = tuple(Flags(*(bool(bits >> i & 1) for i in range(4))) for bits in range(16))
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode
_NOWHERE = (None, None, None, None)
OPEN, ACCEPTED, REJECTED = 0, 1, 2  # negative: a verdict that was taken back, open again
WITHDRAWN, WITHDRAWN_ACCEPTED = 3, 4  # gone with its run: while it was open, after it was accepted


class BrokenRowError(ValueError):
    """A row holds what no version of this program wrote: the file is damaged."""


def _told(read: Callable[P, R]) -> Callable[P, R]:
    """`read`, raising `BrokenRowError` for what it cannot make sense of."""

    @wraps(read)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return read(*args, **kwargs)
        except (ValueError, TypeError, LookupError) as error:
            raise BrokenRowError(str(error)) from error

    return guarded


def to_json(value: object) -> str:
    """Compact JSON, readable in any tool; NaN and infinity become null."""
    try:
        return str(_encode(value), "utf-8")
    except (ValueError, OverflowError):  # half a surrogate pair; a number of more than 64 bits
        return json.dumps(value, separators=(",", ":"))


def from_json(text: str) -> Any:  # noqa: ANN401 (parsed JSON)
    """From what `to_json` gave."""
    try:
        return _decode(text)
    except ValueError:
        return json.loads(text)


def shape_row(shape: Shape) -> tuple[Any, ...]:
    """The values of SHAPE_COLUMNS."""
    geometry = encode(shape)
    area = getattr(shape, "area", None)
    return (shape.kind, *(shape.bounds or _NOWHERE), area, geometry, _digest(shape, geometry))


def annotation_row(a: Annotation, image_id: ImageId) -> tuple[Any, ...]:
    """The values of ANNOTATION_COLUMNS."""
    f = a.flags
    return (
        a.id, image_id, a.class_id, *shape_row(a.shape),
        to_json(a.attributes) if a.attributes else None, a.origin.value, a.score,
        a.suggestion_id, f.difficult | f.truncated << 1 | f.occluded << 2 | f.crowd << 3,
        a.pose, a.group, a.z, a.locked, a.hidden, a.author, a.created, a.edited,
        foreign_text(a.foreign),
    )  # fmt: skip


def _digest(shape: Shape, geometry: bytes) -> bytes:
    if isinstance(shape, Mask):
        return bytes.fromhex(digest(shape))
    return blake2b(geometry, digest_size=16).digest()


@_told
def annotations_of(rows: Sequence[Row]) -> list[Annotation]:
    """From the values of ANNOTATION_READ, and whatever follows them."""
    shapes = decode_many([row[_GEOMETRY_AT] for row in rows])
    return [*map(_annotation, rows, shapes)]


def _annotation(row: Row, shape: Shape) -> Annotation:
    (number, class_id, _, attributes, origin, score, suggestion_id, flags, pose, group, z,
     locked, hidden, author, created, edited, foreign, *_) = row  # fmt: skip
    return Annotation(
        id=number,
        class_id=class_id,
        shape=shape,
        attributes=from_json(attributes) if attributes else {},
        origin=_ORIGINS[origin],
        score=score,
        suggestion_id=suggestion_id,
        flags=_FLAGS[flags],
        pose=pose,
        group=group,
        z=z,
        locked=bool(locked),
        hidden=bool(hidden),
        author=author,
        created=created,
        edited=edited,
        foreign=foreign_of(foreign),
    )


def foreign_text(foreign: Foreign | None) -> str | None:
    """What a format carried, as JSON."""
    if foreign is None:
        return None
    kept: dict[str, object] = {"format": foreign.format}
    if foreign.extra:
        kept["extra"] = foreign.extra
    if foreign.verbatim:
        kept["verbatim"] = foreign.verbatim
    if foreign.geometry:
        kept["geometry"] = foreign.geometry
    return to_json(kept)


@_told
def foreign_of(text: str | None) -> Foreign | None:
    """From what `foreign_text` gave."""
    return Foreign(**from_json(text)) if text else None


def state_row(state: ImageState) -> tuple[Any, ...]:
    """The values of STATE_COLUMNS."""
    return (int(state.done), REVIEWS.index(state.review), state.comment, int(state.excluded))


@_told
def state_from(row: Row) -> ImageState:
    """From the values of STATE_COLUMNS."""
    done, review, comment, excluded = row
    return ImageState(bool(done), REVIEWS[review], comment, bool(excluded))


def file_row(image: ImageRecord) -> tuple[Any, ...]:
    """The values of FILE_COLUMNS."""
    width, height = image.size or (None, None)
    return (
        image.path, width, height, image.bytes, image.mtime_ns, image.orientation, image.digest,
    )  # fmt: skip


def image_row(image: ImageRecord) -> tuple[Any, ...]:
    """The values of IMAGE_COLUMNS."""
    return (image.id, *file_row(image), *state_row(image.state), foreign_text(image.foreign))


@_told
def image_of(row: Row) -> ImageRecord:
    """From the values of IMAGE_COLUMNS."""
    number, path, width, height, size, mtime, orientation, content, *state, foreign = row
    return ImageRecord(
        id=ImageId(number),
        path=path,
        size=None if width is None else Size(width, height),
        bytes=size,
        mtime_ns=mtime,
        orientation=orientation,
        digest=content,
        state=state_from(state),
        foreign=foreign_of(foreign),
    )


def class_row(item: ImageClass) -> tuple[Any, ...]:
    """The values of CLASS_COLUMNS."""
    return (
        item.id, item.name, item.colour, item.key, to_json(item.aliases), item.coco_id,
        item.mask_value, item.supercategory, to_json([asdict(spec) for spec in item.attributes]),
        item.guideline, to_json(asdict(item.skeleton)) if item.skeleton else None,
    )  # fmt: skip


@_told
def class_of(row: Row) -> ImageClass:
    """From the values of CLASS_COLUMNS; the journal of older versions has fewer."""
    number, name, colour, key, aliases, coco_id, value, above, attributes, guideline, *more = row
    return ImageClass(
        id=ClassId(number),
        name=name,
        colour=colour,
        key=key,
        aliases=tuple(from_json(aliases)),
        coco_id=coco_id,
        mask_value=value,
        supercategory=above,
        attributes=tuple(map(_attribute_spec, from_json(attributes))),
        guideline=guideline,
        skeleton=_skeleton(more[0]) if more and more[0] else None,
    )


def _attribute_spec(data: Mapping[str, Any]) -> AttributeSpec:
    return AttributeSpec(
        data["name"], AttributeKind(data["kind"]), tuple(data["options"]), data["default"]
    )


def _skeleton(text: str) -> Skeleton:
    data = from_json(text)
    pairs = {name: tuple(map(tuple, data[name])) for name in ("edges", "flips", "layout")}
    return Skeleton(tuple(data["names"]), by_side=data["by_side"], **pairs)


def suggestion_row(s: Suggestion) -> tuple[Any, ...]:
    """The values of SUGGESTION_COLUMNS."""
    attributes = to_json(s.attributes) if s.attributes else None
    return (s.id, s.image_id, s.run_id, s.class_name, s.score, attributes, *shape_row(s.shape))


@_told
def suggestion_of(
    row: Row, image_id: ImageId, class_id: ClassId | None, *, is_aside: bool
) -> Suggestion:
    """From the values of SUGGESTION_READ; open ones of an image that is done are set aside."""
    number, run_id, name, score, attributes, geometry, state = row
    unanswered = SuggestionState.SET_ASIDE if is_aside else SuggestionState.OPEN
    verdicts = {
        ACCEPTED: SuggestionState.ACCEPTED,
        REJECTED: SuggestionState.REJECTED,
        WITHDRAWN: SuggestionState.WITHDRAWN,
        WITHDRAWN_ACCEPTED: SuggestionState.WITHDRAWN,
    }
    return Suggestion(
        id=SuggestionId(number),
        image_id=image_id,
        run_id=RunId(run_id),
        class_name=name,
        shape=decode(geometry),
        score=score,
        class_id=class_id,
        state=verdicts.get(state, unanswered),
        attributes=from_json(attributes) if attributes else {},
    )


def run_row(run: Run) -> tuple[Any, ...]:
    """The values of RUN_COLUMNS."""
    recipe = to_json(run.recipe)
    return (run.id, run.model_digest, run.model_name, run.started, recipe, run.author)


@_told
def run_of(row: Row) -> Run:
    """From the values of RUN_COLUMNS."""
    number, content, name, started, recipe, author = row
    return Run(
        id=RunId(number),
        model_digest=content,
        model_name=name,
        started=started,
        recipe=from_json(recipe),
        author=author,
    )


def text_json(text: Text) -> Json:
    """A text with its gaps, so that it is translated when it is shown, not when it is stored."""
    args = {k: text_json(v) if isinstance(v, Text) else v for k, v in text.args.items()}
    return {"context": text.context, "source": text.source, "args": args}


@_told
def text_of(data: Any) -> Text:  # noqa: ANN401 (parsed JSON)
    """From what `text_json` gave."""
    args = {k: text_of(v) if isinstance(v, dict) else v for k, v in data["args"].items()}
    return Text(data["context"], data["source"], args)
