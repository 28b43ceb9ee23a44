"""Pickles of plain values and arrays of bytes, read without unpickling.

A pickle is a program. Of its instructions only those are followed that make dictionaries, lists,
texts, whole numbers and one kind of array; nothing is imported and nothing is called.
"""

from __future__ import annotations

import math
import pickletools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from labeldesk.domain.problem import UserError
from labeldesk.domain.text import QT_TRANSLATE_NOOP

Value: TypeAlias = object
T = TypeVar("T")

_ARRAY, _TYPE, _ENCODE, _CLASS = "array", "type", "encode", "class"
_KNOWN = {
    "numpy.core.multiarray _reconstruct": _ARRAY,
    "numpy._core.multiarray _reconstruct": _ARRAY,
    "numpy dtype": _TYPE,
    "numpy ndarray": _CLASS,
    "_codecs encode": _ENCODE,
}
_VALUES = frozenset((
    "BININT", "BININT1", "BININT2", "LONG1", "INT", "SHORT_BINSTRING", "BINSTRING", "STRING",
    "SHORT_BINBYTES", "BINBYTES", "BINBYTES8", "SHORT_BINUNICODE", "BINUNICODE", "UNICODE",
))  # fmt: skip
_CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
_TUPLES = {"EMPTY_TUPLE": 0, "TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}

_OTHER = QT_TRANSLATE_NOOP("Formats", "This is no batch: it asks for {what}, which is not followed")
_BROKEN = QT_TRANSLATE_NOOP("Formats", "This is no batch: the file is broken")


@dataclass(eq=False)
class _Made:
    """A name that was asked for, and then what numpy would have made of it."""

    kind: str
    told: Value = None


@dataclass(eq=False)
class _Machine:
    """The stack of the program, and what it put aside."""

    stack: list[Value] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    aside: dict[int, Value] = field(default_factory=dict)

    def since_mark(self) -> list[Value]:
        """What was put on the stack since the last mark; it is taken off."""
        at = self.marks.pop()
        found = self.stack[at:]
        del self.stack[at:]
        return found

    def step(self, name: str, told: Value) -> None:
        """One instruction; `UserError` for one that is not followed."""
        if name in _VALUES or name in _CONSTANTS:
            self.stack.append(_CONSTANTS.get(name, told))
        elif name in _TUPLES:
            at = len(self.stack) - _TUPLES[name]
            self.stack[at:] = [tuple(self.stack[at:])]
        elif name in _MORE:
            _MORE[name](self, told)
        elif name not in ("PROTO", "FRAME"):
            raise UserError(_OTHER.filled(what=name))


def _of(kind: type[T], value: Value) -> T:
    """The value, which is of that kind; ValueError else."""
    if not isinstance(value, kind):
        raise ValueError(kind.__name__)  # noqa: TRY004 (the file is wrong, not the program)
    return value


def _put(machine: _Machine, told: Value) -> None:
    machine.aside[int(str(told))] = machine.stack[-1]


def _memoize(machine: _Machine, _told: Value) -> None:
    machine.aside[len(machine.aside)] = machine.stack[-1]


def _get(machine: _Machine, told: Value) -> None:
    machine.stack.append(machine.aside[int(str(told))])


def _mark(machine: _Machine, _told: Value) -> None:
    machine.marks.append(len(machine.stack))


def _name(machine: _Machine, told: Value) -> None:
    if told is None:
        last = machine.stack.pop()
        told = f"{machine.stack.pop()} {last}"
    if told not in _KNOWN:
        raise UserError(_OTHER.filled(what=ascii(str(told)[:60])))
    machine.stack.append(_Made(_KNOWN[str(told)]))


def _call(machine: _Machine, _told: Value) -> None:
    given, what = _of(tuple, machine.stack.pop()), _of(_Made, machine.stack.pop())
    if what.kind == _ENCODE:
        machine.stack.append(str(given[0]).encode("latin-1"))
    else:
        machine.stack.append(_Made(what.kind, given[0] if what.kind == _TYPE else None))


def _build(machine: _Machine, _told: Value) -> None:
    state, what = machine.stack.pop(), _of(_Made, machine.stack[-1])
    if what.kind == _ARRAY:
        machine.stack[-1] = _array(_of(tuple, state))
        for key, one in machine.aside.items():
            if one is what:
                machine.aside[key] = machine.stack[-1]


def _array(state: tuple[Value, ...]) -> NDArray[np.uint8]:
    _, shape, kind, is_fortran, raw = state
    data = raw.encode("latin-1") if isinstance(raw, str) else _of(bytes, raw)
    sides = [_of(int, side) for side in _of(tuple, shape)]
    is_plain = _of(_Made, kind).told in ("u1", b"u1", "uint8") and not is_fortran
    if not is_plain or min(sides, default=-1) < 0 or math.prod(sides) != len(data):
        raise ValueError(sides)
    return np.frombuffer(data, np.uint8).reshape(sides)


def _append(machine: _Machine, _told: Value) -> None:
    item, items = machine.stack.pop(), _of(list, machine.stack[-1])
    items.append(item)


def _appends(machine: _Machine, _told: Value) -> None:
    found, items = machine.since_mark(), _of(list, machine.stack[-1])
    items.extend(found)


def _items(machine: _Machine, _told: Value) -> None:
    found, members = machine.since_mark(), _of(dict, machine.stack[-1])
    members.update(_pairs(found))


def _item(machine: _Machine, _told: Value) -> None:
    value, key, members = machine.stack.pop(), machine.stack.pop(), machine.stack[-1]
    _of(dict, members)[_key(key)] = value


def _key(value: Value) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


_MORE: Mapping[str, Callable[[_Machine, Value], None]] = {
    "PUT": _put,
    "BINPUT": _put,
    "LONG_BINPUT": _put,
    "MEMOIZE": _memoize,
    "GET": _get,
    "BINGET": _get,
    "LONG_BINGET": _get,
    "MARK": _mark,
    "GLOBAL": _name,
    "STACK_GLOBAL": _name,
    "REDUCE": _call,
    "BUILD": _build,
    "APPEND": _append,
    "APPENDS": _appends,
    "SETITEM": _item,
    "SETITEMS": _items,
    "EMPTY_DICT": lambda machine, _: machine.stack.append({}),
    "EMPTY_LIST": lambda machine, _: machine.stack.append([]),
    "DICT": lambda machine, _: machine.stack.append(_pairs(machine.since_mark())),
    "LIST": lambda machine, _: machine.stack.append(machine.since_mark()),
    "TUPLE": lambda machine, _: machine.stack.append(tuple(machine.since_mark())),
}


def _pairs(found: list[Value]) -> dict[str, Value]:
    return dict(zip(map(_key, found[::2]), found[1::2], strict=True))


def members_of(data: bytes, name: str) -> dict[str, Value]:
    """The dictionary that a pickle holds; `UserError` for every other one."""
    machine = _Machine()
    try:
        for opcode, told, _ in pickletools.genops(data):
            if opcode.name == "STOP":
                break
            machine.step(opcode.name, told)
        (found,) = machine.stack
        members: dict[str, Value] = _of(dict, found)
    except UserError as error:
        raise UserError(error.text, path=name) from error
    except (ValueError, LookupError, TypeError, OverflowError) as error:
        raise UserError(_BROKEN, path=name) from error
    return members
