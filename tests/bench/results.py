"""What a measurement gives: ratios within one run, each beside its goal."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path

import django


@dataclass(frozen=True, kw_only=True)
class Ratio:
    """One ratio and the goal that it is held to; `detail` gives the figures behind it."""

    name: str
    value: float
    goal: float
    is_ceiling: bool
    detail: str = ""

    @property
    def holds(self) -> bool:
        return self.value <= self.goal if self.is_ceiling else self.value >= self.goal

    def __str__(self) -> str:
        word = "at most" if self.is_ceiling else "at least"
        verdict = "ok    " if self.holds else "MISSED"
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
