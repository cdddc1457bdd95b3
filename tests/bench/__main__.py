"""Speed and memory: python -m tests.bench [part ...]. A part is a module here with `measure()`."""

import importlib
import os
import pkgutil
import sys

from tests import bench
from tests.bench.results import Ratio, machine


def parts() -> dict[str, list[Ratio]]:
    """Measure the parts named on the command line, or all of them."""
    results = {}
    for found in pkgutil.iter_modules(bench.__path__):
        if found.name.startswith("_") or (sys.argv[1:] and found.name not in sys.argv[1:]):
            continue
        module = importlib.import_module(f"tests.bench.{found.name}")
        if hasattr(module, "measure"):
            print(f"-- measuring: {found.name}", flush=True)
            results[found.name] = module.measure()
    return results


def main() -> int:
    print(f"{machine()}, load {os.getloadavg()[0]:.1f}")
    results = parts()
    for name, ratios in results.items():
        print(f"\n{name}")
        for ratio in ratios:
            print(f"  {ratio}")
    return 0 if results and all(ratio.holds for found in results.values() for ratio in found) else 1


if __name__ == "__main__":
    sys.exit(main())
