"""The child's side of the sandbox: its limits, and the loop that answers calls."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import pickle
import resource
import shutil
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from ita_portal.sandbox import telling
from ita_portal.sandbox.limits import Limits

_NEW_NETWORK = 0x40000000  # CLONE_NEWNET
_NEW_USERS = 0x10000000  # CLONE_NEWUSER
_LARGEST_FILE = 256 << 20
_MOST_FILES = 256
_GRACE_SECONDS = 2  # the parent kills first
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_REFUSED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "pty.spawn",
    "urllib.Request",
)


def serve(jobs_end: int, replies_end: int, life_end: int, warm_up: str, idle: float) -> None:
    """Answer calls until the parent is gone or none came for `idle` seconds."""
    gc.disable()  # what warming up makes stays, and there is no end of it to look through
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent's terminal is not for the child
    _leave_the_network()
    _set_lasting_limits()
    _end_with(life_end)
    jobs = Connection(jobs_end, writable=False)
    replies = Connection(replies_end, readable=False)
    telling.listen(replies.send_bytes)
    if warm_up:
        _find(warm_up)()
    _settle()
    replies.send_bytes(pickle.dumps(("ready", None)))
    while jobs.poll(idle):
        try:
            job = jobs.recv_bytes()
        except EOFError:
            return
        answer = _answer(job)
        replies.send_bytes(answer)
        if answer == _NO_MEMORY:
            return
        gc.collect()
        _give_memory_back()


_NO_MEMORY = pickle.dumps(("memory", None))


def _answer(job: bytes) -> bytes:
    name, args, kwargs, limits = pickle.loads(job)  # noqa: S301 -- our parent's
    _, peak = _address_space()
    try:
        with _limits(limits):
            answer = pickle.dumps(("result", _find(name)(*args, **kwargs)))
    except BaseException as error:
        if _is_for_want_of_memory(error, limits, peak):
            return _NO_MEMORY
        kind = type(error)
        return pickle.dumps(("raised", (kind.__module__, kind.__qualname__, str(error))))
    return _NO_MEMORY if _went_over(limits, peak) else answer


def _is_for_want_of_memory(error: BaseException | None, limits: Limits, peak: int) -> bool:
    """Whether that was the cause, whatever a library made of it."""
    if _went_over(limits, peak):  # while the error holds what was there
        return True
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


def _went_over(limits: Limits, peak_before: int) -> bool:
    """Whether the call that is going on has had more memory than it may have."""
    now, peak = _address_space()
    return max(now, peak if peak > peak_before else 0) > limits.memory_bytes


def _address_space() -> tuple[int, int]:
    """Bytes of it that this process has, and the most that it ever had."""
    with open("/proc/self/status") as file:  # noqa: PTH123 -- pathlib is slow to import
        lines = dict(line.split(":", 1) for line in file)
    now, peak = (int(lines[name].split()[0]) << 10 for name in ("VmSize", "VmPeak"))
    return now, peak


def _find(name: str) -> Callable[..., Any]:
    module, _, path = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    function: Callable[..., Any] = found
    return function


class _limits(contextlib.ContextDecorator):  # noqa: N801 -- a context manager
    """Wall clock, processor time and address space of one call."""

    def __init__(self, limits: Limits) -> None:
        self._seconds = limits.seconds + _GRACE_SECONDS
        self._processor = (limits.processor_seconds or limits.seconds) + _GRACE_SECONDS
        self._refused_bytes = limits.refused_bytes

    def __enter__(self) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        processor = int(used.ru_utime + used.ru_stime + self._processor) + 1
        _set_limit(resource.RLIMIT_CPU, processor)
        _set_limit(resource.RLIMIT_AS, self._refused_bytes)
        signal.setitimer(signal.ITIMER_REAL, self._seconds)

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        _set_limit(resource.RLIMIT_AS, resource.RLIM_INFINITY)
        _set_limit(resource.RLIMIT_CPU, resource.RLIM_INFINITY)


def _set_limit(kind: int, value: int) -> None:
    """The soft limit; never above the hard one."""
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        value = most if value == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(kind, (value, most))


def _set_lasting_limits() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    _set_limit(resource.RLIMIT_NOFILE, _MOST_FILES)
    own_folder = os.path.realpath(os.environ["TMPDIR"])

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_REFUSED):
            raise PermissionError(f"not in the sandbox: {event}")
        if event == "open" and arguments[2] & _WRITES:
            _refuse_writing(arguments[0], own_folder)

    sys.addaudithook(refuse)


def _refuse_writing(path: Any, own_folder: str) -> None:
    if isinstance(path, int) or path == os.devnull:
        return
    real = os.path.realpath(os.fsdecode(path))
    if not real.startswith(own_folder + os.sep):
        raise PermissionError(f"not in the sandbox: writing {real}")


def _leave_the_network() -> None:
    """A network of its own has no way out. Where the system allows none, the hook has to do."""
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    user, group = os.getuid(), os.getgid()
    if unshare(_NEW_NETWORK) != 0 and unshare(_NEW_NETWORK | _NEW_USERS) == 0:
        with contextlib.suppress(OSError):
            _write("/proc/self/setgroups", "deny")
            _write("/proc/self/uid_map", f"{user} {user} 1")
            _write("/proc/self/gid_map", f"{group} {group} 1")


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:  # noqa: PTH123 -- pathlib is slow to import
        file.write(text)


def _end_with(life_end: int) -> None:
    """End this process, in the midst of a call too, when the parent is gone.

    The folder goes with it: a parent that was killed removes nothing.
    """
    own_folder = os.environ["TMPDIR"]

    def watch() -> None:
        os.read(life_end, 1)
        shutil.rmtree(own_folder, ignore_errors=True)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _settle() -> None:
    """What is there now stays for good: the collector need not look at it, nor work in a call."""
    gc.collect()
    gc.freeze()


def _give_memory_back() -> None:
    with contextlib.suppress(AttributeError):  # the C library has it or not
        ctypes.CDLL(None).malloc_trim(0)
