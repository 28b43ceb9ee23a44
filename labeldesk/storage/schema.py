"""The tables of a project file, as SQLAlchemy Core knows them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

APPLICATION_ID = 0x4C44534B  # "LDSK"
VERSION = 2

metadata = MetaData()
temporary = MetaData()


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def _shape_columns() -> list[Column[object]]:
    bounds: list[Column[object]] = [Column(n, Float) for n in ("x0", "y0", "x1", "y1", "area")]
    return [
        Column("kind", Text, nullable=False),
        *bounds,
        Column("geometry", LargeBinary, nullable=False),
        Column("digest", LargeBinary, nullable=False),
    ]


# `born` of an image: the import that brought it (its undo takes it away), None otherwise.
image = Table(
    "image", metadata, _id(),
    Column("path", Text, nullable=False, unique=True),
    Column("width", Integer), Column("height", Integer),
    _number("bytes"), _number("mtime_ns"), _number("orientation"), _text("digest"),
    _number("done"), _number("review"), _text("comment"), _number("excluded"),
    Column("foreign_data", Text),
    Column("born", Integer), Column("live", Integer, nullable=False, server_default="1"),
    Index("image_born", "born", sqlite_where=text("born IS NOT NULL")),
)  # fmt: skip

class_ = Table(
    "class", metadata, _id(),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False), Column("colour", Text, nullable=False), _text("key"),
    Column("aliases", Text, nullable=False), Column("coco_id", Integer),
    Column("mask_value", Integer), _text("supercategory"),
    Column("attributes", Text, nullable=False), _text("guideline"), Column("skeleton", Text),
    Column("live", Integer, nullable=False, server_default="1"),
)  # fmt: skip

# One row per version of an annotation: made by the change `born`, ended by the change `died`;
# `live` says whether it is there now. Undo and redo only flip `live`. There is no index by class:
# it would cost a bulk undo of 400,000 rows 0.3 s, and a count without it takes 0.1 s.
annotation = Table(
    "annotation", metadata,
    Column("version", Integer, primary_key=True),
    Column("id", BigInteger, nullable=False),
    Column("image_id", BigInteger, nullable=False),
    Column("class_id", BigInteger, nullable=False),
    *_shape_columns(),
    Column("attributes", Text), Column("origin", Text, nullable=False), Column("score", Float),
    Column("suggestion_id", BigInteger), _number("flags"), _text("pose"),
    Column("grouping", BigInteger), _number("z"), _number("locked"), _number("hidden"),
    _text("author"), _number("created"), _number("edited"), Column("foreign_data", Text),
    Column("born", Integer, nullable=False), Column("died", Integer),
    Column("live", Integer, nullable=False),
    Index("annotation_live", "image_id", "id", unique=True, sqlite_where=text("live = 1")),
    Index("annotation_born", "born"),
    Index("annotation_died", "died", sqlite_where=text("died IS NOT NULL")),
)  # fmt: skip

run = Table(
    "run", metadata, _id(),
    Column("model_digest", Text, nullable=False), Column("model_name", Text, nullable=False),
    Column("started", BigInteger, nullable=False), Column("recipe", Text, nullable=False),
    _text("author"),
)  # fmt: skip

# `state`: 0 open, 1 accepted, 2 rejected by the change `decided`; negative: that was undone.
suggestion = Table(
    "suggestion", metadata, _id(),
    Column("image_id", BigInteger, nullable=False),
    Column("run_id", BigInteger, nullable=False),
    Column("class_name", Text, nullable=False), Column("score", Float, nullable=False),
    Column("attributes", Text),
    *_shape_columns(),
    Column("state", Integer, nullable=False, server_default="0"), Column("decided", Integer),
    Index("suggestion_image", "image_id"),
    Index("suggestion_decided", "decided", sqlite_where=text("decided IS NOT NULL")),
)  # fmt: skip

# The journal. `position` is the order of undo; a staged import has its id before its position.
change = Table(
    "change", metadata, _id(),
    Column("position", Integer),
    Column("state", Text, nullable=False), Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False), Column("author", Text, nullable=False),
    Column("time", BigInteger, nullable=False), Column("image_id", BigInteger),
    Column("payload", Text, nullable=False),
    Index("change_position", "position"),
    Index("change_image", "image_id", sqlite_where=text("image_id IS NOT NULL")),
)  # fmt: skip

author = Table(
    "author", metadata,
    Column("name", Text, primary_key=True), Column("since", BigInteger, nullable=False),
)  # fmt: skip

comment = Table(
    "comment", metadata,
    Column("id", Integer, primary_key=True),
    Column("image_id", BigInteger, nullable=False), Column("annotation_id", BigInteger),
    Column("author", Text, nullable=False), Column("time", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Index("comment_image", "image_id"),
)  # fmt: skip

setting = Table(
    "setting", metadata,
    Column("name", Text, primary_key=True), Column("value", Text, nullable=False),
)  # fmt: skip

# Of one connection only: ids too many for a list of parameters, and names of classes found.
picked = Table(
    "picked", temporary, _id(), Column("other", BigInteger),
    prefixes=["TEMPORARY"], schema="temp",
)  # fmt: skip
named = Table(
    "named", temporary,
    Column("name", Text, primary_key=True), Column("class_id", BigInteger, nullable=False),
    prefixes=["TEMPORARY"], schema="temp",
)  # fmt: skip
