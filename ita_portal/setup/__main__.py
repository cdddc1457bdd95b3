"""python3 -m ita_portal.setup {run,test,dev}: make this machine ready for one purpose."""

import sys

from ita_portal.setup import frontend, packages, system
from ita_portal.setup.shell import SetupFailed

NEEDS = {"run": system.RUN, "test": system.RUN + system.TEST, "dev": system.RUN + system.TEST}


def main(purpose: str) -> int:
    try:
        system.provide(NEEDS[purpose])
        packages.provide(purpose)
        frontend.provide()
    except SetupFailed as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
