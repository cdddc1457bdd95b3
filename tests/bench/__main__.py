"""Speed and memory: python -m tests.bench [part ...]. A part is a module here with `measure()`."""

import importlib
import os
import sys

from tests.bench.results import machine

PARTS = ("web", "rendering")


def main(names: list[str]) -> int:
    print(f"{machine()}, load {os.getloadavg()[0]:.1f}")
    results = {}
    for name in names or PARTS:
        print(f"-- measuring: {name}", flush=True)
        results[name] = importlib.import_module(f"tests.bench.{name}").measure()
    for name, ratios in results.items():
        print(f"\n{name}")
        for ratio in ratios:
            print(f"  {ratio}")
    return 0 if all(ratio.holds for ratios in results.values() for ratio in ratios) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
