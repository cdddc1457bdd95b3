"""What a call may use, and how it can fail."""

from __future__ import annotations

from dataclasses import dataclass

_LEAST_ROOM = 128 << 20


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`seconds` of wall clock, `processor_seconds` of work; `memory_bytes` of address space.

    Without `processor_seconds` both are the same; a busy machine takes longer for as much work.
    """

    seconds: float = 60.0
    processor_seconds: float | None = None
    memory_bytes: int = 1 << 30

    @property
    def refused_bytes(self) -> int:
        """Of so much the system gives no more: beyond what a child reaches before it is killed."""
        return self.memory_bytes + max(self.memory_bytes // 4, _LEAST_ROOM)


class SandboxFailure(Exception):
    """The call brought no result."""


class TimeExceeded(SandboxFailure):
    """The call took too long and was killed."""


class MemoryExceeded(SandboxFailure):
    """The call wanted more memory than it may have."""


class ChildDied(SandboxFailure):
    """The child ended without an answer."""


class NoSlotFree(SandboxFailure):
    """As many calls as there are processors went on all the time that we waited.

    Or the system has no room for one more child.
    """


class FunctionFailed(SandboxFailure):
    """The function raised; the message has the type and the words of its exception."""
