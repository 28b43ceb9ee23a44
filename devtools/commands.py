"""The sub-commands of `dev.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from devtools import system
from devtools.bundle import bundle
from devtools.bundle import needs as bundle_needs
from devtools.checks import EVERY_TEST, Check, lint_checks, run_checks
from devtools.demo import NO_WINDOW, demo
from devtools.environment import CPU, GPU, Environment
from devtools.locks import lock
from devtools.processes import program, run, with_display
from devtools.say import DevError, say
from devtools.shots import shots
from devtools.suite import run_tests
from devtools.system import Need
from devtools.translations import translate


@dataclass(frozen=True)
class Command:
    """One sub-command: what follows its name is given to `start`, which returns an exit code."""

    usage: str
    summary: str
    start: Callable[[Sequence[str]], int]


def main(arguments: Sequence[str]) -> int:
    """Run one sub-command, or list them."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    command = COMMANDS.get(name)
    if command is None:
        print(_help())
        return 0 if name in {"-h", "--help", "help"} else 2
    try:
        return command.start(rest)
    except DevError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


def _help() -> str:
    width = max(len(command.usage) for command in COMMANDS.values())
    rows = [f"  {c.usage:<{width}}  {c.summary}" for c in COMMANDS.values()]
    return "\n".join(["usage: python3 dev.py COMMAND", "", *rows])


def _ready(needs: Iterable[Need], environment: Environment = CPU) -> Environment:
    """The environment, made if need be, on a system that has `needs`."""
    system.prepare(needs, venv_too=program("uv") is None)
    return environment.make()


def _run(arguments: Sequence[str]) -> int:
    gpu = "--gpu" in arguments[:1]
    environment = _ready(system.WINDOW, GPU if gpu else CPU)
    return run([environment.python, "-m", "labeldesk", *arguments[gpu:]])


def _demo(arguments: Sequence[str]) -> int:
    return demo(_ready(system.WINDOW), arguments)


def _test(arguments: Sequence[str]) -> int:
    return run_tests(_ready(system.TESTS), arguments)


def _check(arguments: Sequence[str]) -> int:
    unknown = set(arguments) - {"--long", "--lint"}
    if unknown:
        raise DevError(f"check knows --long and --lint, not {' '.join(sorted(unknown))}")
    environment = _ready(() if "--lint" in arguments else system.TESTS)
    checks = lint_checks(environment)
    if "--lint" not in arguments:
        chosen = ["-m", EVERY_TEST] if "--long" in arguments else []
        checks.append(Check("tests", partial(run_tests, environment, chosen)))
    return run_checks(checks)


def _bench(arguments: Sequence[str]) -> int:
    environment = _ready(system.TESTS)
    return run(with_display([environment.python, "-m", "tests.bench", *arguments]))


def _bundle(arguments: Sequence[str]) -> int:
    if arguments:
        raise DevError("bundle takes no arguments")
    return bundle(_ready([*system.TESTS, *bundle_needs()]))


def _shots(arguments: Sequence[str]) -> int:
    return shots(_ready(system.WINDOW), arguments)


def _docs(arguments: Sequence[str]) -> int:
    if set(arguments) - {"--check"}:
        raise DevError("docs knows --check and nothing else")
    return run([_ready(()).python, "-m", "devtools.inside.docs", *arguments])


def _translate(_: Sequence[str]) -> int:
    return translate(_ready(()))


COMMANDS = {
    "demo": Command(f"demo [{NO_WINDOW}]", "the whole way on real photographs", _demo),
    "run": Command("run [--gpu] [PATH]", "open the window (or any sub-command of labeldesk)", _run),
    "test": Command("test [PYTEST ARGUMENTS]", "run the tests", _test),
    "check": Command("check [--lint] [--long]", "lint, types, layers and tests, as in CI", _check),
    "bench": Command("bench [--json] [NAME]", "measure, with the budgets beside", _bench),
    "bundle": Command("bundle", "build the frozen program into dist/ and try it", _bundle),
    "shots": Command("shots [LOOK ...]", "take the pictures of the documents", _shots),
    "docs": Command("docs [--check]", "make the documents that come from the program", _docs),
    "translate": Command(
        "translate", "bring new texts into the .ts files and compile the .qm", _translate
    ),
    "lock": Command("lock [--upgrade]", "make the lock files again (needs uv)", lock),
}
