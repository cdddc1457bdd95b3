"""Speed and memory: python -m tests.bench [part ...]. A part is a module here with `measure()`."""

import importlib
import os
import sys

from tests.bench.results import Ratio, machine, used_by_others

PARTS = ("web", "rendering", "exports", "saving", "importing")
QUIET = 0.2  # of the processors may be in use by others


def main(names: list[str]) -> int:
    print(f"{machine()}, load {os.getloadavg()[0]:.1f}")
    missed = unclear = 0
    for name in names or PARTS:
        before = used_by_others()
        print(f"\n{name}", flush=True)
        found: list[Ratio] = []
        for ratio in importlib.import_module(f"tests.bench.{name}").measure():
            print(f"  {ratio.line('...   ')}", flush=True)
            found.append(ratio)
        others = max(before, used_by_others())
        print(f"\n{name}, judged; others used {others:.0%} of the processors before or after")
        for ratio in found:
            is_clear = others <= QUIET or not ratio.is_timed
            print(f"  {ratio if is_clear else ratio.line('unsure')}", flush=True)
            missed += is_clear and not ratio.holds
            unclear += not is_clear
    if unclear:
        print(f"\n{unclear} times cannot be judged (unsure): the machine was too busy. Try again.")
    return 1 if missed or unclear else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
