"""The sub-commands and their options, as DESIGN §14 has them."""

from __future__ import annotations

import argparse
from pathlib import Path

from labeldesk import __version__


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    whole = argparse.ArgumentParser(
        prog="labeldesk",
        description="Images to a training-ready data set. PATH alone opens the window.",
        epilog="Exit codes: 0 done, 1 done with problems, 2 wrong usage, 3 nothing was changed, "
        "70 a mistake of the program.",
    )
    whole.add_argument("--version", action="version", version=f"labeldesk {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _new(_added(commands, "new", "make a project over a folder of images"))
    _import(_added(commands, "import", "take annotations into a project"))
    _export(_added(commands, "export", "write a project's annotations in some format"))
    _convert(_added(commands, "convert", "one format to another, without a project"))
    _unpack(_added(commands, "unpack", "write the images inside CIFAR-10 batches as PNG files"))
    _suggest(_added(commands, "suggest", "run a model over a project's images"))
    _added(commands, "inspect", "say what a model file is").add_argument("model", type=Path)
    _project(_added(commands, "stats", "count images, classes and objects"))
    _project(_added(commands, "check", "look for missing files and doubtful objects"))
    _restore(_added(commands, "restore", "put a backup in the place of a damaged project"))
    formats = _added(commands, "formats", "list the formats, and the options of each")
    formats.add_argument("name", nargs="?", metavar="ID", help="only this one")
    return whole


def _added(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text)
    command.add_argument("--json", action="store_true", help="one JSON object on stdout")
    return command


def _project(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=Path, metavar="P.labeldesk")


def _new(command: argparse.ArgumentParser) -> None:
    _project(command)
    command.add_argument("--images", type=Path, required=True, metavar="DIR")
    command.add_argument("--classes", type=Path, metavar="FILE", help="one name per line")
    _author(command)


def _import(command: argparse.ArgumentParser) -> None:
    _project(command)
    _reading(command, "--format")
    command.add_argument("--merge", default="both", metavar="HOW",
                         help="where an object of the project is in the same place: both "
                         "(default), mine stays, theirs takes its place")  # fmt: skip
    command.add_argument("--preview", action="store_true",
                         help="only count what is new, changed and conflicting")  # fmt: skip
    _author(command)


def _export(command: argparse.ArgumentParser) -> None:
    _project(command)
    _writing(command)
    command.add_argument("--state", default="labelled", metavar="STATE",
                         help="labelled (default), done, todo, accepted or all")  # fmt: skip


def _convert(command: argparse.ArgumentParser) -> None:
    _reading(command, "--from-format")
    _writing(command)


def _unpack(command: argparse.ArgumentParser) -> None:
    command.add_argument("--from", dest="source", type=Path, required=True, metavar="PATH")
    command.add_argument("--out", type=Path, required=True, metavar="DIR")
    command.add_argument("--overwrite", action="store_true",
                         help="also into a folder that holds other files")  # fmt: skip


def _suggest(command: argparse.ArgumentParser) -> None:
    _project(command)
    command.add_argument("--model", type=Path, required=True, metavar="M.onnx")
    command.add_argument("--min-score", type=float, metavar="S")
    command.add_argument("--accept", action="store_true", help="make annotations of them")
    command.add_argument("--tiles", nargs="?", const="tiles", choices=("off", "tiles", "both"),
                         help="large images in overlapping tiles of the network's size; both: the "
                              "whole image too (default: as the model's recipe says)")  # fmt: skip
    _author(command)


def _restore(command: argparse.ArgumentParser) -> None:
    _project(command)
    chosen = command.add_mutually_exclusive_group()
    chosen.add_argument("--backup", type=Path, metavar="FILE",
                        help="this one (default: the newest that is sound)")  # fmt: skip
    chosen.add_argument("--list", action="store_true", help="only say which backups there are")


def _author(command: argparse.ArgumentParser) -> None:
    command.add_argument("--author", default="", help="who does it (default: the user's name)")


def _reading(command: argparse.ArgumentParser, format_option: str) -> None:
    command.add_argument("--from", dest="source", type=Path, required=True, metavar="PATH")
    command.add_argument(format_option, dest="read_format", default="auto", metavar="ID",
                         help="auto (default), voc, coco, yolo, masks, ...")  # fmt: skip
    command.add_argument("--images", type=Path, metavar="DIR")
    command.add_argument("--unpack", type=Path, metavar="DIR",
                         help="where the images of a zip go (default: beside it)")  # fmt: skip
    command.add_argument("--read-option", action="append", default=[], metavar="NAME=VALUE",
                         help="an option of the format, e.g. coordinates=one-based; "
                         "`labeldesk formats ID` lists them")  # fmt: skip


def _writing(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        dest="write_format",
        required=True,
        metavar="ID",
        help="voc, coco, yolo, masks, ...; `labeldesk formats` lists them",
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR")
    _dividing(command)
    command.add_argument("--overwrite", action="store_true",
                         help="also into a folder that holds other files")  # fmt: skip
    command.add_argument("--option", action="append", default=[], metavar="NAME=VALUE",
                         help="an option of the format, e.g. task=segment or layout=voc; "
                         "`labeldesk formats ID` lists them")  # fmt: skip
    files = command.add_mutually_exclusive_group()
    files.add_argument("--image-files", default="none", metavar="HOW",
                       help="none (default): they stay where they are; copy; link: hard links to "
                       "the same files; path: a list of their paths")  # fmt: skip
    files.add_argument("--copy-images", action="store_true", help="--image-files copy")
    _recasting(command)
    _framing(command)
    command.add_argument("--voc-float", action="store_true",
                         help="VOC numbers keep their fractions")  # fmt: skip


def _dividing(command: argparse.ArgumentParser) -> None:
    command.add_argument("--split", default="", metavar="train=0.8,val=0.2")
    command.add_argument("--seed", type=int, default=0, metavar="N")
    ways = command.add_mutually_exclusive_group()
    ways.add_argument("--split-by", default="image", metavar="WAY",
                      help="image (default); class: each part gets its share of each class; "
                      "folder, sequence (names that differ in their last number): "
                      "neighbours stay together")  # fmt: skip
    ways.add_argument("--split-pattern", metavar="REGEX",
                      help="images stay together whose paths have the same text there, "
                      "e.g. 'patient[0-9]+'")  # fmt: skip
    command.add_argument("--split-stable", action="store_true",
                         help="an image keeps its part whatever others come")  # fmt: skip


def _recasting(command: argparse.ArgumentParser) -> None:
    command.add_argument("--classes", dest="only", default="", metavar="NAMES|FILE",
                         help="only these, in this order: 'cat, dog=3' (3: its COCO id and mask "
                         "value), or a file with one a line")  # fmt: skip
    command.add_argument("--shapes", default="keep", metavar="FORM",
                         help="keep (default); areas as box, polygon, mask")  # fmt: skip
    command.add_argument("--tolerance", type=float, default=0.0, metavar="PX",
                         help="how far outlines of masks may miss them (0)")  # fmt: skip
    command.add_argument("--holes", default="keep", metavar="HOW",
                         help="keep (default): as the format has them; keyhole: joined to the "
                         "outline; fill; mask: such polygons as masks")  # fmt: skip
    command.add_argument("--other-shapes", default="convert", metavar="HOW",
                         help="what the format cannot hold: convert (default) or skip")  # fmt: skip


def _framing(command: argparse.ArgumentParser) -> None:
    command.add_argument("--resize", default="", metavar="N|WxH",
                         help="longest side (nothing is enlarged), or exactly")  # fmt: skip
    parts = command.add_mutually_exclusive_group()
    parts.add_argument("--crop", default="none", metavar="all|each",
                       help="around all objects of an image, or around each")  # fmt: skip
    parts.add_argument("--tiles", type=int, default=0, metavar="PX", help="cut into squares")
    command.add_argument("--margin", type=int, default=0, metavar="PX", help="around a crop")
    command.add_argument("--overlap", type=int, default=0, metavar="PX", help="of tiles")
