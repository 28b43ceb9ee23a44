"""What a process that holds a foreign model gives up: memory without end, core dumps, networks.

The network goes through a filter on system calls, on Linux: it needs no rights, it cannot be
taken back, and it holds for every thread. Elsewhere nothing here can forbid it.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys

from labeldesk.jobs.threads import usable_cores

_CALLS = {  # machine: (audit architecture, socket, seccomp)
    "x86_64": (0xC000003E, 41, 317),
    "aarch64": (0xC00000B7, 198, 277),
}
_UNIX = 1  # address family of pipes between processes of one machine
_OTHER_ABI = 0x40000000  # calls of the 32-bit kind on x86_64
_NO_NEW_PRIVILEGES, _FILTER, _ALL_THREADS = 38, 1, 1
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST = 0, 4, 16  # offsets of what the filter sees
_FOR_READING = 2 << 30  # bytes beside the file, for parsing it


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def no_network() -> bool:
    """No new sockets but those within this machine; says whether the system does that here."""
    known = _CALLS.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    architecture, socket, seccomp = known
    steps = (  # code, where to go if so, if not (steps ahead), number
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, 6, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, 3, 0, _OTHER_ABI),
        (_IF_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, _FIRST),
        (_IF_EQUAL, 1, 0, _UNIX),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = _Program(len(steps), ctypes.cast(code, ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return not libc.syscall(seccomp, _FILTER, _ALL_THREADS, ctypes.byref(program))


def no_traces() -> None:
    """No dump of the memory after a crash, and no orders from the environment or the model."""
    os.environ.pop("ORT_LOAD_CONFIG_FROM_MODEL", None)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bound_memory(more: int) -> bool:
    """At most so many bytes of addresses more than now; says whether the system does that."""
    if sys.platform != "linux":
        return False
    import resource

    import psutil

    bound = psutil.Process().memory_info().vms + more
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    return True


def for_reading(size: int) -> None:
    """Bounds for a process that only parses a file of that size."""
    no_traces()
    no_network()
    bound_memory(4 * size + _FOR_READING + usable_cores() * (64 << 20))  # an arena per thread
