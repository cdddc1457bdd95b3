"""Speed and memory: python -m tests.bench [part ...]. A part is a module here with `measure()`."""

import importlib
import os
import sys

from tests.bench.results import machine

PARTS = ("web", "rendering", "saving")


def main(names: list[str]) -> int:
    print(f"{machine()}, load {os.getloadavg()[0]:.1f}")
    missed = 0
    for name in names or PARTS:
        print(f"\n{name}", flush=True)
        for ratio in importlib.import_module(f"tests.bench.{name}").measure():
            print(f"  {ratio}", flush=True)
            missed += not ratio.holds
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
