"""python3 -m ita_portal.setup {run,test,dev,bench}: make this machine ready for one purpose."""

import sys

from ita_portal.setup import bytecode, frontend, packages, system
from ita_portal.setup.shell import ROOT, SetupFailed, in_words, one_at_a_time

TESTING = system.RUN + system.TEST
# purpose -> what it needs of the system, and which set of Python packages
PURPOSES = {
    "run": (system.RUN, "run"),
    "test": (TESTING, "test"),
    "dev": (TESTING, "dev"),
    "bench": (TESTING + system.BENCH, "test"),
}


def main(purpose: str) -> int:
    try:
        needs, names = PURPOSES[purpose]
        with one_at_a_time(ROOT):
            system.provide(needs)
            packages.provide(names)
            bytecode.provide()
            frontend.provide()
    except SetupFailed as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 1
    except OSError as failed:
        print(f"\n{in_words(failed)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
