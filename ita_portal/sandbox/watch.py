"""The parent's side of the limits: it looks at its child all the time, and kills it in time.

What a library in C does without memory is anybody's guess: it aborts, or says something else. So
the child is stopped before the system refuses it any memory.
"""

from __future__ import annotations

import mmap
import subprocess
import threading
import time
from types import TracebackType

from ita_portal.sandbox.limits import Limits, MemoryExceeded, SandboxFailure, TimeExceeded

_SLICE_SECONDS = 0.01


class Watch:
    """Kills the child when its time or memory is over; `failure` then says which.

    Once the block is left, nothing will be killed any more.
    """

    def __init__(self, child: subprocess.Popen[bytes], limits: Limits) -> None:
        self.failure: SandboxFailure | None = None
        self._child = child
        self._limits = limits
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)

    def __enter__(self) -> Watch:
        self._until = time.monotonic() + self._limits.seconds
        self._look()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _look_on(self) -> None:
        while self.failure is None and not self._ended.wait(_SLICE_SECONDS):
            self._look()

    def _look(self) -> None:
        if address_space(self._child.pid) > self._limits.memory_bytes:
            self.failure = MemoryExceeded(f"more than {self._limits.memory_bytes} bytes")
        elif time.monotonic() > self._until:
            self.failure = TimeExceeded(f"more than {self._limits.seconds:g} seconds")
        if self.failure:
            self._child.kill()


def address_space(process: int) -> int:
    """Bytes of it that a process has now; none when it has ended."""
    try:
        with open(f"/proc/{process}/statm", "rb") as file:  # noqa: PTH123 -- often and fast
            return int(file.read().split()[0]) * mmap.PAGESIZE
    except (FileNotFoundError, ProcessLookupError):
        return 0
