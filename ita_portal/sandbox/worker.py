"""One child process and the pipes to it."""

from __future__ import annotations

import importlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from ita_portal.sandbox import telling
from ita_portal.sandbox.answers import read_answer
from ita_portal.sandbox.folders import Folder
from ita_portal.sandbox.limits import (
    ChildDied,
    FunctionFailed,
    Limits,
    MemoryExceeded,
    NoSlotFree,
    SandboxFailure,
    TimeExceeded,
)
from ita_portal.sandbox.watch import Watch

T = TypeVar("T")
Heard = Callable[[list[Any]], None]

_ROOT = Path(__file__).resolve().parents[2]
_LARGEST_ANSWER = 512 << 20
_MOST_TOLD = 10_000  # of one call
_START = Limits(seconds=120.0, memory_bytes=1 << 40)
_KILLED_BY_THE_CLOCK = (signal.SIGALRM, signal.SIGXCPU)
_CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from ita_portal.sandbox import child; "
_CHILD += "child.serve(*map(int, sys.argv[2:5]), sys.argv[5], float(sys.argv[6]))"


class _ChildWasIdle(ChildDied):
    """The child had ended by itself, after a long time without a call."""


class Worker:
    """One child and the pipes to it; for one thread at a time."""

    def __init__(
        self,
        *,
        warm_up: Callable[[], None] | None,
        idle_seconds: float,
        trusted: tuple[str, ...],
    ) -> None:
        self.calls = 0
        self.is_usable = False
        self._warm_up = _name_of(warm_up) if warm_up else ""
        self._idle_seconds = idle_seconds
        self._trusted = trusted
        self._start()

    def _start(self) -> None:
        try:
            self._open()
        except OSError as error:
            raise NoSlotFree(f"no child can be started: {error}") from error

    def _open(self) -> None:
        self._folder = Folder()
        jobs, jobs_end = os.pipe()
        replies_end, replies = os.pipe()
        life, self._life = os.pipe()
        self._jobs = Connection(jobs_end, readable=False)
        self._replies = Connection(replies_end, writable=False)
        theirs = (jobs, replies, life)
        arguments = [str(_ROOT), *map(str, theirs), self._warm_up, str(self._idle_seconds)]
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and words
                [sys.executable, "-c", _CHILD, *arguments],
                pass_fds=theirs,
                stdin=subprocess.DEVNULL,
                cwd=self._folder.path,
                env=_environment(self._folder.path),
            )
        finally:
            for end in theirs:
                os.close(end)

    def call(
        self,
        function: Callable[..., T],
        args: object,
        kwargs: object,
        limits: Limits,
        heard: Heard | None = None,
    ) -> T:
        job = pickle.dumps((_name_of(function), args, kwargs, limits))
        try:
            kind, answer = self._ask(job, limits, heard)
        except _ChildWasIdle:
            self.close()
            self._start()
            kind, answer = self._ask(job, limits, heard)
        if kind == "memory":
            raise MemoryExceeded(f"more than {limits.memory_bytes} bytes")
        self.calls += 1
        self.is_usable = True
        if kind == "raised":
            raise self._exception(*answer)
        result: T = answer
        return result

    def _ask(self, job: bytes, limits: Limits, heard: Heard | None) -> tuple[str, Any]:
        if not self.is_usable:
            self._exchange(None, _START)
        self.is_usable = False
        return self._exchange(job, limits, heard)

    def _exchange(
        self, job: bytes | None, limits: Limits, heard: Heard | None = None
    ) -> tuple[str, Any]:
        """The child's answer to a job; the child is killed when it goes over its limits."""
        answer, status = b"", 0
        with Watch(self._process, limits) as watch:
            try:
                if job is not None:
                    self._jobs.send_bytes(job)
                answer = self._answer(heard)
            except (EOFError, OSError):
                status = self._process.wait()
        if watch.failure:
            raise watch.failure
        if not answer:
            raise _reason(status)
        return read_answer(answer, self._trusted)

    def _answer(self, heard: Heard | None) -> bytes:
        """What the child answers; what it tells before goes to `heard`."""
        for _ in range(_MOST_TOLD):
            message = self._replies.recv_bytes(_LARGEST_ANSWER)
            if not message.startswith(telling.MARK):
                return message
            said = telling.told(message)
            if heard and said:
                heard(said)
        self._process.kill()
        raise EOFError("the child tells without end")

    def _exception(self, module: str, name: str, message: str) -> Exception:
        if module in self._trusted:
            kind = getattr(importlib.import_module(module), name, None)
            if isinstance(kind, type) and issubclass(kind, Exception):
                return kind(message)
        return FunctionFailed(f"{module}.{name}: {message}")

    def close(self) -> None:
        """End the child and remove its folder."""
        self._process.kill()
        self._process.wait()
        self.forget()
        self._folder.remove()

    def forget(self) -> None:
        """Let go of the pipes without touching the child."""
        self._jobs.close()
        self._replies.close()
        os.close(self._life)
        self._folder.forget()


def _reason(status: int) -> SandboxFailure:
    """Why a child that ended with `status` gave no answer."""
    if -status in _KILLED_BY_THE_CLOCK:
        return TimeExceeded("the child's processor time was over")
    if status == 0:
        return _ChildWasIdle("the child ended as it was called")
    return ChildDied(f"the child ended with {status}")


def _name_of(function: Callable[..., object]) -> str:
    name = f"{function.__module__}:{function.__qualname__}"
    if "<" in name or function.__module__ == "__main__":
        raise ValueError(f"{name} cannot be called in a child: it is no function of a module")
    return name


def _environment(folder: str) -> dict[str, str]:
    """No secrets; a home of its own, into which libraries may write their caches."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "PYTHONDONTWRITEBYTECODE": "1",
        "MALLOC_ARENA_MAX": "1",
    }
