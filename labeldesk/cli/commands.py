"""What each sub-command does: arguments to a job of `work`, its result to words."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from labeldesk.cli.console import Console, many
from labeldesk.cli.wishes import merge_of, named_options, wish_of
from labeldesk.domain.annotation import Json
from labeldesk.domain.text import QT_TRANSLATE_NOOP
from labeldesk.formats.port import Codec, OptionSpec
from labeldesk.formats.registry import registry
from labeldesk.formats.report import Report
from labeldesk.jobs.throttle import Throttle
from labeldesk.settings.places import Places
from labeldesk.work.cifar_images import unpack
from labeldesk.work.exporting import Done, convert, export_project
from labeldesk.work.looking import check, stats
from labeldesk.work.projects import create_project
from labeldesk.work.restoring import Found, look, newest_sound, restore_file, restore_newest
from labeldesk.work.results import take_in
from labeldesk.work.sources import DataSet
from labeldesk.work.suggesting import inspect_model, suggest_over
from labeldesk.work.watch import Watch

if TYPE_CHECKING:
    from labeldesk.storage.project import Project

Command = Callable[[argparse.Namespace, Console], int]
_IN_FULL = 8  # longer lists are told by their number, where others stand beside them

_RESTORE = QT_TRANSLATE_NOOP(
    "Work", "There is a sound backup: labeldesk restore {project} puts it there"
)


def new(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk new``."""
    project, report = create_project(
        given.project,
        given.images,
        author=_author(given),
        class_file=given.classes,
        cancel=console.cancel,
    )
    with project:
        images, classes = len(project.image_columns()), len(project.classes())
    result: dict[str, Json] = {"project": str(given.project), "images": images, "classes": classes}
    line = f"{given.project}: {many(images, 'image')}, {many(classes, 'class')}"
    return console.finish(result, [line], report)


def import_(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk import``."""
    data = _data_set(given)
    merge = merge_of(given)
    with _opened(given) as project:
        done = take_in(project, data, _watch(console), decide=lambda _: merge)
    met = done.as_json
    lines = [
        f"new: {met['new']:,}, changed: {met['changed']:,}, conflicting: {met['conflicting']:,}"
    ]
    if merge is None:
        return console.finish(
            done.as_json, [*lines, "only a preview: nothing was changed"], done.report
        )
    what = many(done.annotations, "annotation")
    if done.suggestions:
        what = many(done.suggestions, "suggestion")
    lines += [
        f"{what} on {many(done.images, 'image')} ({done.format})",
        f"new: {many(done.new_images, 'image')}, {many(done.classes, 'class')}",
        f"already there: {many(done.twins, 'annotation')}",
    ]
    return console.finish(done.as_json, lines, done.report)


def export(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk export``."""
    with _opened(given, mode="either") as project:
        done = export_project(project, wish_of(given), _watch(console))
    return _exported(done, console)


def convert_(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk convert``."""
    return _exported(convert(_data_set(given), wish_of(given), _watch(console)), console)


def unpack_(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk unpack``."""
    done = unpack(given.source, given.out, _watch(console), overwrite=given.overwrite)
    line = f"{many(done.images, 'image')} of {many(done.classes, 'class')}: {done.out}"
    return console.finish(done.as_json, [line], done.report)


def suggest(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk suggest``."""
    with _opened(given) as project:
        done = suggest_over(
            project,
            given.model,
            min_score=given.min_score,
            accept=given.accept,
            tiling=given.tiles or "",
            watch=_watch(console),
        )
    lines = [
        f"{many(done.suggestions, 'suggestion')} on {many(done.images, 'image')} ({done.model})"
    ]
    ranked = sorted(done.by_class.items(), key=lambda pair: -pair[1])
    lines += [f"  {name}: {count:,}, best {done.best[name]:.2f}" for name, count in ranked]
    if given.accept:
        lines.append(f"{done.accepted:,} accepted")
    return console.finish(done.as_json, lines, done.report)


def inspect(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk inspect``."""
    found = inspect_model(given.model)
    report = Report()
    for problem in found.findings:
        report.add(problem)
    data = found.as_json()
    return console.finish(data, list(_of_model(data)), report)


def _of_model(data: Mapping[str, Json]) -> Iterator[str]:
    """For people: warnings are said apart, and of other readings what differs in them."""
    for key, value in data.items():
        if key in ("inputs", "outputs", "decoder") and isinstance(value, list):
            rows = [item for item in value if isinstance(item, dict)]
            if rows:
                said = (f"{row['name']} {row['dtype']} {row['shape']}" for row in rows)
                yield f"{key}: {'; '.join(said)}"
        elif key == "alternatives" and isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield f"or {_reading(item)}"
        elif key not in ("recipe", "warnings"):
            yield f"{key}: {_plain(value)}"


def _reading(item: Mapping[str, Json]) -> str:
    differs = item.get("differs")
    rows = differs.items() if isinstance(differs, dict) else ()
    said = "; ".join(f"{key} {_brief(value)}" for key, value in rows if key != "family")
    return f"{item['family']}, {item['task']}, {item['sure']:.0%} sure: {said}"


def _brief(value: Json) -> str:
    """A list of many by their number."""
    is_long = isinstance(value, list) and len(value) > _IN_FULL
    return f"({len(value)})" if is_long and isinstance(value, list) else _plain(value)


def stats_(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk stats``."""
    with _opened(given, mode="read") as project:
        found = stats(project, _watch(console))
    lines = [f"{key}: {_plain(value)}" for key, value in found.as_json.items()]
    return console.finish(found.as_json, lines, Report())


def check_(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk check``."""
    with _opened(given, mode="read") as project:
        report = check(project, _watch(console))
    line = many(len(report), "problem") if len(report) else "no problems"
    return console.finish({"project": str(given.project)}, [line], report)


def formats(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk formats``."""
    known = registry()
    codecs = known.all() if given.name is None else (known.get(given.name),)
    report = Report()
    for problem in known.problems:
        report.add(problem)
    lines = [line for codec in codecs for line in _described(codec)]
    rows: list[Json] = [
        {"id": codec.id, "title": str(codec.title), "options": [_option(o) for o in codec.options]}
        for codec in codecs
    ]
    return console.finish({"formats": rows}, lines, report)


def restore_(given: argparse.Namespace, console: Console) -> int:
    """``labeldesk restore``."""
    home, report = Places.of_environment().backups, Report()
    if given.list:
        found = [*look(given.project, home)]
        for problem in filter(None, (one.problem for one in found)):
            report.add(problem)
        lines = [f"{one.time}  {_held(one)}  {one.backup.file}" for one in found]
        rows: list[Json] = [one.as_json for one in found]
        return console.finish({"backups": rows}, lines or ["no backups"], report)
    if given.backup is not None:
        done = restore_file(given.project, given.backup, _user())
    else:
        done = restore_newest(given.project, home, _user())
    for problem in done.problems:
        report.add(problem)
    aside = None if done.aside is None else str(done.aside)
    lines = [f"{given.project}: restored from {done.backup}"]
    lines += [f"what was there is kept as {aside}"] if aside else []
    result: dict[str, Json] = {
        "project": str(given.project), "backup": str(done.backup), "kept_as": aside,
    }  # fmt: skip
    return console.finish(result, lines, report)


COMMANDS: Mapping[str, Command] = {
    "new": new,
    "import": import_,
    "export": export,
    "convert": convert_,
    "unpack": unpack_,
    "suggest": suggest,
    "inspect": inspect,
    "stats": stats_,
    "check": check_,
    "restore": restore_,
    "formats": formats,
}


def _described(codec: Codec) -> list[str]:
    rows = [f"  {option.usage}  {option.title}" for option in codec.options]
    return [f"{codec.id}: {codec.title}", *rows]


def _option(option: OptionSpec) -> dict[str, Json]:
    return {
        "id": option.id,
        "title": str(option.title),
        "default": option.default,
        "choices": list(option.values),
    }


def _held(found: Found) -> str:
    return "damaged" if found.annotations is None else many(found.annotations, "annotation")


def _exported(done: Done, console: Console) -> int:
    line = f"{many(done.annotations, 'annotation')} on {many(done.images, 'image')}"
    place = f"{done.out} ({done.format}, {many(len(done.files), 'file')})"
    return console.finish(done.as_json, [line, place], done.report)


def _data_set(given: argparse.Namespace) -> DataSet:
    options = named_options(given.read_option)
    return DataSet(given.source, given.read_format, given.images, options, given.unpack)


@contextmanager
def _opened(given: argparse.Namespace, mode: str = "write") -> Iterator[Project]:
    from labeldesk.storage.errors import ProjectUnreadable
    from labeldesk.storage.project import Project

    try:
        with Project.open(given.project, author=_author(given), mode=mode) as project:
            yield project
    except ProjectUnreadable as error:  # at once, or once the damaged part is read
        if newest_sound(given.project, Places.of_environment().backups) is not None:
            error.advice = _RESTORE.filled(project=str(given.project))
        raise


def _author(given: argparse.Namespace) -> str:
    return getattr(given, "author", "") or _user()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in some containers
        return "user"


def _watch(console: Console) -> Watch:
    return Watch(Throttle(console.progress), console.cancel)


def _plain(value: Json) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(item)}" for key, item in value.items()) or "none"
    if isinstance(value, list):
        return "; ".join(map(_plain, value)) or "none"
    return str(value)
