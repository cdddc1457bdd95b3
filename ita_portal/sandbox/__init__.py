"""Runs functions in child processes with limits on time and memory, and without network.

`run` starts a child for one call. A `Pool` keeps children that have warmed up, for web processes
with many threads. A child gets no environment variables of ours but the few it needs, no open
files, and may write in its own temporary folder only. It ends when its parent does.
"""

from ita_portal.sandbox.folders import remove_left_over
from ita_portal.sandbox.limits import (
    ChildDied,
    FunctionFailed,
    Limits,
    MemoryExceeded,
    NoSlotFree,
    SandboxFailure,
    TimeExceeded,
)
from ita_portal.sandbox.pool import Pool, run, shared_slots
from ita_portal.sandbox.telling import tell

__all__ = [
    "ChildDied",
    "FunctionFailed",
    "Limits",
    "MemoryExceeded",
    "NoSlotFree",
    "Pool",
    "SandboxFailure",
    "TimeExceeded",
    "remove_left_over",
    "run",
    "shared_slots",
    "tell",
]
