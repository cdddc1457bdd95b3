"""What a measurement gives: ratios within one run, each beside its goal."""

import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path

import django


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """One ratio and the goal that it is held to; `detail` gives the figures behind it.

    `is_timed` ones mislead while others use the processors; memory does not.
    """

    name: str
    value: float
    goal: float
    is_ceiling: bool
    detail: str = ""
    is_timed: bool = True

    @property
    def holds(self) -> bool:
        return self.value <= self.goal if self.is_ceiling else self.value >= self.goal

    def __str__(self) -> str:
        return self.line("ok    " if self.holds else "MISSED")

    def line(self, verdict: str) -> str:
        word = "at most" if self.is_ceiling else "at least"
        return f"{verdict} {self.value:8.2f}  {word} {self.goal:<6g} {self.name}  ({self.detail})"


def machine() -> str:
    """The machine in one line."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{len(models)} cores ({models[0] if models else platform.machine()}), {memory:.0f} GiB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, "
        f"Django {django.get_version()}"
    )


def used_by_others(seconds: float = 2) -> float:
    """The share of all processors that is in use while we wait, between 0 and 1."""
    began = _processor_time()
    time.sleep(seconds)
    busy, total = (now - then for now, then in zip(_processor_time(), began, strict=True))
    return busy / total if total else 0


def _processor_time() -> tuple[int, int]:
    """In use, and altogether, since the machine started."""
    user, nice, system, idle, waiting, *rest = map(
        int, Path("/proc/stat").read_text("utf-8").partition("\n")[0].split()[1:9]
    )
    busy = user + nice + system + sum(rest)
    return busy, busy + idle + waiting
