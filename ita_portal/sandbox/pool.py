"""Children that have warmed up, and the slots that all processes share."""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeVar

from ita_portal.sandbox.limits import Limits, NoSlotFree
from ita_portal.sandbox.worker import Heard, Worker

T = TypeVar("T")

_SLOT_SECONDS = 0.02


def run(
    function: Callable[..., T],
    *args: object,
    limits: Limits | None = None,
    trusted: tuple[str, ...] = (),
    **kwargs: object,
) -> T:
    """Call a function of a module in a child of its own.

    `trusted` names the modules whose dataclasses, enums and exceptions may come back; any other
    exception is a FunctionFailed. Raises SandboxFailure.
    """
    worker = Worker(warm_up=None, idle_seconds=60.0, trusted=trusted)
    try:
        return worker.call(function, args, kwargs, limits or Limits())
    finally:
        worker.close()


def shared_slots(name: str) -> Path:
    """The folder of slots that all processes of this portal on this machine agree on."""
    import hashlib  # noqa: PLC0415 -- a child loads this module, too, and names no slots

    home = hashlib.sha256(str(Path(__file__).resolve()).encode()).hexdigest()[:16]
    base = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return Path(base) / f"ita-portal-{name}-{os.getuid()}-{home}"


class Pool:
    """Warm children for one process, and one call a slot over all processes that share `slots`.

    A child is started when a call finds none idle, replaced after `calls_per_child` calls, and
    ends by itself after `idle_seconds` without one. Safe to use from many threads.
    """

    def __init__(
        self,
        *,
        slots: Path,
        size: int | None = None,
        warm_up: Callable[[], None] | None = None,
        calls_per_child: int = 500,
        idle_seconds: float = 600.0,
        trusted: tuple[str, ...] = (),
    ) -> None:
        self._size = size or os.cpu_count() or 1
        self._slots = slots
        self._warm_up = warm_up
        self._calls_per_child = calls_per_child
        self._idle_seconds = idle_seconds
        self._trusted = trusted
        self._reset()
        atexit.register(self.close)
        os.register_at_fork(after_in_child=self._forget)

    def _reset(self) -> None:
        self._idle: list[Worker] = []
        self._lock = threading.Lock()

    def _forget(self) -> None:
        """In a forked process: the children are the parent's."""
        for worker in self._idle:
            worker.forget()
        self._reset()

    def call(
        self,
        function: Callable[..., T],
        *args: object,
        limits: Limits | None = None,
        wait_seconds: float = 60.0,
        heard: Heard | None = None,
        **kwargs: object,
    ) -> T:
        """Call a function of a module in a warm child; raises as `run`, and NoSlotFree.

        What the child tells of its progress goes to `heard`, in the thread of the call.
        """
        with _slot(self._slots, self._size, wait_seconds):
            worker = self._take()
            try:
                return worker.call(function, args, kwargs, limits or Limits(), heard)
            finally:
                self._give_back(worker)

    def _take(self) -> Worker:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return Worker(warm_up=self._warm_up, idle_seconds=self._idle_seconds, trusted=self._trusted)

    def _give_back(self, worker: Worker) -> None:
        if worker.is_usable and worker.calls < self._calls_per_child:
            with self._lock:
                self._idle.append(worker)
        else:
            worker.close()

    def close(self) -> None:
        """End the idle children."""
        with self._lock:
            workers, self._idle = self._idle, []
        for worker in workers:
            worker.close()


@contextlib.contextmanager
def _slot(folder: Path, count: int, wait_seconds: float) -> Iterator[None]:
    """Hold one of `count` locks that all processes share; a dead process lets go of its own."""
    files = _slot_files(folder, count)
    until = time.monotonic() + wait_seconds
    try:
        while not any(_lock(file) for file in files):
            if time.monotonic() > until:
                raise NoSlotFree(f"no slot was free for {wait_seconds:g} s")
            time.sleep(_SLOT_SECONDS)
        yield
    finally:
        for file in files:
            file.close()


def _slot_files(folder: Path, count: int) -> list[IO[str]]:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.lstat().st_uid != os.getuid():
            raise NoSlotFree(f"{folder} belongs to another user")
        return [(folder / f"slot-{number}").open("a") for number in range(count)]
    except OSError as error:
        raise NoSlotFree(f"no slots can be made: {error}") from error


def _lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
