"""A process gives up network, folders and programs, as far as its system lets it."""

import ctypes
import os
import platform
import sys
from collections.abc import Mapping
from contextlib import suppress

if sys.platform != "win32":
    import resource

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # of unshare(2), which Python itself has from 3.12 on
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2  # of prctl(2)
_LOAD, _IF_EQUAL, _IF_FROM, _RETURN = 0x20, 0x15, 0x35, 0x06  # of filters: what a step does
_NUMBER, _MACHINE = 0, 4  # where a filter finds the number of a call, and the machine that it is made for
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # the latter as "permission denied"
_OTHER_KIND = 0x40000000  # from here on calls have other numbers (x32)
# What sockets are made by, and programs started: socket, socketpair, io_uring_setup, execve, execveat, ptrace. By the
# name of the machine: its number in filters, and those of the calls.
_CALLS: Mapping[str, tuple[int, tuple[int, ...]]] = {
    "x86_64": (0xC000003E, (41, 53, 425, 59, 322, 101)),
    "aarch64": (0xC00000B7, (198, 199, 425, 221, 281, 117)),
}


class _Step(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("met", ctypes.c_uint8), ("not_met", ctypes.c_uint8), ("k", ctypes.c_uint32))


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def leave(directory: str) -> str:
    """Give up the network, programs, and all folders but one; return where that is now, the root if all went well.

    It needs no rights, but must come before there are threads. What a container forbids stays as it was: each of these
    is one lock of several.
    """
    if sys.platform != "linux":
        return directory
    here = ctypes.CDLL(None)
    # Root keeps its user, and with it the right to read the folders of others.
    here.unshare(_NEW_NET if os.geteuid() == 0 else _NEW_USER | _NEW_NET)
    _refuse_calls(here)
    with suppress(OSError):
        os.chroot(directory)
        os.chdir("/")
        return "/"
    return directory


def _refuse_calls(here: ctypes.CDLL) -> None:
    """Have the kernel refuse, to this process and its threads to come, to make sockets and start programs."""
    machine, calls = _CALLS.get(platform.machine(), (0, ()))
    if not calls or sys.maxsize < 1 << 32:
        return
    refused = len(calls) + 5
    steps = [
        (_LOAD, 0, 0, _MACHINE),
        (_IF_EQUAL, 0, refused - 2, machine),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_FROM, refused - 4, 0, _OTHER_KIND),
        *((_IF_EQUAL, refused - place, 0, call) for place, call in enumerate(calls, 5)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    made = (_Step * len(steps))(*(_Step(*step) for step in steps))
    here.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    here.prctl(_SECCOMP, _FILTER, ctypes.byref(_Filter(len(steps), made)), 0, 0)


class Opened:
    """The files that this process has open, by Linux; looked at before it leaves the folder in which they are told."""

    def __init__(self) -> None:
        try:
            self._folder = os.open("/proc/self/fd", os.O_RDONLY)
        except OSError:
            self._folder = -1

    def names(self) -> frozenset[str]:
        """Return their names without folders, or nothing where nothing tells."""
        found = set()
        for number in os.listdir(self._folder) if self._folder >= 0 else ():  # noqa: PTH208  it has no path any more
            with suppress(OSError):
                found.add(os.readlink(number, dir_fd=self._folder).rpartition("/")[2])
        return frozenset(found)


def raise_files() -> None:
    """Let this process have as many files open as it may: a store has many."""
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(ValueError, OSError):  # macOS gives a limit that it does not take
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def close_files() -> None:
    """Give up opening anything, files and sockets; what is open stays so."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def write_nothing() -> None:
    """Give up writing to files, and leaving one with the memory when it ends badly."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
